"""Verb, subject, object in one row: where the subject's phrase is complete, the next bare noun begins the object's.

A noun with the article, a name, a noun with its pronoun or adjective takes no genitive; what stands between, a phrase
with a preposition or a relative clause, only says more of the subject."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.arguments import transitive
from extractors.index import Index
from extractors.repair import QUOTES, bare, hang
from extractors.syntax import Tree

_LONGEST = 16  # tokens from the subject to an object behind it
_INSIDE = ("amod", "nmod", "acl", "flat", "conj", "appos")
_COMMAS = frozenset({",", "\u060c"})
_MARKS = ("case", "mark", "fixed", "cc")


def object_behind(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """The bare noun behind a complete subject is the object, whatever the parser hung it on."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb) or not transitive(tree, index, verb):
            continue
        behind = [k for k in tree.kids[verb] if k > verb and bare(tree, k) and tree.dep[k] in ("nsubj", "obj")]
        if len(behind) == 2 and tree.dep[behind[1]] == "nsubj" and tree.norm[behind[1] - 1] in _COMMAS:
            if _asked_behind(tree, index, verb, behind[1], last):
                hang(tree, behind[1], verb, "obj")
            continue
        if len(behind) != 1 or any(tree.dep[k] == "nsubj" for k in tree.kids[verb] if k < verb):
            continue
        if tree.morph[verb].get("Number") == "Plur":
            continue  # a verb before its subject is in the singular
        subject = behind[0]
        noun = _second_noun(tree, index, names, verb, subject, min(last, subject + _LONGEST))
        if noun is None:
            continue
        hang(tree, subject, verb, "nsubj")
        for k in range(noun + 1, last):
            if subject <= tree.head[k] < noun and tree.dep[k] in _INSIDE:
                asked = tree.preps[k] in index.asked_for(tree, verb) and tree.dep[k] == "nmod"
                hang(tree, k, verb if asked else noun, "obl" if asked else tree.dep[k])
        if tree.pos[noun] == "ADJ":
            tree.pos[noun] = "NOUN"
        hang(tree, noun, verb, "obj")


def body_in(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """ "The authorities *in Chad* imposed a curfew": the state named right behind a body that nothing else says the
    state of, before the object, says it."""
    for k in range(first, last - 2):
        verb, state = tree.head[k], k + 2
        if (
            tree.full[k] != "nsubj"
            or verb > k
            or not index.body(tree, k)
            or tree.preps[state] not in index.words("place")
        ):
            continue
        owned = any(m < state and tree.dep[m] in ("nmod", "amod") for m in tree.kids[k])
        if owned or tree.head[state] != verb or names.get(state) is not False:
            continue
        if any(tree.dep[m] == "obj" and m > state for m in tree.kids[verb]):
            hang(tree, state, k, "nmod")


def event_object(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Behind an event noun and the state or body that does it, the next bare noun is what it is done to: "the cutting
    by the government of the budget"."""
    for i in range(first, last):
        if tree.is_verb(i) or not index.event_noun(tree, i) or not transitive(tree, index, i):
            continue
        doer = next((k for k in tree.kids[i] if k == i + 1 and tree.dep[k] == "nmod" and bare(tree, k)), None)
        if doer is None or any(tree.dep[k] == "obj" for k in tree.kids[i]) or _lacks_object(tree, index, i):
            continue
        named = names.get(doer) is False
        if any(key in index.words("two_objects") for key in tree.keys[i]) or not (named or index.body(tree, doer)):
            continue
        noun = _second_noun(tree, index, names, i, doer, min(last, doer + _LONGEST))
        if noun is None or (tree.pos[noun] in ("PROPN", "X", "ADJ") and noun not in names) or names.get(noun):
            continue
        if named or noun in names or _accusative(tree, index, noun) or not _definite(tree, index, noun):
            hang(tree, noun, i, "obj")


def _lacks_object(tree: Tree, index: Index, i: int) -> bool:
    """Whether the noun is in a phrase of a verb that has no object yet: then that may follow."""
    verb = tree.head[i]
    open_ = tree.dep[i] == "obl" and verb < i and tree.is_verb(verb) and transitive(tree, index, verb)
    return open_ and not any(tree.dep[k] in ("obj", "ccomp", "nsubj:pass") for k in tree.kids[verb])


def _second_noun(tree: Tree, index: Index, names: Mapping[int, bool], verb: int, subject: int, last: int) -> int | None:
    """The bare noun with which a new phrase begins behind that of `subject`."""
    start = tree.sentences[tree.sentence[subject]][0]
    name = {k for k in range(start, last) if tree.head[k] == subject and tree.dep[k] == "flat"} | {subject}
    noun, closed = subject, subject in names or tree.pos[subject] == "PROPN" or _complete(tree, index, subject)
    definite, begins = _definite(tree, index, subject), False
    for k in range(subject + 1, last):
        if k in name or tree.norm[k] in QUOTES:
            continue
        if k in tree.apart:
            closed, begins = True, False  # a day ends the phrase before it
            continue
        if tree.dep[k] == "flat" and closed and _body(tree, index, k):
            return k  # no person's name: "the leader Guaido the army"
        if tree.dep[k] == "flat" or (tree.dep[k] == "appos" and names.get(k)):
            closed = True  # a person's name behind the title
            definite = definite or _definite(tree, index, k)
        elif tree.dep[k] in _MARKS or tree.pos[k] == "ADP":
            asked = tree.norm[k] in index.asked_for(tree, verb) - index.words("place")
            if asked or _is_object(tree, verb, subject) or not _goes_on(tree, k, subject):
                return None
            begins = True
        elif tree.pos[k] == "PRON" and tree.start[k] == tree.end[k - 1]:
            closed = definite = True  # "its commander" is complete
        elif tree.pos[k] == "PUNCT":
            if tree.norm[k] not in _COMMAS or not _asked_behind(tree, index, verb, k + 1, last):
                return None
            closed = True  # "called, in his letter, on the president to"
        elif _relative(tree, index, k, noun):
            closed = False  # "gunmen who belong to …"
        elif begins and tree.is_nominal(k):
            noun, closed, begins = k, k in names or _complete(tree, index, k), False
            definite = _definite(tree, index, k)
        elif _opens_number(tree, index, k):
            return _counted(tree, index, k, last) if closed else None
        elif not bare(tree, k) or tree.pos[k] in ("PRON", "VERB") or tree.head[k] == k:
            return None
        elif _accusative(tree, index, k) and not _accusative(tree, index, noun):
            people = index.names_people(tree, k) and not any(key in index.participles for key in tree.keys[k])
            if people or (closed and tree.pos[k] == "NOUN"):
                return k
            closed = True  # an adverb: "again", "officially"
        elif _plural_of(tree, names, noun, k, definite):
            closed = True  # "Spanish investigators"
        elif (k not in names or tree.pos[k] == "ADJ") and _agrees(tree, index, noun, k, definite):
            closed = True
        elif closed and any(key in index.words("rank") for key in tree.keys[k]):
            definite = definite or _definite(tree, index, k)
        elif closed:
            return k
        else:
            definite = _definite(tree, index, k)
            closed = _complete(tree, index, k)
    return None


def _asked_behind(tree: Tree, index: Index, verb: int, k: int, last: int) -> bool:
    """Whether somebody stands behind a comma, and then, before any other, the preposition that the verb asks for."""
    if k >= last or _accusative(tree, index, k) or not (index.names_people(tree, k) and bare(tree, k)):
        return False
    asked = index.asked_for(tree, verb)
    for m in range(k + 1, last):
        if tree.pos[m] in ("PUNCT", "VERB", "CCONJ"):
            return False
        if tree.norm[m] in asked and tree.pos[m] == "ADP":
            return True
    return False


def _is_object(tree: Tree, verb: int, noun: int) -> bool:
    """Whether what the parser took for the object is likely it: "attacked their village", "who blew up the bridge"."""
    owned = any(tree.pos[k] == "PRON" for k in tree.kids[noun])
    return tree.dep[noun] == "obj" and (owned or tree.dep[verb] in ("acl", "conj"))


def _goes_on(tree: Tree, k: int, subject: int) -> bool:
    """Whether a preposition or conjunction goes on with the phrase of the subject, and begins no clause."""
    h = tree.head[k]
    if h < k or tree.is_verb(h) or not tree.is_nominal(h):
        return False
    return tree.pos[k] != "CCONJ" or (tree.dep[h] == "conj" and subject <= tree.head[h] < k)


def _relative(tree: Tree, index: Index, k: int, noun: int) -> bool:
    """Whether a relative clause on the noun begins that goes on with a preposition."""
    clause = tree.is_verb(k) and tree.dep[k] == "acl" and tree.head[k] == noun and k + 1 < len(tree)
    return clause and tree.pos[k + 1] == "ADP" and not transitive(tree, index, k)


def _opens_number(tree: Tree, index: Index, k: int) -> bool:
    """Whether a counted phrase begins: "seven workers", "about forty", "more than a hundred"."""
    return tree.pos[k] == "NUM" or tree.norm[k] in index.lexicon.numbers or tree.norm[k] in index.words("about")


def _counted(tree: Tree, index: Index, k: int, last: int) -> int | None:
    """The noun that the number beginning at `k` counts."""
    while k < last and (_opens_number(tree, index, k) or tree.pos[k] in ("ADP", "CCONJ")):
        k += 1
    return k if k < last and tree.is_nominal(k) else None


def _body(tree: Tree, index: Index, k: int) -> bool:
    """Whether the word is a body or a people with the article, which no person is called by."""
    people = any(key in index.words("people") for key in tree.keys[k])
    return (index.body(tree, k) or people) and _definite(tree, index, k)


def _accusative(tree: Tree, index: Index, k: int) -> bool:
    """Whether a word is written with the alif of the accusative."""
    word = tree.norm[k]
    return any(word.endswith(e) and word[: -len(e)] in tree.keys[k] for e in index.words("accusative_ending"))


def _agrees(tree: Tree, index: Index, noun: int, k: int, definite: bool) -> bool:
    """Whether the word may be an adjective of the phrase: as definite as it, of its number and gender."""
    if tree.pos[k] != "ADJ" or _definite(tree, index, k) != definite or index.names_event(tree, k):
        return False
    if tree.morph[k].get("Number") == "Plur" and tree.morph[noun].get("Number") == "Sing":
        return False
    feminine = [index.ends(tree, w, "feminine_ending") for w in (noun, k)]
    return feminine != [True, False]


def _plural_of(tree: Tree, names: Mapping[int, bool], noun: int, k: int, definite: bool) -> bool:
    """Whether a nationality in the plural stands right behind an indefinite noun in the plural."""
    plural = all(tree.morph[w].get("Number") == "Plur" for w in (noun, k))
    return plural and k == noun + 1 and names.get(k) is False and not definite


def _complete(tree: Tree, index: Index, k: int) -> bool:
    """Whether nothing in the genitive can follow the noun."""
    dual = tree.morph[k].get("Number") == "Dual" and index.ends(tree, k, "dual")
    return dual or _definite(tree, index, k) or index.ends(tree, k, "closed_ending")


def _definite(tree: Tree, index: Index, k: int) -> bool:
    return any(
        tree.norm[k].startswith(a) and a + tree.norm[k] not in tree.keys[k] for a in index.words("article_prefix")
    )

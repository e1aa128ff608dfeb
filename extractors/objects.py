"""Repairs of what is an object, for languages with verb-first order that leave a known subject out: "he said …. And
called on the citizens to …" has the citizens where a subject would stand.

An oblique plural is no subject, a participle in the accusative has none behind it, some verbs are nothing without an
object, and what belongs to an indefinite object says whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.arguments import transitive
from extractors.index import Index
from extractors.repair import above_date, bare, hang
from extractors.syntax import Tree

_COMPLEMENTS = ("obj", "iobj", "ccomp", "xcomp")
_SEVERAL = ("Plur", "Dual")
_SAID = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
_BY_FORCE = frozenset({"COERCE", "ASSAULT"})
_STEPS = 6


def oblique(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A plural in the oblique form behind a verb, or one that is coordinated with such a one, is its object."""
    for k in range(first + 1, last):
        verb = tree.head[k]
        if tree.full[k] != "nsubj" or verb > k or not tree.is_verb(verb) or tree.passive(verb) or not bare(tree, k):
            continue
        if any(tree.dep[m] in _COMPLEMENTS for m in tree.kids[verb]) or not transitive(tree, index, verb):
            continue
        if any(tree.dep[m] == "nummod" for m in tree.kids[k]):
            continue  # "thousands of demonstrators" have it from the number
        if any(_oblique(tree, index, m) for m in tree.coordinated(k)):
            hang(tree, k, verb, "obj")


def _oblique(tree: Tree, index: Index, k: int) -> bool:
    """Whether the word is a sound masculine plural (or a dual) in the oblique form, before a genitive without its last
    letter."""
    if tree.morph[k].get("Number") not in _SEVERAL:
        return False
    behind = any(m == k + 1 and tree.dep[m] == "nmod" for m in tree.kids[k])
    endings = index.words("oblique_ending") | (index.words("oblique_construct") if behind else frozenset())
    articles = ("", *index.words("article_prefix"))
    word = tree.norm[k]
    stems = {word[: -len(e)] for e in endings if word.endswith(e)}
    return any(a + key in stems for a in articles for key in tree.keys[k])


def participle_object(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """What stands bare right behind a participle in the accusative is its object, and it goes with the verb above:
    "gave a speech, *calling on* parliament to …"."""
    for k in range(first + 1, last - 1):
        behind = k + 1
        near = tree.head[behind] == k or (tree.dep[behind] == "obj" and tree.head[behind] == tree.head[k] < k)
        if not near or tree.dep[behind] not in ("nsubj", "flat", "nmod", "obj") or not bare(tree, behind):
            continue
        verb = index.participle_of(tree, k)
        written = index.ends(tree, k, "accusative_ending")
        known = tree.is_verb(k) and written and tree.dep[k] == "advcl"
        if tree.preps[k] or not written or not (known or verb):
            continue
        above = tree.verb_over(tree.head[k])
        definite = tree.morph[behind].get("Definite") == "Def" or behind in names
        if above == k or not tree.is_verb(above) or above > k or not (known or definite):
            continue
        if verb and not known:
            tree.pos[k], tree.keys[k] = "VERB", (verb, *tree.keys[k])
            strays = [m for m in tree.kids[above] if m > behind and tree.dep[m] == "obl" and tree.preps[m]]
            for m in strays:
                hang(tree, m, k, "obl")  # "… *to* pass the budget"
        hang(tree, k, above, "advcl")
        hang(tree, behind, k, "obj")


def needs_object(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A verb that is nothing without an object has it in the only noun behind it: "and accused Russia of …" leaves out
    who did (or is the passive, of which Russia is the subject, written the same way)."""
    for verb in range(first, last):
        if not tree.is_verb(verb) or tree.passive(verb):
            continue
        if not any(key in index.words("needs_object") for key in tree.keys[verb]):
            continue
        if any(tree.dep[m] in _COMPLEMENTS for m in tree.kids[verb]):
            continue
        subjects = [m for m in tree.kids[verb] if tree.full[m] == "nsubj" and tree.pos[m] != "PRON"]
        if len(subjects) != 1 or subjects[0] != verb + 1:
            continue
        own = tree.subtree(subjects[0])
        if sum(m in names for m in own) + sum(index.names_people(tree, m) for m in own if m not in names) <= 1:
            hang(tree, subjects[0], verb, "obj")


def owner(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A name behind the preposition of belonging, right behind an indefinite object, says whose it is, where the verb
    asks for no such preposition: "bombed sites *of Daesh*"."""
    for k in range(first + 2, last):
        verb = tree.head[k]
        if tree.dep[k] == "nmod" and not tree.is_verb(verb):
            verb = tree.head[verb]  # read into the subject's phrase
        if tree.preps[k] not in index.words("belongs") or tree.dep[k] not in ("obl", "nmod") or not tree.is_verb(verb):
            continue
        known = k in names or index.names_people(tree, k) or index.body(tree, k)
        known = known or any(m in names for m in tree.having(k, "flat", "nmod"))
        before = min(m for m in (k, *tree.kids[k]) if tree.dep[m] == "case" or m == k) - 1
        if not known or before <= verb or tree.head[before] != verb or tree.dep[before] != "obj":
            continue
        bare_noun = tree.pos[before] == "NOUN" and tree.morph[before].get("Definite") in ("Ind", "Com", None)
        if bare_noun and tree.preps[k] not in index.asked_for(tree, verb):
            hang(tree, k, before, "nmod")


def seat(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """ "… and its seat is London" behind a body only says where that is; it takes part in nothing."""
    for k in range(first + 2, last - 2):
        pronoun, place = k + 1, k + 2
        if not any(key in index.words("seat") for key in tree.keys[k]) or tree.pos[k - 1] != "CCONJ":
            continue
        if tree.norm[pronoun] not in index.words("third_person") or not bare(tree, k):
            continue
        if tree.pos[place] == "ADP" and place + 1 < last:
            place += 1
        top = place if place in names else tree.head[place]
        body = next((m for m in (tree.head[k], k - 2) if m < k - 1 and tree.is_nominal(m)), None)
        if body is None or top not in names or top == k:
            continue
        hang(tree, k, body, "acl")
        if tree.head[top] != k:
            hang(tree, top, k, "nmod")


def light_phrase(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """What a light noun asks for, where the parser hung it beside: "condemned the army's *going about* shelling a
    village" (in Arabic: "condemned the undertaking of the army in shelling")."""
    for k in range(first + 2, last):
        verb = tree.head[k]
        if tree.dep[k] not in ("obl", "nmod") or not tree.preps[k] or not index.names_event(tree, k):
            continue
        for noun in tree.kids[verb]:
            if not verb < noun < k or tree.pos[noun] != "NOUN":
                continue
            asked = index.carried(tree, noun)
            if tree.preps[k] in asked and not any(tree.preps[m] in asked for m in tree.kids[noun]):
                hang(tree, k, noun, "nmod")
                break


def people_genitive(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An indefinite word for people right behind an event noun without article is whom it is done to, and not an
    adjective: "the arrest *of a journalist*"."""
    for k in range(first + 1, last):
        event = k - 1
        if tree.dep[k] != "amod" or tree.head[k] != event or not index.names_people(tree, k) or k in names:
            continue
        plain = tree.morph[k].get("Definite") == "Ind" and tree.morph[event].get("Definite") != "Def"
        written = index.ends(tree, event, "accusative_ending")
        entries = index.triggers(tree, event) if tree.pos[event] == "NOUN" else ()
        force = bool(entries) and all(e.type in _BY_FORCE and e.genitive == "obj" for e in entries)
        if plain and not written and force:
            tree.pos[k] = "NOUN"
            hang(tree, k, event, "nmod")


def behind_date(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """What stands behind a date is no part of it: a name is what the verb above does something to ("criticised on
    Sunday *France*"), a phrase goes with the verb ("will meet on Friday *with May*")."""
    for k in range(first + 2, last):
        date = tree.head[k]
        if k in tree.apart or date not in tree.apart or not date < k or not tree.is_nominal(k):
            continue
        verb = above_date(tree, date)
        if not tree.is_verb(verb) or verb > date:
            continue
        if tree.preps[k] and tree.preps[k] in index.asked_for(tree, verb):
            hang(tree, k, verb, "obl")
        elif not tree.preps[k] and k in names and not tree.passive(verb) and transitive(tree, index, verb):
            dep = "obj" if any(tree.dep[m] == "nsubj" for m in tree.kids[verb]) else "nsubj"
            objects = [m for m in tree.kids[verb] if tree.dep[m] == "obj" and m not in tree.apart]
            if dep == "nsubj" or not objects:
                hang(tree, k, verb, dep)


def said_beside(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A participle of saying in the accusative goes with the verb of saying, not with what is said: "he said that the
    army won, *accusing* …" is about him."""
    for k in range(first + 1, last):
        above = tree.head[k]
        known = tree.is_verb(k) and tree.dep[k] == "advcl" and above < k and not tree.preps[k]
        if not known or not index.ends(tree, k, "accusative_ending"):
            continue
        if not (index.speech(tree, k) or any(e.type in _SAID for e in index.triggers(tree, k))):
            continue
        for _ in range(_STEPS):
            told = tree.dep[above] in ("ccomp", "conj", "advcl", "acl") and tree.head[above] < above
            if not told or index.speech(tree, above):
                break
            above = tree.head[above]
        if above != tree.head[k] and index.speech(tree, above) and tree.is_verb(above):
            hang(tree, k, above, "advcl")

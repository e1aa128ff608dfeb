"""Small, certain repairs of typical parser slips, by agreement, word order, lexicon and gazetteer.

A repair changes the view's tree only, never the Doc. Those for languages with idafa are in extractors.idafa."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from extractors.index import Index
from extractors.names import Found
from extractors.syntax import Tree, finish

_OFFICE = 6  # words of an office
_NO_NAME = ("VERB", "AUX", "SCONJ")  # what a word of a name of several words is not ("Ban" is "that" in Arabic)
QUOTES = frozenset("\"'«»“”()")


def names_as_one(tree: Tree, found: Collection[Found]) -> Tree:
    """A name of the gazetteer is one phrase: its words hang flat on its head, what hung on them hangs there too."""
    for name in found:
        inside = range(name.first, name.last + 1)
        if len(inside) == 1:
            continue
        heads = [k for k in inside if tree.head[k] not in inside or tree.head[k] == k]
        if not heads:
            continue
        top = heads[0]
        for k in inside:
            if tree.pos[k] in _NO_NAME:
                tree.pos[k] = "PROPN"
            elif tree.dep[k] in ("punct", "case", "det"):
                continue
            if k != top:
                hang(tree, k, top, "flat")
        for k in _around(tree, name):
            if k not in inside and tree.head[k] in inside and tree.head[k] != top:
                hang(tree, k, top, tree.dep[k])
    return finish(tree)


def _around(tree: Tree, name: Found) -> range:
    """The words that may hang on a name: those of its sentence. A look at all would make a long article take the
    square of its length."""
    return range(tree.sentences[tree.sentence[name.first]][0], tree.sentences[tree.sentence[name.last]][1])


def own_words(tree: Tree, index: Index) -> None:
    """A name that only looks like a form of another noun ("Taliban", as if two students) is no form of it."""
    for k in range(len(tree)):
        if tree.norm[k] in index.words("unlike"):
            tree.keys[k] = (tree.norm[k],)


def nationalities(tree: Tree, found: Collection[Found]) -> Tree:
    """In a row of nationalities ("Greek, Turkish and Italian ships") each hangs on the noun; a name coordinated with
    one ("the Yemeni government and the Houthis") is coordinated with the noun."""
    demonyms = {k for f in found for k in range(f.first, f.last + 1) if any(n.kind == "demonym" for n in f.names)}
    for k in sorted(demonyms, reverse=True):
        after = k + 2
        if after >= len(tree) or tree.norm[k + 1] not in (",", "،") or after not in demonyms or tree.pos[k] != "ADJ":
            continue
        noun = tree.head[after]
        if tree.dep[after] in ("amod", "compound") and noun > after and tree.head[k] != noun:
            hang(tree, k, noun, "amod")
    for k in sorted(demonyms):
        h = tree.head[k]
        first = next((m for m in tree.having(h, "amod") if m in demonyms and h < m < k), None)
        if tree.dep[k] == "conj" and tree.pos[k] == "ADJ" and first is not None and tree.is_nominal(h):
            hang(tree, k, first, "conj")
    for f in found:
        k = f.first
        h = tree.head[k]
        if k in demonyms or tree.dep[k] != "conj" or tree.dep[h] != "amod" or h not in demonyms:
            continue
        if tree.head[h] < h:
            hang(tree, k, tree.head[h], "conj")
    return finish(tree)


def times(tree: Tree, tokens: Collection[int]) -> Tree:
    """A word of a date phrase is never a subject or object."""
    for k in tokens:
        if tree.dep[k] in ("nsubj", "obj", "iobj", "appos") and tree.head[k] not in tokens:
            hang(tree, k, tree.head[k], "obl")
    tree.apart = frozenset(tokens)
    return finish(tree)


def participles(tree: Tree, index: Index) -> Tree:
    """A participle that goes with a verb is a verb itself: "withdrew, *accusing* the West of …" where a language has
    adjectives for it."""
    for k in range(len(tree)):
        if tree.pos[k] != "ADJ" or tree.dep[k] not in ("advcl", "xcomp", "conj") or tree.preps[k]:
            continue
        h = tree.head[k]
        if tree.dep[k] == "conj" and not (tree.dep[h] == "advcl" and tree.is_verb(h)):
            continue
        verb = index.participle_of(tree, k)
        if verb and (tree.is_verb(h) or index.triggers(tree, h)):
            tree.pos[k], tree.keys[k] = "VERB", (verb, *tree.keys[k])
            if tree.dep[k] == "xcomp":
                hang(tree, k, h, "advcl")
            for m in tree.kids[k]:
                if m > k and tree.dep[m] == "nmod":
                    hang(tree, m, k, "obl" if tree.preps[m] else "obj")
    return finish(tree)


def appositions(tree: Tree, names: Mapping[int, bool], roles: Mapping[int, bool]) -> Tree:
    """A name behind a title ("the commander … “X”") or a kind of body ("the militia “X”") is its apposition.

    `names` and `roles` give the heads of names and of role nouns, and whether each is a person's."""
    for k, person in names.items():
        begin = min([k, *(m for m in tree.kids[k] if tree.dep[m] == "flat")])
        at = begin - 1
        while at >= 0 and tree.norm[at] in QUOTES:
            at -= 1
        for _ in range(6):
            if at < 0 or tree.sentence[at] != tree.sentence[k]:
                break
            if at in roles:
                # a state's name may be an adjective ("the Saudi government"), a person's never
                loose = tree.head[k] != at or tree.dep[k] == "nmod" or (person and tree.dep[k] == "amod")
                if roles[at] is person and loose and tree.head[at] != k and (person or at >= begin - 2):
                    hang(tree, k, at, "appos")
                break
            if tree.dep[at] not in ("nmod", "amod", "flat") or tree.head[at] > at:
                break
            at = tree.head[at]
    return finish(tree)


def titled(tree: Tree, roles: Mapping[int, bool], persons: Collection[int], names: Collection[int]) -> Tree:
    """A person whom no gazetteer knows, right behind the office and whose it is, bears it: "the head of the agency
    Margaret Chan" is one, not somebody who does it to somebody. `persons` are the tokens of persons' names."""
    for k in sorted(persons):
        h = tree.head[k]
        begins = k - 1 not in persons and tree.dep[k] in ("obj", "nsubj", "nmod", "appos") and not tree.preps[k]
        if not begins or k in names or k in roles or k == 0:
            continue
        office = next((m for m in range(k - 1, max(-1, k - _OFFICE), -1) if roles.get(m)), None)
        if office is None or tree.sentence[office] != tree.sentence[k] or tree.dep[office] not in ("nsubj", "obj"):
            continue
        within = all(_inside(tree, m, office) and tree.pos[m] not in ("PUNCT", "CCONJ") for m in range(office + 1, k))
        if within and (h == office or h == tree.head[office] or _inside(tree, h, office)):
            hang(tree, k, office, "appos")
    return finish(tree)


def _inside(tree: Tree, k: int, top: int) -> bool:
    while k != top and tree.head[k] != k and tree.head[k] != tree.head[top]:
        k = tree.head[k]
    return k == top


def held_of(tree: Tree, names: Mapping[int, bool], roles: Mapping[int, bool], articles: Collection[str]) -> Tree:
    """An office without article right before the name of a state or body is held of that, wherever the parser hung the
    name: "the pope of the Vatican called for" has one subject and no object."""
    for k, person in names.items():
        at = k - 1
        loose = tree.dep[k] in ("obj", "nsubj", "appos", "nmod") and not tree.preps[k]
        if person or at < 0 or not roles.get(at) or not loose:
            continue
        definite = any(tree.norm[at].startswith(a) for a in articles)
        if not definite and tree.pos[at] != "ADJ" and tree.head[k] in (at, tree.head[at]) and set(tree.kids[at]) <= {k}:
            tree.pos[at] = "NOUN"
            hang(tree, k, at, "nmod")
    return finish(tree)


def receivers(tree: Tree, index: Index, names: Mapping[int, bool]) -> Tree:
    """A state right behind a verb that gives somebody something is who gets it: "sent Ukraine missiles"; a person is
    an object, no predicate: "called Wang Yi to discuss the war"."""
    for k, person in names.items():
        if person and tree.dep[k] == "xcomp" and tree.is_verb(tree.head[k]) and not tree.having(tree.head[k], "obj"):
            tree.dep[k] = tree.full[k] = "obj"
            continue
        begin = min([k, *(m for m in tree.kids[k] if m < k)])
        verb, h = begin - 1, tree.head[k]
        if person or begin == 0 or tree.dep[k] != "compound" or not tree.is_verb(verb) or h < k:
            continue
        while tree.dep[h] == "compound" and tree.head[h] > h:
            h = tree.head[h]
        asked = {s for e in index.triggers(tree, verb) for s in e.target}
        acronym = tree.text[tree.start[k] : tree.end[k]].isupper()
        if tree.head[h] == verb and tree.dep[h] == "obj" and "iobj" in asked and not acronym:
            hang(tree, k, verb, "iobj")
    return finish(tree)


def gerunds(tree: Tree, index: Index) -> Tree:
    """A participle with a genitive behind it is an event noun: "after shelling of the town by the army"."""
    genitive = index.words("genitive") - {""}
    for k in range(len(tree)):
        if tree.pos[k] != "VERB" or tree.morph[k].get("VerbForm") != "Part" or tree.morph[k].get("Tense") == "Past":
            continue
        owned = [m for m in tree.kids[k] if m > k and tree.preps[m] in genitive and tree.dep[m] in ("obl", "nmod")]
        if not owned or tree.having(k, "obj", "nsubj", "aux") or not index.event_noun(tree, k):
            continue
        tree.pos[k] = "NOUN"
        for m in tree.kids[k]:
            if tree.dep[m] == "obl":
                hang(tree, m, k, "nmod")
            elif tree.dep[m] == "mark":
                hang(tree, m, k, "case")
        if tree.head[k] != k:
            hang(tree, k, tree.head[k], "obl" if tree.is_verb(tree.head[k]) else "nmod")
    return finish(tree)


def asked_for(tree: Tree, index: Index) -> Tree:
    """A phrase that an event noun above asks for, and the noun that it hangs on does not, hangs there: "talks on the
    dam between …", "sanctions imposed by the union on …"."""
    for k in range(len(tree)):
        h, prep = tree.head[k], tree.preps[k]
        if tree.dep[k] != "nmod" or not prep or h >= k or tree.is_verb(h) or prep in index.words("genitive"):
            continue
        above = tree.head[h]
        if above >= h or prep in index.asked_for(tree, h) or index.names_event(tree, h):
            continue
        noun = tree.head[above] if tree.is_verb(above) else above
        carried = not tree.is_verb(above) or (tree.dep[above] == "acl" and bool(index.light(tree, above)))
        asks = noun < k and index.names_event(tree, noun) and prep in index.asked_for(tree, noun)
        together = not tree.is_verb(above) and prep in index.words("place")  # "the embassy in Kabul"
        if carried and asks and not together:
            hang(tree, k, above, "obl" if tree.is_verb(above) else "nmod")
    return finish(tree)


def marked(tree: Tree) -> Tree:
    """What has a preposition is no object, and a bare participle with a subject is a passive: "dozens wounded"."""
    for k in range(len(tree)):
        h = tree.head[k]
        if tree.dep[k] == "obj" and tree.preps[k] and tree.is_verb(h) and tree.is_nominal(k):
            tree.dep[k] = tree.full[k] = "obl"
        definite = any(tree.morph[m].get("Definite") == "Def" for m in tree.kids[k])
        if tree.dep[k] == "xcomp" and tree.is_nominal(k) and definite and not tree.having(h, "obj", "iobj"):
            tree.dep[k] = tree.full[k] = "obj"  # "called the prime minister to discuss": no name is given
        participle = tree.morph[k].get("VerbForm") == "Part" and tree.morph[k].get("Tense") == "Past"
        if not participle or not tree.is_verb(k) or tree.dep[k] not in ("conj", "ccomp", "advcl", "acl"):
            continue
        if not tree.having(k, "aux", "obj", "cop"):
            above = tree.having(h, "aux") if tree.dep[k] == "conj" and tree.is_verb(h) else []
            for m in tree.having(k, "nsubj") if not above or tree.passive(h) else []:
                tree.full[m] = "nsubj:pass"
    return finish(tree)


def linked(tree: Tree, index: Index) -> Tree:
    """An event noun set in relation to another ("over the killing of …") hangs on a verb or event noun, no other."""
    links = index.lexicon.links
    for k in range(len(tree)):
        h, marks = tree.head[k], tree.preps[k]
        if tree.is_verb(k) or not (marks in links or marks.split(" ")[0] in links) or not index.triggers(tree, k):
            continue
        if index.operates(tree, h):
            continue
        while tree.head[h] != h and not tree.is_verb(h) and not index.triggers(tree, h):
            h = tree.head[h]
        if h != tree.head[k] and h < k:
            hang(tree, k, h, "obl" if tree.is_verb(h) else "nmod")
    return finish(tree)


def hang(tree: Tree, k: int, head: int, dep: str) -> None:
    """Hangs token `k` on another head with a relation, unless that would make a circle."""
    at, steps = head, 0
    while tree.head[at] != at and steps < len(tree):  # never below itself
        if at == k:
            return
        at, steps = tree.head[at], steps + 1
    if at == k:
        return
    tree.head[k], tree.dep[k], tree.full[k] = head, dep, dep


def above_date(tree: Tree, k: int) -> int:
    """What the date phrase that token `k` is of hangs on; else the token itself."""
    while k in tree.apart and tree.head[k] != k:
        k = tree.head[k]
    return k


def bare(tree: Tree, k: int) -> bool:
    """Whether the word is a noun, name or pronoun without a preposition."""
    return not tree.preps[k] and tree.is_nominal(k)

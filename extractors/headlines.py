"""Repairs of the short way in which headlines are written: verbs that look like nouns, actors joined by a comma.

"Police fire tear gas at protesters" is a chain of four nouns to a parser of English, and of "Turkey, Greece hold talks"
it takes but the second for the subject."""

from __future__ import annotations

from collections.abc import Collection

from extractors.index import Index
from extractors.repair import hang
from extractors.syntax import Tree, finish

_OPENS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET"})  # what an object may begin with
_ACRONYM = 3  # letters
_LOOSE = frozenset({"obl", "dep", "appos", "vocative", "nsubj", "root", "list", "discourse", "parataxis"})


def headlines(
    tree: Tree, index: Index, actors: Collection[int], named: Collection[int], states: Collection[int]
) -> Tree:
    """The tree with its headlines put right; `actors` are the last words of names and role nouns, `named` those of
    names that are no places, `states` the heads of names of states."""
    for first, last in tree.sentences:
        _name_as_adverb(tree, named, first, last)
        _verb_as_noun(tree, index, actors, first, last)
    finish(tree)
    for first, last in tree.sentences:
        _commas(tree, actors, named, first, last)
    for k in states:
        h = tree.head[k]
        if tree.dep[k] == "appos" and h in states and tree.norm[k] != tree.norm[h] and k - h <= 3:
            tree.dep[k] = tree.full[k] = "conj"  # "Saudi Arabia, Egypt and …": one state is not the other
    for k in range(1, len(tree) - 1):
        _infinitive_as_noun(tree, index, k)
    return finish(tree)


def _name_as_adverb(tree: Tree, named: Collection[int], first: int, last: int) -> None:
    """A name or acronym that the parser took for an adverb, before a verb without a subject: "USAID provided"."""
    for k in range(first, min(first + 2, last - 1)):
        h = tree.head[k]
        written = tree.text[tree.start[k] : tree.end[k]]
        acronym = written.isupper() and len(written) >= _ACRONYM
        adverb = tree.dep[k] in ("advmod", "dep", "discourse") and tree.pos[k] != "PRON"
        if adverb and (acronym or k in named) and tree.is_verb(h) and h > k and not tree.having(h, "nsubj"):
            tree.pos[k] = "PROPN"
            tree.dep[k] = tree.full[k] = "nsubj"


def _infinitive_as_noun(tree: Tree, index: Index, k: int) -> None:
    """A word that is only a verb, behind "to" and before a noun: "voted to impeach the president"."""
    noun, to = tree.head[k], k - 1
    verb = tree.norm[k]
    if tree.norm[to] not in index.words("infinitive") or tree.dep[k] != "compound" or noun < k or tree.is_verb(k):
        return
    if tree.head[to] != noun or not index.verb(verb) or tree.head[noun] == noun:
        return
    above = tree.head[noun]
    if index.event_noun(tree, k) and not (tree.is_verb(above) and tree.morph[noun].get("Number") == "Plur"):
        return
    tree.pos[k], tree.keys[k], tree.morph[k] = "VERB", (verb, *tree.keys[k]), {"VerbForm": "Inf"}
    tree.head[k], tree.dep[k], tree.full[k] = above, "xcomp", "xcomp"
    tree.head[to], tree.dep[to], tree.full[to] = k, "mark", "mark"
    tree.head[noun], tree.dep[noun], tree.full[noun] = k, "obj", "obj"


def _verb_as_noun(tree: Tree, index: Index, actors: Collection[int], first: int, last: int) -> None:
    """A noun behind an actor with which it agrees as a verb does, and before an object, where no verb stands."""
    root = next((k for k in range(first, last) if tree.head[k] == k), None)
    if root is None or tree.having(root, "cop", "aux"):
        return
    if tree.is_verb(root):
        return
    side = next((k for k in tree.having(root, "appos") if root in actors and _before(tree, first, root)), None)
    if side is not None and any(tree.dep[k] == "compound" for k in tree.kids[side]):
        tree.head[side], tree.dep[side], tree.full[side] = side, "root", "root"
        tree.head[root], tree.dep[root], tree.full[root] = side, "dep", "dep"
        root = side  # "India, Pakistan trade fire"
        finish(tree)
    for v in range(first + 1, last - 1):
        chained = v == root or (tree.dep[v] == "compound" and _top(tree, v) == root and v < root)
        subject = _subject(tree, v)
        opens = tree.pos[v + 1] in _OPENS or tree.dep[v + 1] == "amod"
        if not chained or subject not in actors or not opens:
            continue
        if tree.having(root, "nsubj") and v != root:
            return
        lemma = _as_verb(tree, index, v, plural=_plural(tree, index, subject, first))
        if lemma is not None:
            _make_verb(tree, v, root, lemma, first, subject)
            return


def _subject(tree: Tree, v: int) -> int:
    """The noun before a word, or that which it says the place of: "lawmakers in Seoul impeach"."""
    k = v - 1
    while tree.dep[k] == "nmod" and tree.preps[k] and tree.head[k] < k:
        k = tree.head[k]
    return k


def _before(tree: Tree, first: int, k: int) -> bool:
    """Whether a word and its compounds are all that stands at the beginning."""
    return all(m == k or tree.head[m] == k for m in range(first, k + 1))


def _top(tree: Tree, k: int) -> int:
    while tree.dep[k] == "compound" and tree.head[k] > k:
        k = tree.head[k]
    return k


def _plural(tree: Tree, index: Index, subject: int, first: int) -> bool:
    """Whether a subject is plural: by its form, as a word that always is, or as the last of a list."""
    if tree.morph[subject].get("Number") == "Plur" or tree.norm[subject] in index.words("plural"):
        return True
    return any(tree.norm[k] in (",", "and", "&") for k in range(first, subject))


def _as_verb(tree: Tree, index: Index, v: int, *, plural: bool) -> str | None:
    """The verb that a word is, if it agrees with its subject: "troops raid", "army raids"."""
    word = tree.norm[v]
    if plural:
        return word if index.verb(word) else None
    stems = (word[:-1], word[:-2], f"{word[:-3]}y") if word.endswith("s") else ()
    return next((stem for stem in stems if index.verb(stem)), None)


def _make_verb(tree: Tree, v: int, root: int, lemma: str, first: int, subject: int) -> None:
    tree.pos[v], tree.keys[v] = "VERB", (lemma, *tree.keys[v])
    tree.morph[v] = {"Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"}
    before = [k for k in range(first, v) if tree.head[k] >= v and k != subject]
    after = [k for k in tree.kids[v] if k > v and k != root]
    tree.head[v], tree.dep[v], tree.full[v] = v, "root", "root"
    tree.head[subject], tree.dep[subject], tree.full[subject] = v, "nsubj", "nsubj"
    for k in before:
        if tree.dep[k] not in ("nsubj", "punct"):
            hang(tree, k, subject, tree.dep[k])
    if root != v:
        for k in after:
            hang(tree, k, root, tree.dep[k])
        tree.head[root], tree.dep[root], tree.full[root] = v, "obj", "obj"
        for k in tree.kids[root]:
            if k > root and tree.dep[k] in ("advcl", "parataxis", "punct"):
                hang(tree, k, v, tree.dep[k])
        return
    for k in after:
        if tree.dep[k] == "nmod":
            tree.dep[k] = tree.full[k] = "obl" if tree.preps[k] else "obj"


def _commas(tree: Tree, actors: Collection[int], named: Collection[int], first: int, last: int) -> None:
    """Two actors at the beginning with but a comma between them are both the subject: "Turkey, Greece hold talks"."""
    begin = first
    comma = next((k for k in range(first, min(first + 5, last)) if tree.norm[k] == ","), None)
    if comma is None or comma - 1 not in named or comma == begin:
        return
    one = _head_of(tree, begin, comma)
    verb = next((k for k in range(comma + 1, last) if tree.is_verb(k)), None)
    if one is None or verb is None or tree.dep[one] not in _LOOSE or tree.preps[one]:
        return
    other = next((k for k in tree.having(verb, "nsubj") if comma < k < verb), None)
    if other is None or other not in actors or other == one:
        return
    beyond = set(range(comma + 1, verb)) - set(tree.subtree(other, ("conj",)))
    if any(tree.norm[k] == "," for k in beyond if k + 1 == verb):
        return  # "France, its oldest ally, agreed"
    if any(tree.pos[k] in ("DET", "ADP", "PRON") for k in range(comma + 1, other)):
        return
    tree.head[one], tree.dep[one], tree.full[one] = verb, "nsubj", "nsubj"
    hang(tree, other, one, "conj")


def _head_of(tree: Tree, first: int, last: int) -> int | None:
    inside = range(first, last)
    return next((k for k in inside if tree.head[k] not in inside or tree.head[k] == k), None)

"""Repairs of the noun phrase, for languages with idafa: what is its head, its genitive, its adjective, its preposition.

"The genitive stands next to its noun", "an adjective agrees with the noun before it", and what the lexicon's entries
ask for."""

from __future__ import annotations

from collections.abc import Mapping

from extractors import verbfirst
from extractors.index import Index
from extractors.repair import QUOTES, bare, hang
from extractors.syntax import Tree


def counted(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """ "More than seven thousand people" are people: the counted noun heads its phrase, whatever number heads it."""
    k = first
    while k < last:
        begin = k
        while k < last and _in_number(tree, index, k, begin, last):
            k += 1
        if k == begin or k >= last or not tree.is_nominal(k) or tree.pos[k] == "PRON" or k in names:
            k += 1
            continue
        if _has_article(tree, index, k - 1) and verbfirst.accusative_noun(tree, index, k):
            continue  # "thousands, in protest at"
        while begin > first and tree.norm[begin - 1] in index.words("about"):
            begin -= 1
        _head_phrase(tree, range(begin, k), k)
        k += 1


def _has_article(tree: Tree, index: Index, k: int) -> bool:
    """Whether the word is written with the article; a number with it counts nothing behind it in the accusative."""
    return any(tree.norm[k].startswith(a) for a in index.words("article_prefix"))


def _in_number(tree: Tree, index: Index, k: int, begin: int, last: int) -> bool:
    """Whether the word is a number, or the "and" of one ("two and fifty"); the year of a date is none."""
    if tree.pos[k] == "CCONJ" and begin < k < last - 1:
        k += 1
    return k not in tree.apart and (tree.pos[k] == "NUM" or tree.norm[k] in index.lexicon.numbers)


def _head_phrase(tree: Tree, before: range, noun: int) -> None:
    """Makes `noun` the head of the words of `before` and itself."""
    inside = range(before.start, noun + 1)
    tops = [m for m in inside if tree.head[m] not in inside or tree.head[m] == m]
    top = next((m for m in tops if tree.is_verb(tree.head[m])), tops[0] if tops else noun)
    outside, dep = tree.head[top], tree.dep[top]
    if top == noun or outside == top or _below(tree, outside, noun):
        return
    preps = [m for m in tree.kids[top] if tree.dep[m] == "case" and m < before.start]
    behind = [m for number in before for m in tree.kids[number] if m > noun and tree.dep[m] in ("nmod", "obl", "acl")]
    if dep in ("nummod", "amod", "case", "det", "advmod", "obl") and not preps:
        has_object = any(tree.dep[m] == "obj" for m in tree.kids[outside])
        dep = "obj" if tree.is_verb(outside) and not has_object else "nmod"
    tree.head[noun], tree.dep[noun], tree.full[noun] = outside, dep, dep
    tree.pos[noun] = "NOUN" if tree.pos[noun] == "ADJ" else tree.pos[noun]
    for m in before:
        tree.head[m], tree.dep[m], tree.full[m] = noun, "nummod", "nummod"
    for m in (*preps, *behind):
        tree.head[m] = noun


def _below(tree: Tree, k: int, top: int) -> bool:
    """Whether `k` is `top` or hangs below it: then `top` cannot hang on it."""
    while k != top and tree.head[k] != k:
        k = tree.head[k]
    return k == top


def modifiers(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """Adjectives of the grammar file (air, rocket, armed …) that were read as nouns; what is counted is a noun."""
    for k in range(first, last):
        if (
            tree.dep[k] in ("nmod", "obl")
            and not tree.preps[k]
            and k not in names
            and not any(tree.dep[m] == "nummod" for m in tree.kids[k])
            and not _outnumbers(tree, k)
            and any(w in index.words("modifier") for w in tree.keys[k])
        ):
            h = tree.head[k]
            if h < k and tree.is_nominal(h):
                for m in tree.kids[k]:
                    hang(tree, m, h, tree.dep[m])
                hang(tree, k, h, "amod")
                tree.pos[k] = "ADJ"


def genitive_name(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A state's or body's name right behind an event noun without article is its genitive and no apposition."""
    for k in range(first + 1, last):
        noun = k - 1
        if tree.dep[k] != "appos" or tree.head[k] != noun or names.get(k) is not False or tree.preps[k]:
            continue
        if not _has_article(tree, index, noun) and index.event_noun(tree, noun):
            hang(tree, k, noun, "nmod")


def _outnumbers(tree: Tree, k: int) -> bool:
    """Whether the word is a dual or plural behind a singular and so no adjective of it: "the killing of terrorists"."""
    return tree.morph[k].get("Number") in ("Dual", "Plur") and tree.morph[tree.head[k]].get("Number") == "Sing"


def swallowed_noun(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An adjective right behind its noun that took the noun as its own dependent."""
    for k in range(first + 1, last):
        h = next((m for m in tree.kids[k] if m < k and tree.is_nominal(m) and tree.pos[m] != "ADJ"), None)
        if k in names or tree.pos[k] != "ADJ" or tree.dep[k] in ("amod", "root") or tree.preps[k] or h is None:
            continue
        between = range(h + 1, k)
        if any(tree.dep[m] != "amod" for m in between) or tree.morph[h].get("Definite") != tree.morph[k].get(
            "Definite"
        ):
            continue
        outside, dep, kids = tree.head[k], tree.dep[k], list(tree.kids[k])
        hang(tree, h, outside, dep)
        for m in kids:
            if m != h:
                hang(tree, m, h, tree.dep[m] if tree.dep[m] != "obl" else "nmod")
        hang(tree, k, h, "amod")


def strayed_adjective(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An adjective in line behind its noun that was read as a clause or phrase on it."""
    for k in range(first + 1, last):
        h = tree.head[k]
        if k in names or tree.pos[k] != "ADJ" or tree.preps[k] or h >= k:
            continue
        if tree.dep[k] in ("amod", "root", "conj", "flat"):
            continue
        if not tree.is_nominal(h) or tree.pos[h] == "ADJ" or any(tree.dep[m] != "amod" for m in range(h + 1, k)):
            continue
        if tree.morph[h].get("Definite") == tree.morph[k].get("Definite"):
            for m in list(tree.kids[k]):
                hang(tree, m, h, "nmod" if tree.dep[m] == "obl" else tree.dep[m])
            hang(tree, k, h, "amod")


def accusative_adjective(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An adjective with the alif of the accusative right behind a noun with it is the noun's, no adverb: "ended a
    trade embargo"."""
    for k in range(first + 1, last):
        noun = k - 1
        if tree.dep[k] != "advmod" or tree.pos[k] not in ("ADJ", "ADV") or k in tree.apart:
            continue
        if tree.head[k] not in (noun, tree.head[noun]):
            continue
        if verbfirst.accusative_noun(tree, index, noun) and any(
            tree.norm[k].endswith(e) for e in index.words("accusative_ending")
        ):
            tree.pos[k] = "ADJ"
            hang(tree, k, noun, "amod")


def far_genitive(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A genitive stands next to its noun: an event noun further on is the object of the verb above."""
    for k in range(first, last):
        h = tree.head[k]
        if tree.dep[k] != "nmod" or not bare(tree, k) or h >= k or not index.names_event(tree, k):
            continue
        between = [m for m in range(h + 1, k) if tree.norm[m] not in QUOTES]
        if not between or not any(tree.dep[m] == "amod" for m in between):
            continue
        verb = tree.head[h]
        if (
            tree.is_verb(verb)
            and verb < k
            and index.operates(tree, verb)
            and not any(tree.dep[x] in ("obj", "ccomp") for x in tree.kids[verb])
        ):
            hang(tree, k, verb, "obj")


def coordinated_noun(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """An event noun is not coordinated with a verb but with the event noun before it ("to end …, and cancel …")."""
    for k in range(first, last):
        h = tree.head[k]
        if (
            tree.dep[k] != "conj"
            or h == k
            or not tree.is_verb(h)
            or not tree.is_nominal(k)
            or not index.names_event(tree, k)
        ):
            continue
        before = [
            m
            for m in range(h + 1, k)
            if tree.is_nominal(m) and index.names_event(tree, m) and tree.dep[m] in ("obj", "obl", "nmod")
        ]
        if before:
            hang(tree, k, before[-1], "conj")


def verb_phrase(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A prepositional phrase behind the subject or object belongs to the verb where the verb's entries ask for its
    preposition and the noun's do not."""
    for k in range(first, last):
        h, prep = tree.head[k], tree.preps[k]
        if tree.dep[k] not in ("nmod", "obl") or not prep or h > k or prep in index.asked_for(tree, h):
            continue
        if any(key in index.words("relational") for key in tree.keys[h]):
            continue  # "in connection with the attack"
        behind = min(m for m in (k, *tree.kids[k]) if tree.dep[m] == "case" or m == k) == h + 1
        if behind and prep in index.words("partitive") and index.names_people(tree, h) and k in names:
            continue  # "observers from the union"
        # "the embassy in Kabul", "the commander of the army" stay together
        near = index.words("place") | index.words("belonging") | index.words("partitive")
        while prep not in near and tree.dep[h] == "nmod" and tree.head[h] < h and not tree.is_verb(tree.head[h]):
            h = tree.head[h]
        if tree.dep[h] not in ("nsubj", "obj", "obl"):
            continue
        verb = tree.head[h]
        if verb > h or not tree.is_verb(verb) or any(tree.preps[m] == prep for m in tree.kids[verb]):
            continue
        held = min([k, *tree.kids[k]]) - 1  # "the secretary general of the United Nations"
        if verbfirst.of_office(tree, index, held) and tree.head[held] == h and prep in index.words("belongs"):
            continue
        if prep in index.asked_for(tree, verb) and prep not in index.asked_for(tree, h):
            hang(tree, k, verb, "obl")


def noun_phrase(tree: Tree, index: Index, names: Mapping[int, bool], first: int, last: int) -> None:
    """A prepositional phrase on the verb belongs to the event noun right before it where only that asks for it."""
    for k in range(first, last):
        verb, prep = tree.head[k], tree.preps[k]
        if tree.dep[k] != "obl" or not prep or not tree.is_verb(verb):
            continue
        before = min((m for m in tree.kids[k] if tree.dep[m] == "case"), default=k) - 1
        if before <= verb or not index.names_event(tree, before):
            continue
        inside = index.speech(tree, verb) and tree.head[before] != verb  # "announced the making of the arrest of …"
        if prep in index.asked_for(tree, verb) and not inside:
            continue
        if prep in index.asked_for(tree, before):
            hang(tree, k, before, "nmod")

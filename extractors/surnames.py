"""A surname alone, behind the full name: "Wang Yi … Wang", "أشرف غني … غني"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from extractors.names import Found, Name
from extractors.syntax import Tree
from ontology.gazetteer import Gazetteer

SHORTEST = 3  # letters
NAME = ("PROPN", "X")
"""The parts of speech of names."""


def surnames(
    tree: Tree, found: Iterable[Found], gazetteer: Gazetteer, surname_first: Collection[str], named: Collection[int]
) -> Iterator[Found]:
    """Names of one word that are the surname of a person whose full name stands before them, where only one has it.

    `surname_first` are the states (alpha-3) whose people write it first; `named` the tokens that are names by
    themselves, whatever their part of speech."""
    found = list(found)
    taken = {k for f in found for k in range(f.first, f.last + 1)}
    since: dict[str, dict[str, int]] = defaultdict(dict)  # surname → person → where the full name was first
    for f in sorted(found, key=lambda f: f.first):
        ids = {n.id for n in f.names if n.kind == "name"}
        person = gazetteer.actor(ids.pop()) if len(ids) == 1 and f.last > f.first else None
        if person is not None and person.kind == "Person":
            token = f.first if person.country in surname_first else f.last
            since[tree.norm[token]].setdefault(person.id, f.last)
    beside = {k for pair in pairwise(range(len(tree))) for k in pair if all(tree.pos[m] in NAME for m in pair)}
    for k in range(len(tree)):
        persons = since.get(tree.norm[k], {})
        if k in taken or k in beside or len(persons) != 1 or len(tree.norm[k]) < SHORTEST:
            continue
        ((person_id, at),) = persons.items()
        if at < k and (like_name(tree, k) or k in named):
            yield Found(k, k, (Name(person_id, "name"),))


def like_name(tree: Tree, k: int) -> bool:
    """Whether a token looks like a name, or like one more part of the name beside it."""
    return tree.pos[k] in NAME and (tree.text[tree.start[k]].isupper() or not tree.norm[k].isascii())

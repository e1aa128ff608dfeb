"""identity.toml and identity.weights.toml, read: what kg.identity knows of types, sectors and weights."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ontology.model import EventMention


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The tables and weights by which two reports are compared."""

    weights: Mapping[str, float]
    expected: Mapping[str, float]
    """The weights that the fit is drawn to where the labelled pairs say little."""
    close: frozenset[frozenset[str]]
    mutual: frozenset[str]
    sayings: frozenset[str]
    state: frozenset[str]
    people: frozenset[str]
    anybody: frozenset[str]
    common: tuple[str, ...]

    def are_close(self, a: EventMention, b: EventMention) -> bool:
        """Whether reports of one happening may be of the types of these two."""
        return any(frozenset((x, y)) in self.close for x in _kinds(a) for y in _kinds(b))

    def is_close(self, mention: EventMention, type: str) -> bool:
        """Whether a mention may report a happening of this type, of which it is not itself."""
        return any(frozenset((kind, type)) in self.close for kind in _kinds(mention))

    def blocks(self, mention: EventMention) -> list[tuple[str, ...]]:
        """What two mentions have in common that are of one type or of close ones: its type, and each close pair."""
        close = (pair for pair in self.close if any(kind in pair for kind in _kinds(mention)))
        return [(mention.type,), *sorted(tuple(sorted(pair)) for pair in close)]

    def is_mutual(self, mention: EventMention) -> bool:
        """Whether who is named first says nothing: A signs with B is B signs with A."""
        return mention.type in self.mutual or (mention.cameo or "")[:3] in self.mutual


def _kinds(mention: EventMention) -> tuple[str, ...]:
    """The names that the table of close types may know a mention by, the exact one first."""
    return (f"{mention.type}/{mention.mode}", mention.type) if mention.mode else (mention.type,)


@functools.cache
def knowledge() -> Knowledge:
    """What the two files say."""
    table = _table("identity.toml")
    return Knowledge(
        weights=_table("identity.weights.toml")["weights"],
        expected=table["expected"],
        close=frozenset(frozenset(pair.split()) for pair in table["close"]),
        mutual=frozenset(table["mutual"]),
        sayings=frozenset(table["sayings"]),
        state=frozenset(table["state"]),
        people=frozenset(table["people"]),
        anybody=frozenset(table["anybody"]),
        common=tuple(table["common"]),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("kg") / name).read_text(encoding="utf-8"))

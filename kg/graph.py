"""The neutral graph between what was resolved and what a store keeps: nodes and edges, no database.

Values are plain scalars, so that RDF, Neo4j and a file all hold the same; nodes and edges stand in one
fixed order, so that the same facts give the same graph."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.errors import DataError

Scalar = str | int | float | bool | dt.date | dt.datetime
Properties = tuple[tuple[str, Scalar], ...]
Ref = tuple[str, str]

# What stores and formats refuse: control characters (not tab, line ends), lone surrogates, non-characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A thing: `label` says its main class (with `id` its key), `labels` the finer ones (Country)."""

    id: str
    label: str
    labels: tuple[str, ...] = ()
    properties: Properties = ()

    @property
    def ref(self) -> Ref:
        """What an edge names a node by."""
        return self.label, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tie between two nodes; `id` is its key, so that writing it twice is writing it once."""

    id: str
    type: str
    start: Ref
    end: Ref
    properties: Properties = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes by label and id, edges by type and id; make one with `build`, which checks it."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


def clean(text: str) -> str:
    """The text with each character that cannot be stored replaced by one U+FFFD: offsets stay right."""
    return _UNWRITABLE.sub("\ufffd", text)


def properties(values: Mapping[str, Scalar | None]) -> Properties:
    """Properties in the order of their keys, without those not known."""
    known = ((key, value) for key, value in values.items() if value is not None)
    return tuple(sorted((key, clean(value) if isinstance(value, str) else value) for key, value in known))


def build(nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
    """The graph in its fixed order; two nodes of one key, or an edge that hangs in the air, are refused."""
    by_ref: dict[Ref, Node] = {}
    for node in nodes:
        if by_ref.setdefault(node.ref, node) != node:
            raise DataError(f"{node.label} {node.id!r} stands twice with different properties; ids must be unique")
    by_key: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        for ref in (edge.start, edge.end):
            if ref not in by_ref:
                raise DataError(f"{edge.type} names {ref[0]} {ref[1]!r}, which is not in the graph; pass it too")
        if by_key.setdefault((edge.type, edge.id), edge) != edge:
            raise DataError(f"{edge.type} {edge.id!r} stands twice with different content; ids must be unique")
    return Graph(nodes=tuple(by_ref[ref] for ref in sorted(by_ref)), edges=tuple(by_key[key] for key in sorted(by_key)))

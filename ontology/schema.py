"""The graph's contract as `kg.ttl` states it: node classes, their values, the edges, and how RDF writes each.

Only names that stand here ever become a label, an edge type or a property in a store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ontology.errors import DataError

if TYPE_CHECKING:
    import rdflib

VOCABULARY = "https://w3id.org/geopolitical-kg/ontology#"
PATH = Path(__file__).with_name("kg.ttl")

Rule = TypeVar("Rule")


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeClass:
    """A class of nodes: `label` in the property graph, `types` (itself and all above it) in RDF.

    `main` is the topmost label, by which a store keys the node; `path` is the folder of its IRIs."""

    label: str
    main: str
    path: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a node that RDF gives an IRI of its own, such as the selector of a mention's words."""

    predicate: str
    path: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A node's value: `key` in the property graph, `predicate` in RDF, and how the value is written there."""

    key: str
    predicate: str
    on: str | None = None
    language: str | None = None
    datatype: str | None = None
    template: str | None = None
    separator: str | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClass:
    """How an edge with values of its own becomes a node in RDF."""

    type: str
    path: str
    start_by: str
    end_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeType:
    """An edge: `type` in the property graph, `predicate` in RDF, there from end to start if `inverse`."""

    type: str
    predicate: str
    inverse: bool = False
    role: RoleClass | None = None
    of_type: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """All of it. `verbs` gives the direct edge of an event type, `relations` the edge of a link's word."""

    base: str
    classes: Mapping[str, NodeClass]
    keys: Mapping[tuple[str | None, str], Key]
    edges: Mapping[str, EdgeType]
    verbs: Mapping[str, EdgeType]
    relations: Mapping[str, EdgeType]

    @property
    def main_labels(self) -> tuple[str, ...]:
        """The labels that key nodes: Actor, Article, Event …"""
        return tuple(sorted({node_class.main for node_class in self.classes.values()}))

    def node_class(self, label: str) -> NodeClass:
        """The class of a label; an actor's `kind` is one too."""
        return _known(self.classes, label, "node class")

    def edge(self, name: str) -> EdgeType:
        """The edge of a type such as SOURCE_OF."""
        return _known(self.edges, name, "edge type")

    def verb(self, event_type: str) -> EdgeType:
        """The direct edge of an event type: REQUEST gives REQUESTS."""
        return _known(self.verbs, event_type, "event type")

    def relation(self, word: str) -> EdgeType:
        """The edge of the word that links two events: because_of gives BECAUSE_OF."""
        return _known(self.relations, word, "relation between events")

    def key(self, iri: str | None, key: str) -> Key:
        """How a value is written on nodes of a class."""
        found = self.keys.get((iri, key)) or self.keys.get((None, key))
        if found is None:
            known = ", ".join(sorted({name for _, name in self.keys}))
            raise DataError(f"ontology/kg.ttl: no property {key!r}; there are {known}. Add a kg:key.")
        return found


def _known(rules: Mapping[str, Rule], name: str, what: str) -> Rule:
    if name in rules:
        return rules[name]
    raise DataError(f"ontology/kg.ttl: no {what} {name!r}; there are {', '.join(sorted(rules))}")


def prefixes(path: Path = PATH) -> dict[str, str]:
    """The prefixes that the vocabulary's file declares, which a query may use without declaring them."""
    return dict(re.findall(r"(?m)^@prefix\s+(\w*):\s+<([^>]*)>", path.read_text(encoding="utf-8")))


@cache
def load(path: Path = PATH) -> Schema:
    """The contract, read and checked on first use."""
    import rdflib

    graph = rdflib.Graph()
    try:
        graph.parse(path, format="turtle")
    except (OSError, SyntaxError, ValueError, IndexError) as error:
        reason = " ".join(str(error).split())[:300]
        raise DataError(f"{path.parent.name}/{path.name}: cannot be read as Turtle: {reason}") from error
    return _Reader(graph, f"{path.parent.name}/{path.name}").schema()


class _Reader:
    """Reads the rules of one Turtle file."""

    def __init__(self, graph: rdflib.Graph, where: str) -> None:
        self.graph, self.where = graph, where

    def schema(self) -> Schema:
        edges = {name: self._edge(subject, name) for subject, name in self._all("edgeType")}
        return Schema(
            base=self._base(),
            classes={label: self._class(subject, label) for subject, label in self._all("label")},
            keys=self._keys(),
            edges=edges,
            verbs={edge.of_type: edge for edge in edges.values() if edge.of_type},
            relations={edge.relation: edge for edge in edges.values() if edge.relation},
        )

    def _all(self, name: str, *, unique: bool = True) -> list[tuple[rdflib.URIRef, str]]:
        """Who has the property, with its value; the same value twice is a slip."""
        import rdflib

        found = [(s, str(o)) for s, o in self.graph.subject_objects(rdflib.URIRef(VOCABULARY + name))]
        pairs = sorted((s, o) for s, o in found if isinstance(s, rdflib.URIRef))
        values = [value for _, value in pairs]
        twice = sorted({value for value in values if values.count(value) > 1})
        if unique and twice:
            raise DataError(f'{self.where}: kg:{name} "{twice[0]}" stands at two places; keep one')
        return pairs

    def _value(self, subject: rdflib.URIRef, name: str) -> str | None:
        import rdflib

        value = self.graph.value(subject, rdflib.URIRef(VOCABULARY + name))
        return None if value is None else str(value)

    def _needed(self, subject: rdflib.URIRef, name: str) -> str:
        value = self._value(subject, name)
        if value is None:
            raise DataError(f"{self.where}: {subject} has no kg:{name}; add one")
        return value

    def _base(self) -> str:
        bases = self._all("base")
        if len(bases) != 1:
            raise DataError(f"{self.where}: one kg:base is needed, the start of all ids; found {len(bases)}")
        return bases[0][1]

    def _class(self, subject: rdflib.URIRef, label: str) -> NodeClass:
        import rdflib

        above = list(self.graph.transitive_objects(subject, rdflib.RDFS.subClassOf))
        labelled = [iri for iri in above if isinstance(iri, rdflib.URIRef) and self._value(iri, "label")]
        top = labelled[-1]
        return NodeClass(
            label=label,
            main=self._needed(top, "label"),
            path=self._needed(top, "path"),
            types=tuple(sorted(str(iri) for iri in above)),
        )

    def _keys(self) -> dict[tuple[str | None, str], Key]:
        keys: dict[tuple[str | None, str], Key] = {}
        for subject, name in self._all("key", unique=False):
            on = self._value(subject, "on")
            if (on, name) in keys:
                raise DataError(f'{self.where}: kg:key "{name}" stands twice; tell them apart with kg:on')
            keys[on, name] = Key(
                key=name,
                predicate=self._value(subject, "predicate") or str(subject),
                on=on,
                language=self._value(subject, "language"),
                datatype=self._value(subject, "datatype"),
                template=self._value(subject, "template"),
                separator=self._value(subject, "separator"),
                part=self._part(self._value(subject, "part")),
            )
        return keys

    def _part(self, predicate: str | None) -> Part | None:
        import rdflib

        if predicate is None:
            return None
        iri = rdflib.URIRef(predicate)
        part_type = rdflib.URIRef(VOCABULARY + "partType")
        types = sorted(str(value) for value in self.graph.objects(iri, part_type))
        return Part(predicate=predicate, path=self._needed(iri, "partPath"), types=tuple(types))

    def _edge(self, subject: rdflib.URIRef, name: str) -> EdgeType:
        of_type = self._value(subject, "ofType")
        return EdgeType(
            type=name,
            predicate=self._value(subject, "predicate") or str(subject),
            inverse=self._value(subject, "inverse") == "true",
            role=self._role(subject, self._value(subject, "as")),
            of_type=of_type and of_type.removeprefix(VOCABULARY),
            relation=self._value(subject, "relation"),
        )

    def _role(self, subject: rdflib.URIRef, iri: str | None) -> RoleClass | None:
        import rdflib

        if iri is None:
            return None
        return RoleClass(
            type=iri,
            path=self._needed(rdflib.URIRef(iri), "path"),
            start_by=self._needed(subject, "startBy"),
            end_by=self._needed(subject, "endBy"),
        )

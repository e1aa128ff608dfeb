"""What a store holds, read back as nodes and edges: as it is, unchecked, so that `kg check` can judge it.

A SPARQL store is asked for its triples and these are turned back by the same contract that wrote them; a direct edge
has no values of its own there. Of Neo4j only what we wrote is read (`keeper`)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import unquote

from kg.graph import Edge, Graph, Node, Ref, Scalar, properties
from kg.rdf import RDF_TYPE, XSD
from kg.stores import Cell, Store
from ontology import schema as contract
from ontology.schema import EdgeType, Key, Schema

Triple = tuple[str, str, str, bool, str | None, str | None]
"""Subject, predicate, object, whether that is an IRI, datatype, language."""

_TRIPLES = (
    "SELECT ?s ?p (STR(?o) AS ?value) (isIRI(?o) AS ?iri) (DATATYPE(?o) AS ?datatype) (LANG(?o) AS ?lang)"
    " WHERE { ?s ?p ?o FILTER(isIRI(?s) && !isBlank(?o)) }"
)
_NODES = "MATCH (n) WHERE n.keeper = 'kg' RETURN labels(n) AS labels, properties(n) AS values"
_EDGES = (
    "MATCH (a)-[r]->(b) WHERE r.keeper = 'kg' RETURN type(r) AS type, properties(r) AS values,"
    " labels(a) AS startLabels, a.id AS start, labels(b) AS endLabels, b.id AS end"
)
_READERS: Mapping[str, Callable[[str], Scalar]] = {
    XSD + "integer": int, XSD + "decimal": float, XSD + "date": dt.date.fromisoformat,
    XSD + "dateTime": dt.datetime.fromisoformat, XSD + "boolean": lambda text: text == "true",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is in a store: as a graph, and where the store is one of RDF as its triples too."""

    graph: Graph
    triples: tuple[Triple, ...] | None = None


def read(store: Store) -> Held:
    """All that an open store holds of ours."""
    if store.language == "cypher":
        return Held(graph=_of_neo4j(store))
    rows = store.query(_TRIPLES).rows
    triples = tuple((str(s), str(p), str(o), bool(i), _text(d), _text(lang)) for s, p, o, i, d, lang in rows)
    return Held(graph=of_triples(triples), triples=triples)


def _text(cell: Cell) -> str | None:
    return str(cell) if cell else None


def of_triples(triples: Iterable[Triple]) -> Graph:
    """The nodes and edges that triples tell of; what the contract does not know is passed over."""
    return _Triples(triples, contract.load()).graph()


def ref_of(iri: str) -> Ref | None:
    """Label and id of the node (or label Role and the edge's id) that an IRI of ours names."""
    base = contract.load().base
    path, slash, rest = iri.removeprefix(base).partition("/")
    label = _labels().get(path) if iri.startswith(base) else None
    return (label, unquote(rest)) if label and slash else None


@cache
def _labels() -> Mapping[str, str]:
    """Main labels by the folder of their IRIs."""
    rules = contract.load()
    found = {kind.path: kind.main for kind in rules.classes.values()}
    found.update({edge.role.path: "Role" for edge in rules.edges.values() if edge.role})
    return found


class _Triples:
    """Triples by subject, and the contract by predicate."""

    def __init__(self, triples: Iterable[Triple], rules: Schema) -> None:
        self.rules = rules
        self.by_subject: dict[str, list[Triple]] = defaultdict(list)
        for triple in triples:
            self.by_subject[triple[0]].append(triple)

    @cached_property
    def keys(self) -> dict[tuple[str, str | None], Key]:
        return {(key.predicate, key.language): key for key in self.rules.keys.values()}

    @cached_property
    def part_predicates(self) -> set[str]:
        return {key.part.predicate for key in self.rules.keys.values() if key.part}

    @cached_property
    def plain_edges(self) -> dict[str, EdgeType]:
        return {edge.predicate: edge for edge in self.rules.edges.values() if edge.role is None}

    def graph(self) -> Graph:
        nodes: list[Node] = []
        edges: list[Edge] = []
        for iri, triples in self.by_subject.items():
            ref = ref_of(iri)
            typed = any(triple[1] == RDF_TYPE for triple in triples)
            if ref and ref[0] == "Role":
                edges += self._role(ref[1], triples)
            elif ref and typed:
                nodes.append(Node(id=ref[1], label=ref[0], properties=properties(self._values(triples))))
            for subject, predicate, value, is_iri, _, _ in triples:
                if is_iri and (rule := self.plain_edges.get(predicate)):
                    edges += self._edge(rule, subject, value)
        return Graph(nodes=tuple(sorted(nodes, key=_ref_of)), edges=tuple(sorted(edges, key=_key_of)))

    def _edge(self, rule: EdgeType, subject: str, value: str) -> Iterable[Edge]:
        start, end = ref_of(subject), ref_of(value)
        if start and end:
            start, end = (end, start) if rule.inverse else (start, end)
            yield Edge(id="/".join((*start, *end)), type=rule.type, start=start, end=end)

    def _role(self, edge_id: str, triples: list[Triple]) -> Iterable[Edge]:
        told = {predicate: value for _, predicate, value, is_iri, _, _ in triples if is_iri}
        for rule in self.rules.edges.values():
            if rule.role and rule.role.type == told.get(RDF_TYPE):
                start, end = (ref_of(told.get(by, "")) for by in (rule.role.start_by, rule.role.end_by))
                values = properties(self._values(triples))
                missing = ("Actor", "")
                yield Edge(id=edge_id, type=rule.type, start=start or missing, end=end or missing, properties=values)

    def _values(self, triples: list[Triple]) -> dict[str, Scalar]:
        """The values of a node, those on its parts included."""
        found: dict[str, Scalar] = {}
        several: dict[Key, set[str]] = defaultdict(set)
        for _, predicate, value, is_iri, datatype, lang in triples:
            if predicate in self.part_predicates and is_iri:
                found |= self._values(self.by_subject.get(value, []))
            elif key := self.keys.get((predicate, lang)):
                if key.separator:
                    several[key].add(value)
                elif key.key != "id":
                    found[key.key] = _from_template(key, value) if key.template else typed(value, datatype)
        found |= {key.key: (key.separator or " ").join(sorted(values)) for key, values in several.items()}
        return found


def _ref_of(node: Node) -> Ref:
    return node.ref


def _key_of(edge: Edge) -> tuple[str, str]:
    return edge.type, edge.id


def _from_template(key: Key, value: str) -> str:
    """A template's value taken out of the IRI: `#REQUEST-assist` gives the mode assist."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(key.template or ""))
    hit = re.fullmatch(pattern, value)
    return unquote(hit[key.key]) if hit else value


def typed(value: str, datatype: str | None) -> Scalar:
    """A literal as a value; one that its datatype does not allow stays text, and is found by that."""
    try:
        return _READERS[datatype](value) if datatype and datatype in _READERS else value
    except ValueError:
        return value


def _of_neo4j(store: Store) -> Graph:
    rules = contract.load()
    datatypes = {key.key: key.datatype for key in rules.keys.values()}

    def values(cell: Cell) -> dict[str, Scalar]:
        told = cell if isinstance(cell, dict) else {}
        kept = {k: v for k, v in told.items() if k not in ("id", "keeper") and isinstance(v, str | int | float | bool)}
        return {k: typed(v, datatypes.get(k)) if isinstance(v, str) else v for k, v in kept.items()}

    def ref(labels: Cell, node_id: Cell) -> Ref:
        named = [str(label) for label in labels] if isinstance(labels, list) else []
        main = next((label for label in named if label in rules.main_labels), next(iter(named), ""))
        return main, str(node_id)

    nodes = []
    for labels, told in store.query(_NODES).rows:
        label, node_id = ref(labels, told.get("id") if isinstance(told, dict) else None)  # type: ignore[arg-type]
        finer = tuple(str(x) for x in labels if x != label) if isinstance(labels, list) else ()
        nodes.append(Node(id=node_id, label=label, labels=finer, properties=properties(values(told))))
    edges = []
    for kind, told, start_labels, start, end_labels, end in store.query(_EDGES).rows:
        edge_id = str(told.get("id")) if isinstance(told, dict) else ""
        ends = ref(start_labels, start), ref(end_labels, end)
        edges.append(Edge(id=edge_id, type=str(kind), start=ends[0], end=ends[1], properties=properties(values(told))))
    return Graph(nodes=tuple(sorted(nodes, key=_ref_of)), edges=tuple(sorted(edges, key=_key_of)))

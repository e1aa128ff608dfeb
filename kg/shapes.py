"""The graph against ontology/shapes.ttl, by pyshacl: what each shape says is wrong, with the node it is wrong of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import ontology
from kg import rdf
from kg.graph import Edge, Graph, Node, Properties
from kg.rdf import XSD
from kg.readback import Held, Triple, ref_of
from ontology import schema as contract

if TYPE_CHECKING:
    import rdflib

    from kg.graph import Ref

PATH = Path(ontology.__file__).with_name("shapes.ttl")


def violations(held: Held) -> Iterator[tuple[Ref | None, str, str]]:
    """Node (None: not one of ours), what the shape says, and the value it says it of; in a fixed order."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(PATH, format="turtle")
    triples = held.triples if held.triples is not None else _of_graph(held.graph)
    data = _of_triples(triples, {str(term) for term in shapes.objects()})
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if conforms:
        return
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    parts = (sh.focusNode, sh.resultMessage, sh.value)
    found = {
        tuple(str(report.value(result, part) or "") for part in parts)
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
    yield from ((ref_of(focus), message, value) for focus, message, value in sorted(found))


def _of_triples(triples: Iterable[Triple], named: set[str]) -> rdflib.Graph:
    """The triples whose property, or whose class, a shape names: the others take time and decide nothing."""
    import rdflib

    data = rdflib.Graph()
    for subject, predicate, value, is_iri, datatype, lang in triples:
        if predicate not in named and (predicate != rdf.RDF_TYPE or value not in named):
            continue
        plain = lang or datatype == XSD + "string"  # for rdflib a text with this datatype is another text
        kind = rdflib.URIRef(datatype) if datatype and not plain else None
        thing = rdflib.URIRef(value) if is_iri else rdflib.Literal(value, datatype=kind, lang=lang)
        data.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), thing))
    return data


def _of_graph(graph: Graph) -> Iterator[Triple]:
    """What a property graph says, as RDF; what others added to it (labels, types, properties) is not ours to judge."""
    import pyoxigraph as ox

    rules = contract.load()
    keys = {name for _, name in rules.keys}

    def known(item: Node | Edge) -> Properties:
        return tuple((key, value) for key, value in item.properties if key in keys)

    nodes = [
        Node(
            id=node.id, label=node.label, labels=tuple(label for label in node.labels if label in rules.classes),
            properties=known(node),
        )
        for node in graph.nodes if node.label in rules.classes
    ]  # fmt: skip
    edges = [
        Edge(id=edge.id, type=edge.type, start=edge.start, end=edge.end, properties=known(edge))
        for edge in graph.edges
        if edge.type in rules.edges and {edge.start[0], edge.end[0]} <= set(rules.classes)
    ]
    for fact in ox.parse(rdf.text(Graph(nodes=tuple(nodes), edges=tuple(edges))), format=ox.RdfFormat.N_TRIPLES):
        thing = fact.object
        kind, lang = (thing.datatype.value, thing.language) if isinstance(thing, ox.Literal) else (None, None)
        yield fact.subject.value, fact.predicate.value, thing.value, kind is None, kind, lang

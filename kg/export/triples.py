"""RDF for every RDF tool: Turtle and JSON-LD (N-Quads are `kg.rdf.text` itself)."""

from __future__ import annotations

from kg import rdf
from kg.graph import Graph

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "kg": "https://w3id.org/geopolitical-kg/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def turtle(graph: Graph) -> bytes:
    """Turtle 1.1."""
    return _serialized(graph, "TURTLE")


def json_ld(graph: Graph) -> bytes:
    """JSON-LD 1.1."""
    return _serialized(graph, "JSON_LD") + b"\n"


def _serialized(graph: Graph, form: str) -> bytes:
    import pyoxigraph as ox

    quads = ox.parse(rdf.text(graph), format=ox.RdfFormat.N_TRIPLES)
    triples = [quad.triple for quad in quads]  # parsed in the order of the lines, which is sorted
    data = ox.serialize(triples, format=getattr(ox.RdfFormat, form), prefixes=PREFIXES)
    return data or b""

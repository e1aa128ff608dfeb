"""The graph as RDF: one N-Triples line for each fact, sorted, written as `ontology/kg.ttl` says.

IRIs are base + kind + the same id that the property graph holds; there are no blank nodes, so that loading
twice adds nothing. Pure: no store, no file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import quote

from kg.graph import Edge, Graph, Node, Ref, Scalar, clean
from ontology import schema as contract
from ontology.schema import Key, Schema

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"

# bool before int and datetime before date: each is a case of the other in Python.
_DATATYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"), (int, "integer"), (float, "decimal"), (dt.datetime, "dateTime"), (dt.date, "date"),
)  # fmt: skip
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def lines(graph: Graph, schema: Schema | None = None) -> list[str]:
    """The graph's triples as N-Triples (which are N-Quads of the default graph too), sorted, each once."""
    rules = schema or contract.load()
    facts = {fact for node in graph.nodes for fact in _node(node, rules)}
    facts.update(fact for edge in graph.edges for fact in _edge(edge, rules))
    return sorted(facts)


def text(graph: Graph, schema: Schema | None = None) -> bytes:
    """The lines as the bytes of a file."""
    return "".join(line + "\n" for line in lines(graph, schema)).encode("utf-8")


def iri(base: str, path: str, node_id: str) -> str:
    """The IRI of an id: percent-encoded, so that neither Arabic nor a quote ever stands in it."""
    return f"{base}{path}/{_encoded(node_id)}"


def literal(value: Scalar, *, datatype: str | None = None, language: str | None = None) -> str:
    """A value as an N-Triples term; the datatype is the value's own unless one is named."""
    if isinstance(value, str) and language:
        return f'"{_escape(value)}"@{language}'
    own = next((XSD + name for kind, name in _DATATYPES if isinstance(value, kind)), None)
    iri_of_type = datatype or own
    return f'"{_escape(_lexical(value))}"' + (f"^^<{iri_of_type}>" if iri_of_type else "")


def _lexical(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")  # xsd:decimal knows no exponent
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _escape(value: str) -> str:
    return _ESCAPED.sub(lambda hit: _SHORT.get(hit[0]) or f"\\u{ord(hit[0]):04X}", clean(value))


def _encoded(value: str) -> str:
    return quote(clean(value), safe="-._~")


def _ref(ref: Ref, schema: Schema) -> str:
    return f"<{iri(schema.base, schema.node_class(ref[0]).path, ref[1])}>"


def _node(node: Node, schema: Schema) -> Iterator[str]:
    """The types and values of one node; a part, such as a selector, has the node's id under another path."""
    subject, own = _ref(node.ref, schema), schema.node_class(node.label).types
    types = {kind for label in (node.label, *node.labels) for kind in schema.node_class(label).types}
    yield from (f"{subject} <{RDF_TYPE}> <{kind}> ." for kind in types)
    values: dict[str, Scalar] = {"id": node.id, **dict(node.properties)}
    for name, value in values.items():
        key = next((rule for on in own if (rule := schema.keys.get((on, name)))), None)
        key = key or schema.key(None, name)
        place = subject
        if key.part:
            place = f"<{iri(schema.base, key.part.path, node.id)}>"
            yield f"{subject} <{key.part.predicate}> {place} ."
            yield from (f"{place} <{RDF_TYPE}> <{kind}> ." for kind in key.part.types)
        yield from (f"{place} <{key.predicate}> {term} ." for term in _terms(key, value, values))


def _terms(key: Key, value: Scalar, values: dict[str, Scalar]) -> Iterator[str]:
    """A value's RDF terms: an IRI where the key has a template, several where it has a separator."""
    if key.template:
        yield f"<{_filled(key.template, values)}>"
    elif key.separator and isinstance(value, str):
        yield from (literal(part, datatype=key.datatype) for part in value.split(key.separator) if part)
    else:
        yield literal(value, datatype=key.datatype, language=key.language)


def _filled(template: str, values: dict[str, Scalar]) -> str:
    return re.sub(r"\{(\w+)\}", lambda hit: _encoded(str(values.get(hit[1], ""))), template)


def _edge(edge: Edge, schema: Schema) -> Iterator[str]:
    """An edge's triple; values of its own are written only where the contract makes the edge a node."""
    rule = schema.edge(edge.type)
    start, end = _ref(edge.start, schema), _ref(edge.end, schema)
    if rule.role is None:
        yield f"{end} <{rule.predicate}> {start} ." if rule.inverse else f"{start} <{rule.predicate}> {end} ."
        return
    role = f"<{iri(schema.base, rule.role.path, edge.id)}>"
    yield f"{start} <{rule.predicate}> {role} ."
    yield f"{role} <{RDF_TYPE}> <{rule.role.type}> ."
    yield f"{role} <{rule.role.start_by}> {start} ."
    yield f"{role} <{rule.role.end_by}> {end} ."
    values: dict[str, Scalar] = {"id": edge.id, **dict(edge.properties)}
    for name, value in values.items():
        key = schema.key(rule.role.type, name)
        yield from (f"{role} <{key.predicate}> {term} ." for term in _terms(key, value, values))

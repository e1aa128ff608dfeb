"""The graph as a file for other tools, in the formats of FORMATS; the same graph gives the same bytes."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg import rdf
from kg.graph import Edge, Graph, Node, Scalar
from ontology.errors import UsageError

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
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(graph: Graph, fmt: str, path: Path) -> None:
    """Writes the graph to a file, whole or not at all."""
    if fmt not in FORMATS:
        raise UsageError(f"no format {fmt!r}; there are {', '.join(sorted(FORMATS))}")
    data = FORMATS[fmt](graph)
    try:
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{path}: cannot be written: {reason}; name a file in a folder that exists") from error


def _replace(path: Path, data: bytes) -> None:
    """Writes beside the file and renames, so that nobody reads half of it; a device or pipe is written to."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)  # mkstemp lets nobody else read
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _turtle(graph: Graph) -> bytes:
    return _serialized(graph, "TURTLE")


def _json_ld(graph: Graph) -> bytes:
    return _serialized(graph, "JSON_LD") + b"\n"


def _serialized(graph: Graph, form: str) -> bytes:
    import pyoxigraph as ox

    quads = ox.parse(rdf.text(graph), format=ox.RdfFormat.N_TRIPLES)
    triples = [quad.triple for quad in quads]  # parsed in the order of the lines, which is sorted
    data = ox.serialize(triples, format=getattr(ox.RdfFormat, form), prefixes=PREFIXES)
    return data or b""


def _graphml(graph: Graph) -> bytes:
    """GraphML knows one value a key and no dates: dates are ISO strings, labels are joined."""
    import networkx as nx

    multigraph = nx.MultiDiGraph()
    for node in graph.nodes:
        labels = " ".join((node.label, *node.labels))
        multigraph.add_node(_xml(f"{node.label}/{node.id}"), **_attributes({"id": node.id, "labels": labels}, node))
    for edge in graph.edges:
        start, end = (_xml("/".join(ref)) for ref in (edge.start, edge.end))
        multigraph.add_edge(
            start,
            end,
            key=f"{edge.type}/{edge.id}",
            **_attributes({"type": edge.type, "label": edge.type}, edge),
        )
    lines = nx.generate_graphml(multigraph, named_key_ids=True)
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n").encode("utf-8")


def _attributes(first: Mapping[str, Scalar], item: Node | Edge) -> dict[str, Any]:
    values = {**first, **dict(item.properties)}
    return {key: _xml(value) if isinstance(value, str) else _json_value(value) for key, value in values.items()}


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _json(graph: Graph) -> bytes:
    """Nodes and edges, one a line, for scripts."""
    nodes = [
        _line({"id": node.id, "labels": [node.label, *node.labels], "properties": _values(node)})
        for node in graph.nodes
    ]
    edges = [
        _line({"id": e.id, "type": e.type, "start": e.start, "end": e.end, "properties": _values(e)})
        for e in graph.edges
    ]
    body = '{"nodes": [\n' + ",\n".join(nodes) + '\n], "edges": [\n' + ",\n".join(edges) + "\n]}\n"
    return body.encode("utf-8")


def _line(item: Mapping[str, object]) -> str:
    return json.dumps(item, ensure_ascii=False)


def _values(item: Node | Edge) -> dict[str, object]:
    return {key: _json_value(value) for key, value in item.properties}


def _json_value(value: Scalar) -> str | int | float | bool:
    return value.isoformat() if isinstance(value, dt.date) else value


FORMATS: Mapping[str, Callable[[Graph], bytes]] = {
    "graphml": _graphml,
    "json": _json,
    "jsonld": _json_ld,
    "nq": rdf.text,
    "ttl": _turtle,
}

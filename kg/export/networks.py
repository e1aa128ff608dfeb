"""The graph for network tools: networkx, GraphML, GEXF with time for Gephi, and plain JSON for scripts."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.graph import Edge, Graph, Node, Ref, Scalar

if TYPE_CHECKING:
    import networkx as nx

Plain = str | int | float | bool
Span = tuple[dt.date | None, dt.date | None]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WRITTEN = re.compile(rb' lastmodifieddate="[^"]*"')  # networkx puts today's date there
# Names that mean something else in a GEXF file.
_RENAMED = {"start": "textStart", "end": "textEnd", "label": "labelText", "weight": "weightValue", "pid": "pidValue"}


def multigraph(graph: Graph) -> nx.MultiDiGraph:
    """The graph in networkx: a node is keyed `Label/id`, an edge `TYPE/id`; values are as in Neo4j, dates are dates."""
    import networkx as nx

    found = nx.MultiDiGraph()
    for node in graph.nodes:
        labels = " ".join((node.label, *node.labels))
        found.add_node(key_of(node.ref), **{"id": node.id, "labels": labels, **dict(node.properties)})
    for edge in graph.edges:
        values = {"type": edge.type, "label": edge.type, **dict(edge.properties)}
        found.add_edge(key_of(edge.start), key_of(edge.end), key=f"{edge.type}/{edge.id}", **values)
    return found


def key_of(ref: Ref) -> str:
    """What a node is called in a file with one name for all nodes."""
    return "/".join(ref)


def graphml(graph: Graph) -> bytes:
    """GraphML knows one value a key and no dates: dates are ISO strings, labels are joined."""
    import networkx as nx

    ready = nx.MultiDiGraph()
    full = multigraph(graph)
    for name, values in full.nodes(data=True):
        ready.add_node(_xml(name), **_plain_values(values))
    for start, end, key, values in full.edges(data=True, keys=True):
        ready.add_edge(_xml(start), _xml(end), key=_xml(key), **_plain_values(values))
    lines = nx.generate_graphml(ready, named_key_ids=True)
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n").encode("utf-8")


def gexf(graph: Graph) -> bytes:
    """GEXF 1.2 for Gephi: `kind` filters and colours nodes and edges, and the timeline knows when each holds.

    An event and its edges last from its first to its last day, an article and its mentions are of the day it was
    published, an office lasts as long as it was held; actors and places are always there."""
    import networkx as nx

    times = dict(_times(graph))
    ready = nx.MultiDiGraph()
    for node in graph.nodes:
        values = dict(node.properties)
        shown = {"label": _xml(str(values.get("name", node.id))), "kind": node.labels[0] if node.labels else node.label}
        kept = _plain_values({"nodeId": node.id, "class": node.label, **_renamed(values)})
        ready.add_node(_xml(key_of(node.ref)), **shown, **kept, **_lasting(times.get(node.ref, (None, None))))
    for edge in graph.edges:
        values = {"id": _xml(f"{edge.type}/{edge.id}"), "label": edge.type, "kind": edge.type}
        values |= _plain_values(_renamed({k: v for k, v in edge.properties if k not in ("id", "type")}))
        start, end = (_xml(key_of(ref)) for ref in (edge.start, edge.end))
        ready.add_edge(start, end, **values, **_lasting(_edge_time(edge, times)))
    file = io.BytesIO()
    nx.write_gexf(ready, file, version="1.2draft")
    return _WRITTEN.sub(b"", file.getvalue()) + b"\n"


def _times(graph: Graph) -> Iterator[tuple[Ref, Span]]:
    """When events and articles are; a mention is of its article's day."""
    articles: dict[Ref, Span] = {}
    for node in graph.nodes:
        values = dict(node.properties)
        if node.label == "Event":
            yield node.ref, (_date(values.get("date")), _date(values.get("dateEnd")) or _date(values.get("date")))
        elif node.label == "Article":
            articles[node.ref] = (_date(values.get("published")), _date(values.get("published")))
            yield node.ref, articles[node.ref]
    for edge in graph.edges:
        if edge.type == "HAS_MENTION":
            yield edge.end, articles.get(edge.start, (None, None))


def _edge_time(edge: Edge, times: Mapping[Ref, Span]) -> Span:
    values = dict(edge.properties)
    if "since" in values or "until" in values:
        return _date(values.get("since")), _date(values.get("until"))
    event: Ref = ("Event", str(values.get("eventId", "")))
    ends = [ref for ref in (event, edge.start, edge.end) if ref in times]
    ends.sort(key=lambda ref: ref[0] != "Event")  # what ties an article to an event is of the event's days
    return times[ends[0]] if ends else (None, None)


def _lasting(span: Span) -> dict[str, str]:
    return {key: day.isoformat() for key, day in zip(("start", "end"), span, strict=True) if day}


def _date(value: Scalar | None) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _renamed(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    return {_RENAMED.get(key, key): value for key, value in values.items()}


def _plain_values(values: Mapping[str, Scalar]) -> dict[str, Plain]:
    return {key: _xml(value) if isinstance(value, str) else plain(value) for key, value in values.items()}


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def as_json(graph: Graph) -> bytes:
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
    return {key: plain(value) for key, value in item.properties}


def plain(value: Scalar) -> Plain:
    """A value that JSON and XML know: dates as ISO strings."""
    return value.isoformat() if isinstance(value, dt.date) else value

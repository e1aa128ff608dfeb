"""Files for `neo4j-admin database import full`, the fast way into an empty Neo4j, with the script that calls it.

Ids are unique within a label, so each label has an id space of its own. A text stands in quotes always and a value
not known never, since an empty quoted text is a text. `keeper` is what `kg load` writes too: it goes on from such an
import as from its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.export.files import Files
from kg.graph import Edge, Graph, Node, Properties, Scalar
from kg.stores.bolt import KEEPER
from kg.stores.cypher import statement
from ontology import schema as contract

NAMES = re.compile(r"(nodes|rels)-[A-Za-z_-]+\.csv|import\.sh|constraints\.cypher")
_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"), (int, "long"), (float, "double"), (dt.datetime, "datetime"), (dt.date, "date"), (str, "string"),
)  # fmt: skip
_SCRIPT = """\
#!/bin/sh
# Fills a database that is empty and stopped: sh import.sh [DATABASE] [FURTHER OPTIONS OF neo4j-admin]
# Then start Neo4j and run constraints.cypher in it.
set -eu
cd "$(dirname "$0")"
database="${1:-neo4j}"
[ $# -eq 0 ] || shift
exec neo4j-admin database import full "$database" --multiline-fields=true \\
%s    "$@"
"""


def files(graph: Graph) -> Files:
    """A file with header for each label and for each type of relationship between two labels."""
    written: dict[str, bytes] = {}
    arguments: list[str] = []
    for label, nodes in groupby(graph.nodes, key=lambda node: node.label):
        name = f"nodes-{label}.csv"
        written[name] = _nodes(label, list(nodes))
        arguments.append(f"--nodes={name}")
    ordered = sorted(graph.edges, key=lambda edge: (edge.type, edge.start[0], edge.end[0], edge.id))
    for (kind, start, end), edges in groupby(ordered, key=lambda edge: (edge.type, edge.start[0], edge.end[0])):
        name = f"rels-{start}-{kind}-{end}.csv"
        written[name] = _edges(start, end, list(edges))
        arguments.append(f"--relationships={name}")
    written["import.sh"] = (_SCRIPT % "".join(f"    {argument} \\\n" for argument in arguments)).encode("ascii")
    written["constraints.cypher"] = _constraints()
    return written


def _nodes(label: str, nodes: Sequence[Node]) -> bytes:
    keys = _keys(nodes)
    head = [f"id:ID({label})", ":LABEL", "keeper:string", *(f"{key}:{kind}" for key, kind in keys.items())]
    rows = ([n.id, ";".join((n.label, *n.labels)), KEEPER, *_cells(n.properties, keys)] for n in nodes)
    return _csv(head, rows)


def _edges(start: str, end: str, edges: Sequence[Edge]) -> bytes:
    keys = _keys(edges)
    columns = [f"{key}:{kind}" for key, kind in keys.items()]
    head = [f":START_ID({start})", f":END_ID({end})", ":TYPE", "id:string", "keeper:string", *columns]
    rows = ([e.start[1], e.end[1], e.type, e.id, KEEPER, *_cells(e.properties, keys)] for e in edges)
    return _csv(head, rows)


def _keys(items: Iterable[Node | Edge]) -> dict[str, str]:
    """The properties that occur, each with its type; a number that is whole in some places only is a double."""
    found: dict[str, set[str]] = {}
    for item in items:
        for key, value in item.properties:
            if key not in ("id", "keeper"):
                found.setdefault(key, set()).add(next(name for kind, name in _TYPES if isinstance(value, kind)))
    return {key: _one(kinds) for key, kinds in sorted(found.items())}


def _one(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "double" if kinds == {"long", "double"} else "string"


def _cells(values: Properties, keys: Iterable[str]) -> Iterable[Scalar | None]:
    known = dict(values)
    return (known.get(key) for key in keys)


def _csv(head: Sequence[str], rows: Iterable[Iterable[Scalar | None]]) -> bytes:
    lines = [",".join(head), *(",".join(map(_cell, row)) for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _cell(value: Scalar | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


def _constraints() -> bytes:
    """What keeps an id unique within its label."""
    made = (
        statement(
            "CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n",
            name=f"kg_{label.lower()}_id",
            label=label,
        )
        for label in contract.load().main_labels
    )
    return "".join(made).encode("utf-8")

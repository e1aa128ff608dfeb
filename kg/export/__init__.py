"""The graph as a file or folder for other tools, in the formats of FORMATS; the same graph gives the same bytes."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg import rdf
from kg.export import coded, neo4j_admin, networks, stix, tabular, triples
from kg.export.files import Files, check_folder, write_file, write_folder
from kg.graph import Graph
from ontology.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: what it is for, its bytes, and for a folder the names that its files have."""

    title: str
    data: Callable[[Graph], bytes | Files]
    names: re.Pattern[str] | None = None


FORMATS: Mapping[str, Format] = {
    "acled": Format(title="event table shaped like ACLED's", data=coded.acled),
    "csv": Format(title="folder of tables for spreadsheets", data=tabular.csv_files, names=tabular.names("csv")),
    "gexf": Format(title="network with time, for Gephi", data=networks.gexf),
    "graphml": Format(title="network, for yEd, Cytoscape, igraph", data=networks.graphml),
    "icews": Format(title="event table shaped like that of ICEWS", data=coded.icews),
    "json": Format(title="nodes and edges, for scripts", data=networks.as_json),
    "jsonld": Format(title="RDF as JSON-LD", data=triples.json_ld),
    "neo4j-admin": Format(
        title="folder of files for neo4j-admin import, with the script that calls it",
        data=neo4j_admin.files,
        names=neo4j_admin.NAMES,
    ),
    "nq": Format(title="RDF as N-Quads", data=rdf.text),
    "parquet": Format(
        title="folder of typed tables, for pandas, polars, DuckDB",
        data=tabular.parquet_files,
        names=tabular.names("parquet"),
    ),
    "stix": Format(title="STIX 2.1 bundle, for OpenCTI", data=stix.bundle),
    "ttl": Format(title="RDF as Turtle", data=triples.turtle),
}


def check(fmt: str, path: Path) -> None:
    """Refuses a format that is not there, and a folder that holds other things than an export."""
    if fmt not in FORMATS:
        raise UsageError(f"no format {fmt!r}; there are {', '.join(sorted(FORMATS))}")
    if names := FORMATS[fmt].names:
        with _told(path):
            check_folder(path, names)


def export(graph: Graph, fmt: str, path: Path) -> None:
    """Writes the graph to a file or folder, whole or not at all."""
    check(fmt, path)
    data = FORMATS[fmt].data(graph)
    with _told(path):
        if isinstance(data, bytes):
            write_file(path, data)
        else:
            write_folder(path, data)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        hint = "make room, or name a place on another disk" if full else "name a place in a folder that exists"
        raise UsageError(f"{path}: cannot be written: {reason}; {hint}") from error

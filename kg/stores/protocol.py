"""A SPARQL answer as the protocol writes it (JSON, XML, CSV, TSV; Turtle and the like), from a process of its own."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from kg.stores import child, sparql
from ontology.errors import KGError, StoreError, UsageError

LIMIT = 32 * 2**20
RESULTS = {
    "application/sparql-results+json": "JSON",
    "application/json": "JSON",
    "application/sparql-results+xml": "XML",
    "application/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
"""Media types of SELECT and ASK, and what pyoxigraph calls the format."""
TRIPLES = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON_LD",
}
"""Media types of CONSTRUCT and DESCRIBE."""


def answer(
    text: str, path: Path, *, results: str, triples: str, timeout: float, limit: int = LIMIT
) -> tuple[str, bytes]:
    """Media type and body of the answer to a reading query on an Oxigraph folder.

    `results` and `triples` are the media types wanted of rows and of triples; more than `limit` bytes are refused."""
    sparql.check_reads(text)
    job = {"text": text, "path": str(path), "results": results, "triples": triples, "limit": limit}
    head, _, body = child.run_apart("kg.stores.protocol", job, timeout=timeout).partition(b"\n")
    told = json.loads(head)
    if "usage" in told:
        raise UsageError(told["usage"])
    if "error" in told:
        raise StoreError(told["error"])
    return str(told["type"]), body


class _Full(Exception):
    """The answer is larger than it may be."""


class _Bounded(io.BytesIO):
    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self.limit:
            raise _Full
        return super().write(data)


def main() -> None:
    """The child: a job on stdin; on stdout one line of JSON, then the body."""
    child.limit_memory()
    job = json.load(sys.stdin)
    out = _Bounded(job["limit"])
    try:
        head = {"type": _write(job, out)}
    except KGError as error:
        head, out = {"usage" if isinstance(error, UsageError) else "error": str(error)}, _Bounded(0)
    sys.stdout.buffer.write(json.dumps(head).encode("ascii") + b"\n" + out.getvalue())


def _write(job: dict[str, str], out: _Bounded) -> str:
    """Runs the query and writes its answer; gives the media type."""
    import pyoxigraph as ox

    from kg.stores.oxigraph import open_to_read

    store = open_to_read(Path(job["path"]))
    try:
        found = store.query(job["text"])
        if isinstance(found, ox.QuerySolutions | ox.QueryBoolean):
            found.serialize(out, getattr(ox.QueryResultsFormat, RESULTS[job["results"]]))
            return job["results"]
        ox.serialize(found, out, getattr(ox.RdfFormat, TRIPLES[job["triples"]]))
        return job["triples"]
    except SyntaxError as error:
        raise UsageError(f"the SPARQL query cannot be read: {sparql.one_line(error)}") from error
    except _Full:
        most = f"{int(job['limit']) / 2**20:g} MB"
        raise UsageError(f"the answer is larger than {most}; ask for less, with LIMIT") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"the query failed: {sparql.one_line(error)}") from error

"""Any SPARQL 1.1 server that takes updates, asked over HTTP: `sparql+http(s)://HOST/PATH`.

The graph lives in one named graph of ours. A write fills a second one block by block and moves it over the
first, so that readers never see half of it and what others keep on the server stays. The address for updates:
`#PATH` at the end of the URL names it; else `…/query` has `…/update`, and any other is its own."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from itertools import islice
from types import TracebackType
from typing import Literal, Self
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlencode, urljoin, urlunsplit
from urllib.request import Request, urlopen

from kg import rdf
from kg.graph import Graph
from kg.stores import Params, Rows, shown, sparql, split, valid_port
from ontology import schema
from ontology.errors import StoreError, UsageError

BLOCK = 5_000
CONNECT_SECONDS = 8.0
WRITE_SECONDS = 300.0
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


def opener(url: str, *, read_only: bool) -> EndpointStore:
    """`sparql+http(s)://…`; the login from the URL or SPARQL_USERNAME and SPARQL_PASSWORD."""
    parts = split(url.partition("+")[2])
    if parts.scheme not in ("http", "https") or not parts.hostname or not valid_port(parts):
        raise UsageError(f"{shown(url)!r} is no SPARQL endpoint; write sparql+http://HOST:PORT/PATH")
    user = unquote(parts.username or "") or os.environ.get("SPARQL_USERNAME", "")
    password = unquote(parts.password or "") or os.environ.get("SPARQL_PASSWORD", "")
    address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))
    return EndpointStore(
        address, update=_update_address(address, parts.fragment), login=(user, password), read_only=read_only
    )


def _update_address(address: str, named: str) -> str:
    if named:
        return urljoin(address, named)
    return address.removesuffix("/query") + "/update" if address.endswith("/query") else address


class EndpointStore:
    """One named graph on a SPARQL server."""

    language: Literal["sparql", "cypher"] = "sparql"

    def __init__(self, query: str, *, update: str, login: tuple[str, str], read_only: bool = False) -> None:
        self.address, self.update_address, self.read_only = query, update, read_only
        self._login = login

    def __enter__(self) -> Self:
        self._post(self.address, {"query": "ASK {}"}, CONNECT_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None  # HTTP keeps nothing open

    def write(self, graph: Graph) -> None:
        if self.read_only:
            raise UsageError(f"{self.address} is open for reading only; open it for writing")
        fresh = ours("incoming")
        self._update(f"DROP SILENT GRAPH <{fresh}>")
        lines = iter(rdf.lines(graph))
        for block in _blocks(lines):
            self._update(f"INSERT DATA {{ GRAPH <{fresh}> {{\n{block}\n}} }}")
        # An empty graph may not exist for MOVE on every server.
        moved = f"MOVE GRAPH <{fresh}> TO GRAPH <{ours('current')}>"
        self._update(moved if graph.nodes else f"DROP SILENT GRAPH <{ours('current')}>")

    def query(self, text: str, params: Params | None = None, *, timeout: float | None = None) -> Rows:
        import pyoxigraph as ox

        sparql.check_reads(text)
        fields = {"query": sparql.bind(text, params)}
        if not sparql.has_dataset(text):
            fields["default-graph-uri"] = ours("current")
        kind, body = self._post(self.address, fields, timeout or WRITE_SECONDS)
        try:
            if "json" in kind:
                return sparql.to_rows(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))
            return sparql.to_rows(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.address}: no SPARQL answer: {sparql.one_line(error)}") from error

    def _update(self, text: str) -> None:
        self._post(self.update_address, {"update": text}, WRITE_SECONDS)

    def _post(self, address: str, fields: dict[str, str], seconds: float) -> tuple[str, bytes]:
        """The answer's content type and body; each way to fail is told in one line."""
        request = Request(address, data=urlencode(fields).encode("ascii"), headers={"Accept": _ACCEPT})
        if any(self._login):
            token = base64.b64encode(":".join(self._login).encode()).decode("ascii")
            request.add_header("Authorization", f"Basic {token}")
        try:
            with urlopen(request, timeout=seconds) as answer:
                return answer.headers.get_content_type(), answer.read()
        except HTTPError as error:
            raise _refused(shown(address), error) from error
        except TimeoutError as error:
            raise StoreError(f"{shown(address)} gave no answer within {seconds:g} s; ask for less or wait") from error
        except (URLError, OSError, ValueError) as error:
            raise StoreError(f"{shown(address)} cannot be reached: {sparql.one_line(error)}; is it running?") from error


def ours(name: str) -> str:
    """The IRI of a named graph that is ours."""
    return rdf.iri(schema.load().base, "graph", name)


def _blocks(lines: Iterator[str]) -> Iterator[str]:
    while block := list(islice(lines, BLOCK)):
        yield "\n".join(block)


def _refused(address: str, error: HTTPError) -> StoreError | UsageError:
    reason = sparql.one_line(Exception(error.read(2000).decode("utf-8", "replace"))) or error.reason
    if error.code == 400:
        return UsageError(f"the SPARQL query cannot be read: {reason}")
    if error.code in (401, 403):
        return StoreError(f"{address} refused (status {error.code}); check SPARQL_USERNAME and SPARQL_PASSWORD")
    return StoreError(f"{address} answered with status {error.code}: {reason}")

"""A store in memory, for tests and notebooks: it ends with the `with`."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from kg import rdf
from kg.graph import Graph
from kg.stores import Params, Rows, child, sparql
from kg.stores.oxigraph import run
from ontology.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox


def opener(url: str, *, read_only: bool) -> MemoryStore:
    """`memory:`; there is nothing to read in it before something is written."""
    return MemoryStore()


class MemoryStore:
    """One graph in memory, asked by SPARQL."""

    language: Literal["sparql", "cypher"] = "sparql"

    def __init__(self) -> None:
        self._store: ox.Store | None = None
        self._data = b""

    def __enter__(self) -> Self:
        import pyoxigraph as ox

        self._store = ox.Store()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store, self._data = None, b""

    def write(self, graph: Graph) -> None:
        import pyoxigraph as ox

        self._data = rdf.text(graph)
        self._store = ox.Store()
        self._store.bulk_load(self._data, format=ox.RdfFormat.N_QUADS)

    def query(self, text: str, params: Params | None = None, *, timeout: float | None = None) -> Rows:
        if self._store is None:
            raise StoreError("memory: is not open; use it in a `with`")
        sparql.check_reads(text)
        bound = sparql.bind(text, params)
        if timeout is not None:
            return child.ask(bound, timeout=timeout, data=self._data)
        return run(self._store, bound)

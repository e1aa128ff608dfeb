"""The embedded store: an Oxigraph folder, without a server.

A write builds a fresh folder beside the old one and swaps them, so that a reader sees the old graph or the
new one and a kill at any moment loses nothing. Beside the folder stands what it was built from, `PATH.nq`:
a dump that outlives a change of Oxigraph's file format, and by which an unchanged graph is not written again.
The folder holds this graph and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from kg import rdf
from kg.graph import Graph
from kg.stores import Params, Rows, child, sparql
from ontology.errors import StoreError, UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox


def opener(url: str, *, read_only: bool) -> OxigraphStore:
    """`oxigraph:PATH`."""
    path = url.partition(":")[2]
    if not path:
        raise UsageError("oxigraph: needs a folder, as in oxigraph:kg-data/oxigraph")
    return OxigraphStore(Path(path), read_only=read_only)


class OxigraphStore:
    """A folder that holds one graph; one writer at a time, any number of readers."""

    language: Literal["sparql", "cypher"] = "sparql"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        self.dump = path.with_name(path.name + ".nq")
        self._fresh, self._old = (path.with_name(path.name + end) for end in (".new", ".old"))
        self._store: ox.Store | None = None

    def __enter__(self) -> Self:
        if not self.path.exists() and self._old.exists():
            self._old.rename(self.path)  # killed between the two renames of a swap
        self._store = self._opened()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store = None  # Oxigraph closes a folder when nobody holds it

    def write(self, graph: Graph) -> None:
        if self.read_only:
            raise UsageError(f"{self.path} is open for reading only; open it for writing")
        data = rdf.text(graph)
        if not self._holds(data):
            self._build(data)
            self._swap()

    def query(self, text: str, params: Params | None = None, *, timeout: float | None = None) -> Rows:
        sparql.check_reads(text)
        bound = sparql.bind(text, params)
        if timeout is not None:
            return child.ask(bound, timeout=timeout, path=self.path)
        return run(self._open_store(), bound)

    def _open_store(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self.path} is not open; use it in a `with`")
        return self._store

    def _opened(self) -> ox.Store:
        if self.read_only:
            return open_to_read(self.path)
        import pyoxigraph as ox

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return ox.Store(self.path)
        except (OSError, ValueError) as error:
            raise _unopened(self.path, error) from error

    def _holds(self, data: bytes) -> bool:
        if not self.dump.is_file() or self.dump.read_bytes() != data:
            return False
        return len(self._open_store()) == data.count(b"\n")

    def _build(self, data: bytes) -> None:
        import pyoxigraph as ox

        source = self.dump.with_name(self.dump.name + ".new")
        try:
            shutil.rmtree(self._fresh, ignore_errors=True)
            source.write_bytes(data)
            store = ox.Store(self._fresh)
            store.bulk_load(path=source, format=ox.RdfFormat.N_QUADS)
            store.optimize()  # without it each look-up later takes four times as long
            store.flush()
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"{self.path}: the graph cannot be written: {sparql.one_line(error)}") from error

    def _swap(self) -> None:
        self._store = None
        try:
            shutil.rmtree(self._old, ignore_errors=True)
            self.path.rename(self._old)
            self._fresh.rename(self.path)
            self.dump.with_name(self.dump.name + ".new").replace(self.dump)
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be replaced: {sparql.one_line(error)}") from error
        self._store = self._opened()
        shutil.rmtree(self._old, ignore_errors=True)


def open_to_read(path: Path) -> ox.Store:
    """The folder opened beside whoever writes to it."""
    import pyoxigraph as ox

    if not path.is_dir():
        raise UsageError(f"no store at {path}; `kg ingest` or `kg load` makes one")
    try:
        return ox.Store.read_only(str(path))
    except (OSError, ValueError) as error:
        raise _unopened(path, error) from error


def run(store: ox.Store, text: str) -> Rows:
    """The rows of a query that was checked; a slip in it is told in one line."""
    try:
        return sparql.to_rows(store.query(text))
    except SyntaxError as error:
        raise UsageError(f"the SPARQL query cannot be read: {sparql.one_line(error)}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"the query failed: {sparql.one_line(error)}") from error


def _unopened(path: Path, error: Exception) -> StoreError:
    if "LOCK" in str(error) or "lock" in str(error):
        return StoreError(f"{path} is in use by another process that writes; wait for it or end it")
    if "Permission denied" in str(error) or "Read-only file system" in str(error):
        return StoreError(f"{path} cannot be written: {sparql.one_line(error)}; name a place where you may write")
    return StoreError(
        f"{path} cannot be opened as an Oxigraph folder: {sparql.one_line(error)}. "
        f"Move it away and load again; {path.name}.nq beside it holds the same graph"
    )

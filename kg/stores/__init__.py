"""Where a graph is kept and asked: one protocol, one door (the entry points of `kg.stores`), many stores.

A store writes nodes and edges and runs queries; the graph's shape is no business of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self, cast
from urllib.parse import SplitResult, urlsplit

from kg.graph import Graph
from ontology.errors import UsageError

GROUP = "kg.stores"
DEFAULT_FOLDER = "oxigraph"

Cell = str | int | float | bool | list[object] | dict[str, object] | None
Params = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The answer to a query: dates are ISO strings and no value is of any database, so answers compare."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def dicts(self) -> list[dict[str, Cell]]:
        """One dict a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """What every store does. `with` opens it; `language` says which queries it takes."""

    language: Literal["sparql", "cypher"]

    def write(self, graph: Graph) -> None:
        """Makes the store hold exactly this graph (what others put there aside); twice equals once."""

    def query(self, text: str, params: Params | None = None, *, timeout: float | None = None) -> Rows:
        """The rows of a reading query; one that writes, or reads elsewhere, is refused."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Opener(Protocol):
    """What an entry point of `kg.stores` names: the entry's name is the first word of the URL's scheme."""

    def __call__(self, url: str, *, read_only: bool) -> Store: ...


def open_store(url: str | None, *, home: Path, read_only: bool = False) -> Store:
    """The store of a URL such as `oxigraph:PATH` or `neo4j://HOST`; without one, the folder in `home`.

    Nothing is opened yet: use it in a `with`."""
    if url is None:
        url = f"oxigraph:{home / DEFAULT_FOLDER}"
    scheme, colon, _ = url.partition(":")
    doors = {door.name: door for door in entry_points(group=GROUP)}
    door = doors.get(scheme.partition("+")[0].lower()) if colon else None
    if door is None:
        known = ", ".join(f"{name}:" for name in sorted(doors))
        raise UsageError(f"no store {shown(url)!r}; a store is a URL that starts with {known}")
    return cast(Opener, door.load())(url, read_only=read_only)


def valid_port(parts: SplitResult) -> bool:
    """Whether a URL's port is one, or is left out."""
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def shown(url: str) -> str:
    """The URL as it may be printed: without user, password and what stands behind `?` or `#` (tokens)."""
    head, slashes, rest = url.partition("://")
    return f"{head}{slashes}{re.split('[?#]', rest.rpartition('@')[2])[0]}"


def split(url: str) -> SplitResult:
    """The parts of a server's URL; UsageError where a sign in the password would cut it in two."""
    parts = urlsplit(url)
    if "@" in parts.path + parts.query + parts.fragment:
        raise UsageError(
            f"{shown(url)!r}: write / ? # @ in a password as %2F %3F %23 %40, or set it in the environment"
        )
    return parts

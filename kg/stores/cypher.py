"""What Neo4j needs beside the driver: fixed statements, only reading plans, plain values, short errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

from kg.stores import Cell
from ontology.errors import KGError, StoreError, UsageError

# Operators that the server counts as reading, but which open files or addresses, or stop what others run.
_REACHING_OUT = {
    "LoadCSV": "LOAD CSV",
    "ShowSettings": "SHOW SETTINGS",
    "ShowTransactions": "SHOW TRANSACTIONS",
    "TerminateTransactions": "TERMINATE TRANSACTIONS",
}
EXPLAIN = "EXPLAIN "  # a plan is asked for with this before the query, which moves its first line
_PLACE = re.compile(r"\s*\(line (\d+), column (\d+)(?: \(offset: \d+\))?\)")
_STOPPED = re.compile(r"TransactionTimedOut|Transaction\.Terminated")
_MISREAD = re.compile(r"Statement\.(Syntax|Semantic|Type|Argument|ParameterMissing|EntityNotFound)|Procedure")


def statement(template: str, **names: str | Sequence[str]) -> str:
    """A statement with names of the ontology put in, each in backticks; several are joined by a colon."""
    quoted = {
        key: quoted_name(value) if isinstance(value, str) else ":".join(map(quoted_name, value))
        for key, value in names.items()
    }
    return template.format(**quoted)


def quoted_name(name: str) -> str:
    """A label or type as Cypher writes any name safely."""
    return "`" + name.replace("`", "``") + "`"


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Refuses what writes, changes the server or fetches from elsewhere, by the server's own plan."""
    if query_type != "r":
        raise UsageError("a query only reads: this one writes or changes the server, and is refused")
    for operator in _operators(plan):
        if what := _REACHING_OUT.get(operator.partition("@")[0]):
            raise UsageError(f"a query reads this store only: {what} is refused")


def _operators(plan: Mapping[str, Any] | None) -> Iterator[str]:
    if plan:
        yield str(plan.get("operatorType", ""))
        for child in plan.get("children") or ():
            yield from _operators(child)


def plain(value: object) -> Cell:
    """A value of Neo4j as a plain one: a node or edge as its properties, a date as an ISO string."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping) or hasattr(value, "items"):
        return {str(key): plain(item) for key, item in cast(Mapping[str, object], value).items()}
    if hasattr(value, "nodes"):
        return [plain(node) for node in value.nodes]
    return str(value.iso_format()) if hasattr(value, "iso_format") else str(value)


@contextmanager
def refusals(address: str, timeout: float | None = None) -> Iterator[None]:
    """Turns what the driver raises into our errors, one line each and never with a password."""
    from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

    try:
        yield
    except KGError:
        raise
    except AuthError as error:
        raise StoreError(f"{address} refused the login; set NEO4J_USERNAME and NEO4J_PASSWORD") from error
    except ConfigurationError as error:
        raise UsageError(f"{address}: {_first_line(str(error))}") from error
    except Neo4jError as error:
        raise _told(error, address, timeout) from error
    except (DriverError, OSError, ValueError) as error:
        reason = _first_line(str(error))
        raise StoreError(f"{address} cannot be reached: {reason}; is the server running?") from error


def _told(error: Any, address: str, timeout: float | None) -> KGError:
    code, reason = str(error.code or ""), _first_line(str(error.message or error))
    if _STOPPED.search(code):
        limit = f" after {timeout:g} s" if timeout else ""
        return StoreError(f"the query was stopped{limit}; ask for less (LIMIT, fewer days) or allow more time")
    if "AccessMode" in code:
        return UsageError("a query only reads: this one writes, and is refused")
    if _MISREAD.search(code):
        return UsageError(f"the Cypher query cannot be run: {_placed(str(error.message or error))}")
    return StoreError(f"{address}: {reason} ({code})")


def _placed(text: str) -> str:
    """The reason with its place first, by the lines and columns of the query as it was given."""
    hit = _PLACE.search(text)
    if not hit:
        return _first_line(text)
    line, column = int(hit[1]), int(hit[2])
    column -= len(EXPLAIN) if line == 1 and column > len(EXPLAIN) else 0
    return f"line {line}, column {column}: {_first_line(_PLACE.sub('', text))}"


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "no reason given")
    return line if len(line) <= 240 else line[:240] + "…"

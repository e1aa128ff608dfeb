"""Finding what a question means: a canned query's name, a file, or a query's own text, for the store that is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import queries
from kg import given
from kg.graph import Graph
from kg.stores import Rows, open_store
from ontology import schema
from ontology.errors import UsageError
from queries import Query, steps

_HEADERS = ("#+", "//+")  # a file with a header has parameters with types and defaults
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_CYPHER = re.compile(r"\s*(?://[^\n]*\n\s*)*(?:OPTIONAL\s+MATCH|MATCH|UNWIND|RETURN|CALL)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Rows):
    """Rows, with what a person should know of them: that they were cut, or why there are none."""

    notes: tuple[str, ...] = ()


def ask(
    text: str | None,
    file: Path | None,
    params: Mapping[str, str],
    names: str,
    store: str | None,
    home: Path,
    timeout: float,
    graph: Graph | None = None,
) -> Answer:
    """The rows of one reading query, asked of `store`, or of `graph` where one is given.

    UsageError: it cannot be asked so, or names an actor or event that is not there."""
    if (text is None) == (file is None):
        raise UsageError("give a canned query's name, a query, or --file FILE; `kg queries` lists the canned ones")
    if graph is not None and store:
        raise UsageError("--as-of asks the archive of --home, as it was; leave out --store")
    target = open_store("memory:" if graph is not None else store, home=home, read_only=True)
    wanted, values, canned = _query(text, file, target.language, params, names)
    if target.language == "sparql" and _CYPHER.match(wanted):
        raise UsageError(
            "this is Cypher, and the store is asked in SPARQL; name a server: --store bolt://127.0.0.1:7687"
        )
    asked = with_prefixes(wanted) if target.language == "sparql" else wanted
    with target:
        if graph is not None:
            target.write(graph)
        notes = list(given.check(canned, values, target, home)) if canned else []
        try:
            found = target.query(asked, values, timeout=timeout)
        except UsageError as error:
            raise UsageError(placed(str(error), wanted, asked)) from error
    if canned and not notes:
        notes += given.notes(canned, params, values, found)
    rows = after(canned.step if canned else None, found)
    return Answer(columns=rows.columns, rows=rows.rows, notes=tuple(notes))


def after(step: str | None, rows: Rows) -> Rows:
    """The rows of a canned question with what is reckoned from them, where its header names a step."""
    if step is None:
        return rows
    columns, reckoned = steps.run(step, rows.columns, rows.rows)
    return Rows(columns=columns, rows=tuple(reckoned))


def placed(reason: str, given: str, asked: str) -> str:
    """A reason whose columns on the first line are those of the query as it was given, before `with_prefixes`."""
    added = len(asked) - len(given)
    return re.sub(r"(?<=error at 1:)\d+", lambda hit: str(max(1, int(hit[0]) - added)), reason)


def with_prefixes(query: str) -> str:
    """A SPARQL query with the vocabulary's prefixes that it uses and does not declare, on its first line."""
    declared = set(re.findall(r"(?i)\bprefix\s+(\w*):", query))
    used = set(re.findall(r"(?<![\w:<])(\w+):(?!//)", query))
    known = schema.prefixes()
    return "".join(f"PREFIX {n}: <{known[n]}> " for n in sorted((used - declared) & set(known))) + query


def _query(
    text: str | None, file: Path | None, language: str, params: Mapping[str, str], names: str
) -> tuple[str, dict[str, object], Query | None]:
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}: cannot be read ({error})") from None
        if not text.startswith(_HEADERS):
            return text, _used(text, language, params), None
        found = queries.load(file.stem, language, file.parent)
    else:
        assert text is not None
        if not _NAME.fullmatch(text.strip()):
            return text, _used(text, language, params), None
        found = queries.load(text, language)
    told = {"names": names, **params} if "names" in found.params else params
    return found.text, dict(found.values(told)), found


def _used(text: str, language: str, params: Mapping[str, str]) -> dict[str, object]:
    """The parameters given, each of which a Cypher query must have: Neo4j would pass over one that it lacks."""
    known = re.findall(r"\$`?(\w+)", text)
    for name in params:
        if language == "cypher" and name not in known:
            names = ", ".join(dict.fromkeys(known)) or "none"
            raise UsageError(f"the query has no parameter {name!r} (${name}); it has {names}")
    return dict(params)

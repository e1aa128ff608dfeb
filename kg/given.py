"""What was given to a canned question and what came of it: ids that nobody has, narrow windows, tables cut short."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.stores import Rows, Store
from ontology import schema
from ontology.errors import UsageError
from ontology.names import fold
from queries import Query

_HAS = {
    "sparql": 'SELECT ?id WHERE {{ VALUES ?id {{ "" }} ?x <{dcterms}identifier> ?id ; a <{kind}> }} LIMIT 1',
    "cypher": "MATCH (x:{label} {{id: $id}}) RETURN x.id AS id LIMIT 1",
}
_ALL = {
    "actor": {
        "sparql": "SELECT ?id ?name WHERE {{ ?x a <{kind}> ; <{dcterms}identifier> ?id ; ?called ?name "
        "VALUES ?called {{ <{rdfs}label> <{skos}prefLabel> }} }}",
        "cypher": "MATCH (x:{label}) UNWIND [x.name, x.nameEn, x.nameAr] AS name RETURN x.id AS id, name",
    },
    "event": {
        "sparql": 'SELECT ?id ("" AS ?name) WHERE {{ ?x a <{kind}> ; <{dcterms}identifier> ?id }}',
        "cypher": "MATCH (x:{label}) RETURN x.id AS id, '' AS name",
    },
}
_LABELS = {"actor": "Actor", "event": "Event"}
_SHOWN = 5


def check(query: Query, values: Mapping[str, object], store: Store, home: Path) -> Iterator[str]:
    """What to know of the ids that are given; UsageError where no actor or event has one.

    An actor whom the gazetteer knows and the graph does not is no slip: of him nothing is told."""
    for name, parameter in query.meanings.items():
        wanted, kind = str(values.get(name) or ""), parameter.meaning
        if kind not in _LABELS or not wanted or _known(store, kind, wanted):
            continue
        named = _named(wanted, home) if kind == "actor" else []
        if wanted in named:
            yield f"{name}={wanted}: an actor of the gazetteer, of whom this graph tells nothing"
            continue
        close = named or _near(store, kind, wanted)
        hint = f"did you mean {' or '.join(close)}? " if close else ""
        ids = "`kg query actors --param name=…` finds ids" if kind == "actor" else "`kg query events` shows ids"
        raise UsageError(f"{name}={wanted!r}: no such {kind}; {hint}{ids}")


def notes(query: Query, given: Mapping[str, str], values: Mapping[str, object], rows: Rows) -> Iterator[str]:
    """What a table does not tell by itself: that a default left things out, or that it was cut."""
    windows = [(name, p.widens) for name, p in query.meanings.items() if p.widens and name not in given]
    if windows and not rows.rows and not values.get("event"):
        told = " and ".join(f"{name}={values[name]}" for name, _ in windows)
        wider = " ".join(f"--param {name}={everything}" for name, everything in windows)
        yield f"no rows; {query.name} looks back over {told} only: {wider} takes in everything"
    limit = values.get("limit")
    if query.step is None and isinstance(limit, int) and _counted(query, rows) >= limit:
        what = f"{limit} {query.unit}s" if query.unit else f"{limit} rows"
        more = f"there may be more: --param limit={max(100_000, 10 * limit)}"
        table = ", or all tables by `kg export --format csv -o FOLDER`" if query.unit else ""
        yield f"{query.name} was cut at {what}; {more}{table}"


def _counted(query: Query, rows: Rows) -> int:
    if query.unit not in rows.columns:
        return len(rows.rows)
    at = rows.columns.index(query.unit)
    return len({row[at] for row in rows.rows})


def _known(store: Store, kind: str, wanted: str) -> bool:
    return bool(store.query(_filled(_HAS[store.language], kind), {"id": wanted}).rows)


def _near(store: Store, kind: str, wanted: str) -> list[str]:
    """Ids that begin so, whose names are like what was given, or that are written nearly so."""
    rows = store.query(_filled(_ALL[kind][store.language], kind)).rows
    called: dict[str, set[str]] = {}
    for id_, name in rows:
        called.setdefault(str(id_), {str(id_)}).add(fold(str(name or "")))
    key = fold(wanted)
    same = sorted(id_ for id_, names in called.items() if key in names)
    begins = sorted(id_ for id_ in called if len(wanted) >= 4 and id_.startswith(wanted))
    by_name = {name: id_ for id_, names in sorted(called.items()) for name in names if name}
    close = [by_name[name] for name in difflib.get_close_matches(key, by_name, _SHOWN)]
    return list(dict.fromkeys([*same, *begins, *close]))[:_SHOWN]


def _named(wanted: str, home: Path) -> list[str]:
    """The actors of the gazetteer that have this id or this name."""
    from kg.verdicts import gazetteer_of

    known, key = gazetteer_of(home), fold(wanted)
    if known.actor(wanted) is not None:
        return [wanted]
    return sorted({alias.actor for alias in known.aliases() if fold(alias.text) == key})[:_SHOWN]


def _filled(text: str, kind: str) -> str:
    known = schema.prefixes()
    return text.format(
        label=_LABELS[kind], kind=known["sem"] + "Event" if kind == "event" else known["kg"] + "Actor",
        **{name: known[name] for name in ("dcterms", "rdfs", "skos")},
    )  # fmt: skip

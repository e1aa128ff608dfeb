"""The graph as flat tables, for spreadsheets, Parquet and notebooks: one event a row with all that one asks of it.

Lists that belong together (source_ids, source_names, source_codes, source_countries) have the same order and
length, with an empty text where something is not known. Tables with one value a cell stand beside: `event_actors`,
`event_links`, `mentions`. A property of events that no column names has a column of its own at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.graph import Graph, Node, Ref, Scalar
from kg.index import Index, index
from ontology import events as codebook
from ontology import gazetteer
from ontology import schema as contract

Kind = Literal["text", "texts", "int", "float", "bool", "date", "time"]
Cell = Scalar | tuple[str, ...] | None
Columns = dict[str, Kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of typed columns; a cell not known is None, a list not known is empty."""

    name: str
    columns: Mapping[str, Kind]
    rows: tuple[tuple[Cell, ...], ...]


def _columns(text: str) -> Columns:
    """Columns by a line such as "event text, date date"."""
    kinds: Columns = {}
    for part in text.split(","):
        name, kind = part.split()
        kinds[name] = kind  # type: ignore[assignment]
    return kinds


EVENTS = _columns("""
    event text, date date, date_end date, date_precision text, type text, mode text, contexts texts, cameo text,
    quad_class int, intensity float, factuality text,
    source_ids texts, source_names texts, source_codes texts, source_countries texts,
    target_ids texts, target_names texts, target_codes texts, target_countries texts,
    theme text, place text, place_name text, country text, lat float, lon float,
    attribution_ids texts, attribution_names texts, dead int, injured int, arrested int, confidence float,
    mentions int, articles int, publishers texts, languages texts, independent_sources int, first_report date,
    quote text, article_ids texts, urls texts""")
ACTORS = _columns("""
    actor text, name text, name_en text, name_ar text, kind text, code text, country text, sectors texts,
    wikidata text, as_source int, as_target int, first_event date, last_event date""")
EVENT_ACTORS = _columns("""
    event text, date date, type text, factuality text, role text, actor text, name text, code text, country text""")
MENTIONS = _columns("""
    mention text, event text, article text, published date, publisher text, lang text, quote text, sentence text,
    start int, end int, trigger text, trigger_start int, trigger_end int, source text, target text, place_name text,
    told_date date, told_precision text, dead int, injured int, arrested int,
    confidence float, extractor text, rule text, title text, url text""")
ARTICLES = _columns("""
    article text, title text, lang text, published date, ingested time, publisher text, url text, mentions int,
    events int""")
PLACES = _columns("place text, name text, name_en text, name_ar text, country text, lat float, lon float, events int")
ROLES = _columns("""
    person text, person_name text, title text, of text, of_name text, code text, since date, until date,
    reported date, article text, quote text""")
EVENT_LINKS = _columns("event text, relation text, other_event text")

# Columns of the events table that are another property's name; `name` is made of type and date, which stand there.
_TOLD = {"type", "date", "name", "mention_count", "article_count", "publisher_count", "day", "week"}


def tables(graph: Graph) -> tuple[Table, ...]:
    """All tables, each in a fixed order: events by day, the rest by id."""
    known = index(graph)
    return (
        events(graph, known),
        _table("actors", ACTORS, _actors(known)),
        _table("event_actors", EVENT_ACTORS, _event_actors(known)),
        _table("event_links", EVENT_LINKS, _event_links(graph)),
        _table("mentions", MENTIONS, _mentions(known)),
        _table("articles", ARTICLES, _articles(known)),
        _table("places", PLACES, _places(known)),
        _table("roles", ROLES, _roles(graph, known)),
    )


NAMES = ("events", "actors", "event_actors", "event_links", "mentions", "articles", "places", "roles")


def events(graph: Graph, known: Index | None = None) -> Table:
    """The table of events alone."""
    known = known or index(graph)
    rows = [_event(node, known) for node in known.of("Event")]
    rows.sort(key=lambda row: (str(row.get("date") or "9999"), str(row["event"])))
    extra = {key: _kind(row[key]) for row in rows for key in row if key not in EVENTS and row[key] is not None}
    return _table("events", {**EVENTS, **{key: extra[key] for key in sorted(extra)}}, rows)


def _table(name: str, columns: Mapping[str, Kind], rows: Iterable[Mapping[str, Cell]]) -> Table:
    empty: dict[str, Cell] = {key: () if kind == "texts" else None for key, kind in columns.items()}
    filled = (tuple(row.get(key, empty[key]) for key in columns) for row in rows)
    return Table(name=name, columns=columns, rows=tuple(filled))


def _kind(value: Cell) -> Kind:
    kinds: tuple[tuple[str, Kind], ...] = (
        ("bool", "bool"), ("int", "int"), ("float", "float"), ("datetime", "time"), ("date", "date"), ("tuple", "texts")
    )  # fmt: skip
    return next((kind for name, kind in kinds if type(value).__name__ == name), "text")


def _snake(key: str) -> str:
    return re.sub("([A-Z])", r"_\1", key).lower()


def _values(node: Node, *, lists: Iterable[str] = ()) -> dict[str, Cell]:
    """The node's properties under the names of columns; those of `lists` are several words in one string."""
    values = {_snake(key): value for key, value in node.properties}
    return {key: tuple(str(value).split()) if key in lists else value for key, value in values.items()}


def _event(node: Node, known: Index) -> dict[str, Cell]:
    this, values = node.ref, _values(node, lists=("contexts",))
    types, kind, mode = codebook.load(), str(values.get("type")), values.get("mode")
    articles = known.articles(this)
    published = [day for ref in articles if (day := known.values[ref].get("published"))]
    place = next(iter(known.out(this, "AT")), None)
    own = {key: value for key, value in values.items() if key in EVENTS or key not in _TOLD}
    return {
        "first_report": min(published, key=str, default=None),
        **own,
        "event": node.id,
        "quad_class": types.quad_class(kind),
        "intensity": types.intensity(kind, str(mode) if mode in types.modes(kind) else None),
        **_people("source", known.sources(this), known),
        **_people("target", known.targets(this), known),
        **_people("attribution", known.out(this, "ATTRIBUTED_TO"), known, parts=("ids", "names")),
        **(_where(place, known) if place else {}),
        "mentions": len(known.mentions(this)),
        "articles": len(articles),
        "publishers": _distinct(known.text(p, "name") for ref in articles for p in known.publishers(ref)),
        "languages": _distinct(known.text(ref, "lang") for ref in articles),
        "article_ids": tuple(ref[1] for ref in articles),
        "urls": _distinct(known.text(ref, "url") for ref in articles),
    }


def _people(role: str, actors: list[Ref], known: Index, *, parts: Iterable[str] = ()) -> dict[str, Cell]:
    lists: dict[str, Cell] = {
        "ids": tuple(ref[1] for ref in actors),
        "names": tuple(known.text(ref, "name") for ref in actors),
        "codes": tuple(known.text(ref, "code") for ref in actors),
        "countries": tuple(known.text(ref, "country") for ref in actors),
    }
    return {f"{role}_{key}": value for key, value in lists.items() if key in (tuple(parts) or lists)}


def _where(place: Ref, known: Index) -> dict[str, Cell]:
    lat, lon = coordinates(place[1])
    values = known.values[place]
    return {
        "place": place[1],
        "place_name": values.get("name"),
        "country": values.get("country"),
        "lat": lat,
        "lon": lon,
    }


def coordinates(place_id: str) -> tuple[float | None, float | None]:
    """Latitude and longitude of a city or region of the gazetteer."""
    return _coordinates().get(place_id, (None, None))


@cache
def _coordinates() -> Mapping[str, tuple[float | None, float | None]]:
    return {place.id: (place.latitude, place.longitude) for place in gazetteer.load().places()}


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))


def _actors(known: Index) -> Iterator[dict[str, Cell]]:
    for node in known.of("Actor"):
        did, had = known.out(node.ref, "SOURCE_OF"), known.back(node.ref, "TARGETS")
        days = sorted(day for ref in {*did, *had} if (day := known.text(ref, "date")))
        dated = {str(value): value for ref in {*did, *had} if (value := known.values[ref].get("date"))}
        yield {
            **_values(node, lists=("sectors",)),
            "actor": node.id,
            "kind": node.labels[0] if node.labels else node.label,
            "as_source": len(did),
            "as_target": len(had),
            "first_event": dated[days[0]] if days else None,
            "last_event": dated[days[-1]] if days else None,
        }


def _event_actors(known: Index) -> Iterator[dict[str, Cell]]:
    for node in known.of("Event"):
        roles = {
            "source": known.sources(node.ref),
            "target": known.targets(node.ref),
            "attribution": known.out(node.ref, "ATTRIBUTED_TO"),
        }
        for role, actors in roles.items():
            for ref in actors:
                actor = known.values[ref]
                yield {
                    **{key: value for key, value in node.properties if key in ("date", "type", "factuality")},
                    "event": node.id,
                    "role": role,
                    "actor": ref[1],
                    **{key: actor.get(key) for key in ("name", "code", "country")},
                }


def _event_links(graph: Graph) -> Iterator[dict[str, Cell]]:
    words = {edge.type: word for word, edge in contract.load().relations.items()}
    for edge in graph.edges:
        if edge.type in words:
            yield {"event": edge.start[1], "relation": words[edge.type], "other_event": edge.end[1]}


def _mentions(known: Index) -> Iterator[dict[str, Cell]]:
    for node in known.of("Mention"):
        article = known.article(node.ref)
        values = known.values[article] if article else {}
        reported = next(iter(known.out(node.ref, "REPORTS")), None)
        yield {
            **{key: values.get(key) for key in ("published", "title", "url")},
            **_values(node),
            "mention": node.id,
            "event": reported and reported[1],
            "article": article and article[1],
            "publisher": _publisher(article, known) if article else None,
        }


def _publisher(article: Ref, known: Index) -> str | None:
    return next((known.text(ref, "name") for ref in known.publishers(article)), None)


def _articles(known: Index) -> Iterator[dict[str, Cell]]:
    for node in known.of("Article"):
        mentions = known.out(node.ref, "HAS_MENTION")
        yield {
            **_values(node),
            "article": node.id,
            "publisher": _publisher(node.ref, known),
            "mentions": len(mentions),
            "events": len({event for ref in mentions for event in known.out(ref, "REPORTS")}),
        }


def _places(known: Index) -> Iterator[dict[str, Cell]]:
    for node in known.of("Place"):
        lat, lon = coordinates(node.id)
        yield {**_values(node), "place": node.id, "lat": lat, "lon": lon, "events": len(known.back(node.ref, "AT"))}


def _roles(graph: Graph, known: Index) -> Iterator[dict[str, Cell]]:
    for edge in graph.edges:
        if edge.type == "HAS_ROLE":
            yield {
                **dict(edge.properties),
                "person": edge.start[1],
                "person_name": known.text(edge.start, "name"),
                "of": edge.end[1],
                "of_name": known.text(edge.end, "name"),
            }

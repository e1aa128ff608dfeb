"""What the archive says, as a person looks at it: events with both names of their actors and every quote in its pieces.

The page (`kg view`) and the JSON API (`kg serve`) show this one picture; it is pure data, from the archive alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg import pipeline
from kg.archive import Archive
from kg.project import last_day
from kg.resolve import named
from kg.why import parts
from ontology import events as codebook
from ontology.gazetteer import Gazetteer
from ontology.model import Actor, ActorMention, Event, EventMention
from ontology.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An actor as it is shown: `name` is English where known, else as the articles write it."""

    id: str
    name: str
    name_en: str | None
    name_ar: str | None
    kind: str
    code: str | None
    country: str | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place; latitude and longitude where the gazetteer has them."""

    id: str | None
    text: str
    name_en: str | None
    name_ar: str | None
    country: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a quote; `kind` is trigger, source, target, theme, or empty."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One report of an event: the verbatim words and where they stand. The pieces joined are the quote.

    `copy_of` is the article whose text this one repeats, if it does."""

    mention: str
    article: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    lang: str
    url: str | None
    start: int
    end: int
    quote: str
    pieces: tuple[Piece, ...]
    copy_of: str | None
    attribution: str | None
    attribution_name: str | None
    confidence: float
    extractor: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event with its evidence; actors by id. `day` is the report's where `precision` is "unknown"."""

    id: str
    type: str
    mode: str | None
    quad_class: int
    intensity: float
    contexts: tuple[str, ...]
    cameo: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    theme: str | None
    place: Where | None
    day: dt.date | None
    day_end: dt.date | None
    precision: str
    factuality: str
    attribution: str | None
    dead: int | None
    injured: int | None
    arrested: int | None
    confidence: float
    independent_sources: int
    first_report: dt.date | None
    languages: tuple[str, ...]
    publishers: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Events, the newest first, and the actors they name, the busiest first."""

    events: tuple[Happening, ...]
    actors: tuple[Seen, ...]
    articles: int


def picture(archive: Archive, *, least: float) -> Picture:
    """All that the archive holds with a confidence of at least `least`, resolved as the graph is."""
    said = pipeline.resolved(archive, least=least)
    mentions, places = {m.id: m for m in said.mentions}, {p.id: p for p in said.gazetteer.places()}
    who = named(said.verdicts, said.articles)
    events = [
        _happening(e, [_evidence(mentions[i], said, who) for i in e.mentions], said.gazetteer, places)
        for e in said.found.events
    ]
    events.sort(key=lambda e: (e.day or dt.date.min, e.confidence, e.id), reverse=True)
    return Picture(events=tuple(events), actors=_actors(said.found.actors, events), articles=len(said.articles))


def _actors(actors: tuple[Actor, ...], events: list[Happening]) -> tuple[Seen, ...]:
    """Those that some event names."""
    busy: dict[str, int] = {}
    for event in events:
        said = [e.attribution for e in event.evidence]
        for who in {*event.sources, *event.targets, event.attribution, *said} - {None}:
            busy[str(who)] = busy.get(str(who), 0) + (who in event.sources or who in event.targets)
    seen = [
        Seen(
            id=a.id, name=a.name_en or a.name, name_en=a.name_en, name_ar=a.name_ar, kind=a.kind, code=a.code,
            country=a.country, events=busy[a.id],
        )
        for a in actors if a.id in busy
    ]  # fmt: skip
    return tuple(sorted(seen, key=lambda a: (-a.events, a.id)))


def _happening(
    event: Event,
    evidence: list[Evidence],
    known: Gazetteer,
    places: Mapping[str, Place],
) -> Happening:
    types = codebook.load()
    evidence.sort(key=lambda e: (e.published or dt.date.max, e.article, e.start))
    return Happening(
        id=event.id, type=event.type, mode=event.mode, quad_class=types.quad_class(event.type),
        intensity=types.intensity(event.type, event.mode), contexts=event.contexts, cameo=event.cameo,
        sources=event.sources, targets=event.targets, theme=event.theme, place=_place(event, known, places),
        day=event.date.value, day_end=last_day(event.date), precision=event.date.precision,
        factuality=event.factuality, attribution=event.attribution, dead=event.dead, injured=event.injured,
        arrested=event.arrested, confidence=event.confidence,
        independent_sources=event.independent_sources, first_report=event.first_report,
        languages=event.languages or tuple(sorted({e.lang for e in evidence})),
        publishers=tuple(sorted({e.publisher.strip() for e in evidence if e.publisher and e.publisher.strip()})),
        evidence=tuple(evidence),
    )  # fmt: skip


def _place(event: Event, known: Gazetteer, places: Mapping[str, Place]) -> Where | None:
    """The place with both its names: a city's or region's, or those of the state that is the place."""
    said = event.place
    if said is None:
        return None
    town, state = places.get(said.id or ""), known.actor(said.id or "")
    return Where(
        id=said.id, text=said.text, country=said.country,
        name_en=next(iter(town.names_en), None) if town else state.name_en if state else None,
        name_ar=next(iter(town.names_ar), None) if town else state.name_ar if state else None,
        latitude=town.latitude if town else None, longitude=town.longitude if town else None,
    )  # fmt: skip


def _evidence(mention: EventMention, archived: pipeline.Said, who: Callable[[ActorMention, str], str]) -> Evidence:
    said, article = mention.attribution, archived.articles[mention.article]
    original = archived.copy_of.get(article.id, article.id)
    return Evidence(
        mention=mention.id, article=article.id, title=article.title, publisher=article.publisher,
        published=article.published, lang=article.lang, url=article.url, start=mention.sentence.start,
        end=mention.sentence.end, quote=mention.quote,
        pieces=tuple(Piece(kind=kind, text=text) for kind, text in parts(mention)),
        copy_of=original if original != article.id else None,
        attribution=who(said, article.id) if said else None, attribution_name=said.name if said else None,
        confidence=mention.confidence,
        extractor=mention.extractor, rule=mention.rule,
    )  # fmt: skip

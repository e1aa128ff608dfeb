"""From what was resolved to the graph: this file alone decides the graph's shape, and it is pure.

(:Publisher)-[:PUBLISHED]->(:Article)-[:HAS_MENTION]->(:Mention)-[:REPORTS]->(:Event),
(:Article)-[:COPY_OF]->(:Article),
(:Actor)-[:SOURCE_OF]->(:Event)-[:TARGETS]->(:Actor), (:Event)-[:AT]->(:Place),
(:Event)-[:ATTRIBUTED_TO]->(:Actor), (:Event)-[:BECAUSE_OF|AFTER|…]->(:Event),
(:Actor)-[:HAS_ROLE]->(:Actor), (:Actor)-[:REQUESTS|…]->(:Actor)."""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph import Edge, Graph, Node, Ref, Scalar, build, clean, properties
from ontology import events as codebook
from ontology import schema as contract
from ontology.errors import DataError
from ontology.model import Actor, Article, Event, EventDate, EventMention, Office, PlaceMention, Span, content_id

Names = Mapping[str, tuple[str | None, str | None]]


def project(
    articles: Iterable[Article],
    mentions: Iterable[EventMention],
    events: Iterable[Event],
    actors: Iterable[Actor],
    offices: Iterable[Office] = (),
    *,
    ingested: Mapping[str, dt.datetime] | None = None,
    places: Names | None = None,
    copy_of: Mapping[str, str] | None = None,
) -> Graph:
    """The graph of what was read; `ingested` says when each article came in, `copy_of` whose text it repeats.

    `places` gives the English and Arabic name of a place's id where known; else the articles' words do."""
    read = {article.id: article for article in articles}
    said = {mention.id: mention for mention in mentions}
    happened, known = list(events), list(actors)
    nodes = [_article(article, (ingested or {}).get(article.id)) for article in read.values()]
    nodes += [_publisher(name) for name in sorted({_publisher_of(article) for article in read.values()} - {""})]
    nodes += [_mention(mention, read) for mention in said.values()]
    nodes += [_event(event) for event in happened]
    nodes += [_actor(actor) for actor in known]
    nodes += _places([event.place for event in happened if event.place], places or {})
    edges = [
        *_published(read.values()),
        *(_edge("COPY_OF", ("Article", a), ("Article", b)) for a, b in (copy_of or {}).items() if a != b),
        *_evidence(happened, said),
        *_roles(offices, {actor.id for actor in known}),
    ]
    by_mention = {mention: event.id for event in happened for mention in event.mentions}
    by_mention.update({event.id: event.id for event in happened})
    for event in happened:
        edges += [*_participants(event), *_links(event, by_mention), *_direct(event)]
    return build(nodes, edges)


# ---------------------------------------------------------------- nodes


def _node(label: str, node_id: str, values: Mapping[str, Scalar | None], labels: tuple[str, ...] = ()) -> Node:
    return Node(id=clean(node_id), label=label, labels=labels, properties=properties(values))


def _article(article: Article, ingested: dt.datetime | None) -> Node:
    name = article.title or " ".join(article.text.split())[:60] or article.id
    values: dict[str, Scalar | None] = {
        "name": name, "title": article.title, "lang": article.lang, "published": article.published,
        "day": day_number(article.published), "url": article.url, "ingested": ingested,
    }  # fmt: skip
    return _node("Article", article.id, values)


def _publisher_of(article: Article) -> str:
    return clean(article.publisher or "").strip()


def _publisher(name: str) -> Node:
    english, arabic = _by_script(name)
    return _node("Publisher", content_id(name), {"name": name, "nameEn": english, "nameAr": arabic})


def _mention(mention: EventMention, articles: Mapping[str, Article]) -> Node:
    """The evidence. That the offsets lead to the words is checked here, before anything is written."""
    article, words = articles.get(mention.article), mention.sentence
    if article is None:
        raise DataError(f"mention {mention.id}: its article {mention.article!r} is not given; pass it too")
    for span in (words, mention.trigger):
        if article.text[span.start : span.end] != span.text:
            raise DataError(
                f"mention {mention.id}: article {article.id!r} does not read {span.text[:40]!r} "
                f"at {span.start}-{span.end}; extract the article again"
            )
    values: dict[str, Scalar | None] = {
        "name": mention.trigger.text, "quote": mention.quote, "sentence": words.text, "start": words.start,
        "end": words.end, "trigger": mention.trigger.text, "triggerStart": mention.trigger.start,
        "triggerEnd": mention.trigger.end, "lang": article.lang, "confidence": mention.confidence,
        "extractor": mention.extractor, "rule": mention.rule, "dead": mention.dead, "injured": mention.injured,
        "arrested": mention.arrested, "toldDate": mention.date.value, "toldPrecision": mention.date.precision,
        "source": _words(mention.sources), "target": _words(mention.targets),
        "placeName": mention.place.text if mention.place else None,
    }  # fmt: skip
    return _node("Mention", mention.id, values)


def _words(spans: Sequence[Span]) -> str | None:
    """What one report calls those who take part; the reports of an event may differ in it."""
    return "; ".join(span.text for span in spans) or None


def _event(event: Event) -> Node:
    contract.load().verb(event.type)  # an event type that the contract does not know is refused
    types = codebook.load()
    values: dict[str, Scalar | None] = {
        "name": caption(event.type, event.date), "type": event.type, "mode": event.mode,
        "contexts": " ".join(sorted(event.contexts)) or None, "cameo": event.cameo, "theme": event.theme,
        "date": event.date.value, "dateEnd": last_day(event.date), "datePrecision": event.date.precision,
        "factuality": event.factuality, "confidence": event.confidence, "quote": event.quote,
        "week": monday(event.date.value), "day": day_number(event.date.value),
        "intensity": types.intensity(event.type, event.mode), "quadClass": types.quad_class(event.type),
        "mentionCount": len(event.mentions), "articleCount": event.articles, "publisherCount": event.publishers,
        "languages": " ".join(event.languages) or None, "independentSources": event.independent_sources,
        "firstReport": event.first_report, "dead": event.dead, "injured": event.injured, "arrested": event.arrested,
    }  # fmt: skip
    return _node("Event", event.id, values)


def _actor(actor: Actor) -> Node:
    node_class = contract.load().node_class(actor.kind)
    if node_class.main != "Actor":
        raise DataError(f"actor {actor.id!r}: {actor.kind!r} is no class below kg:Actor in ontology/kg.ttl")
    values: dict[str, Scalar | None] = {
        "name": actor.name_en or actor.name, "nameEn": actor.name_en, "nameAr": actor.name_ar,
        "code": actor.code, "country": actor.country,
        "sectors": " ".join(actor.sectors) or None, "wikidata": actor.wikidata,
    }  # fmt: skip
    return _node("Actor", actor.id, values, () if actor.kind == "Actor" else (actor.kind,))


def _places(places: Iterable[PlaceMention], names: Names) -> Iterator[Node]:
    """One node a place: articles write it differently, so the commonest word of each script names it."""
    words: dict[str, Counter[str]] = {}
    countries: dict[str, set[str]] = {}
    for place in places:
        words.setdefault(_place_id(place), Counter())[clean(place.text)] += 1
        countries.setdefault(_place_id(place), set()).update([place.country] if place.country else [])
    for place_id, texts in words.items():
        ranked = sorted(texts, key=lambda text: (-texts[text], text))
        arabic = next((text for text in ranked if _is_arabic(text)), None)
        english = next((text for text in ranked if not _is_arabic(text)), None)
        known_en, known_ar = names.get(place_id, (None, None))
        english, arabic = known_en or english, known_ar or arabic
        country = min(countries[place_id], default=None)
        values = {"name": english or arabic, "nameEn": english, "nameAr": arabic, "country": country}
        yield _node("Place", place_id, values)


def _place_id(place: PlaceMention) -> str:
    return clean(place.id or content_id("place", place.text.casefold(), place.country))


def _by_script(name: str) -> tuple[str | None, str | None]:
    return (None, name) if _is_arabic(name) else (name, None)


def _is_arabic(text: str) -> bool:
    first = next((char for char in text if char.isalpha()), "a")
    return unicodedata.name(first, "").startswith("ARABIC")


def last_day(date: EventDate) -> dt.date | None:
    """The last day of the stretch that a date names; none where the text gives no date."""
    first = date.value
    if first is None or date.precision == "unknown":
        return None
    if date.precision == "day":
        return first
    if date.precision == "week":
        return first + dt.timedelta(days=min(6, (dt.date.max - first).days))
    month = 12 if date.precision == "year" else first.month
    return dt.date(first.year, month, calendar.monthrange(first.year, month)[1])


def day_number(day: dt.date | None) -> int | None:
    """The day as a number, 1 January 1970 being 0: what query languages without date arithmetic reckon with."""
    return None if day is None else day.toordinal() - dt.date(1970, 1, 1).toordinal()


def monday(day: dt.date | None) -> dt.date | None:
    """The week of a day, by its Monday."""
    return None if day is None else dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))


def caption(event_type: str, date: EventDate) -> str:
    """What an event is called on a screen: "REQUEST 2020-01-05", "ACCUSE, reported 2020-01-06"."""
    if date.value is None:
        return event_type
    day = date.value.isoformat()
    shown = {"year": day[:4], "month": day[:7], "week": f"week of {day}", "unknown": f"reported {day}"}
    return f"{event_type}{',' if date.precision == 'unknown' else ''} {shown.get(date.precision, day)}"


# ---------------------------------------------------------------- edges


def _edge(name: str, start: Ref, end: Ref, values: Mapping[str, Scalar | None] | None = None, *, key: str = "") -> Edge:
    """An edge whose id depends on its ends (and on `key`, where the same two may be tied more than once)."""
    start, end = (start[0], clean(start[1])), (end[0], clean(end[1]))
    edge_id = content_id(name, *start, *end, key)
    return Edge(id=edge_id, type=name, start=start, end=end, properties=properties(values or {}))


def _published(articles: Iterable[Article]) -> Iterator[Edge]:
    for article in articles:
        if publisher := _publisher_of(article):
            yield _edge("PUBLISHED", ("Publisher", content_id(publisher)), ("Article", article.id))


def _evidence(events: Iterable[Event], mentions: Mapping[str, EventMention]) -> Iterator[Edge]:
    for mention in mentions.values():
        yield _edge("HAS_MENTION", ("Article", mention.article), ("Mention", mention.id))
    for event in events:
        if not event.mentions:
            raise DataError(f"event {event.id}: no mention reports it; there is no fact without its sentence")
        for mention_id in event.mentions:
            yield _edge("REPORTS", ("Mention", mention_id), ("Event", event.id))


def _roles(offices: Iterable[Office], known: set[str]) -> Iterator[Edge]:
    """Offices between actors of the graph; those of people the news does not name stay in the gazetteer."""
    for office in offices:
        if {office.person, office.of} <= known:
            values: dict[str, Scalar | None] = {
                "title": office.title, "code": office.code, "since": office.since, "until": office.until,
                "reported": office.reported, "article": office.article, "quote": office.quote,
            }  # fmt: skip
            key = content_id(office.title, office.code, office.since, office.until, office.article)
            yield _edge("HAS_ROLE", ("Actor", office.person), ("Actor", office.of), values, key=key)


def _participants(event: Event) -> Iterator[Edge]:
    this = ("Event", event.id)
    yield from (_edge("SOURCE_OF", ("Actor", source), this) for source in event.sources)
    yield from (_edge("TARGETS", this, ("Actor", target)) for target in event.targets)
    if event.place:
        yield _edge("AT", this, ("Place", _place_id(event.place)))
    if event.attribution:
        yield _edge("ATTRIBUTED_TO", this, ("Actor", event.attribution))


def _links(event: Event, events: Mapping[str, str]) -> Iterator[Edge]:
    """Ties to other events, named by the event or one of its mentions; those withdrawn since are left out."""
    for link in event.links:
        other = events.get(link.event)
        if other and other != event.id:
            yield _edge(contract.load().relation(link.relation).type, ("Event", event.id), ("Event", other))


def _direct(event: Event) -> Iterator[Edge]:
    """The plain tie from each source to each target.

    Only for what is reported as having happened: the tie has no room to say that something was merely
    planned, demanded or denied, and would be read as done. Who claims it stands in `attributedTo`."""
    if event.factuality != "actual":
        return
    verb = contract.load().verb(event.type).type
    values: dict[str, Scalar | None] = {
        "eventId": event.id, "date": event.date.value, "datePrecision": event.date.precision,
        "theme": event.theme, "factuality": event.factuality, "confidence": event.confidence,
        "attributedTo": event.attribution,
    }  # fmt: skip
    for source in event.sources:
        for target in event.targets:
            yield _edge(verb, ("Actor", source), ("Actor", target), values, key=event.id)

"""The nouns, in the order the data flows. Read this file first.

article → event mention → (resolve) → actor, event. All are frozen: build a new one, never change one.
The words are those of ACE, CAMEO 1.1b3 and PLOVER; offsets count Unicode code points of `Article.text`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal

Factuality = Literal["actual", "planned", "demanded", "threatened", "denied", "negated", "hypothetical"]
Precision = Literal["day", "week", "month", "year", "unknown"]

FACTUALITIES: tuple[Factuality, ...] = (
    "actual", "planned", "demanded", "threatened", "denied", "negated", "hypothetical",
)  # fmt: skip


def content_id(*parts: object) -> str:
    """Sixteen hex digits that depend on the parts alone: the same content has the same id everywhere."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news item as read: page furniture is gone, and `text` is what all offsets index."""

    id: str
    text: str
    lang: str
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the article and where they stand: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Span):
    """The words that name an actor, and who that is where it is known.

    `actor` is an id of the gazetteer or composed from it (null: not known), `name` the actor's English name where
    known, else the words themselves; `code` is CAMEO-style (IRQLEG, IGONAT, ---UAF)."""

    actor: str | None
    name: str
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Span):
    """The words that say where; `country` is ISO 3166 alpha-3 where known."""

    id: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When it happened. `value` is the first day of the stretch that `precision` names.

    With `precision` "unknown" the text gives no date and `value` is the day of the report (null: not known either)."""

    value: dt.date | None
    precision: Precision
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How an event mention stands to another one of the same article, by the other's id."""

    relation: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """What one sentence says: who did what to whom, with the words that say so.

    `names` are the ids of all actors and places that the sentence names: what it can be compared by in any language."""

    id: str
    article: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    trigger: Span
    sources: tuple[ActorMention, ...] = ()
    targets: tuple[ActorMention, ...] = ()
    theme: Span | None = None
    place: PlaceMention | None = None
    date: EventDate
    factuality: Factuality = "actual"
    attribution: ActorMention | None = None
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    names: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    sentence: Span
    quote: str
    confidence: float
    extractor: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMention:
    """What one sentence says of a person's role: "Qasem Soleimani, commander of the Quds Force".

    `of` is the actor that the role is held of, `code` the CAMEO-style code that it gives on the day of the report."""

    id: str
    article: str
    person: ActorMention
    title: Span
    of: ActorMention
    code: str | None
    sentence: Span
    quote: str
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who, in the world.

    `kind` is one of the classes of kg.ttl below kg:Actor: Country, Government, Legislature, Military, Police,
    Organization, ArmedGroup, Party, Person, Group … `country` is ISO 3166 alpha-3; `sectors` are CAMEO role codes."""

    id: str
    name: str
    kind: str
    name_en: str | None = None
    name_ar: str | None = None
    code: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One way to write an actor's name in one language.

    kind: `name` says the actor wherever it stands; `short` only in an article that also has a full name of the actor;
    `demonym` is a nationality adjective or noun (its bare masculine form in Arabic); `seat` is a place that stands for
    the government (Washington, the Kremlin)."""

    actor: str
    lang: str
    kind: Literal["name", "short", "demonym", "seat"]
    text: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A dated role: `person` held it `of` an actor from `since` to `until` (both days inclusive, null: open).

    One that an article states has its words instead: `quote` from `article`, true on the day `reported`."""

    person: str
    title: str
    of: str
    code: str
    since: dt.date | None = None
    until: dt.date | None = None
    reported: dt.date | None = None
    article: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, resolved from one or more mentions; actors by id, in a fixed order.

    `articles`, `publishers` and `languages` tell it, from `first_report` on; `independent_sources` counts copies of one
    text, and all that one publisher or wire agency says, once."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    theme: str | None
    place: PlaceMention | None
    date: EventDate
    factuality: Factuality
    attribution: str | None
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    confidence: float
    quote: str
    mentions: tuple[str, ...]
    links: tuple[Link, ...] = ()
    articles: int = 1
    publishers: int = 0
    languages: tuple[str, ...] = ()
    independent_sources: int = 1
    first_report: dt.date | None = None

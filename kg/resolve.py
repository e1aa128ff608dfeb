"""From event mentions to actors and events: a pure function of the mentions, the articles and the gazetteer.

Ids come from content, so the same mentions in any order give the same events. Mentions are one event where type,
sources, targets, factuality and day agree; a mention without a date of its own joins a dated one of its article."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ontology.gazetteer import Gazetteer
from ontology.model import (
    Actor,
    ActorMention,
    Article,
    Event,
    EventMention,
    Link,
    Office,
    RoleMention,
    content_id,
)

Key = tuple[str, tuple[str, ...], tuple[str, ...], str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the mentions say together, sorted by id; `event_of` leads from a mention to its event."""

    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    offices: tuple[Office, ...]
    event_of: Mapping[str, str]


def resolve(
    mentions: Iterable[EventMention],
    articles: Mapping[str, Article],
    gazetteer: Gazetteer,
    *,
    roles: Iterable[RoleMention] = (),
) -> Resolved:
    """Actors and events of the mentions, and the offices of these actors: those stated and those of the gazetteer."""
    kept = sorted(mentions, key=lambda m: (m.article, m.trigger.start, m.id))
    held = sorted(roles, key=lambda r: (r.article, r.title.start, r.id))
    names: dict[str, Counter[str]] = defaultdict(Counter)
    codes: dict[str, str | None] = {}
    said = [(a, m.article) for m in kept for a in _actors(m)] + [(a, r.article) for r in held for a in (r.person, r.of)]
    for actor, article in said:
        who = actor_id(actor, article)
        names[who][actor.name] += 1
        codes.setdefault(who, actor.code)
    groups: dict[Key, list[EventMention]] = defaultdict(list)
    for mention, key in _keys(kept):
        groups[key].append(mention)
    event_of = {m.id: content_id(*key) for key, ms in groups.items() for m in ms}
    events = [_event(key, ms, articles, event_of) for key, ms in groups.items()]
    actors = {who: _actor(who, names[who], codes[who], gazetteer) for who in names}
    offices = {_office(role, articles) for role in held} | {o for who in actors for o in gazetteer.offices(who)}
    for office in offices:
        if office.of not in actors and (body := gazetteer.actor(office.of)):
            actors[office.of] = body
    return Resolved(
        actors=tuple(sorted(actors.values(), key=lambda a: a.id)),
        events=tuple(sorted(events, key=lambda e: e.id)),
        offices=tuple(sorted(offices, key=repr)),
        event_of=event_of,
    )


def _office(role: RoleMention, articles: Mapping[str, Article]) -> Office:
    """A stated role, true on the day of its article."""
    article = articles.get(role.article)
    return Office(
        person=actor_id(role.person, role.article), title=role.title.text, of=actor_id(role.of, role.article),
        code=role.code or "", reported=article.published if article else None, article=role.article, quote=role.quote,
    )  # fmt: skip


def actor_id(mention: ActorMention, article: str) -> str:
    """The gazetteer's id; for a name that it lacks one made of the name, for "gunmen" one of the article alone."""
    if mention.actor:
        return mention.actor
    name = " ".join(mention.name.casefold().split())
    generic = mention.code is not None and mention.code.startswith("---")
    return "x-" + content_id("actor", name, mention.code, article if generic else None)


def _actors(mention: EventMention) -> list[ActorMention]:
    said = [mention.attribution] if mention.attribution else []
    return [*mention.sources, *mention.targets, *said]


def _keys(mentions: list[EventMention]) -> Iterable[tuple[EventMention, Key]]:
    """Each mention with what its event is known by; undated ones take the day of a dated one like them."""
    dated: dict[tuple[str, Key], set[str]] = defaultdict(set)
    keys = {m.id: _key(m) for m in mentions}
    for m in mentions:
        if m.date.precision != "unknown":
            key = keys[m.id]
            dated[m.article, (*key[:3], "", *key[4:])].add(key[3])
    for m in mentions:
        key = keys[m.id]
        days = dated.get((m.article, (*key[:3], "", *key[4:])), set())
        if m.date.precision == "unknown" and len(days) == 1:
            key = (*key[:3], next(iter(days)), *key[4:])
        yield m, key


def _key(m: EventMention) -> Key:
    sources = tuple(sorted({actor_id(a, m.article) for a in m.sources}))
    targets = tuple(sorted({actor_id(a, m.article) for a in m.targets}))
    # without an actor on either side only the words of the theme tell one happening from another
    theme = "" if sources and targets else f"{m.article}:{m.theme.text if m.theme else m.trigger.start}"
    return (m.type, sources, targets, str(m.date.value or ""), m.factuality, theme)


def _event(
    key: Key, mentions: list[EventMention], articles: Mapping[str, Article], event_of: Mapping[str, str]
) -> Event:
    """One event with the best mention's words: the most certain, then the earliest report."""
    first = min(
        mentions,
        key=lambda m: (
            m.date.precision == "unknown",
            -m.confidence,
            _published(m, articles),
            m.article,
            m.trigger.start,
        ),
    )
    links = {
        Link(relation=x.relation, event=event_of[x.event]) for m in mentions for x in m.links if x.event in event_of
    }
    own = content_id(*key)
    sources, targets = key[1], key[2]
    attribution = actor_id(first.attribution, first.article) if first.attribution else None
    return Event(
        id=own,
        type=first.type,
        mode=first.mode,
        contexts=tuple(sorted({c for m in mentions for c in m.contexts})),
        cameo=first.cameo,
        sources=sources,
        targets=targets,
        theme=next((m.theme.text for m in [first, *mentions] if m.theme), None),
        place=next((m.place for m in [first, *mentions] if m.place), None),
        date=first.date,
        factuality=first.factuality,
        attribution=attribution,
        dead=_told(first.dead, (m.dead for m in mentions)),
        injured=_told(first.injured, (m.injured for m in mentions)),
        arrested=_told(first.arrested, (m.arrested for m in mentions)),
        confidence=max(m.confidence for m in mentions),
        quote=first.quote,
        mentions=tuple(sorted(m.id for m in mentions)),
        links=tuple(sorted((x for x in links if x.event != own), key=lambda x: (x.relation, x.event))),
    )


def _told(best: int | None, others: Iterable[int | None]) -> int | None:
    """The number that the best mention gives, else the commonest one, the lower of two; each mention keeps its own."""
    given = Counter(n for n in others if n is not None)
    return best if best is not None else min(given, key=lambda n: (-given[n], n), default=None)


def _published(mention: EventMention, articles: Mapping[str, Article]) -> dt.date:
    article = articles.get(mention.article)
    return (article.published if article else None) or dt.date.max


def _actor(key: str, names: Counter[str], code: str | None, gazetteer: Gazetteer) -> Actor:
    known = gazetteer.actor(key)
    if known is not None:
        return known if known.code else replace(known, code=gazetteer.code_on(key))
    name = min(names, key=lambda n: (-names[n], n))
    arabic = any("\u0600" <= c <= "\u06ff" for c in name)
    return Actor(
        id=key, name=name, kind="Group", name_en=None if arabic else name, name_ar=name if arabic else None, code=code,
        country=code[:3] if code and code[:3].isalpha() and _state(code[:3], gazetteer) else None,
    )  # fmt: skip


def _state(alpha3: str, gazetteer: Gazetteer) -> bool:
    return alpha3 in gazetteer.states

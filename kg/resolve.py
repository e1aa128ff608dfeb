"""From event mentions to actors and events: a pure function of the mentions, the articles and the gazetteer.

Ids come from content, so the same mentions in any order give the same events. Which mentions report one happening is
decided by likeness (kg.identity) in groups (kg.happenings); what they say together is told here. Details that the
reports contradict each other in stay with each mention."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from kg import identity
from kg.copies import independent, publishers
from kg.happenings import Tie, happenings, ties_by_mention
from kg.identity import Report
from kg.identity_data import knowledge
from kg.likely import Memory, remembered
from kg.verdicts import Verdicts
from kg.who import STATE, Who, agreement
from ontology.gazetteer import Gazetteer
from ontology.model import (
    Actor,
    ActorMention,
    Article,
    Event,
    EventMention,
    Link,
    Office,
    PlaceMention,
    RoleMention,
    content_id,
)
from ontology.names import has_arabic

_Told = TypeVar("_Told", int, str)
SURE = 0.99  # no number of reports makes an event surer than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the mentions say together, sorted by id.

    `event_of` leads from a mention to its event, `ties` from a mention to the one it was joined to, and why; `memory`
    is what need not be compared again when more is read."""

    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    offices: tuple[Office, ...]
    event_of: Mapping[str, str]
    ties: Mapping[str, Tie]
    memory: Memory


def resolve(
    mentions: Iterable[EventMention],
    articles: Mapping[str, Article],
    gazetteer: Gazetteer,
    *,
    roles: Iterable[RoleMention] = (),
    copy_of: Mapping[str, str] | None = None,
    decided: Verdicts | None = None,
    memory: Memory | None = None,
) -> Resolved:
    """Actors and events of the mentions, and the offices of these actors: those stated and those of the gazetteer.

    `copy_of` says which article each is a copy of (kg.copies), `decided` what an analyst knows better; `memory` of an
    earlier time saves work and changes nothing."""
    verdicts = decided or Verdicts()
    who = named(verdicts, articles)
    kept = sorted(mentions, key=lambda m: (m.article, m.trigger.start, m.id))
    held = sorted(roles, key=lambda r: (r.article, r.title.start, r.id))
    names: dict[str, Counter[str]] = defaultdict(Counter)
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    said = [(a, m.article) for m in kept for a in _actors(m)] + [(a, r.article) for r in held for a in (r.person, r.of)]
    for actor, article in said:
        names[who(actor, article)][actor.name] += 1
        codes[who(actor, article)][actor.code or ""] += 1
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other in ((verdicts.canonical(a), verdicts.canonical(b)) for a, b in verdicts.different):
        apart[one].add(other)
        apart[other].add(one)
    topics: dict[str, set[str]] = defaultdict(set)
    for m in kept:
        topics[m.article].update(m.names)
    reports = {m.id: _report(m, articles, who, apart, topics[m.article]) for m in kept}
    compared = remembered(list(reports.values()), memory or Memory())
    found = happenings(reports.values(), compared.pairs)
    groups = {_event_id([reports[i] for i in h.mentions]): h.mentions for h in found}
    event_of = {i: event for event, ids in groups.items() for i in ids}
    events = [
        _event(own, [reports[i] for i in ids], articles, event_of, copy_of or {}, who) for own, ids in groups.items()
    ]
    met = {a for e in events for a in (*e.sources, *e.targets, *([e.attribution] if e.attribution else []))}
    met |= {who(a, r.article) for r in held for a in (r.person, r.of)}
    actors = {i: _actor(i, names[i], codes[i], gazetteer) for i in met}
    stated: dict[Office, Office] = {}  # a role that an article states twice is one, with its first sentence
    for office in (_office(role, articles, who) for role in held):
        stated.setdefault(replace(office, quote=None), office)
    offices = {*stated.values(), *(o for i in actors for o in gazetteer.offices(i))}
    for office in offices:
        if office.of not in actors and (body := gazetteer.actor(office.of)):
            actors[office.of] = body
    return Resolved(
        actors=tuple(sorted(actors.values(), key=lambda a: a.id)),
        events=tuple(sorted(events, key=lambda e: e.id)),
        offices=tuple(sorted(offices, key=repr)),
        event_of=event_of,
        ties=ties_by_mention(found),
        memory=compared,
    )


def named(verdicts: Verdicts, articles: Mapping[str, Article]) -> Callable[[ActorMention, str], str]:
    """The id of an actor mention in an article: as `actor_id` says, unless the analyst knows better."""

    def of(actor: ActorMention, article: str) -> str:
        known = articles.get(article)
        meant = verdicts.meant(actor, lang=known.lang, day=known.published) if known and verdicts.aliases else None
        return verdicts.canonical(meant or actor_id(actor, article))

    return of


def _report(
    m: EventMention,
    articles: Mapping[str, Article],
    who: Callable[[ActorMention, str], str],
    apart: Mapping[str, Set[str]],
    topic: Set[str],
) -> Report:
    article = articles.get(m.article)
    lang, published = (article.lang, article.published) if article else ("", None)
    return identity.report(m, lang, published, lambda actor: who(actor, m.article), apart, topic)


def _office(role: RoleMention, articles: Mapping[str, Article], who: Callable[[ActorMention, str], str]) -> Office:
    """A stated role, true on the day of its article."""
    article = articles.get(role.article)
    return Office(
        person=who(role.person, role.article), title=role.title.text, of=who(role.of, role.article),
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


def _event_id(reports: Sequence[Report]) -> str:
    """That of the earliest report: an event keeps its id unless an earlier one comes in."""
    return content_id("event", min((r.published or dt.date.max, r.mention.id) for r in reports)[1])


def _event(
    own: str,
    reports: Sequence[Report],
    articles: Mapping[str, Article],
    event_of: Mapping[str, str],
    copy_of: Mapping[str, str],
    who: Callable[[ActorMention, str], str],
) -> Event:
    """One event with the best mention's words: dated, most certain, earliest."""
    ranked = sorted(reports, key=_rank)
    mentions = [r.mention for r in ranked]
    first = mentions[0]
    told_by = {i: articles[i] for i in {m.article for m in mentions} if i in articles}
    sources = independent(told_by.values(), copy_of) or [sorted({m.article for m in mentions})]
    links = {
        Link(relation=x.relation, event=event_of[x.event]) for m in mentions for x in m.links if x.event in event_of
    }
    doers = _side([r.sources for r in ranked], sources, ranked)
    return Event(
        id=own,
        type=first.type,
        mode=_told(first.mode, (m.mode for m in mentions if m.type == first.type)),
        contexts=tuple(sorted({c for m in mentions for c in m.contexts})),
        cameo=_told(first.cameo, (m.cameo for m in mentions if m.type == first.type)),
        sources=doers,
        targets=tuple(t for t in _side([r.targets for r in ranked], sources, ranked) if t not in doers),
        theme=next((m.theme.text for m in mentions if m.theme), None),
        place=_place(ranked),
        date=first.date,
        factuality=first.factuality,
        attribution=who(first.attribution, first.article) if first.attribution else None,
        dead=_told(first.dead, (m.dead for m in mentions)),
        injured=_told(first.injured, (m.injured for m in mentions)),
        arrested=_told(first.arrested, (m.arrested for m in mentions)),
        confidence=_confidence(mentions, sources),
        quote=first.quote,
        mentions=tuple(sorted(m.id for m in mentions)),
        links=tuple(sorted((x for x in links if x.event != own), key=lambda x: (x.relation, x.event))),
        articles=len({m.article for m in mentions}),
        publishers=publishers(list(told_by.values())),
        languages=tuple(sorted({a.lang for a in told_by.values()})),
        independent_sources=len(sources),
        first_report=min((a.published for a in told_by.values() if a.published), default=None),
    )


def _rank(report: Report) -> tuple[object, ...]:
    m = report.mention
    precision = 0 if report.day else 1 if report.dated else 2
    return (precision, -m.confidence, report.published or dt.date.max, m.article, m.trigger.start, m.id)


def _side(
    sides: Sequence[Sequence[Who]], sources: Sequence[Sequence[str]], reports: Sequence[Report]
) -> tuple[str, ...]:
    """Who stands on one side of the event, each actor once.

    Ways to name one actor ("Iraq", "the Iraqi army") are told by the commonest, then the most precise. An actor that
    the best mention does not name counts where two independent sources name it."""
    known = knowledge()
    group_of = {article: n for n, group in enumerate(sources) for article in group}
    kinds: list[list[tuple[Who, int, int]]] = []
    for rank, (side, report) in enumerate(zip(sides, reports, strict=True)):
        for actor in side:
            entry = (actor, group_of.get(report.mention.article, 0), rank)
            home = next(
                (k for k in kinds if all(agreement([actor], [x], known) >= STATE for x, _, _ in k)),
                None,
            )
            # two actors of one mention are two, even where they agree: "Iraq and its government"
            if home is None or any(r == rank for _, _, r in home):
                kinds.append([entry])
            else:
                home.append(entry)
    best = next((rank for rank, side in enumerate(sides) if side), 0)
    kept = [k for k in kinds if any(r == best for _, _, r in k) or len({g for _, g, _ in k}) > 1]
    return tuple(sorted({_commonest(k) for k in kept}))


def _commonest(kind: Sequence[tuple[Who, int, int]]) -> str:
    sources: dict[str, set[int]] = defaultdict(set)
    for actor, source, _ in kind:
        sources[actor.id].add(source)
    found = {actor.id: actor for actor, _, _ in kind}
    return min(found, key=lambda i: (not found[i].known, -len(sources[i]), -len(found[i].code), i))


def _place(ranked: Sequence[Report]) -> PlaceMention | None:
    """The nearest place that a mention names: a town before its country, then the best mention's."""
    said = [r.mention.place for r in ranked if r.mention.place]
    return min(said, key=lambda p: p.id is not None and identity.is_country(p.id), default=None)


def _confidence(mentions: Sequence[EventMention], sources: Sequence[Sequence[str]]) -> float:
    """1 - Π(1 - p) over the independent sources, each by its best mention: what copies repeat adds nothing."""
    best = [max((m.confidence for m in mentions if m.article in group), default=0.0) for group in sources]
    wrong = 1.0
    for p in best:
        wrong *= 1 - p
    return max(best) if len(best) == 1 else round(min(SURE, 1 - wrong), 2)


def _told(best: _Told | None, others: Iterable[_Told | None]) -> _Told | None:
    """What the best mention gives, else the commonest, the lower of two; each mention keeps its own."""
    given = Counter(n for n in others if n is not None)
    return best if best is not None else min(given, key=lambda n: (-given[n], n), default=None)


def _actor(key: str, names: Counter[str], codes: Counter[str], gazetteer: Gazetteer) -> Actor:
    known = gazetteer.actor(key)
    if known is not None:
        return known if known.code else replace(known, code=gazetteer.code_on(key))
    name = min(names, key=lambda n: (-names[n], n), default=key)
    code = min((c for c in codes if c), key=lambda c: (-codes[c], c), default=None)
    arabic = has_arabic(name)
    return Actor(
        id=key, name=name, kind="Group", name_en=None if arabic else name, name_ar=name if arabic else None, code=code,
        country=code[:3] if code and code[:3].isalpha() and code[:3] in gazetteer.states else None,
    )  # fmt: skip

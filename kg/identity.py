"""Whether two event mentions report one happening: a score that can be explained, from 0 to 1.

Who, what, when and where are compared by ids and codes, so that the languages of the reports do not matter; words count
where both are of one language. What contradicts outright (another day, another town, other actors) is a veto: no
likeness of words outweighs it. The tables of close types are data (identity.toml), and so are the weights: they are
fitted to labelled pairs by `python -m kg.weigh` (identity.weights.toml)."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from extractors.confidence import probability
from kg.identity_data import Knowledge, knowledge
from kg.who import EXACT, KIN, STRANGER, Who, agreement, kind, state_of, stems, towns, who
from ontology.model import ActorMention, EventMention

Interval = tuple[dt.date, dt.date]

APART = -2.0  # two towns
_DAYS = {"week": 6, "month": 30, "year": 365}
_SLACK = {"week": 2}  # "this week" said on Monday may mean Saturday
_NEAR = {"month": 0.4, "year": 0.1}
_TOPIC = 4  # names that two articles share beside those who take part, from which they are of one topic
_ALIKE = 0.35  # share of the words from which two sentences are told alike
_FAR = 21  # days between a report without a date and the happening that it may still tell of
_NUMBER = re.compile(r"\d{1,3}(?:[,٬.]\d{3})+|\d+")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Report:
    """An event mention prepared for comparison; `day` says that the text gives the very day.

    `towns` and `names` are what the sentence names beside those who take part; `figures` the numbers that it gives,
    `states` the states that it names or that those who take part and the place belong to, `circle` these and all else
    that is known of what it names, each actor of a state as that state, `topic` all that the article names."""

    mention: EventMention
    lang: str
    sources: tuple[Who, ...]
    targets: tuple[Who, ...]
    when: Interval | None
    dated: bool
    day: bool
    published: dt.date | None
    words: frozenset[str]
    names: frozenset[str]
    towns: frozenset[str]
    figures: frozenset[int]
    states: frozenset[str]
    circle: frozenset[str]
    topic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of a pair, and the features that it comes from; `veto` names what rules it out."""

    score: float
    features: Mapping[str, float]
    veto: str | None = None


def report(
    mention: EventMention,
    lang: str,
    published: dt.date | None,
    named: Callable[[ActorMention], str],
    apart: Mapping[str, Set[str]] | None = None,
    topic: Set[str] = frozenset(),
) -> Report:
    """A mention made ready; `named` gives the id of a participant, `apart` those that it is decided not to be, `topic`
    is what the mentions of its article name."""
    date = mention.date
    dated = date.value is not None and date.precision != "unknown"
    first = date.value if dated else published
    span = dt.timedelta(days=_DAYS.get(date.precision, 0) if dated else 0)
    slack = dt.timedelta(days=_SLACK.get(date.precision, 0) if dated else 0)
    named_places = {*mention.names, *([mention.place.id] if mention.place and mention.place.id else [])}
    sources = tuple(who(a, named(a), apart or {}) for a in mention.sources)
    targets = tuple(who(a, named(a), apart or {}) for a in mention.targets)
    met = named_places | {w.id for w in (*sources, *targets) if w.known}
    return Report(
        mention=mention,
        lang=lang,
        sources=sources,
        targets=targets,
        when=(first - slack, first + span) if first and dt.MINYEAR < first.year < dt.MAXYEAR else None,
        dated=dated,
        day=dated and date.precision == "day",
        published=published,
        words=stems(mention.quote) - stems(" ".join(_participants(mention))) - _common(),
        topic=frozenset(topic) | frozenset(mention.names),
        names=frozenset(mention.names),
        towns=frozenset(named_places & towns().keys()),
        figures=_figures(mention),
        states=frozenset(filter(None, map(state_of, met))),
        circle=frozenset(state_of(i) or i for i in met),
    )


@functools.cache
def _common() -> frozenset[str]:
    """Words that reports of anything have."""
    return stems(" ".join(knowledge().common))


def _participants(mention: EventMention) -> list[str]:
    """The words that say who and when: they are compared by themselves."""
    date = [mention.date.text] if mention.date.text else []
    return [*(a.text for a in (*mention.sources, *mention.targets)), *date]


def likeness(a: Report, b: Report) -> Likeness:
    """How likely two mentions report one happening; the order of the two does not matter."""
    known = knowledge()
    same = a.mention.type == b.mention.type
    if not same and not known.are_close(a.mention, b.mention):
        return Likeness(0.0, {}, "type")
    if a.mention.factuality != b.mention.factuality:
        return Likeness(0.0, {}, "factuality")
    if a.mention.article == b.mention.article and not same:
        return Likeness(0.0, {}, "types in one article")
    time, place = _time(a, b), _place(a, b)
    if time is None:
        return Likeness(0.0, {}, "day")
    if place is not None and place <= APART:
        return Likeness(0.0, {}, "place")
    sources, targets = _sides(a, b, known)
    if sources <= STRANGER or (sources < 0 and (targets <= 0 or not same)):
        return Likeness(0.0, {}, "source")
    if targets < 0 and sources <= KIN:
        return Likeness(0.0, {}, "target")
    if _turned_round(a, b, sources + targets, known):
        return Likeness(0.0, {}, "turned round")
    if not same and min(sources, targets) <= 0 and place != 1:
        return Likeness(0.0, {}, "type")  # one actor in common is too little where even the deed is told otherwise
    found = {"bias": 1.0, **_who(a, b, sources, targets, known), **time, **_where(a, b, place), **_what(a, b)}
    if found["towns"] < 0 and found["numbers"] <= -1:
        return Likeness(0.0, {}, "town and toll")
    found["little in common"] = (1 - _told_alike(found, a, place)) * _weak(a, b, sources, targets, known)
    features = {name: round(value, 4) for name, value in found.items() if value}
    return Likeness(round(probability(features, known.weights), 4), features)


def _who(a: Report, b: Report, sources: float, targets: float, known: Knowledge) -> dict[str, float]:
    """What those who take part say."""
    nobody = sources <= 0 and targets <= 0
    return {
        "source": max(0.0, sources),
        "other source": float(sources < 0),
        "target": max(0.0, targets),
        "other target": float(targets < 0),
        "no source": float(not a.sources or not b.sources),
        "no target": float(not a.targets or not b.targets),
        "nobody in common": float(nobody),
        "one of a saying": float(min(sources, targets) <= 0 and a.mention.type in known.sayings),
        "one country": float(nobody and bool(a.states & b.states)),
        "uneven in one article": float(a.mention.article == b.mention.article and _uneven(a, b)),
    }


def _weak(a: Report, b: Report, sources: float, targets: float, known: Knowledge) -> bool:
    """Whether those who take part say little: one side alone agrees, or all are of one state, whose government and
    people do many things to each other. What one person does to nobody, as to resign, is told by who it is."""
    side = a.sources if sources > targets else a.targets
    alone = not (a.targets or b.targets) if sources > targets else not (a.sources or b.sources)
    if alone and max(sources, targets) == EXACT and all(w.person for w in side):
        return a.mention.type in known.sayings
    home = {state_of(w.id) or w.id for r in (a, b) for w in (*r.sources, *r.targets)}
    return min(sources, targets) <= KIN or len(home) == 1


def _told_alike(found: Mapping[str, float], a: Report, place: float | None) -> float:
    """How much besides those who take part and the day is the same: from 0, nothing, to 1."""
    where = a.mention.place.id if a.mention.place else None
    town = float(place == 1 and where is not None and not is_country(where))
    if found["language"]:
        return 1.0  # words of two languages cannot be compared
    words = min(1.0, found["words"] / _ALIKE)
    return max(0.0, town, words, *(found[name] for name in ("towns", "names", "numbers", "figures", "theme", "topic")))


def _where(a: Report, b: Report, place: float | None) -> dict[str, float]:
    """What places say, and the towns, actors and states that both sentences name beside those who take part."""
    ends = {i for r in (a, b) for w in (*r.sources, *r.targets) for i in (w.id, state_of(w.id))}
    return {
        "place": _told_place(a, b, place, ends),
        "towns": _shared(a.towns, b.towns) if not place else 0.0,
        "names": _met(*({n for n in r.names - ends - r.towns if state_of(n) not in ends} for r in (a, b))),
        "each names others": float(bool(_strange(a, b) and _strange(b, a))),
        "topic": min(1.0, len((a.topic & b.topic) - ends) / _TOPIC),
    }


def _strange(a: Report, b: Report) -> Set[str]:
    """Whom a sentence names and the other report nowhere does, each actor of a state as that state."""
    return a.circle - b.circle - {state_of(i) or i for i in b.topic}


def _told_place(a: Report, b: Report, place: float | None, ends: Set[str]) -> float:
    """How far the places agree, where they say more than who takes part."""
    said = [r.mention.place.id for r in (a, b) if r.mention.place and r.mention.place.id]
    return 0.0 if place is None or (place > 0 and any(i in ends for i in said)) else place


def _what(a: Report, b: Report) -> dict[str, float]:
    """What the deed, its numbers and the words say."""
    x, y = a.mention, b.mention
    same, cross = x.type == y.type, a.lang != b.lang
    one_article = x.article == y.article
    return {
        "close type": float(not same),
        "mode": _alike(x.mode, y.mode) if same else 0.0,
        "cameo": _alike((x.cameo or "")[:3], (y.cameo or "")[:3]) if same else 0.0,
        "numbers": _numbers(x, y),
        "figures": _shared(a.figures, b.figures),
        "words": 0.0 if cross else _overlap(a.words, b.words),
        "theme": 0.0 if cross else _themes(x, y),
        "language": float(cross),
        "other word in one article": float(one_article and not stems(x.trigger.text) & stems(y.trigger.text)),
    }


def _turned_round(a: Report, b: Report, straight: float, known: Knowledge) -> bool:
    """Whether who does it in one report is rather to whom it is done in the other, and the other way round."""
    if known.is_mutual(a.mention) and known.is_mutual(b.mention):
        return False
    crossed = agreement(a.sources, b.targets, known), agreement(a.targets, b.sources, known)
    return min(crossed) > 0 and sum(crossed) > straight


def _sides(a: Report, b: Report, known: Knowledge) -> tuple[float, float]:
    """How far sources and targets agree; of a mutual event, all who take part."""
    straight = agreement(a.sources, b.sources, known), agreement(a.targets, b.targets, known)
    if not (known.is_mutual(a.mention) and known.is_mutual(b.mention)) or min(straight) > 0:
        return straight
    crossed = agreement(a.sources, b.targets, known), agreement(a.targets, b.sources, known)
    best = max(straight, crossed, key=sum)
    if min(best) >= 0:
        return best
    both = agreement((*a.sources, *a.targets), (*b.sources, *b.targets), known)
    missing = not (a.sources and a.targets and b.sources and b.targets)
    return (both, 0.0) if missing else best


def _time(a: Report, b: Report) -> dict[str, float] | None:
    """What the dates say; None where they rule each other out."""
    if a.when is None or b.when is None:
        return {"no date": 1.0}
    if a.dated and b.dated:
        if a.when[0] > b.when[1] or b.when[0] > a.when[1]:
            return None
        return {"same day": 1.0} if a.day and b.day else {"within": min(_near(a), _near(b))}
    if not a.dated and not b.dated:
        days = abs((a.when[0] - b.when[0]).days)
        if days > _FAR:
            return None
        return {"reports apart": min(days, 7) / 7, "undated": 1.0}
    told, other = (a, b) if a.dated else (b, a)
    assert told.when
    assert other.when
    behind = (other.when[0] - told.when[1]).days
    if told.when[0] <= other.when[0] <= told.when[1]:
        behind = 0
    if behind < -1 or behind > _FAR:
        return None
    return {
        "days behind": min(abs(behind), 7) / 7,
        "one dated": _near(told),
        "within": 0.0 if told.day else _near(told),
    }


def _near(report: Report) -> float:
    """How much it says that a day lies within the time that a report gives: a year holds many events of two actors."""
    return _NEAR.get(report.mention.date.precision, 1.0)


def _place(a: Report, b: Report) -> float | None:
    """1 for one place, less for a town and its country, below 0 for two countries (an attack from one on the other may
    be placed in either), APART for two towns; None where one says nowhere."""
    p, q = a.mention.place, b.mention.place
    if p is None or q is None:
        return None
    if p.id and p.id == q.id:
        return 1.0
    if p.id and q.id:
        towns = not is_country(p.id) and not is_country(q.id)
        if towns and (p.id in b.towns or q.id in a.towns):
            return 0.0  # a region and its town, of which each report tells both
        return APART if towns else 0.5 if p.country == q.country else -1.0
    if p.country and q.country and p.country != q.country:
        return -1.0
    return 1.0 if stems(p.text) & stems(q.text) else None


def is_country(place: str) -> bool:
    """Whether a place's id is a state's: a town lies in it and does not contradict it."""
    return kind(place) == "Country"


def _alike(a: str | None, b: str | None) -> float:
    return 0.0 if not a or not b else 1.0 if a == b else -1.0


def _figures(mention: EventMention) -> frozenset[int]:
    """The numbers that a sentence gives, those of the toll and years aside."""
    told = {mention.dead, mention.injured, mention.arrested}
    numbers = {int(re.sub(r"\D", "", n)) for n in _NUMBER.findall(mention.quote)}
    return frozenset(n for n in numbers if n not in told and n not in _YEARS)


def _shared(a: Set[object], b: Set[object]) -> float:
    """1 where two sets meet, -1 where they do not, 0 where one is empty."""
    return 0.0 if not a or not b else 1.0 if a & b else -1.0


def _met(a: Set[str], b: Set[str]) -> float:
    """The share of the smaller set that the other one has, -1 where they do not meet, 0 where one is empty."""
    return _overlap(a, b) or _shared(a, b)


def _numbers(a: EventMention, b: EventMention) -> float:
    """1 where a number that both give is the same, less the further they are apart (a toll rises), -1 from twice on."""
    told = [(x, y) for x, y in ((a.dead, b.dead), (a.injured, b.injured), (a.arrested, b.arrested)) if x and y]
    return max((1 - 2 * min(1.0, abs(math.log2(x / y))) for x, y in told), default=0.0)


def _uneven(a: Report, b: Report) -> bool:
    """Whether one names somebody on a side where the other names nobody."""
    return bool(a.sources) is not bool(b.sources) or bool(a.targets) is not bool(b.targets)


def _themes(a: EventMention, b: EventMention) -> float:
    """From 1 (the same words) to -1 (none in common), where both say what it was about."""
    if a.theme is None or b.theme is None:
        return 0.0
    one, other = stems(a.theme.text), stems(b.theme.text)
    return 2 * _overlap(one, other) - 1 if one and other else 0.0


def _overlap(a: Iterable[str], b: Iterable[str]) -> float:
    """The share of the smaller set that the other one has."""
    a, b = set(a), set(b)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0

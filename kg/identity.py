"""Whether two event mentions report one happening: a score that can be explained, from 0 to 1.

Who, what, when and where are compared by ids and codes, so that the languages of the reports do not matter; words count
where both are of one language. What contradicts outright (another day, another town, other actors) is a veto: no
likeness of words outweighs it. The weights and the tables of close types are data: identity.toml."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib import resources

from extractors.confidence import probability
from extractors.fold import fold
from ontology.model import ActorMention, EventMention
from ontology.names import has_arabic

Interval = tuple[dt.date, dt.date]

# how far two actors agree: the same id, code, the state for its body, kin bodies of a state, others of it
EXACT, ROLE, STATE, KIN, OTHER = 1.0, 0.9, 0.7, 0.3, -0.3
APART = -2.0  # two towns
_DAYS = {"week": 6, "month": 30, "year": 365}
_SLACK = {"week": 2}  # "this week" said on Monday may mean Saturday
_FAR = 21  # days between a report without a date and the happening that it may still tell of
_WORD = re.compile(r"\w+")
_CLITICS = re.compile("^(?:[\u0648\u0641]?[\u0628\u0643\u0644]?\u0627\u0644|\u0644\u0644)(?=...)")
_STEM = 4  # letters: "suspended" and "suspension" begin alike; so do most inflections of Arabic without their clitics


@dataclass(frozen=True, slots=True)
class Who:
    """An actor as it is compared: its id, its code, the folded words of its name, the script they are of."""

    id: str
    known: bool
    code: str
    words: frozenset[str]
    arabic: bool
    others: Set[str] = frozenset()
    """Actors that an analyst decided to be others, whatever their codes say."""

    @property
    def head(self) -> str:
        """The country, or kind of organisation, that the code begins with; empty where it is not known."""
        return self.code[:3] if self.code[:3].isalpha() else ""

    @property
    def sector(self) -> str:
        """What follows in the code."""
        return self.code[3:]


@dataclass(frozen=True, slots=True)
class Report:
    """An event mention prepared for comparison; `day` says that the text gives the very day."""

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


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of a pair, and the features that it comes from; `veto` names what rules it out."""

    score: float
    features: Mapping[str, float]
    veto: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """identity.toml, read."""

    weights: Mapping[str, float]
    close: frozenset[frozenset[str]]
    mutual: frozenset[str]
    state: frozenset[str]


@functools.cache
def knowledge() -> Knowledge:
    """The tables and weights of identity.toml."""
    table = tomllib.loads((resources.files("kg") / "identity.toml").read_text(encoding="utf-8"))
    return Knowledge(
        weights=table["weights"],
        close=frozenset(frozenset(pair.split()) for pair in table["close"]),
        mutual=frozenset(table["mutual"]),
        state=frozenset(table["state"]),
    )


def report(
    mention: EventMention,
    lang: str,
    published: dt.date | None,
    named: Callable[[ActorMention], str],
    apart: Mapping[str, Set[str]] | None = None,
) -> Report:
    """A mention made ready; `named` gives the id of a participant, `apart` those that it is decided not to be."""
    date = mention.date
    dated = date.value is not None and date.precision != "unknown"
    first = date.value if dated else published
    span = dt.timedelta(days=_DAYS.get(date.precision, 0) if dated else 0)
    slack = dt.timedelta(days=_SLACK.get(date.precision, 0) if dated else 0)
    return Report(
        mention=mention,
        lang=lang,
        sources=tuple(_who(a, named(a), apart or {}) for a in mention.sources),
        targets=tuple(_who(a, named(a), apart or {}) for a in mention.targets),
        when=(first - slack, first + span) if first and dt.MINYEAR < first.year < dt.MAXYEAR else None,
        dated=dated,
        day=dated and date.precision == "day",
        published=published,
        words=stems(mention.quote),
        names=frozenset(mention.names),
    )


def _who(actor: ActorMention, id_: str, apart: Mapping[str, Set[str]]) -> Who:
    return Who(
        id=id_,
        known=actor.actor is not None,
        code=actor.code or "",
        words=stems(actor.text),
        arabic=has_arabic(actor.text),
        others=apart.get(id_, frozenset()),
    )


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, folded, without clitics; short words aside."""
    return frozenset(_CLITICS.sub("", w)[:_STEM] for w in _WORD.findall(fold(text)) if len(w) > 3 or w.isdigit())


def likeness(a: Report, b: Report) -> Likeness:
    """How likely two mentions report one happening; the order of the two does not matter."""
    known = knowledge()
    same = a.mention.type == b.mention.type
    if not same and frozenset((a.mention.type, b.mention.type)) not in known.close:
        return Likeness(0.0, {}, "type")
    if a.mention.factuality != b.mention.factuality:
        return Likeness(0.0, {}, "factuality")
    one_article = a.mention.article == b.mention.article
    if one_article and not same:
        return Likeness(0.0, {}, "types in one article")
    sources, targets = _sides(a, b, known)
    time, place = _time(a, b), _place(a, b)
    if sources < 0 and (targets <= 0 or not same):
        return Likeness(0.0, {}, "source")
    if targets < 0 and sources <= KIN:
        return Likeness(0.0, {}, "target")
    if time is None:
        return Likeness(0.0, {}, "day")
    if place is not None and place <= APART:
        return Likeness(0.0, {}, "place")
    cross = a.lang != b.lang
    ends = {w.id for r in (a, b) for w in (*r.sources, *r.targets)}
    features = {
        "bias": 1.0,
        "close type": float(not same),
        "source": max(0.0, sources),
        "other source": float(sources < 0),
        "target": max(0.0, targets),
        "other target": float(targets < 0),
        "no source": float(not a.sources or not b.sources),
        "no target": float(not a.targets or not b.targets),
        **time,
        "place": place or 0.0,
        "mode": _alike(a.mention.mode, b.mention.mode),
        "cameo": _alike((a.mention.cameo or "")[:3], (b.mention.cameo or "")[:3]),
        "numbers": _numbers(a.mention, b.mention),
        "names": _overlap(a.names - ends, b.names - ends),
        "words": 0.0 if cross else _overlap(a.words, b.words),
        "theme": 0.0 if cross else _themes(a.mention, b.mention),
        "language": float(cross),
        "uneven in one article": float(one_article and _uneven(a, b)),
        "other word in one article": float(
            one_article and not stems(a.mention.trigger.text) & stems(b.mention.trigger.text)
        ),
    }
    features = {name: round(value, 4) for name, value in features.items() if value}
    return Likeness(round(probability(features, known.weights), 4), features)


def _sides(a: Report, b: Report, known: Knowledge) -> tuple[float, float]:
    """How far sources and targets agree; of a mutual event, all who take part."""
    straight = agreement(a.sources, b.sources, known), agreement(a.targets, b.targets, known)
    if a.mention.type not in known.mutual or b.mention.type not in known.mutual or min(straight) > 0:
        return straight
    crossed = agreement(a.sources, b.targets, known), agreement(a.targets, b.sources, known)
    best = max(straight, crossed, key=sum)
    if min(best) >= 0:
        return best
    both = agreement((*a.sources, *a.targets), (*b.sources, *b.targets), known)
    missing = not (a.sources and a.targets and b.sources and b.targets)
    return (both, 0.0) if missing else best


def agreement(a: Sequence[Who], b: Sequence[Who], known: Knowledge) -> float:
    """From 1 (the same actors) to -1 (others); 0 where a side says nobody, or where it cannot be told."""
    if not a or not b:
        return 0.0
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return sum(max(_agree(x, y, known) for y in many) for x in few) / len(few)


def _agree(x: Who, y: Who, known: Knowledge) -> float:
    if x.id == y.id:
        return EXACT
    if y.id in x.others:
        return -1.0
    if x.head and x.code == y.code:
        return ROLE if x.sector or not (x.known and y.known) else KIN
    if x.head and x.head == y.head and len(x.head) == 3:
        bare = [w for w in (x, y) if not w.sector]
        if bare:
            return STATE
        both = {x.sector[:3], y.sector[:3]}
        return STATE if both <= known.state else KIN if len(both) == 1 or both & known.state else OTHER
    if x.known and y.known:
        return -1.0
    if x.head and y.head:
        return -1.0
    if x.arabic is y.arabic:
        shared = len(x.words & y.words) / max(1, min(len(x.words), len(y.words)))
        if shared >= 0.5:
            return ROLE
    if x.sector and x.sector == y.sector:
        return KIN
    return 0.0 if x.arabic is not y.arabic or not (x.sector and y.sector) else -0.5


def _time(a: Report, b: Report) -> dict[str, float] | None:
    """What the dates say; None where they rule each other out."""
    if a.when is None or b.when is None:
        return {"no date": 1.0}
    if a.dated and b.dated:
        if a.when[0] > b.when[1] or b.when[0] > a.when[1]:
            return None
        return {"same day": 1.0} if a.day and b.day else {"within": 1.0}
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
    return {"days behind": min(abs(behind), 7) / 7, "one dated": 1.0, "within": float(not told.day)}


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
        return APART if towns else 0.5 if p.country == q.country else -1.0
    if p.country and q.country and p.country != q.country:
        return -1.0
    return 1.0 if stems(p.text) & stems(q.text) else None


@functools.cache
def is_country(place: str) -> bool:
    """Whether a place's id is a state's: a town lies in it and does not contradict it."""
    from ontology import gazetteer

    found = gazetteer.load().named.get(place)
    return found is not None and found.kind == "Country"


def _alike(a: str | None, b: str | None) -> float:
    return 0.0 if not a or not b else 1.0 if a == b else -1.0


def _numbers(a: EventMention, b: EventMention) -> float:
    """1 where a number that both give is the same, -1 where none is."""
    told = [(x, y) for x, y in ((a.dead, b.dead), (a.injured, b.injured), (a.arrested, b.arrested)) if x and y]
    return 0.0 if not told else 1.0 if any(x == y for x, y in told) else -1.0


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

"""Pairs of event mentions that are likely to report one happening, found by blocks: type × who takes part × days.

A mention is compared only with those of its blocks, and a pair that was compared before needs no second look: with
what is remembered of an earlier time (`Memory`), only pairs with a mention that is new, or reads otherwise now, are
compared. The result is that of comparing all anew."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from extractors.knowledge import fingerprint
from kg.identity import Report, likeness
from kg.identity_data import knowledge
from ontology import gazetteer

Key = tuple[str, ...]
Pair = tuple[str, str]
# likeness from which two reports are of one happening: below a half, since most pairs that were fitted to are hard ones
ENOUGH = 0.4
_WINDOW = dt.timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Memory:
    """What was compared at an earlier time: each mention by id with its `mark`, and the likely pairs with their
    scores."""

    marks: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[Pair, float] = field(default_factory=dict)


def likely(reports: Sequence[Report]) -> dict[Pair, float]:
    """All likely pairs, by id, with their scores."""
    return _compared(reports, {r.mention.id for r in reports})


def remembered(reports: Sequence[Report], memory: Memory) -> Memory:
    """The likely pairs of all reports, those with a new one compared now, the others as remembered."""
    marks = {r.mention.id: mark(r) for r in reports}
    new = {i for i, own in marks.items() if memory.marks.get(i) != own}
    old = {pair: score for pair, score in memory.pairs.items() if all(i in marks and i not in new for i in pair)}
    return Memory(marks, old | _compared(reports, new))


def mark(report: Report) -> str:
    """Changes where anything does that a likeness comes from: the report, the weights, the gazetteer."""
    told = {f.name: getattr(report, f.name) for f in fields(report)}
    plain = {name: sorted(map(str, value)) if isinstance(value, frozenset) else value for name, value in told.items()}
    plain["who"] = [
        (w.id, w.code, w.known, w.person, sorted(w.words), sorted(w.names), sorted(w.others))
        for w in (*plain.pop("sources"), None, *plain.pop("targets")) if w is not None
    ]  # fmt: skip
    plain["sources"] = len(report.sources)
    return hashlib.sha256(f"{_version()} {plain}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


@functools.cache
def _version() -> str:
    here = Path(__file__).parent
    files = [here / name for name in ("identity.py", "identity_data.py", "likely.py", "who.py", "identity.toml")]
    files += [here / "identity.weights.toml", *sorted(gazetteer.FOLDER.glob("*.csv"))]
    return fingerprint(files)


def _compared(reports: Sequence[Report], new: Collection[str]) -> dict[Pair, float]:
    known = {r.mention.id: r for r in reports}
    found = ((pair, likeness(known[pair[0]], known[pair[1]]).score) for pair in candidates(reports, new))
    return {pair: score for pair, score in found if score >= ENOUGH}


def candidates(reports: Sequence[Report], new: Collection[str]) -> Iterator[Pair]:
    """Pairs of mentions worth comparing, each once, by id, of which one at least is `new`.

    Where both say who did it to whom, those of one pair of states (or kinds of organisation) are, and those that share
    one who takes part and something else that they name; where one leaves somebody out, those that share whom it names,
    or where."""
    whole: dict[Key, list[Report]] = defaultdict(list)
    loose: dict[Key, list[Report]] = defaultdict(list)
    partial: set[str] = set()
    for r in reports:
        pairs, single = _keys(r)
        for key in pairs:
            whole[key].append(r)
        for key in single:
            loose[key].append(r)
        if not pairs:
            partial.add(r.mention.id)
    seen: set[Pair] = set()
    for blocks, among in ((whole, None), (loose, partial)):
        for block in blocks.values():
            for a, b in _near(block, new):
                if among is not None and a.mention.id not in among and b.mention.id not in among:
                    continue
                pair = (a.mention.id, b.mention.id) if a.mention.id < b.mention.id else (b.mention.id, a.mention.id)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _keys(report: Report) -> tuple[set[Key], set[Key]]:
    """The blocks of a mention: its type (or a pair of close types) with both sides, and with each that takes part; what
    is told as done is never compared with what is told as planned."""
    kinds = [(report.mention.factuality, *kind) for kind in knowledge().blocks(report.mention)]
    sources, targets = ({w.head for w in side if w.head} for side in (report.sources, report.targets))
    pairs = {tuple(sorted((s, t))) for s in sources for t in targets}
    who = {w.head or w.id for w in (*report.sources, *report.targets)}
    who |= {w.id for w in (*report.sources, *report.targets)}
    if not pairs:
        who |= report.names
    place = report.mention.place
    if place is not None:
        who.add(place.id or place.text.casefold())
    if pairs:
        ends = {w.id for w in (*report.sources, *report.targets)}
        pairs |= {tuple(sorted((w, name))) for w in who - report.names for name in report.names - ends}
    one_article = ("", report.mention.article, *kinds[0])
    return (
        {(*pair, *kind) for pair in pairs for kind in kinds} | ({one_article} if pairs else set()),
        {(w, *kind) for w in who for kind in kinds} | {one_article},
    )


def _near(block: Sequence[Report], new: Collection[str]) -> Iterator[tuple[Report, Report]]:
    """The pairs of a block whose days are near enough, of which one at least is new."""
    if not any(r.mention.id in new for r in block):
        return
    dated = sorted((r for r in block if r.when), key=lambda r: (r.when, r.mention.id))
    fresh = [i for i, r in enumerate(dated) if r.mention.id in new]
    for i, a in enumerate(dated):
        assert a.when is not None
        last = a.when[1] + min(_WINDOW, dt.date.max - a.when[1])
        for j in range(i + 1, len(dated)) if a.mention.id in new else fresh[bisect_right(fresh, i) :]:
            b = dated[j]
            assert b.when is not None
            if b.when[0] > last:
                break
            if not (a.dated and b.dated and b.when[0] > a.when[1]):  # two days that the texts give are two happenings
                yield a, b
    bare = [r for r in block if not r.when]
    for i, a in enumerate(bare):
        for b in (*bare[i + 1 :], *(d for d in dated if d.mention.article == a.mention.article)):
            if a.mention.id in new or b.mention.id in new:
                yield a, b

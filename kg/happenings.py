"""Which event mentions report one happening: groups of mentions, the same for any order of arrival.

Candidates are found by blocks (type × who takes part × days), so that a new mention is compared with few others. The
likest pairs join first; two groups become one only where no pair across them is ruled out and the mean likeness is high
enough, so that a chain of half-likenesses does not tie together what no report ties together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.identity import Likeness, Report, likeness
from kg.identity_data import knowledge

Key = tuple[str, ...]
ENOUGH = (
    0.4  # likeness from which two reports are of one happening: of the pairs fitted to, more are hard than in the news
)
_WINDOW = dt.timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a mention stands with another: the likeness that joined their groups."""

    mention: str
    other: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Happening:
    """Mentions of one happening, by id, and the ties that joined them."""

    mentions: tuple[str, ...]
    ties: tuple[Tie, ...] = ()


def happenings(reports: Iterable[Report]) -> list[Happening]:
    """The groups, each mention in one of them."""
    known = {r.mention.id: r for r in reports}
    ids = sorted(known)
    scores: dict[tuple[str, str], Likeness] = {}

    def score(a: str, b: str) -> Likeness:
        pair = (a, b) if a < b else (b, a)
        if pair not in scores:
            scores[pair] = likeness(known[pair[0]], known[pair[1]])
        return scores[pair]

    likely = [(a, b) for a, b in candidates([known[i] for i in ids]) if score(a, b).score >= ENOUGH]
    group = {i: [i] for i in ids}
    ties: dict[str, list[Tie]] = defaultdict(list)
    for a, b in sorted(likely, key=lambda pair: (-score(*pair).score, pair)):
        one, other = group[a], group[b]
        if one is other or not _together(one, other, score):
            continue
        ties[a].append(Tie(a, b, score(a, b)))
        one.extend(other)
        group.update(dict.fromkeys(other, one))
    whole = {id(g): g for g in group.values()}
    return sorted(
        (Happening(tuple(sorted(g)), tuple(t for i in sorted(g) for t in ties[i])) for g in whole.values()),
        key=lambda h: h.mentions,
    )


def _together(one: Sequence[str], other: Sequence[str], score: Callable[[str, str], Likeness]) -> bool:
    found = [score(a, b) for a in one for b in other]
    return all(x.veto is None for x in found) and sum(x.score for x in found) / len(found) >= ENOUGH


def candidates(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Pairs of mentions worth comparing, each once, by id.

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
    seen: set[tuple[str, str]] = set()
    for blocks, among in ((whole, None), (loose, partial)):
        for block in blocks.values():
            for a, b in _near(block, among):
                pair = (a.mention.id, b.mention.id) if a.mention.id < b.mention.id else (b.mention.id, a.mention.id)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _keys(report: Report) -> tuple[set[Key], set[Key]]:
    """The blocks of a mention: its type (or a pair of close types) with both sides, and with each that takes part."""
    kinds = knowledge().blocks(report.mention)
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
    one_article = ("", report.mention.article, report.mention.type)
    return (
        {(*pair, *kind) for pair in pairs for kind in kinds} | ({one_article} if pairs else set()),
        {(w, *kind) for w in who for kind in kinds} | {one_article},
    )


def _near(block: Sequence[Report], among: Collection[str] | None) -> Iterator[tuple[Report, Report]]:
    """The pairs of a block whose days are near enough; with `among`, those that one of it is part of."""
    dated = sorted((r for r in block if r.when), key=lambda r: (r.when, r.mention.id))
    for i, a in enumerate(dated):
        assert a.when is not None
        last = a.when[1] + min(_WINDOW, dt.date.max - a.when[1])
        any_other = among is None or a.mention.id in among
        for b in dated[i + 1 :]:
            assert b.when is not None
            if b.when[0] > last:
                break
            if any_other or (among is not None and b.mention.id in among):
                yield a, b
    bare = [r for r in block if not r.when]
    for i, a in enumerate(bare):
        for b in (*bare[i + 1 :], *(d for d in dated if d.mention.article == a.mention.article)):
            yield a, b


def ties_by_mention(found: Iterable[Happening]) -> Mapping[str, Tie]:
    """For each mention that was joined to another, the strongest tie of it."""
    out: dict[str, Tie] = {}
    for happening in found:
        for tie in happening.ties:
            for i in (tie.mention, tie.other):
                if i not in out or tie.likeness.score > out[i].likeness.score:
                    out[i] = tie
    return out

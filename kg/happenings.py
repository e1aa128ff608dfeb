"""Which event mentions report one happening: groups of mentions, the same for any order of arrival.

The likest pairs (kg.likely) join first; two groups become one only where no pair across them is ruled out and the mean
likeness is high enough, so that a chain of half-likenesses does not tie together what no report ties together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.identity import Likeness, Report, likeness
from kg.likely import ENOUGH, Pair, likely


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


def happenings(reports: Iterable[Report], pairs: Mapping[Pair, float] | None = None) -> list[Happening]:
    """The groups, each mention in one of them; `pairs` are the likely ones with their scores where these are known."""
    known = {r.mention.id: r for r in reports}
    ids = sorted(known)
    scores: dict[Pair, Likeness] = {}

    def score(a: str, b: str) -> Likeness:
        pair = (a, b) if a < b else (b, a)
        if pair not in scores:
            scores[pair] = likeness(known[pair[0]], known[pair[1]])
        return scores[pair]

    found = likely([known[i] for i in ids]) if pairs is None else pairs
    group = {i: [i] for i in ids}
    ties: dict[str, list[Tie]] = defaultdict(list)
    for a, b in sorted(found, key=lambda pair: (-found[pair], pair)):
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
    total = 0.0
    for a in one:
        for b in other:
            found = score(a, b)
            if found.veto is not None:
                return False
            total += found.score
    return total / (len(one) * len(other)) >= ENOUGH


def ties_by_mention(found: Iterable[Happening]) -> Mapping[str, Tie]:
    """For each mention that was joined to another, the strongest tie of it."""
    out: dict[str, Tie] = {}
    for happening in found:
        for tie in happening.ties:
            for i in (tie.mention, tie.other):
                if i not in out or tie.likeness.score > out[i].likeness.score:
                    out[i] = tie
    return out

"""What is wrong with offices taken together: days that cannot be, one office held by two at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ontology.csvfile import Row
from ontology.model import Office
from ontology.names import overlap

EARLIEST = dt.date(1900, 1, 1)
_AHEAD = dt.timedelta(days=366)
_GAP = dt.timedelta(days=31)
_HANDOVER = dt.timedelta(days=3)  # one leaves and the other comes on the days around
# held by one person at a time, where the title says no more
SINGLE = frozenset({"president", "prime minister", "king", "queen", "emir", "chancellor", "secretary-general",
                    "foreign minister", "defence minister"})  # fmt: skip


def faults(offices: Sequence[tuple[Row, Office]]) -> list[str]:
    """Each fault, with file and line."""
    return [*_impossible(offices), *_doubled(offices), *_shared(offices)]


def gaps(offices: Iterable[Office]) -> list[str]:
    """The days without a known holder between two that are known: no fault, but to be filled."""
    groups: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices:
        if office.title in SINGLE and office.since:
            groups[office.of, office.title].append(office)
    out = []
    for (of, title), mine in sorted(groups.items()):
        known: dt.date | None = None
        for office in sorted(mine, key=lambda o: o.since or dt.date.min):
            if known is not None and office.since and office.since - known > _GAP:
                out.append(f"{title} of {of}: nobody from {known} to {office.since}")
            known = max(known or dt.date.min, office.until or dt.date.max)
    return out


def _impossible(offices: Iterable[tuple[Row, Office]]) -> Iterator[str]:
    last = dt.date.today() + _AHEAD
    for row, office in offices:
        for name, day in (("since", office.since), ("until", office.until)):
            if day is not None and not EARLIEST <= day <= last:
                yield str(row.fault(f"{name} {day}: no such office was held then; correct the date"))


def _doubled(offices: Iterable[tuple[Row, Office]]) -> Iterator[str]:
    """A person's own office twice on the same days."""
    groups: dict[tuple[str, str, str], list[tuple[Row, Office]]] = defaultdict(list)
    for row, office in offices:
        groups[office.person, office.of, office.title].append((row, office))
    yield from _pairs(groups.values(), dt.timedelta(0), "{person} holds it on these days already ({where}); keep one")


def _shared(offices: Iterable[tuple[Row, Office]]) -> Iterator[str]:
    """An office that one person holds at a time, held by two for longer than a handover takes."""
    groups: dict[tuple[str, str], list[tuple[Row, Office]]] = defaultdict(list)
    for row, office in offices:
        if office.title in SINGLE:
            groups[office.of, office.title].append((row, office))
    several = "{other} is {title} of {of} on the same days ({where}); correct the days or the title"
    yield from _pairs(groups.values(), _HANDOVER, several, apart=True)


def _pairs(
    groups: Iterable[list[tuple[Row, Office]]], allowed: dt.timedelta, message: str, *, apart: bool = False
) -> Iterator[str]:
    for group in groups:
        for place, (first, one) in enumerate(group):
            for row, other in group[place + 1 :]:
                if (not apart or one.person != other.person) and _longer(one, other, allowed):
                    yield str(row.fault(message.format(person=other.person, other=one.person, title=one.title,
                                                       of=one.of, where=first.where)))  # fmt: skip


def _longer(one: Office, other: Office, allowed: dt.timedelta) -> bool:
    if not overlap(one, other):
        return False
    begins = max(one.since or dt.date.min, other.since or dt.date.min)
    ends = min(one.until or dt.date.max, other.until or dt.date.max)
    return ends - begins > allowed

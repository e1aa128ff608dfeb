"""When: the day, week, month or year that a phrase of a news item names, seen from the day of the report.

A phrase that cannot be told for certain gives nothing: no date is better than a wrong one. Weeks begin on
Monday in every language, so that two reports of one event agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from extractors.datewords import Phrase, phrases
from ontology.model import EventDate, Precision

_DIRECTIONS: Mapping[str | None, int] = {"before last": -2, "last": -1, "this": 0, "next": 1, "after next": 2, None: 0}
_UNITS: Mapping[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}
_APART = ("apart", "hours apart")
_HIJRA = 226_630  # what the formula of the tabular Hijri calendar adds to reach proleptic ordinals
_SOON = dt.timedelta(days=92)  # a day without a year this little ahead is meant to come
_JUST_GONE = dt.timedelta(days=31)

When = tuple[dt.date, Precision]


@dataclass(frozen=True, slots=True)
class Apart:
    """How far one event is from another in a phrase at its place in the text: "two days after" what follows it.

    `number` of `unit`s, 0 days for hours; `side` is -1 where what follows it was first, 1 where it comes later."""

    start: int
    end: int
    unit: str
    number: int
    side: int

    def of(self, day: EventDate, sign: int, text: str) -> EventDate | None:
        """The date of what follows (`sign` 1), or of what it is told with (-1), from that of the other; nothing where
        that is known less exactly than the phrase would need."""
        exact = _UNITS[self.unit] not in ("day", "week") or day.precision == "day"
        if day.value is None or not exact:
            return None
        try:
            value = _first(_shift(day.value, self.unit, sign * self.side * self.number), _UNITS[self.unit])
        except (ValueError, OverflowError):
            return None
        return EventDate(value=value, precision=_UNITS[self.unit], text=text[self.start : self.end])


def apart(text: str, lang: str) -> list[Apart]:
    """The phrases of a sentence that say how far two events are apart."""
    out: dict[int, Apart] = {}
    for phrase in phrases(text, lang):
        if phrase.pattern.gives in _APART:
            number = 0 if phrase.pattern.gives == "hours apart" else _int(phrase, "number", 1)
            unit, side = str(phrase.values.get("unit", "day")), _DIRECTIONS[phrase.pattern.toward]
            out.setdefault(phrase.end, Apart(phrase.start, phrase.end, unit, number, side))
    return sorted(out.values(), key=lambda a: a.start)


def find(text: str, lang: str) -> list[tuple[int, int]]:
    """The places of the date phrases in a sentence, in order; where two overlap, the one that says more."""
    taken: list[tuple[int, int]] = []
    for phrase in phrases(text, lang):
        if phrase.pattern.gives not in _APART and all(
            phrase.end <= start or end <= phrase.start for start, end in taken
        ):
            taken.append((phrase.start, phrase.end))
    return sorted(taken)


def resolve(text: str, lang: str, reference: dt.date | None, *, ahead: bool = False) -> EventDate | None:
    """The date that the fullest date phrase of `text` names, or nothing where that is not certain.

    `reference` is the day of the report; without it only full dates are known. A bare weekday or month is in
    the past, unless the sentence speaks of what is planned (`ahead`); a day without a year is the nearest.
    A range of days gives its first day with the precision of a week, or of a month if it is longer; one of months
    or years gives the first of them."""
    if isinstance(reference, dt.datetime):
        reference = reference.date()
    found = [p for p in phrases(text, lang) if p.pattern.gives not in _APART]
    same_place = [p for p in found if (p.start, p.end) == (found[0].start, found[0].end)]
    for phrase in same_place:
        if when := _when(phrase, reference, ahead):
            value, precision = when
            return EventDate(value=value, precision=precision, text=text[phrase.start : phrase.end])
    return None


def _when(phrase: Phrase, reference: dt.date | None, ahead: bool) -> When | None:
    if reference is None and not _is_absolute(phrase):
        return None
    try:
        return _MEANINGS[phrase.pattern.gives](_start(phrase), reference or dt.date.min, ahead)
    except (ValueError, OverflowError):  # 31 February, or beyond the years that there are
        return None


def _is_absolute(phrase: Phrase) -> bool:
    return phrase.pattern.gives == "numeric" or bool({"year", "to year", "hyear"} & set(phrase.values))


def _start(phrase: Phrase) -> Phrase:
    """A range with all that is known of its start: what it leaves unsaid is said at its end (3-5 May 2019)."""
    end = {name[3:]: value for name, value in phrase.values.items() if name.startswith("to ")}
    start = {**end, **phrase.values}
    if {"month", "year"} <= set(end) and "year" not in phrase.values and int(start["month"]) > int(end["month"]):
        start["year"] = int(end["year"]) - 1  # from 28 December to 3 January 2019
    return replace(phrase, values=start)


def _int(phrase: Phrase, name: str, otherwise: int = 0) -> int:
    return int(phrase.values.get(name, otherwise))


def _agrees(phrase: Phrase, day: dt.date) -> bool:
    """Whether the weekday that the phrase also names, if any, is that of the day."""
    return day.isoweekday() == _int(phrase, "weekday", day.isoweekday())


def _relative_day(phrase: Phrase, reference: dt.date, _: bool) -> When | None:
    day = reference + dt.timedelta(days=_int(phrase, "relday"))
    return (day, "day") if _agrees(phrase, day) else None


def _weekday(phrase: Phrase, reference: dt.date, ahead: bool) -> When:
    """In news a bare weekday is the latest one, the day of the report included."""
    back = (reference.isoweekday() - _int(phrase, "weekday")) % 7
    weeks = _DIRECTIONS[phrase.pattern.toward]
    if phrase.pattern.week:  # Tuesday of last week
        weeks = _DIRECTIONS[phrase.pattern.week] + (back > reference.weekday())
    elif weeks < 0 or (ahead and not weeks):
        weeks += back > 0
    return reference + dt.timedelta(weeks=weeks, days=-back), "day"


def _weekend(phrase: Phrase, reference: dt.date, ahead: bool) -> When:
    """Told by its first day, as a range of days is."""
    return _weekday(phrase, reference, ahead)[0], "week"


def _date(phrase: Phrase, reference: dt.date, ahead: bool) -> When | None:
    day = _day(phrase, reference, ahead, _int(phrase, "day"))
    return (day, "day") if day and _agrees(phrase, day) else None


def _range(phrase: Phrase, reference: dt.date, ahead: bool) -> When | None:
    if "to day" not in phrase.values:
        return _weekdays(phrase, reference, ahead)
    first = _day(phrase, reference, ahead, _int(phrase, "day"))
    if first is None:
        return None
    month = _int(phrase, "to month", first.month)
    year = _int(phrase, "to year", first.year + (month < first.month))
    length = (dt.date(year, month, _int(phrase, "to day")) - first).days
    return (first, "week" if length < 7 else "month") if length > 0 else None


def _weekdays(phrase: Phrase, reference: dt.date, ahead: bool) -> When | None:
    """From one weekday to another: over on the day of the report, unless it speaks of what is to come."""
    first, _ = _weekday(phrase, reference, ahead)
    last = first + dt.timedelta(days=(_int(phrase, "to weekday") - first.isoweekday()) % 7)
    return (first, "week") if first < last and (ahead or phrase.pattern.toward or last <= reference) else None


def _night(phrase: Phrase, reference: dt.date, ahead: bool) -> When | None:
    """The night from one day to the next has the date of the first."""
    found = (_date if "day" in phrase.values else _weekday)(phrase, reference, ahead)
    if found is None:
        return None
    morning = found[0] + dt.timedelta(days=1)
    is_next = {"day": morning.day, "month": morning.month, "weekday": morning.isoweekday()}
    return found if all(_int(phrase, f"to {name}", here) == here for name, here in is_next.items()) else None


def _day(phrase: Phrase, reference: dt.date, ahead: bool, day: int) -> dt.date | None:
    """The day of the month that the phrase names, or of last, this or next month where it names none."""
    if "month" not in phrase.values:
        return _shift(reference, "month", _DIRECTIONS[phrase.pattern.toward]).replace(day=day)
    month, year = _int(phrase, "month"), _year_said(phrase, reference)
    if year:
        return dt.date(year, month, day)
    years = range(reference.year - 1, reference.year + 2)
    days = [d for y in years if (d := _valid(y, month, day)) and _agrees(phrase, d)]
    if ahead and not phrase.pattern.toward and any(dt.timedelta(0) < reference - d < _JUST_GONE for d in days):
        return (
            None  # "the pact, announced on 11 September" of the 13th: neither the day of what is to come nor next year
        )
    return _chosen(days, reference, phrase.pattern.toward or ("next" if ahead else None))


def _chosen(days: list[dt.date], reference: dt.date, toward: str | None) -> dt.date | None:
    """Which of the days of neighbouring years is meant."""
    if toward == "this":
        days = [d for d in days if (d.year, d.month) == (reference.year, reference.month)]
        return days[0] if days else None
    if toward == "next":
        return min((d for d in days if d >= reference), default=None)
    past = max((d for d in days if d < reference or (d == reference and toward is None)), default=None)
    coming = min((d for d in days if d > reference), default=None)
    if toward is None and coming and coming - reference < _SOON:
        return coming if past is None or coming - reference < reference - past else past
    return past


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _year_said(phrase: Phrase, reference: dt.date) -> int | None:
    if "year" in phrase.values:
        return _int(phrase, "year")
    return reference.year + _DIRECTIONS[phrase.pattern.year] if phrase.pattern.year else None


def _month(phrase: Phrase, reference: dt.date, ahead: bool) -> When | None:
    """A month without a year is the latest one, the month of the report included."""
    month, toward = _int(phrase, "month"), phrase.pattern.toward
    year = _year_said(phrase, reference) or reference.year
    if "year" in phrase.values or phrase.pattern.year:
        return dt.date(year, month, 1), "month"
    if toward == "this" and month != reference.month:
        return None
    if toward == "next" or (ahead and toward is None):
        later = month > reference.month or (month == reference.month and toward is None)
        return dt.date(year if later else year + 1, month, 1), "month"
    earlier = month < reference.month or (month == reference.month and toward != "last")
    return dt.date(year if earlier else year - 1, month, 1), "month"


def _year(phrase: Phrase, _: dt.date, __: bool) -> When | None:
    year = _int(phrase, "year")
    return (dt.date(year, 1, 1), "year") if year <= _int(phrase, "to year", year) else None


def _hijri(phrase: Phrase, reference: dt.date, _: bool) -> When | None:
    """A Hijri month begins when the moon is seen, which no table knows to the day.

    So a day of it is certain where its weekday is told too, else it lies within a week."""
    month = _int(phrase, "hijri")
    years = [_int(phrase, "hyear")] if "hyear" in phrase.values else _hijri_years(phrase, reference, month)
    if not years:
        return None
    day = _hijri_day(years[0], month, _int(phrase, "day", 1))
    if "day" not in phrase.values:
        return day, "month"
    if "weekday" not in phrase.values:
        return day - dt.timedelta(days=2), "week"
    around = (day + dt.timedelta(days=n) for n in range(-2, 3))
    return next(((d, "day") for d in around if _agrees(phrase, d)), None)


def _hijri_years(phrase: Phrase, reference: dt.date, month: int) -> list[int]:
    """The Hijri year of last, this or next Ramadan."""
    about = (reference.year - 622) * 33 // 32
    years = range(about - 2, about + 4)
    begins = {year: _hijri_day(year, month, 1) for year in years}
    ends = {year: begins[year] + dt.timedelta(days=29) for year in years}
    if phrase.pattern.toward == "last":
        return [year for year in reversed(years) if ends[year] < reference]
    if phrase.pattern.toward == "next":
        return [year for year in years if begins[year] > reference]
    return [year for year in years if begins[year] <= reference <= ends[year]]


def _hijri_day(year: int, month: int, day: int) -> dt.date:
    """The day by the tabular calendar, which is one or two days off what a state proclaims."""
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day
    return dt.date.fromordinal(days + _HIJRA)


def _unit(phrase: Phrase, reference: dt.date, _: bool) -> When:
    """Last, this or next week, month or year; with a number, the stretch that begins so many units ago."""
    unit, number = str(phrase.values["unit"]), _int(phrase, "number", 1)
    day = _shift(reference, unit, number * _DIRECTIONS[phrase.pattern.toward])
    if unit == "day" and number > 1:
        return day, "week" if number <= 7 else "month"
    return _first(day, _UNITS[unit]), _UNITS[unit]


def _ago(phrase: Phrase, reference: dt.date, _: bool) -> When:
    unit = str(phrase.values["unit"])
    back = _shift(reference, unit, -_int(phrase, "number", 1))
    return _first(back, _UNITS[unit]), _UNITS[unit]


def _numeric(phrase: Phrase, _: dt.date, __: bool) -> When | None:
    """2020-01-31, or 31/1/2020; of two small numbers the month is known only where the language says."""
    said = str(phrase.values.get("iso") or phrase.values["numeric"])
    first, second, third = (int(n) for n in said.replace("/", "-").replace(".", "-").split("-"))
    if max(first, third) < 1500:  # a Hijri year
        return None
    if "iso" in phrase.values:
        return dt.date(first, second, third), "day"
    if phrase.pattern.toward == "day-first" or first > 12 or first == second:
        return dt.date(third, second, first), "day"
    return (dt.date(third, first, second), "day") if second > 12 else None


def _shift(day: dt.date, unit: str, number: int) -> dt.date:
    """So many units later; of months and years the first day."""
    if unit in ("day", "week"):
        return day + dt.timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    return dt.date(months // 12, months % 12 + 1, 1)


def _first(day: dt.date, precision: Precision) -> dt.date:
    if precision == "week":
        return day - dt.timedelta(days=day.weekday())
    return day if precision == "day" else day.replace(day=1, month=1 if precision == "year" else day.month)


_MEANINGS: Mapping[str, Callable[[Phrase, dt.date, bool], When | None]] = {
    "relative day": _relative_day, "weekday": _weekday, "weekend": _weekend, "date": _date, "range": _range,
    "night": _night, "month": _month, "hijri": _hijri, "year": _year, "unit": _unit, "ago": _ago, "numeric": _numeric,
}  # fmt: skip

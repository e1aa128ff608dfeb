"""When: the day, week, month or year that a phrase of a news item names, seen from the day of the report.

A phrase that cannot be told for certain gives nothing: no date is better than a wrong one. Weeks begin on
Monday in every language, so that two reports of one event agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from extractors.datewords import Phrase, phrases
from ontology.model import EventDate, Precision

_DIRECTIONS: Mapping[str | None, int] = {"last": -1, "this": 0, "next": 1, None: 0}
_UNITS: Mapping[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}
_SOON = dt.timedelta(days=92)  # a day without a year this little ahead is meant to come

When = tuple[dt.date, Precision]


def find(text: str, lang: str) -> list[tuple[int, int]]:
    """The places of the date phrases in a sentence, in order; where two overlap, the one that says more."""
    taken: list[tuple[int, int]] = []
    for phrase in phrases(text, lang):
        if all(phrase.end <= start or end <= phrase.start for start, end in taken):
            taken.append((phrase.start, phrase.end))
    return sorted(taken)


def resolve(text: str, lang: str, reference: dt.date | None, *, ahead: bool = False) -> EventDate | None:
    """The date that the fullest date phrase of `text` names, or nothing where that is not certain.

    `reference` is the day of the report; without it only full dates are known. A bare weekday or month is in
    the past, unless the sentence speaks of what is planned (`ahead`); a day without a year is the nearest.
    A range of days gives its first day with the precision of a week, or of a month if it is longer."""
    if isinstance(reference, dt.datetime):
        reference = reference.date()
    found = phrases(text, lang)
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
        return _MEANINGS[phrase.pattern.gives](phrase, reference or dt.date.min, ahead)
    except (ValueError, OverflowError):  # 31 February, or beyond the years that there are
        return None


def _is_absolute(phrase: Phrase) -> bool:
    return "year" in phrase.values or phrase.pattern.gives == "numeric"


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
    toward = phrase.pattern.toward or ("soon" if ahead else None)
    days = {"last": -(back or 7), "next": 7 - back, "soon": (7 - back) % 7}.get(toward or "", -back)
    if toward == "this":
        days = _int(phrase, "weekday") - reference.isoweekday()
    return reference + dt.timedelta(days=days), "day"


def _date(phrase: Phrase, reference: dt.date, ahead: bool) -> When | None:
    day = _day(phrase, reference, ahead, _int(phrase, "day"))
    return (day, "day") if day and _agrees(phrase, day) else None


def _range(phrase: Phrase, reference: dt.date, ahead: bool) -> When | None:
    first = _day(phrase, reference, ahead, _int(phrase, "day"))
    length = _int(phrase, "day2") - _int(phrase, "day")
    if first is None or length <= 0:
        return None
    first.replace(day=_int(phrase, "day2"))  # 30-31 February is no range
    return first, "week" if length < 7 else "month"


def _day(phrase: Phrase, reference: dt.date, ahead: bool, day: int) -> dt.date | None:
    """The day of the month that the phrase names, or of last, this or next month where it names none."""
    if "month" not in phrase.values:
        return _shift(reference, "month", _DIRECTIONS[phrase.pattern.toward]).replace(day=day)
    month, year = _int(phrase, "month"), _year_said(phrase, reference)
    if year:
        return dt.date(year, month, day)
    years = range(reference.year - 1, reference.year + 2)
    days = [d for y in years if (d := _valid(y, month, day)) and _agrees(phrase, d)]
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


def _year(phrase: Phrase, _: dt.date, __: bool) -> When:
    return dt.date(_int(phrase, "year"), 1, 1), "year"


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
    "relative day": _relative_day, "weekday": _weekday, "date": _date, "range": _range, "month": _month,
    "year": _year, "unit": _unit, "ago": _ago, "numeric": _numeric,
}  # fmt: skip

"""The date of an event: its own date phrase, or that of what it is told with, and how far it is from that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import Apart, apart
from ontology.model import EventDate, EventMention

Read = Callable[[str], Sequence[EventMention]]
DAY = "2024-05-07"  # of the report: a Tuesday


@pytest.mark.parametrize(
    ("text", "kind", "value", "said"),
    [
        ("Police beat lawyers on Monday, two days after the president suspended the constitution.",
         "COERCE", "2024-05-04", "two days after"),
        ("Jets bombed the port on Tuesday, hours after the rebels killed a governor.",
         "ASSAULT", "2024-05-07", "Tuesday"),
        ("Kenya expelled two diplomats a day after gunmen attacked its embassy on Monday.",
         "SANCTION", "2024-05-07", "a day after"),
        ("Zambia withdrew its troops on Monday, three years after the invasion of the valley by Angola.",
         "RETREAT", "2024-05-06", "Monday"),
        ("Fiji recalled its envoy on Monday, and Tonga condemned the raid.", "ACCUSE", DAY, None),
        ("Ten miners died when soldiers stormed the pit on Wednesday.", "ASSAULT", "2024-05-01", "Wednesday"),
        ("Planes crossed the strait on Monday while an envoy was holding talks in Palau.",
         "CONSULT", "2024-05-06", "Monday"),
        ("Chile asked Peru on Monday to pull its patrols back before 20 May.", "REQUEST", "2024-05-06", "Monday"),
        ("The army shelled Taiz, the old town in the hills, on Sunday, the rebels said.",
         "ASSAULT", "2024-05-05", "Sunday"),
        ("The killing of a mayor by gunmen deepened the rift on Tuesday.", "ASSAULT", "2024-05-07", "Tuesday"),
        ("أغلقت السلطات المعبر الثلاثاء غداة مقتل جنديين في هجوم لمسلحين.", "ASSAULT", "2024-05-06", "غداة"),
        ("قصفت الطائرات الميناء الاثنين بعد يومين من إعلان الحكومة وقف إطلاق النار.",
         "ASSAULT", "2024-05-06", "الاثنين"),
        ("طلبت نيروبي من السفير مغادرة البلاد قبل العشرين من مايو.", "SANCTION", DAY, None),
        ("حل الرئيس البرلمان الأحد، فتظاهر أنصار المعارضة في العاصمة.", "PROTEST", DAY, None),
    ],
)  # fmt: skip
def test_when_it_happened(text: str, kind: str, value: str, said: str | None, event_mentions: Read) -> None:
    told = {(str(m.date.value), m.date.text) for m in event_mentions(text) if m.type == kind}
    assert (value, said) in told


@pytest.mark.parametrize(
    ("lang", "text", "unit", "days"),
    [
        ("en", "beat them two days after he had gone", "day", -2),
        ("en", "the day before the vote", "day", 1),
        ("en", "hours after the storm", "day", 0),
        ("en", "a fortnight after the fall of the town", "week", -2),
        ("ar", "استقال بعد ثلاثة أيام على الهجوم", "day", -3),
        ("ar", "قبل يوم واحد من الاقتراع", "day", 1),
        ("ar", "بعد ساعات من القصف", "day", 0),
        ("ar", "عشية القمة", "day", 1),
    ],
)
def test_how_far_two_events_are_apart(lang: str, text: str, unit: str, days: int) -> None:
    (found,) = apart(text, lang)
    assert (found.unit, found.side * found.number) == (unit, days)


@pytest.mark.parametrize(
    "text", ["more than two days after it", "about three days before the vote", "days after the vote"]
)
def test_what_is_not_exact_dates_nothing(text: str) -> None:
    assert apart(text, "en") == []


@given(st.dates(), st.integers(0, 400), st.sampled_from([1, -1]))
def test_there_and_back_is_the_same_day(day: dt.date, number: int, side: int) -> None:
    text = "so many days after"
    told = EventDate(value=day, precision="day", text="Monday")
    phrase = Apart(0, len(text), "day", number, side)
    there = phrase.of(told, 1, text)
    back = there and phrase.of(there, -1, text)
    assert there is None or (back is not None and back.value == day)


def test_what_is_known_to_the_month_tells_no_day() -> None:
    month = EventDate(value=dt.date(2024, 5, 1), precision="month", text="May")
    assert Apart(0, 4, "day", 2, -1).of(month, 1, "text") is None
    year = Apart(0, 4, "year", 2, -1).of(month, 1, "text")
    assert year is not None
    assert (year.value, year.precision) == (dt.date(2022, 1, 1), "year")

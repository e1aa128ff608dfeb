"""Date phrases: what they mean on Monday, 6 January 2020, and which are none."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractors
from extractors.dates import find, resolve

MONDAY = dt.date(2020, 1, 6)
FILES = Path(extractors.__file__).with_name("languages")

# phrase in its words | first day | precision; `-` for what must give nothing
ENGLISH = """
on Monday | 2020-01-06 | day
on Sunday | 2020-01-05 | day
Tuesday | 2019-12-31 | day
last Friday | 2020-01-03 | day
last Monday | 2019-12-30 | day
next Monday | 2020-01-13 | day
next Tuesday | 2020-01-07 | day
this Friday | 2020-01-10 | day
Monday evening | 2020-01-06 | day
late Sunday night | 2020-01-05 | day
yesterday | 2020-01-05 | day
yesterday, Sunday | 2020-01-05 | day
yesterday morning | 2020-01-05 | day
the day before yesterday | 2020-01-04 | day
today | 2020-01-06 | day
tomorrow | 2020-01-07 | day
last night | 2020-01-05 | day
earlier this week | 2020-01-06 | week
last week | 2019-12-30 | week
next week | 2020-01-13 | week
this month | 2020-01-01 | month
last month | 2019-12-01 | month
late last year | 2019-01-01 | year
last year | 2019-01-01 | year
next year | 2021-01-01 | year
two days ago | 2020-01-04 | day
10 days ago | 2019-12-27 | day
a week ago | 2019-12-30 | week
three weeks ago | 2019-12-16 | week
a month ago | 2019-12-01 | month
two years ago | 2018-01-01 | year
a fortnight ago | 2019-12-23 | week
over the past two months | 2019-11-01 | month
in the last three years | 2017-01-01 | year
the past three days | 2020-01-03 | week
in early January | 2020-01-01 | month
in March | 2019-03-01 | month
since December | 2019-12-01 | month
last May | 2019-05-01 | month
next March | 2020-03-01 | month
June last year | 2019-06-01 | month
March 2011 | 2011-03-01 | month
mid-March 2011 | 2011-03-01 | month
Sept. 2001 | 2001-09-01 | month
on 5 January 2020 | 2020-01-05 | day
January 5th, 2020 | 2020-01-05 | day
the 5th of January 2020 | 2020-01-05 | day
Saturday, Jan. 4, 2020 | 2020-01-04 | day
Saturday 4 January | 2020-01-04 | day
Jan. 3 | 2020-01-03 | day
since September 11, 2001 | 2001-09-11 | day
Since September 11 | 2019-09-11 | day
Sept. 11 | 2019-09-11 | day
December 25 | 2019-12-25 | day
20 January | 2020-01-20 | day
the first of January | 2020-01-01 | day
the 3rd of this month | 2020-01-03 | day
3-5 May | 2019-05-03 | week
between 3 and 20 May 2019 | 2019-05-03 | month
May 3-5, 2019 | 2019-05-03 | week
in 2003 | 2003-01-01 | year
by the end of 2005 | 2005-01-01 | year
2020-01-04 | 2020-01-04 | day
31/12/2019 | 2019-12-31 | day
You may go in peace | -
They march on | -
He will March | -
May said no | -
a second | -
2,000 | -
in 2,003 cases | -
yesterday, Saturday | -
Saturday, 5 January 2020 | -
31 February 2019 | -
30-31 February 2019 | -
4/1/2020 | -
Good Friday | -
The Sunday Times | -
every Friday | -
on Fridays | -
several days ago | -
two days before | -
two days later | -
the last week of the campaign | -
the 1990s | -
in the early 1990's | -
3% May | -
overnight | -
the second round | -
"""

ARABIC = """
2020-01-05 | day | أمس الأحد
2020-01-05 | day | أمس، الأحد
2020-01-05 | day | أمس
2020-01-05 | day | أَمسِ
2020-01-05 | day | بالأمس
2020-01-05 | day | مساء أمس
2020-01-05 | day | يوم أمس
2020-01-04 | day | أول أمس السبت
2020-01-04 | day | أمس الأول
2020-01-04 | day | يوم السبت
2020-01-04 | day | السبت الماضي
2019-12-30 | day | الاثنين الماضي
2020-01-06 | day | اليوم الاثنين
2020-01-06 | day | صباح اليوم
2020-01-06 | day | الإثنين
2020-01-07 | day | غداً
2020-01-07 | day | غدا الثلاثاء
2020-01-08 | day | بعد غد
2020-01-05 | day | استقبل الوزير الأحد وفدا من الحزب
2020-01-05 | day | والأحدَ
2020-01-03 | day | فجر الجمعة
2020-01-02 | day | مساء الخميس
2020-01-01 | day | الأربعاء ليلا
2020-01-13 | day | الاثنين المقبل
2020-01-07 | day | يوم الثلاثاء القادم
1990-08-02 | day | ٢ آب/أغسطس ١٩٩٠
1990-08-02 | day | 2 آب (أغسطس) 1990
2020-01-05 | day | 5 كانون الثاني 2020
2020-01-04 | day | السبت 4 كانون الثاني/يناير 2020م
2020-01-04 | day | يوم السبت الموافق 4 يناير 2020
2020-01-03 | day | 3 كانون الثاني
2020-01-03 | day | الثالث من كانون الثاني الماضي
2019-12-17 | day | الـ17 من ديسمبر الماضي
2019-10-25 | day | الخامس والعشرين من تشرين الأول
2020-01-04 | day | الرابع من الشهر الجاري
2020-01-04 | day | السبت 4 الجاري
2019-03-20 | day | 20 مارس من العام الماضي
2019-12-10 | day | 10 دجنبر 2019
2019-05-01 | day | 1 ماي 2019
2020-01-05 | day | ٢٠٢٠/١/٥
2020-01-04 | day | 4/1/2020
2019-05-03 | week | من 3 إلى 5 مايو 2019
2019-05-03 | week | بين 3 و5 أيار
2020-01-04 | day | قبل يومين
2020-01-03 | day | قبل ثلاثة أيام
2019-12-22 | day | قبل 15 يوما
2020-01-05 | day | قبل يوم واحد
2019-12-23 | week | منذ أسبوعين
2019-01-01 | year | قبل عام
2017-01-01 | year | قبل ثلاث سنوات
2019-11-01 | month | خلال الشهرين الماضيين
2019-07-01 | month | الأشهر الستة الماضية
2019-12-30 | week | الأسبوع الماضي
2020-01-06 | week | هذا الأسبوع
2020-01-13 | week | الأسبوع المقبل
2020-01-01 | month | الشهر الجاري
2019-12-01 | month | أواخر الشهر الماضي
2019-01-01 | year | العام الماضي
2019-01-01 | year | السنة الماضية
2020-01-01 | year | مطلع العام الجاري
2003-01-01 | year | عام 2003
2003-01-01 | year | منذ عام ٢٠٠٣
2003-01-01 | year | في 2003
2020-01-01 | month | في يناير 2020
2019-10-01 | month | تشرين الأول الماضي
2019-03-01 | month | في مارس
2019-03-01 | month | في آذار من العام الماضي
2011-02-01 | month | شهر شباط 2011
- | - | أمس السبت
- | - | اليوم الأحد
- | - | الأحد 4 كانون الثاني 2020
- | - | ٢ آب/تموز ١٩٩٠
- | - | 31 شباط 2019
- | - | غداة الانتخابات
- | - | أحد الجنود
- | - | الأحد عشر
- | - | صلاة الجمعة
- | - | اليوم التالي
- | - | في ذلك اليوم
- | - | الأمين العام الحالي
- | - | مارس الضغوط
- | - | آب إلى وطنه
- | - | 15 رمضان 1441
- | - | عام 1441
- | - | قبل أيام
- | - | قبل يومين من الانتخابات
- | - | بعد يومين
- | - | خمسة آلاف جندي
- | - | الدقيقة الثانية
- | - | التسعينيات
"""


def rows(table: str, phrase_first: bool) -> list[tuple[str, str, str]]:
    found = []
    for line in table.strip().splitlines():
        parts = [part.strip() for part in line.split(" | ")]
        phrase, value = (parts[0], parts[1:]) if phrase_first else (parts[-1], parts[:-1])
        found.append((phrase, value[0], value[-1]))
    return found


FRAMES = {
    "en": ("Troops left, ", ", sources said."),
    "ar": (
        "غادرت القوات، ",
        "، بحسب مصادر.",
    ),
}
CASES = [("en", *row) for row in rows(ENGLISH, True)] + [("ar", *row) for row in rows(ARABIC, False)]


def meaning(text: str, lang: str, reference: dt.date | None = MONDAY, *, ahead: bool = False) -> str | None:
    got = resolve(text, lang, reference, ahead=ahead)
    return got and f"{got.value} {got.precision}"


@pytest.mark.parametrize(("lang", "phrase", "value", "precision"), CASES)
def test_a_phrase_means_this_on_monday(lang: str, phrase: str, value: str, precision: str) -> None:
    assert meaning(phrase, lang) == (None if value == "-" else f"{value} {precision}")


@pytest.mark.parametrize(("lang", "phrase", "value", "precision"), CASES)
def test_what_is_found_alone_means_the_same_in_a_sentence(lang: str, phrase: str, value: str, precision: str) -> None:
    if value == "-":
        return
    before, after = FRAMES[lang]
    sentence = before + phrase + after
    ((start, end),) = find(sentence, lang)
    assert len(before) <= start < end <= len(before) + len(phrase)
    assert meaning(sentence[start:end], lang) == f"{value} {precision}"


@pytest.mark.parametrize(
    ("lang", "phrase", "value"),
    [
        ("en", "on Monday", None),
        ("en", "last week", None),
        ("en", "Jan. 3", None),
        ("en", "3 January 2020", "2020-01-03 day"),
        ("en", "2020-01-03", "2020-01-03 day"),
        ("en", "in 2003", "2003-01-01 year"),
        ("ar", "أمس الأحد", None),
        ("ar", "العام الماضي", None),
        ("ar", "3 كانون الثاني 2020", "2020-01-03 day"),
    ],
)
def test_without_the_day_of_the_report_only_full_dates_are_known(lang: str, phrase: str, value: str | None) -> None:
    assert meaning(phrase, lang, None) == value


@pytest.mark.parametrize(
    ("lang", "phrase", "value"),
    [
        ("en", "on Wednesday", "2020-01-08 day"),
        ("en", "on Monday", "2020-01-06 day"),
        ("en", "15 October", "2020-10-15 day"),
        ("en", "in March", "2020-03-01 month"),
        ("en", "last Wednesday", "2020-01-01 day"),
        ("ar", "الأربعاء", "2020-01-08 day"),
        ("ar", "في مارس", "2020-03-01 month"),
    ],
)
def test_what_is_planned_lies_ahead(lang: str, phrase: str, value: str) -> None:
    assert meaning(phrase, lang, ahead=True) == value


def test_all_phrases_of_a_sentence_are_found_in_order() -> None:
    text = "On Sunday, two days after the strike of 3 January, it recalled the vote of March 2011."
    assert [text[a:b] for a, b in find(text, "en")] == ["Sunday", "3 January", "March 2011"]


def test_the_words_of_a_date_are_those_of_the_text_with_their_marks() -> None:
    got = resolve("وصل الوفد يومَ الأحدِ", "ar", MONDAY)
    assert got is not None
    assert got.text == "يومَ الأحدِ"


def test_a_language_without_a_file_has_no_dates() -> None:
    assert resolve("le 5 janvier 2020", "fr", MONDAY) is None
    assert find("../en", "../en") == []


def test_every_language_has_the_same_tables() -> None:
    shapes = {}
    for path in FILES.glob("*.dates.toml"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = {pattern["gives"] for pattern in data["pattern"]}
        shapes[path.name] = (frozenset(data), frozenset(data["weekday"]), frozenset(data["month"]), kinds)
    assert len(shapes) >= 2
    assert len(set(map(str, map(sorted, (s[0] for s in shapes.values()))))) == 1
    assert all(shape[1:] == next(iter(shapes.values()))[1:] for shape in shapes.values())


WORDS = [row[0] for row in rows(ENGLISH, True)] + [row[0] for row in rows(ARABIC, False)]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join))
DAYS = st.dates()


@given(TEXTS, st.sampled_from(["ar", "en"]))
def test_spans_are_ordered_apart_and_inside_the_text(text: str, lang: str) -> None:
    spans = find(text, lang)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(TEXTS, st.sampled_from(["ar", "en"]), st.none() | DAYS, st.booleans())
def test_any_text_on_any_day_gives_the_first_day_of_its_stretch(
    text: str, lang: str, day: dt.date | None, ahead: bool
) -> None:
    got = resolve(text, lang, day, ahead=ahead)
    if got is None:
        return
    assert got.value is not None
    assert got.text
    assert got.text in text
    assert got.precision != "year" or (got.value.month, got.value.day) == (1, 1)


@given(st.sampled_from(["Monday", "Wednesday", "Sunday"]), DAYS.filter(lambda d: d.year > 1))
def test_a_bare_weekday_is_within_the_week_before_the_report(name: str, day: dt.date) -> None:
    got = resolve(name, "en", day)
    assert got is not None
    assert got.value is not None
    assert 0 <= (day - got.value).days < 7
    assert f"{got.value:%A}" == name


@given(st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 31)), DAYS)
def test_a_full_date_does_not_depend_on_the_day_of_the_report(date: dt.date, day: dt.date) -> None:
    names = f"{date.day} {date:%B} {date.year}", f"{date:%A}, {date:%B} {date.day}, {date.year}", str(date)
    assert {meaning(name, "en", day) for name in names} == {f"{date} day"}

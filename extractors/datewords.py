"""Where date phrases stand in a sentence, by the patterns and words of languages/<lang>.dates.toml.

A pattern is a row of slots, such as `part? dayword? weekday past`; what a slot may be is a list of words.
What a phrase means is told in dates.py, once for all languages."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractors.fold import fold
from ontology.errors import DataError

_FOLDER = Path(__file__).with_name("languages")
_GAP = r"[\s,\u060c()/\u2013-]{0,4}"
_BEGINS = r"(?<!\w)(?<!\d[.,/:-])"
_NUMBER_ENDS = r"(?!\w|[.,:]\d|'s|\s?%)"
_WORD_ENDS = r"(?![^\W\d_])"  # a digit may follow: Arabic writes "and 5" in one
_DIGITS = {
    "iso": r"\d{4}[-/]\d{1,2}[-/]\d{1,2}",
    "numeric": r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}",
}
_VALUED = ("weekday", "weekend", "month", "hijri", "relday", "number", "ordinal", "unit", "units", "dual")
_NUMERIC = ("day", "year", "hyear", "iso", "numeric")
_CAPITALS = ("weekday", "month", "hijri", "wd", "mon")
_NAMES = {
    "wd": "weekday", "weekend": "weekday", "mon": "month", "ordinal": "day", "units": "unit", "dual": "unit",
}  # fmt: skip
_END = ("to", "until")  # what follows one of these in a row is the end of a range

Value = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A way to say a date: `gives` is what it means, `toward`, `week` and `year` the direction: last, this, next."""

    regex: re.Pattern[str]
    gives: str
    toward: str | None
    week: str | None
    year: str | None
    units: frozenset[str]
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A date phrase at its place in the text, with the values of its words (weekday 1 is Monday).

    What the end of a range says has names of its own: `to day`, `to month`."""

    start: int
    end: int
    pattern: Pattern
    values: Mapping[str, Value]


@functools.lru_cache(maxsize=64)  # a sentence is asked for its dates, then for how far apart they are
def phrases(text: str, lang: str) -> tuple[Phrase, ...]:
    """All phrases that some pattern reads as a date, overlapping ones too: those that say most first.

    What gives "nothing" (the Sunday Times) takes away the phrases that touch it, but for those that say a year."""
    words = _words(lang)
    if words is None:
        return ()
    folded, places = _fold_with_places(text)
    found = [p for pattern in words.patterns for p in _matches(pattern, words, text, folded, places)]
    nothing = [p for p in found if p.pattern.gives == "nothing"]
    dates = (p for p in found if p not in nothing and (_says_year(p) or not any(_touch(p, n) for n in nothing)))
    return tuple(sorted(dates, key=lambda p: (-len(p.values), p.start - p.end, p.start)))


def _says_year(phrase: Phrase) -> bool:
    return "year" in phrase.values or "to year" in phrase.values


def _touch(one: Phrase, other: Phrase) -> bool:
    return one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    patterns: tuple[Pattern, ...]
    values: Mapping[str, Mapping[str, Value]]
    capital: bool


def _matches(pattern: Pattern, words: _Words, text: str, folded: str, places: list[int]) -> Iterator[Phrase]:
    for match in pattern.regex.finditer(folded):
        start, end = match.span("phrase")
        values = _values(match, words)
        if values is None or (words.capital and _lower(match, text, places)):
            continue
        if pattern.after and pattern.after.search(folded[:start][-40:]):
            continue
        if pattern.before and pattern.before.match(folded, end):
            continue
        if pattern.units and values.get("unit") not in pattern.units:
            continue
        stop = _with_marks(text, places[end - 1] + 1)
        yield Phrase(start=places[start], end=stop, pattern=pattern, values=values)


def _with_marks(text: str, end: int) -> int:
    """The end of a word with the marks on its last letter: vowels, a lengthening."""
    while end < len(text) and (unicodedata.category(text[end]) == "Mn" or text[end] == "\u0640"):
        end += 1
    return end


def _lower(match: re.Match[str], text: str, places: list[int]) -> bool:
    """Whether a name of a day or month is written small: then it is the verb to march or the modal may."""
    names = (n for n, value in match.groupdict().items() if value and _slot(n) in _CAPITALS)
    return any(text[places[match.start(name)]].islower() for name in names)


def _values(match: re.Match[str], words: _Words) -> dict[str, Value] | None:
    """What the words of a match stand for; nothing where two names of a month or a unit disagree."""
    values: dict[str, Value] = {}
    for group, said in match.groupdict().items():
        slot = _slot(group)
        if not said or slot == "phrase":
            continue
        value = _value(slot, " ".join(said.split()), words)
        name = _NAMES.get(slot, slot)
        if slot == "dual":
            values["number"] = 2
        if values.setdefault(f"to {name}" if group.startswith("to_") else name, value) != value:
            return None
    return values


def _slot(group: str) -> str:
    return group.removeprefix("to_").rstrip("2")


def _value(slot: str, said: str, words: _Words) -> Value:
    if slot in ("iso", "numeric"):
        return re.sub(r"[^\d/.-]", "", said)
    known = words.values.get(slot, {}).get(said)
    if known is not None:
        return known
    return int(re.sub(r"\D", "", said))


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place of the one it comes from."""
    folded = [(c, place) for place, char in enumerate(text) for c in _fold_char(char)]
    return "".join(c for c, _ in folded), [place for _, place in folded]


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return str(digit) if digit is not None else fold(char)


@cache
def _words(lang: str) -> _Words | None:
    """The words and patterns of a language; none where there is no file for it."""
    path = _FOLDER / f"{lang}.dates.toml"
    if not re.fullmatch("[a-z]{2,3}", lang) or not path.is_file():
        return None
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        values = {slot: _by_word(data.get(slot, {})) for slot in _VALUED}
        values["wd"] = values["weekday"] | _by_word(data["short"]["weekday"])
        values["mon"] = values["month"] | _by_word(data["short"]["month"])
        slots = _slots(values, data)
        return _Words(
            patterns=tuple(_pattern(entry, say, slots, data) for entry in data["pattern"] for say in entry["say"]),
            values=values,
            capital=data["capital"],
        )
    except (KeyError, ValueError, re.error) as error:
        raise DataError(f"{path.name}: {error}: see the other languages' files for the shape") from error


def _by_word(table: Mapping[str, list[str]]) -> dict[str, Value]:
    """Folded word → value; a value is a number or the name of a unit."""
    signed = {key: int(key) if key.lstrip("-").isdigit() else key for key in table}
    return {fold(word): signed[key] for key, words in table.items() for word in words}


def _slots(values: Mapping[str, Mapping[str, Value]], data: Mapping[str, Any]) -> dict[str, str]:
    slots = {name: _either(list(words)) for name, words in values.items()}
    for name, words in data["words"].items():
        slots[name] = _either([fold(word) for word in words], data["proclitics"])
    before, after = "|".join(data["prefixes"]), "|".join(data["suffixes"])
    year_ends = rf"(?:{'|'.join(data['year_suffixes'])})?{_NUMBER_ENDS}"
    slots["day"] = rf"(?:{before})?(?:0?[1-9]|[12]\d|3[01])(?:{after})?{_NUMBER_ENDS}"
    one = rf"(?:{slots['to']}\s?)?{slots['day']}"
    slots["days"] = rf"{one}(?:[\s,\u060c]{{1,2}}{one}){{0,4}}"  # 3, 4 and 5 May
    slots["year"] = rf"(?:1[5-9]|20|21)\d\d{year_ends}"
    slots["hyear"] = rf"1[34]\d\d(?:{'|'.join(data['hijri_suffixes'])})?{_NUMBER_ENDS}"
    slots["number"] = rf"(?:\d{{1,2}}{_NUMBER_ENDS}|{slots['number']})"
    return slots | {name: digits + year_ends for name, digits in _DIGITS.items()}


def _either(words: list[str], glued: Container[str] = ()) -> str:
    """Any of the words; one of the `glued` may have the next word written to it."""
    if not words:
        return r"(?!)"  # a slot that nothing fills
    longest_first = sorted(words, key=len, reverse=True)
    whole = (re.escape(word).replace(r"\ ", r"\s+") + _WORD_ENDS * word[-1].isalpha() for word in longest_first)
    return rf"(?:{'|'.join([*whole, *(word for word in words if word in glued)])})"


def _pattern(entry: Mapping[str, Any], say: str, slots: Mapping[str, str], data: Mapping[str, Any]) -> Pattern:
    clitics = "|".join(data["proclitics"])
    regex = rf"{_BEGINS}(?:{clitics})?(?P<phrase>{_row(say.split(), slots)})"
    after, before = (_either(_neighbours(entry.get(k, []), data)) for k in ("not_after", "not_before"))
    return Pattern(
        regex=re.compile(regex),
        gives=entry["gives"], toward=entry.get("toward"), week=entry.get("week"), year=entry.get("year"),
        units=frozenset(entry.get("units", ())),
        after=re.compile(rf"(?<!\w)(?:{clitics})?{after}\W{{1,3}}(?:{clitics})?$"),
        before=re.compile(rf"\W{{1,3}}{before}"),
    )  # fmt: skip


def _neighbours(words: list[str], data: Mapping[str, Any]) -> list[str]:
    """Folded words; `@name` stands for those of the list `name` in [words]."""
    return [fold(w) for word in words for w in (data["words"][word[1:]] if word.startswith("@") else [word])]


def _row(row: list[str], slots: Mapping[str, str]) -> str:
    """The regular expression of a pattern; a gap goes with the optional slot beside it."""
    regex, side, seen, started = "", "", set[str](), False
    for name in row:
        optional, slot = name.endswith("?"), name.rstrip("?")
        one = _filled(slot, slots)
        if slot in (*_VALUED, *_NUMERIC, "wd", "mon"):
            one = rf"(?P<{side}{slot}{'2' if side + slot in seen else ''}>{one})"
        seen.add(side + slot)
        side = "to_" if slot in _END else side
        if not optional:
            regex += (_GAP if started else "") + one
            started = True
        else:
            regex += rf"(?:{_GAP}{one})?" if started else rf"(?:{one}{_GAP})?"
    return regex


def _filled(slot: str, slots: Mapping[str, str]) -> str:
    if slot not in slots:
        raise ValueError(f"pattern: no such slot or word list: {slot}; there are {', '.join(sorted(slots))}")
    return slots[slot]

"""Reads PETRARCH-style dictionaries: actors with dated codes, agents (role nouns). What it cannot read it tells.

Actors: a primary phrase with an optional [CODE]; then lines +SYNONYM, then lines that begin with a tab:
[CODE restriction], the restriction being <date, >date or date-date, limits inclusive. Agents: PHRASE {PLURAL} [~CODE],
with sets such as !PERSON! = MAN, MEN, WOMAN. Dates are YYMMDD (00 to 30 are 20YY) or YYYYMMDD."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_COMMENT = re.compile(r"[#;].*")
_CODE = re.compile(r"\[([^\]]*)\]")
_CODES = re.compile(r"[A-Z]{3}([A-Z]{3})*|---([A-Z]{3})*")
_BRACES = re.compile(r"\{([^}]*)\}")
_SET = re.compile(r"!(\w+)!")
_OPEN = "18000101"  # stands for an open end in some files
_TWENTY_FIRST = 30


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code with the days on which it holds, both inclusive (null: open)."""

    code: str
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of a dictionary: its names as written, its codes, the line that it begins at."""

    line: int
    names: tuple[str, ...]
    codes: tuple[DatedCode, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """A role noun with its plural forms; `code` follows the actor's code."""

    line: int
    words: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be used, and why; `used` where it is irregular but can mean one thing only."""

    line: int
    reason: str
    used: bool = False


@dataclass(slots=True)
class _Open:
    line: int
    names: list[str]
    codes: list[DatedCode] = field(default_factory=list)


def is_agents(text: str) -> bool:
    """Whether a dictionary is one of agents: most of its codes have a ~."""
    codes = _CODE.findall("\n".join(_COMMENT.sub("", line) for line in text.splitlines()))
    return sum("~" in code for code in codes) * 2 > len(codes)


def actors(text: str) -> Iterator[Entry | Refused]:
    """The entries of an actor dictionary in order, with the lines that cannot be used."""
    entry: _Open | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = _COMMENT.sub("", raw).rstrip()
        if not line.strip():
            continue
        restricted = line[0] in "\t " and line.lstrip().startswith("[")
        if restricted or line.lstrip().startswith("+"):
            if entry is None:
                yield Refused(number, "stands before any actor")
            elif restricted:
                yield from _add(entry, line.strip(), number)
            else:
                entry.names.append(_name(_CODE.sub("", line.strip()[1:])))
            continue
        if entry is not None:
            yield from _closed(entry)
        entry = _Open(number, [_name(_CODE.sub("", line))])
        for code in _CODE.findall(line):
            yield from _add(entry, f"[{code}]", number)
    if entry is not None:
        yield from _closed(entry)


def _add(entry: _Open, text: str, number: int) -> Iterator[Refused]:
    """Adds a code to the entry; tells where it cannot, or where the line is irregular."""
    found = _dated(text, number)
    if isinstance(found, Refused):
        yield found
        return
    entry.codes.append(found)
    if re.search(r"[<>]\s", text):
        yield Refused(number, f"{text}: a blank behind the sign; read as if there were none", used=True)


def _closed(entry: _Open) -> Iterator[Entry | Refused]:
    names = tuple(dict.fromkeys(n for n in entry.names if n))
    if not names:
        yield Refused(entry.line, "no name")
    elif not entry.codes:
        yield Refused(entry.line, f"{names[0]}: no code, so no actor")
    else:
        yield Entry(entry.line, names, tuple(entry.codes))


def agents(text: str) -> Iterator[Agent | Refused]:
    """The role nouns of an agent dictionary in order, sets put in and plurals made."""
    sets: dict[str, tuple[str, ...]] = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = _COMMENT.sub("", raw).strip()
        if not line:
            continue
        if line.startswith("!") and "=" in line:
            head, _, members = line.partition("=")
            sets[head.strip().strip("!").upper()] = tuple(m.strip() for m in members.split(",") if m.strip())
            continue
        yield _agent(line, number, sets)


def _agent(line: str, number: int, sets: dict[str, tuple[str, ...]]) -> Agent | Refused:
    code = _CODE.search(line)
    if code is None:
        return Refused(number, "no code in brackets")
    told = code.group(1).strip().upper()
    if told.endswith("~"):
        return Refused(number, f"[{told}]: a code that stands before the actor's; role nouns of ours only follow it")
    if not told.startswith("~") or not _CODES.fullmatch(told[1:]):
        return Refused(number, f"[{told}]: not ~ and role codes of three letters")
    phrase = line[: code.start()]
    plural = _BRACES.search(phrase)
    single = _BRACES.sub("", phrase).strip()
    unknown = [name for name in _SET.findall(single) if name.upper() not in sets]
    if unknown:
        return Refused(number, f"!{unknown[0]}! is not defined above")
    in_set = _SET.search(single)
    if in_set:
        members = sets[in_set.group(1).upper()]
        words = [single.replace(in_set.group(0), member) for member in members]
    else:
        words = [single, *(_plurals(single) if plural is None else [plural.group(1)])]
    return Agent(number, tuple(dict.fromkeys(n for w in words if (n := _name(w)))), told[1:])


def _plurals(single: str) -> list[str]:
    if single.endswith("_"):
        return []
    if single.endswith("Y"):
        return [single[:-1] + "IES"]
    return [single + ("ES" if single.endswith("SS") else "S")]


def _name(text: str) -> str:
    return " ".join(text.replace("_", " ").split())


def _dated(text: str, number: int) -> DatedCode | Refused:
    """[CODE], [CODE <date], [CODE >date] or [CODE date-date]; anything else is told, never guessed."""
    found = re.fullmatch(r"\[\s*([A-Za-z-]+)\s*(.*?)\s*\]", text)
    if found is None:
        return Refused(number, f"{text}: not a code in brackets")
    code, restriction = found.group(1).upper(), found.group(2)
    if not _CODES.fullmatch(code):
        return Refused(number, f"[{code}]: not codes of three letters")
    if not restriction:
        return DatedCode(code)
    sign = re.fullmatch(r"([<>])\s*(\d+)", restriction)
    between = re.fullmatch(r"(\d+)\s*-\s*(\d+)", restriction)
    try:
        if sign:
            day = _day(sign.group(2))
            return DatedCode(code, since=day) if sign.group(1) == ">" else DatedCode(code, until=day)
        if between:
            since = _day(between.group(1))
            until = None if between.group(2) == _OPEN else _day(between.group(2))
            if until and until < since:
                return Refused(number, f"{text}: ends before it begins")
            return DatedCode(code, since, until)
    except ValueError as error:
        return Refused(number, f"{text}: {error}")
    return Refused(number, f"{text}: the restriction is none of <date, >date and date-date")


def _day(digits: str) -> dt.date:
    if len(digits) == 6:
        year = int(digits[:2])
        digits = f"{2000 + year if year <= _TWENTY_FIRST else 1900 + year}{digits[2:]}"
    if len(digits) != 8:
        raise ValueError(f"{digits!r} is no date of 6 or 8 digits")
    return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))

"""What the parameters of the canned questions mean (parameters.toml), and whether a value can be one."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ontology.errors import DataError, UsageError

PATH = Path(__file__).parent / "parameters.toml"
Meaning = Literal["day", "number", "language", "names", "type", "actor", "event", "text"]
NAMES = ("en", "ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What values of a parameter are; `widens` is a number that takes in everything."""

    name: str
    meaning: Meaning
    least: float | None = None
    widens: int | None = None

    def check(self, value: object) -> None:
        """UsageError where no value of this kind can look like that; an empty one means any."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            if self.least is not None and value < self.least:
                raise UsageError(f"{self.name}={value:g}: give a number from {self.least:g}")
        elif isinstance(value, str) and value and self.meaning in _CHECKS:
            _CHECKS[self.meaning](self.name, value)


@functools.cache
def load() -> Mapping[str, Parameter]:
    """All parameters, by name."""
    rows = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return {name: _parameter(name, row) for name, row in rows.items()}


def near(wanted: str, known: Iterable[str]) -> str:
    """What may have been meant, as a half sentence; empty where nothing is near."""
    close = difflib.get_close_matches(wanted, list(known), 3)
    return f"did you mean {' or '.join(close)}? " if close else ""


def _parameter(name: str, row: Mapping[str, object]) -> Parameter:
    least, widens = row.get("least"), row.get("widens")
    meaning = next((known for known in get_args(Meaning) if known == row.get("is")), None)
    if meaning is None or set(row) - {"is", "least", "widens"}:
        raise DataError(f"queries/{PATH.name}: [{name}]: write is = one of {', '.join(get_args(Meaning))}")
    return Parameter(
        name=name, meaning=meaning,
        least=least if isinstance(least, int | float) else None, widens=widens if isinstance(widens, int) else None,
    )  # fmt: skip


def _day(name: str, value: str) -> None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            dt.date.fromisoformat(value)
            return
    except ValueError as error:
        raise UsageError(f"{name}={value!r}: there is no such day ({error}); write one as 2024-01-31") from None
    raise UsageError(f"{name}={value!r}: write a day as 2024-01-31, or leave it empty")


def _language(name: str, value: str) -> None:
    if not re.fullmatch("[a-z]{2,3}", value):
        raise UsageError(f"{name}={value!r}: write a language code such as en or ar, or leave it empty")


def _names(name: str, value: str) -> None:
    if value not in NAMES:
        raise UsageError(f"{name}={value!r}: names are shown in {' or '.join(NAMES)}")


def _type(name: str, value: str) -> None:
    from ontology import events

    types = events.load().types
    if value not in types:
        raise UsageError(
            f"{name}={value!r}: no such event type; {near(value.upper(), types)}There are {', '.join(types)}"
        )


_CHECKS = {"day": _day, "language": _language, "names": _names, "type": _type}

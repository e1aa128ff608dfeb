"""Labelled sentences to measure with: the project's own case files (TOML) and JSON lines of coded sentences.

A case file has `[[case]]` tables with id, published, why, text and `[[case.event]]`: type, also (types as good),
trigger, factuality, date, precision, place, attribution, theme and `source` and `target` tables with text, code, actor.
A JSON line has {"id", "lang", "date", "text", "gold": [{"source", "target", "plover", "source_text", "target_text"}],
"complete", "detect": {TYPE: whether there is one} or null}; it says nothing of factuality, date or place, so these are
not scored on it."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import DataError, UsageError

_NULL = ("", "---")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """Who takes part: words of the text, a CAMEO-style code and a gazetteer id, each None where not stated."""

    text: str | None
    code: str | None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One event that the text tells; `types` are all that are right, the first the best."""

    types: tuple[str, ...]
    sources: tuple[GoldActor, ...] = ()
    targets: tuple[GoldActor, ...] = ()
    factuality: str | None = None
    date: dt.date | None = None
    place: str | None = None
    dated: bool = False  # whether the labels say something of day and place at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text with all its events, or with some of them (`complete` false)."""

    id: str
    lang: str
    text: str
    published: dt.date | None
    events: tuple[GoldEvent, ...]
    complete: bool = True
    detect: Mapping[str, bool] | None = None  # only whether there is an event of a type


def read(path: Path) -> list[Case]:
    """The cases of a file, or of all files of labelled texts of a folder.

    UsageError: there is none. DataError: a case cannot be used; it names file and case."""
    if path.is_dir():
        return [case for file in files(path) if subject(file) == "texts" for case in read(file)]
    text = text_of(path)
    reader = _toml if path.suffix == ".toml" else _lines
    found = list(reader(text, path))
    if not found:
        raise UsageError(f"{path}: no cases in it")
    return found


def files(path: Path) -> list[Path]:
    """The file itself, or the case files of a folder."""
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def subject(path: Path) -> str:
    """What a case file labels, by how its name begins: "actors" (kg.strings), "pairs" (kg.pairs), else "texts"."""
    first = path.name.partition(".")[0]
    return first if first in ("actors", "pairs") else "texts"


def text_of(path: Path) -> str:
    """A case file's text; UsageError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a case file or a folder of them") from None


def _toml(text: str, path: Path) -> Iterator[Case]:
    lang = path.name.split(".")[0]
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}") from None
    dated = table.get("dated", True)  # false where the labels leave out when and where
    for row in table.get("case", []):
        where = f"{path.name}: case {row.get('id', '?')}"
        try:
            events = tuple(_event(e, row["text"], where, dated) for e in row.get("event", []))
            yield Case(id=row["id"], lang=lang, text=row["text"], published=row.get("published"), events=events)
        except KeyError as error:
            raise DataError(f"{where}: no key {error}; a case has id, text and, for each event, type") from None


def _event(row: Mapping[str, Any], text: str, where: str, dated: bool) -> GoldEvent:
    for words in [
        row.get("trigger"),
        row.get("place"),
        *(a["text"] for k in ("source", "target") for a in row.get(k, [])),
    ]:
        if words and words not in text:
            raise DataError(f"{where}: {words!r} does not stand in its text")
    return GoldEvent(
        types=(row["type"], *row.get("also", [])), sources=_actors(row.get("source", [])),
        targets=_actors(row.get("target", [])), factuality=row.get("factuality", "actual"), date=row.get("date"),
        place=row.get("place"), dated=dated,
    )  # fmt: skip


def _actors(rows: list[Mapping[str, Any]]) -> tuple[GoldActor, ...]:
    return tuple(GoldActor(text=r.get("text"), code=r.get("code") or None, actor=r.get("actor")) for r in rows)


def _lines(text: str, path: Path) -> Iterator[Case]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield Case(
                id=row["id"], lang=row["lang"], text=row["text"], complete=row.get("complete", True),
                published=dt.date.fromisoformat(row["date"]) if row.get("date") else None,
                events=tuple(_coded(e) for e in row["gold"]), detect=row.get("detect"),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path.name}:{number}: not a coded sentence ({error!r})") from None


def _coded(row: Mapping[str, Any]) -> GoldEvent:
    def side(text: str | None, code: str | None) -> tuple[GoldActor, ...]:
        known = code if code not in _NULL else None
        return (GoldActor(text=text, code=known),) if text or known else ()

    types = tuple(t for t in (row.get("plover"), *(row.get("plover_alt") or [])) if t)
    return GoldEvent(
        types=types, sources=side(row.get("source_text"), row.get("source")),
        targets=side(row.get("target_text"), row.get("target")),
    )  # fmt: skip

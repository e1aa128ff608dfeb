"""Rows as text: tables that keep right-to-left cells in their column, and CSV cells that no spreadsheet executes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ontology.csvfile import FORMULA

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FORMULA = re.compile(FORMULA)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f]")
_ISOLATE, _END = (
    "\u2068",
    "\u2069",
)  # first strong isolate: a cell of Arabic does not turn its neighbours round
_NARROW = 16  # ids, dates and types stay whole


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], *, width: int | None = None) -> str:
    """A table of plain text; long cells are cut where a terminal of `width` would wrap them."""
    cells = [[_cell(x) for x in row] for row in rows]
    widths = [max([_columns(h), *(_columns(r[i]) for r in cells)]) for i, h in enumerate(columns)]
    while width and sum(widths) + 2 * len(widths) > width and max(widths) > _NARROW:
        widths[widths.index(max(widths))] -= 1
    lines = [
        _line(columns, widths),
        _line(["-" * w for w in widths], widths),
        *(_line(r, widths) for r in cells),
    ]
    return "\n".join(lines)


def scores(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[tuple[list[str], list[list[object]]]]:
    """Tables of an evaluation: levels and shares a language, then types; with what changed since `before`."""
    for subject in ("pairs", "actors"):
        if subject in now:
            yield _flat(subject, now[subject], (before or {}).get(subject, {}))
    for lang, figures in now.items():
        if lang in ("pairs", "actors"):
            continue
        old = (before or {}).get(lang, {})
        rows: list[list[object]] = []
        for level, x in figures["levels"].items():
            then = old.get("levels", {}).get(level, {}).get("F1")
            rows.append([level, *(f"{x[k]:.3f}" for k in ("P", "R", "F1")), _change(x["F1"], then)])
        for share, x in figures["shares"].items():
            rows.append([share, "", "", f"{x:.3f}", _change(x, old.get("shares", {}).get(share))])
        false = figures["false_events_per_100"]
        rows.append(["false events per 100", "", "", f"{false:.1f}", _change(false, old.get("false_events_per_100"))])
        yield [f"{lang} ({figures['texts']} texts)", "P", "R", "F1 or share", "change"], rows
        types = [[t, *(f"{x['type'][k]:.3f}" for k in ("P", "R", "F1"))] for t, x in figures["types"].items() if x]
        yield [f"{lang} by type", "P", "R", "F1"], types


def _flat(subject: str, now: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[list[str], list[list[object]]]:
    """One table of plain figures, a row for each group."""
    names = [k for k, v in next(iter(now.values())).items() if isinstance(v, int | float)]
    rows: list[list[object]] = []
    for group, figures in now.items():
        shown = [f"{figures[k]:.3f}" if isinstance(figures[k], float) else figures[k] for k in names]
        then = before.get(group, {}).get(names[-1])
        rows.append([group, *shown, _change(figures[names[-1]], then)])
    return [subject, *names, "change"], rows


def _change(now: float, then: float | None) -> str:
    return "" if then is None else f"{now - then:+.3f}"


def harmless(cell: object) -> object:
    """A CSV cell that begins like a formula gets an apostrophe, and nothing in it turns its neighbours the other way;
    numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    straight = _TURNS.sub("", cell)
    return "'" + straight if _FORMULA.match(straight) else straight


def clean(text: str) -> str:
    """Text without control and direction characters, on one line: what a terminal may be sent."""
    return _UNSEEN.sub("", " ".join(text.split()))


def in_order(made: str) -> str:
    """JSON text with the signs that turn text round as escapes: the same value, shown in its order by a terminal."""
    return _TURNS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", made)


def in_place(text: str) -> str:
    """Text of many lines for a terminal, every character in its place: those that control the terminal are shown as
    \ufffd, those that turn text round become a blank without width."""
    return _TURNS.sub("\u200b", _CONTROLS.sub("\ufffd", text))


def _cell(value: object) -> str:
    return "" if value is None else clean(str(value))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_fit(c, w) for c, w in zip(cells, widths, strict=True)).rstrip()


def _fit(cell: str, width: int) -> str:
    shown = cell
    while _columns(shown) > width:
        shown = shown[: -2 if shown.endswith("…") else -1].rstrip() + "…"
    pad = " " * (width - _columns(shown))
    return (f"{_ISOLATE}{shown}{_END}" if _RTL.search(shown) else shown) + pad


def _columns(text: str) -> int:
    """Terminal columns: marks take none, East Asian wide characters two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

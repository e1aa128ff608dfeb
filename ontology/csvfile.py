"""Rows of a knowledge file in CSV: each knows where it stands, so that a fault can be found in an editor.

A cell that a spreadsheet would take for a formula may have an apostrophe in front, which is no part of it."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import DataError

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
FORMULA = (
    r"(?:[\t\r\n]|[\s\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
    r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62-\ufe63\ufe66\ufe6b])"
)
"""How a cell begins that a spreadsheet takes for a formula: it looks past blanks and signs that are not seen, and takes
full-width signs for plain ones."""
_GUARDED, _GUARDABLE = (re.compile(start + FORMULA) for start in ("'+", "'*"))


def guarded(cell: str) -> str:
    """A cell of a CSV file that is read again (see `unguarded`): no spreadsheet takes it for a formula."""
    return "'" + cell if _GUARDABLE.match(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a file, named with its folder; `row["column"]` is the cell, "" where it is empty."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def where(self) -> str:
        """How a message names this line."""
        return f"{self.file}: line {self.line}"

    def fault(self, message: str) -> DataError:
        """The error that says what is wrong with this line."""
        return DataError(f"{self.where}: {message}")

    def one_of(self, column: str, allowed: Sequence[str]) -> str:
        """The cell, which must be one of a closed list of words."""
        if self[column] not in allowed:
            raise self.fault(f"{column} is {self[column]!r}; possible: {', '.join(allowed)}")
        return self[column]

    def slug(self, column: str) -> str:
        """The cell, which must be a readable id."""
        if not _SLUG.fullmatch(self[column]):
            raise self.fault(f"{column} is {self[column]!r}; write small letters, digits and single hyphens")
        return self[column]

    def day(self, column: str) -> dt.date | None:
        """The cell as a day: 2014-06-08; 2014-06 or 2014 mean their first day, in `until` their last."""
        text = self[column]
        if not text:
            return None
        found = _DATE.fullmatch(text)
        try:
            if not found:
                raise ValueError
            year, month, day = (int(part) if part else None for part in found.groups())
            return _day(year or 0, month, day, last=column == "until")
        except ValueError:
            raise self.fault(
                f"{column} is {text!r}; write a date like 2014-06-08, 2014-06 or 2014, or leave it empty"
            ) from None


def _day(year: int, month: int | None, day: int | None, *, last: bool) -> dt.date:
    month = month or (12 if last else 1)
    if day is None:
        day = calendar.monthrange(year, month)[1] if last else 1
    return dt.date(year, month, day)


def rows(path: Path, columns: Sequence[str], folder: str = "ontology") -> Iterator[Row]:
    """Each line below the header, which must name just these columns; empty lines are passed over. `folder` is how
    messages name the place of the file."""
    name = f"{folder}/{path.name}"
    try:
        # "utf-8-sig": spreadsheets write a byte order mark
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = next(reader, [])
            if header != list(columns):
                raise DataError(f"{name}: line 1: the header must be {','.join(columns)}")
            for cells in reader:
                if cells:
                    yield _row(name, reader.line_num, columns, cells)
    except FileNotFoundError:
        raise DataError(f"{name}: the file is missing; restore it or reinstall") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{name}: not a CSV file in UTF-8: {error}") from None


def _row(name: str, line: int, columns: Sequence[str], cells: list[str]) -> Row:
    cells = [unguarded(cell) for cell in cells]
    row = Row(file=name, line=line, cells=dict(zip(columns, cells, strict=False)))
    if len(cells) != len(columns):
        raise row.fault(f"{len(cells)} cells, but the header has {len(columns)}: {','.join(columns)}")
    for column, cell in zip(columns, cells, strict=True):
        if cell != cell.strip():
            raise row.fault(f"{column} has a blank at its beginning or end: {cell!r}")
    return row

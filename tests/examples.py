"""The example answers in the questions' headers: `python tests/examples.py` writes them anew from the stories."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import stories

import queries
from kg.ask import after
from kg.stores import Rows, open_store
from queries.load import FOLDER

ROWS, WIDE = 4, 34


def of(name: str) -> str:
    """The first rows of a question's answer with its defaults, cells cut, as a table of plain text."""
    with open_store("memory:", home=Path()) as store:
        store.write(stories.graph())
        query = queries.load(name, "sparql")
        return shown(after(query.step, store.query(query.text, query.values({}))))


def shown(answer: Rows) -> str:
    """Columns that no row fills are left out; a row with Arabic shows it in the last cell only, cut like the others."""
    cells = [[_cell(cell) for cell in row] for row in answer.rows[:ROWS]]
    kept = [at for at in range(len(answer.columns)) if any(row[at] for row in cells)] or [0]
    table = [[answer.columns[at] for at in kept], *([row[at] for at in kept] for row in cells)]
    widths = [max(len(row[at]) for row in table) for at in range(len(kept))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    more = len(answer.rows) - len(cells)
    return "\n".join([*lines, *([f"({more} more)"] if more > 0 else []), *([] if cells else ["(no rows)"])])


def _cell(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    arabic = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    text = "(Arabic)" if arabic else text.replace("'''", '"')
    return text if len(text) <= WIDE else text[: WIDE - 1] + "…"


def write(name: str) -> None:
    """Puts the example into both files of a question."""
    lines = ["example = '''", *of(name).splitlines(), "'''"]
    for path, mark in ((FOLDER / f"{name}.rq", "#+"), (FOLDER / f"{name}.cypher", "//+")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(rf"(?ms)^{re.escape(mark)} example = '''\n.*?^{re.escape(mark)} '''\n", "", text)
        block = "".join(f"{mark} {line}".rstrip() + "\n" for line in lines)
        at = text.index(f"{mark} [params]") if f"{mark} [params]" in text else text.index("\n", text.rindex(mark)) + 1
        path.write_text(text[:at] + block + text[at:], encoding="utf-8")


if __name__ == "__main__":
    for question in queries.names():
        write(question)

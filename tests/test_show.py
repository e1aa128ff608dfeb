"""Tables and CSV cells: readable in a terminal, harmless in a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.show import clean, harmless, table


def test_a_table_has_one_line_a_row_under_its_head() -> None:
    assert table(["a", "b"], [[1, None], ["x", "yy"]]).splitlines() == ["a  b", "-  --", "1", "x  yy"]


def test_an_arabic_cell_is_isolated_so_that_its_neighbours_stay_in_place() -> None:
    line = table(["who", "n"], [["مجلس النواب", 3]]).splitlines()[2]
    assert line == "\u2068مجلس النواب\u2069  3"


def test_a_table_fits_the_terminal() -> None:
    text = table(["id", "quote"], [["e1", "word " * 60]], width=40)
    assert max(map(len, text.splitlines())) <= 40
    assert "…" in text


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@x", "\tx", "  =1", "\u00a0=1", "\u202e=1", "\r=1", "\nx", "\uff1d1", " \uff201"]
)
def test_a_formula_is_disarmed(cell: str) -> None:
    assert harmless(cell) == "'" + cell


def test_numbers_and_words_stay_as_they_are() -> None:
    assert [harmless(x) for x in (-1, 2.5, None, "a=b")] == [-1, 2.5, None, "a=b"]


@given(st.text())
def test_nothing_that_moves_the_cursor_or_turns_the_line_is_printed(text: str) -> None:
    assert not set(clean(text)) & set("\u202e\u202a\u2066\u200f\x1b\r\n\x00")

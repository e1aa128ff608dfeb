"""Tables and CSV cells: readable in a terminal, harmless in a spreadsheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli import app
from kg.show import clean, harmless, in_order, in_place, table
from ontology.csvfile import guarded, unguarded


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
    "cell", ["=1+1", "+1", "-1", "@x", "\tx", "  =1", "\u00a0=1", "\u200f=1", "\r=1", "\nx", "\uff1d1", " \uff201"]
)
def test_a_formula_is_disarmed(cell: str) -> None:
    assert harmless(cell) == "'" + cell


def test_numbers_and_words_stay_as_they_are() -> None:
    assert [harmless(x) for x in (-1, 2.5, None, "a=b")] == [-1, 2.5, None, "a=b"]


@given(st.text())
def test_nothing_that_moves_the_cursor_or_turns_the_line_is_printed(text: str) -> None:
    assert not set(clean(text)) & set("\u202e\u202a\u2066\u200f\x1b\r\n\x00")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("\u202e=1", "'=1"),
        ("a \u202etxt.exe", "a txt.exe"),
        ("\u2067مصر\u2069 و\u202bتركيا\u202c", "مصر وتركيا"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a letter's shape, no direction
    ],
)
def test_nothing_in_a_cell_turns_its_neighbours_round(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


@given(st.text(alphabet="'=+-@ a\t\u200f\uff1d"))
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert harmless(guarded(text)) == guarded(text)


@given(st.text())
def test_a_text_for_a_terminal_keeps_every_character_in_its_place(text: str) -> None:
    shown = in_place(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\u202e\u202a\u2066\x1b\r\x00\x9b")
    assert [c for c in shown if c in "\n\t"] == [c for c in text if c in "\n\t"]


@given(st.text())
def test_json_for_a_terminal_is_the_same_value_and_turns_nothing_round(text: str) -> None:
    shown = in_order(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(shown) == {"text": text}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("command", [["parse"], ["parse", "--json"], ["extract"]])
def test_what_was_read_turns_no_terminal_round(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": "Iran condemned Iraq \u202eon Monday.", "lang": "en"}))
    done = CliRunner().invoke(app, [*command, str(file)], catch_exceptions=False)
    assert "Iran" in done.stdout
    assert "\u202e" not in done.stdout

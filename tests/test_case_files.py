"""The gold files for actors and pairs hold what they promise: enough, in both languages, well-formed, never twice."""

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ontology import gazetteer

CASES = Path(__file__).parent / "cases"
ACTOR_FILES = {"actors.dev.toml": 330, "actors.held.toml": 90}
PAIR_FILES = {
    "pairs.dev.toml": 170, "pairs.held.toml": 60, "pairs.more.toml": 45, "pairs.more.held.toml": 44,
}  # fmt: skip
CODE = re.compile(r"(([A-Z]{3})|---)([A-Z]{3,})?")
TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
ARABIC = re.compile("[\u0621-\u064a]")


def rows(file: str, table: str) -> list[Mapping[str, Any]]:
    """The tables of one case file, which holds no others."""
    read = tomllib.loads((CASES / file).read_text(encoding="utf-8"))
    assert set(read) == {table}, file
    found: list[Mapping[str, Any]] = read[table]
    return found


def reports(file: str) -> Iterator[Mapping[str, str]]:
    for pair in rows(file, "pair"):
        yield from (pair["a"], pair["b"])


@pytest.mark.parametrize(("file", "floor"), ACTOR_FILES.items())
def test_there_are_enough_actor_strings_in_both_languages(file: str, floor: int) -> None:
    langs = Counter(row["lang"] for row in rows(file, "actor"))
    assert set(langs) == {"ar", "en"}
    assert langs.total() >= floor
    assert min(langs.values()) >= 0.45 * langs.total()


@pytest.mark.parametrize(("file", "floor"), PAIR_FILES.items())
def test_there_are_enough_pairs_of_each_mixture_of_languages(file: str, floor: int) -> None:
    mixtures = Counter("-".join(sorted((pair["a"]["lang"], pair["b"]["lang"]))) for pair in rows(file, "pair"))
    assert set(mixtures) == {"ar-ar", "ar-en", "en-en"}
    assert mixtures.total() >= floor
    assert min(mixtures.values()) >= 0.3 * mixtures.total()


@pytest.mark.parametrize("file", PAIR_FILES)
def test_about_half_of_the_pairs_are_negatives_in_each_mixture(file: str) -> None:
    for mixture in ({"ar"}, {"en"}, {"ar", "en"}):
        same = [pair["same"] for pair in rows(file, "pair") if {pair["a"]["lang"], pair["b"]["lang"]} == mixture]
        assert 0.4 <= sum(same) / len(same) <= 0.6, mixture


@pytest.mark.parametrize("file", PAIR_FILES)
def test_every_event_type_occurs(file: str) -> None:
    assert {pair["type"] for pair in rows(file, "pair")} == TYPES


@pytest.mark.parametrize("file", ACTOR_FILES)
def test_actor_rows_are_well_formed(file: str) -> None:
    for row in rows(file, "actor"):
        assert set(row) <= {"lang", "date", "id", "code", "unknown", "text", "context"}, row
        assert dt.date(2000, 1, 1) <= dt.date.fromisoformat(row["date"]) <= dt.date(2026, 12, 31), row
        assert bool(ARABIC.search(row["text"])) == (row["lang"] == "ar"), row
        assert row["text"].lower() in row.get("context", row["text"]).lower(), row
        if row.get("unknown"):
            assert row["code"] == "", row
            assert "id" not in row, row
        else:
            assert CODE.fullmatch(row["code"]), row


@pytest.mark.parametrize("file", PAIR_FILES)
def test_pair_rows_are_well_formed(file: str) -> None:
    for pair in rows(file, "pair"):
        assert set(pair) == {"same", "kind", "type", "a", "b"}, pair
        assert pair["a"]["text"] != pair["b"]["text"], pair
        assert pair["a"]["publisher"] != pair["b"]["publisher"], pair
    for report in reports(file):
        assert set(report) == {"lang", "published", "publisher", "text"}, report
        assert dt.date(2000, 1, 1) <= dt.date.fromisoformat(report["published"]) <= dt.date(2026, 12, 31), report
        assert bool(ARABIC.search(report["text"])) == (report["lang"] == "ar"), report


@pytest.mark.parametrize("file", ACTOR_FILES)
def test_ids_are_in_the_gazetteer_and_of_the_country_that_the_code_names(file: str) -> None:
    known = gazetteer.load()
    heads = set(known.states) | {"---", "IGO", "UNO", "EUR", "NGO", "IMG", "ISM", "MNC"}
    for row in rows(file, "actor"):
        assert row["code"][:3] in heads | {""}, row
        if "id" in row:
            assert known.actor(row["id"]), row
            assert known.code_on(row["id"], dt.date.fromisoformat(row["date"])) == row["code"], row


@pytest.mark.parametrize("file", ACTOR_FILES)
def test_no_actor_string_stands_twice_for_the_same_day_and_context(file: str) -> None:
    keys = Counter((row["text"], row["date"], row.get("context")) for row in rows(file, "actor"))
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_text_occurs_in_two_files() -> None:
    files = {
        **{file: {row["text"] for row in rows(file, "actor")} for file in ACTOR_FILES},
        **{file: {report["text"] for report in reports(file)} for file in PAIR_FILES},
    }
    seen = Counter(text for texts in files.values() for text in texts)
    assert [text for text, times in seen.items() if times > 1] == []

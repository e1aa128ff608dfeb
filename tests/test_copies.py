"""Copies of one text, and sources that depend on each other."""

from __future__ import annotations

import pytest

from kg.copies import agencies, copies, fingerprint, independent
from ontology.errors import DataError
from ontology.model import Article

WIRE = (
    "MOSUL (Reuters) - Soldiers found two weapons stores in a valley west of the city on Tuesday, the army said, "
    "the third such find in a month in a region that was long held by Islamic State."
)
ARABIC = "عثر جنود على مخزنين للأسلحة في واد غربي المدينة يوم الثلاثاء، حسبما أعلن الجيش."


def article(id_: str, text: str = "", publisher: str | None = None) -> Article:
    return Article(id=id_, text=text or f"text of its own, number {id_}", lang="en", publisher=publisher)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (WIRE, WIRE.upper() + "\n", True),
        (WIRE, WIRE.replace("a month", "one month") + " (Editing by nobody)", True),
        (WIRE, "Soldiers killed two men in a valley east of the town on Friday, a doctor said.", False),
        (ARABIC, ARABIC.replace("أعلن", "اعلن").replace("،", " "), True),
        (ARABIC, WIRE, False),
        ("", "", True),
        ("a", "b", False),
    ],
)
def test_near_identical_texts_are_copies(one: str, other: str, same: bool) -> None:
    found = copies({"b": fingerprint(other), "a": fingerprint(one)})
    assert found == ({"a": "a", "b": "a"} if same else {"a": "a", "b": "b"})


def test_a_chain_of_copies_has_one_first() -> None:
    texts = [WIRE, WIRE.replace("Tuesday", "Wednesday"), WIRE.replace("Tuesday", "Wednesday").replace("two", "three")]
    prints = {f"{i}": fingerprint(t) for i, t in enumerate(texts)}
    assert set(copies(prints).values()) == {"0"}
    assert copies(dict(reversed(prints.items()))) == copies(prints)


def test_a_fingerprint_of_another_length_is_named() -> None:
    with pytest.raises(DataError, match=r"article b: its fingerprint has 256 bytes, not 512 \(128 permutations\)"):
        copies({"a": fingerprint(WIRE), "b": fingerprint(WIRE)[:256]})


def test_what_one_publisher_or_agency_says_is_one_source() -> None:
    given = [
        article("a", publisher="Reuters"),
        article("b", "BAGHDAD (Reuters) - Something.", "The Daily"),
        article("c", "قال مسؤول (رويترز) شيئا", "الصباح"),
        article("d", publisher="AFP"),
        article("e", publisher="فرانس برس"),
        article("f"),
        article("g"),
        article("h", publisher="The Daily"),
    ]
    assert independent(given, {}) == [["a", "b", "c", "h"], ["d", "e"], ["f"], ["g"]]
    assert independent(given, {"f": "f", "g": "f"})[-1] == ["f", "g"]


def test_an_agency_goes_by_one_name_only() -> None:
    assert agencies()["reuters"] == "reuters"
    assert len(set(agencies().values())) >= 15

"""The measure itself: what counts as right, and what a case file may hold."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.cases import GoldActor, GoldEvent, read
from kg.evaluate import assign, evaluate
from ontology.errors import DataError, UsageError
from ontology.model import EventMention, Span

CASE = """
[[case]]
id = "x-1"
published = 2020-01-06
why = "plain"
text = "NATO suspended its training mission in Iraq on Saturday."

[[case.event]]
type = "SANCTION"
trigger = "suspended"
factuality = "actual"
date = 2020-01-04
place = "Iraq"
[[case.event.source]]
text = "NATO"
code = "IGONAT"

[[case]]
id = "x-2"
why = "no event"
text = "The river rose after days of rain."
"""


class Fixed:
    """An extractor that finds what it is told."""

    name = "fixed"

    def __init__(self, *found: EventMention) -> None:
        self.found = found

    def extract(self, article: object, doc: object) -> object:
        return iter(m for m in self.found if m.article == article.id)  # type: ignore[attr-defined]

    def version(self, lang: str) -> str:
        return "1"


def mention(type_: str = "SANCTION", article: str = "x-1", **more: object) -> EventMention:
    from ontology.model import ActorMention, EventDate

    nato = ActorMention(text="NATO", start=0, end=4, actor="nato", name="NATO", code="IGONAT")
    values: dict[str, object] = {
        "id": type_ + article, "article": article, "type": type_, "trigger": Span(text="suspended", start=5, end=14),
        "sources": (nato,), "date": EventDate(value=dt.date(2020, 1, 4), precision="day"),
        "sentence": Span(text="x", start=0, end=1), "quote": "x", "confidence": 0.9, "extractor": "fixed", "rule": "r",
    }  # fmt: skip
    return EventMention(**{**values, **more})  # type: ignore[arg-type]


def cases(tmp_path: Path, text: str = CASE) -> Path:
    file = tmp_path / "en.toml"
    file.write_text(text)
    return file


def test_what_is_right_counts_at_every_level(tmp_path: Path) -> None:
    score = evaluate(read(cases(tmp_path)), Fixed(mention())).languages["en"].to_json()  # type: ignore[arg-type]
    assert {x["F1"] for x in score["levels"].values()} == {1.0}  # type: ignore[attr-defined]
    assert score["shares"] == {"factuality": 1.0, "date": 1.0, "place": 0.0}
    assert score["false_events_per_100"] == 0


def test_an_event_where_there_is_none_is_a_false_event(tmp_path: Path) -> None:
    found = evaluate(read(cases(tmp_path)), Fixed(mention(), mention(article="x-2")))  # type: ignore[arg-type]
    assert found.languages["en"].to_json()["false_events_per_100"] == 50.0
    assert [e[:2] for e in found.errors] == [("x-1", "place"), ("x-2", "made up")]


def test_what_is_told_otherwise_is_listed_beside_the_label(tmp_path: Path) -> None:
    found = evaluate(read(cases(tmp_path)), Fixed(mention(factuality="planned")))  # type: ignore[arg-type]
    told = {kind: what.split("\t")[0] for _, kind, what in found.errors}
    assert told["factuality"] == "SANCTION (r): planned | actual"
    assert told["place"].startswith("SANCTION (r): – | ")


def test_a_missed_event_lowers_recall_only(tmp_path: Path) -> None:
    found = evaluate(read(cases(tmp_path)), Fixed()).languages["en"].to_json()  # type: ignore[arg-type]
    assert found["levels"]["type"] == {"P": 0.0, "R": 0.0, "F1": 0.0}  # type: ignore[index]


def test_pairs_are_as_many_as_can_be() -> None:
    either, one = GoldEvent(types=("AID", "SANCTION")), GoldEvent(types=("SANCTION",))
    pairs = assign([either, one], [mention("SANCTION"), mention("AID")], lambda g, m: m.type in g.types)
    assert pairs == [(0, 1), (1, 0)]


def test_words_that_do_not_meet_are_no_match() -> None:
    gold = GoldEvent(types=("SANCTION",), sources=(GoldActor(text="Hezbollah", code=None),))
    from kg.evaluate import same_actors

    assert assign([gold], [mention()], same_actors) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[case]]\nid = "x"\n', "no key 'text'"),
        ('[[case]]\nid = "x"\ntext = "a"\n[[case.event]]\ntype = "AID"\ntrigger = "gave"\n', "'gave' does not stand"),
        ("[[case]\n", "line 1"),
    ],
)
def test_a_case_that_cannot_be_used_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(DataError, match=r"en\.toml") as error:
        read(cases(tmp_path, text))
    assert says in str(error.value)


def test_no_cases_at_all_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no cases"):
        read(cases(tmp_path, ""))
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "none.toml")

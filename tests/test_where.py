"""Where an event is told to happen: of the places that a sentence names the one that is meant, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extractors.rules import RuleExtractor
from extractors.where import probabilities, weights
from kg import cases
from kg.locate import choices, fit
from ontology.gazetteer import load
from ontology.model import EventMention

Read = Callable[[str], Sequence[EventMention]]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Police in Lusaka fired tear gas at students on Monday.", "ASSAULT", "Lusaka"),
        ("Jordan's foreign minister flew to Baku on Tuesday for talks.", "CONSULT", "Baku"),
        ("Government troops shelled the town of Malakal overnight.", "ASSAULT", "Malakal"),
        ("Gunmen killed four guards at a depot north of Mosul.", "ASSAULT", "Mosul"),
        ("Peru's government condemned the attack, officials in Lima said.", "ACCUSE", None),
        ("The Kenyan parliament approved the treaty, a day before protests in Garissa.", "SUPPORT", None),
        ("Talks between Laos and Thailand opened in the Kazakh capital on Monday.", "CONSULT", "the Kazakh capital"),
        ("A bomb killed five people in Mogadishu, the Somali capital.", "ASSAULT", "Mogadishu"),
        ("Gunmen shot a judge in the country's commercial capital.", "ASSAULT", None),
        ("Kenya has seen protests against the government.", "PROTEST", "Kenya"),
        ("Houthi rebels attacked a ship in the Gulf of Oman.", "ASSAULT", "Gulf of Oman"),
        ("هاجم الحوثيون ناقلة في خليج عمان.", "ASSAULT", "خليج عمان"),
        ("قتل خمسة أشخاص في تفجير في العاصمة الصومالية.", "ASSAULT", "العاصمة الصومالية"),
        ("تظاهر آلاف المعلمين في العاصمة البيروفية ليما.", "PROTEST", "ليما"),
        ("شهدت مدينة عدن اشتباكات بين قوات الحكومة والانفصاليين.", "ASSAULT", "عدن"),
        ("قتل سبعة أشخاص في صدامات شهدتها أحياء دلهي الاثنين.", "ASSAULT", "دلهي"),
        ("قتل مسلحون أربعة حراس في مستودع شمال الموصل.", "ASSAULT", "الموصل"),
        ("أطلقت الشرطة في لوساكا الغاز المسيل للدموع على طلاب.", "ASSAULT", "لوساكا"),
        ("قالت مصادر في بيروت إن الحكومة الأردنية أدانت الهجوم.", "ACCUSE", None),
    ],
)  # fmt: skip
def test_the_place_that_is_meant(text: str, kind: str, place: str | None, event_mentions: Read) -> None:
    told = next(m for m in event_mentions(text) if m.type == kind)
    assert (told.place.text if told.place else None) == place


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Police in the Kenyan capital fired tear gas at students.", "nairobi"),
        ("أطلقت الشرطة في العاصمة الكينية الغاز المسيل للدموع على طلاب.", "nairobi"),
        ("Police in the Israeli capital fired tear gas at students.", None),
        ("Police in Kenya's tourism capital fired tear gas at students.", None),
    ],
)
def test_a_capital_is_the_town_that_it_is(text: str, town: str | None, event_mentions: Read) -> None:
    places = {m.place.id for m in event_mentions(text) if m.place}
    assert (town in places) if town else not places & {town.id for town in load().capitals.values()}


@pytest.mark.parametrize(
    "text",
    [
        "Pirates attacked a tanker in the Indian Ocean.",
        "North American trade unions condemned the law.",
        "Latin American leaders condemned the threat.",
        "دعا قادة أميركا اللاتينية الحكومة إلى رفع الحصار.",
        "هاجم مسلحون سفينة في بحر الصين الجنوبي.",
    ],
)
def test_what_is_in_a_sea_or_part_of_the_world_is_of_no_state(text: str, event_mentions: Read) -> None:
    told = event_mentions(text)
    assert told
    assert {(a.code or "---")[:3] for m in told for a in (*m.sources, *m.targets)} == {"---"}
    assert all(m.place is None or m.place.country is None for m in told)


def test_what_is_missing_to_one_is_nowhere() -> None:
    told = probabilities({1: frozenset({"a"}), 2: frozenset()}, {"a": 2.0})
    assert told[1] > told[2]
    assert sum(told.values()) < 1


def test_the_weights_are_those_that_the_cases_give() -> None:
    """`make places` was run on the cases as they are: a small part of them gives weights of the same signs."""
    file = Path(__file__).parent / "cases" / "en.dev.toml"
    found = fit(list(choices(cases.read(file)[:120], RuleExtractor())))
    strong = {name: value for name, value in found.items() if abs(value) > 0.5 and name in weights()}
    assert strong
    assert sum((value > 0) == (weights()[name] > 0) for name, value in strong.items()) >= 0.9 * len(strong)

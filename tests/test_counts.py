"""How many: numbers of killed, injured and arrested people, from digits and words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors import lexicon
from extractors.counts import parse
from ontology.model import EventMention


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("twenty one", 21),
        ("three hundred twelve", 312),
        ("two thousand five hundred", 2500),
        ("thousand", 1000),
        ("people", None),
        ("", None),
    ],
)
def test_number_words_add_up_and_multiply(words: str, value: int | None) -> None:
    assert parse(words.split(), lexicon.load("en").numbers) == value


def test_every_arabic_number_word_has_its_value() -> None:
    numbers = lexicon.load("ar").numbers
    assert parse(["خمسه", "عشرون"], numbers) == 25
    assert parse(["ثلاثه", "الاف"], numbers) == 3000


Read = Callable[[str], list[EventMention]]

# text | type | dead, injured, arrested
TOLD = [
    ("At least 12 people were killed and 30 wounded when a bomb went off in Kabul.", "ASSAULT", (12, 30, None)),
    ("Police arrested three hundred and twelve protesters in Minsk.", "COERCE", (None, None, 312)),
    ("Rebels shelled the town, killing two soldiers.", "ASSAULT", (2, None, None)),
    ("Dozens of protesters were wounded by police in Lima.", "ASSAULT", (None, None, None)),
    (
        "قتل 12 شخصا وأصيب ثلاثون آخرون في هجوم شنه مسلحون في كابول.",
        "ASSAULT",
        (12, 30, None),
    ),
    (
        "اعتقلت الشرطة ثلاثمئة متظاهر في مينسك.",
        "COERCE",
        (None, None, 300),
    ),
]


@pytest.mark.parametrize(("text", "kind", "numbers"), TOLD)
def test_an_event_says_how_many(text: str, kind: str, numbers: tuple[int | None, ...], event_mentions: Read) -> None:
    assert numbers in [(m.dead, m.injured, m.arrested) for m in event_mentions(text) if m.type == kind]

"""Whom a pronoun means: by kind, number and gender, and never the subject of its own clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]
Codes = Callable[[str, str], list[tuple[str, str]]]

# text | type | code of the source | code of the target
MEANT = [
    ("Bahrain cut ties with Qatar on Monday, accusing it of financing extremists.", "ACCUSE", "BHR", "QAT"),
    ("Kenya denied that it had bombed a camp in Somalia.", "ASSAULT", "KEN", ""),
    (
        "The prime minister of Japan arrived in Hanoi, where he met the president of Vietnam.",
        "CONSULT",
        "JPNGOV",
        "VNM",
    ),
    ("Turkey's army entered Syria. It shelled Kurdish fighters near Azaz.", "ASSAULT", "TURMIL", ""),
    ("Russia said Poland had insulted it.", "ACCUSE", "POL", "RUS"),
    (
        "قطعت البحرين علاقاتها مع قطر واتهمتها بتمويل متطرفين.",
        "ACCUSE",
        "BHR",
        "QAT",
    ),
]


@pytest.mark.parametrize(("text", "kind", "source", "target"), MEANT)
def test_a_pronoun_is_read_as_the_actor_that_fits(
    text: str, kind: str, source: str, target: str, codes_read: Codes
) -> None:
    found = codes_read(text, kind)
    assert any(source in s and target in t for s, t in found), found


def test_a_pronoun_that_fits_nobody_is_nobody(event_mentions: Read) -> None:
    found = event_mentions("Russia and China attacked him.")
    assert not any(a.code in ("RUS", "CHN") for m in found for a in m.targets)


def test_an_object_is_not_the_subject_of_its_own_clause(event_mentions: Read) -> None:
    found = [m for m in event_mentions("Iran attacked it on Monday.") if m.type == "ASSAULT"]
    assert not any(a.code == "IRN" for m in found for a in m.targets)

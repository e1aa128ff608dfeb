"""Definite descriptions and counterparts: whom they mean, of those that the article named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]

# text | trigger | who acts | upon whom
MEANT = [
    (
        "The International Court of Justice heard NATO's lawyers. The alliance rejected the ruling.",
        "rejected",
        {"nato"},
        None,
    ),
    (
        "Belgium met Chad at the International Court of Justice. The African Union watched. The court warned Chad.",
        "warned",
        {"icj"},
        {"chad"},
    ),
    (
        "Soldiers overthrew President Mohamed Bazoum. Later Algeria demanded that they release the president.",
        "release",
        None,
        {"mohamed-bazoum"},
    ),
    (
        "اجتمع رئيس النيجر محمد بازوم مع الوفد. ثم طالبت الجزائر بالإفراج عن الرئيس.",
        "الإفراج",
        None,
        {"mohamed-bazoum"},
    ),
    (
        "Greek Prime Minister Kyriakos Mitsotakis met his Turkish counterpart in Athens.",
        "met",
        None,
        {"turkey-government"},
    ),
    ("Kyriakos Mitsotakis met his counterpart in Athens.", "met", {"kyriakos-mitsotakis"}, set()),
    (
        "ناقش الرئيس المصري عبد الفتاح السيسي مع نظيره سلفا كير الأزمة.",
        "ناقش",
        {"abdel-fattah-el-sisi"},
        {"salva-kiir"},
    ),
    ("NATO ministers condemned Iran.", "condemned", {"nato"}, {"iran"}),
]


@pytest.mark.parametrize(("text", "trigger", "sources", "targets"), MEANT)
def test_a_description_is_read_as_who_was_named_before(
    text: str, trigger: str, sources: set[str] | None, targets: set[str] | None, event_mentions: Read
) -> None:
    (told,) = [m for m in event_mentions(text) if m.trigger.text == trigger]
    assert sources is None or {a.actor for a in told.sources} == sources
    assert targets is None or {a.actor for a in told.targets} == targets


def test_a_council_of_an_organisation_is_of_no_state(event_mentions: Read) -> None:
    text = "عقد مجلس جامعة الدول العربية اجتماعا طارئا في القاهرة."
    assert [a.code for m in event_mentions(text) for a in m.sources] == ["IGOARL"]

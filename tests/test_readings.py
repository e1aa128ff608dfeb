"""Single sentences that were once read wrongly: whole names, whose place it is, and what a negation leaves standing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("نددت المنظمة الدولية للهجرة بترحيل العمال.", "iom"),
        ("طلبت بغداد المساعدة من التحالف الذي تقوده واشنطن. ثم علق التحالف تدريب الجيش.", "coalition-against-isis"),
    ],
)
def test_a_name_is_found_though_its_words_are_several_tokens(text: str, actor: str, event_mentions: Read) -> None:
    assert actor in {a.actor for m in event_mentions(text) for a in m.sources}


@pytest.mark.parametrize(
    "text",
    [
        "وافق البرلمان الكيني على قرار يدعو إلى سحب القوات، بعد يومين من مقتل جنود في هجوم قرب مطار مقديشو.",
        "The Kenyan parliament approved the treaty, two days after a bombing in Mogadishu.",
    ],
)
def test_where_another_event_was_is_no_place_of_this_one(text: str, event_mentions: Read) -> None:
    votes = [m for m in event_mentions(text) if m.type in ("SUPPORT", "AGREE")]
    assert votes
    assert all(m.place is None for m in votes)


@pytest.mark.parametrize(
    "text",
    [
        "لم تحضر كينيا المحادثات التي أجراها الرئيس الأوغندي مع المتمردين في كمبالا.",
        "Kenya did not attend the talks that Uganda's president held with the rebels in Kampala.",
    ],
)
def test_who_stays_away_from_talks_does_not_undo_them(text: str, event_mentions: Read) -> None:
    assert any(m.type == "CONSULT" and m.factuality == "actual" for m in event_mentions(text)), event_mentions(text)


def test_a_theme_begins_with_a_whole_word(event_mentions: Read) -> None:
    told = [m.theme for m in event_mentions("نفى الجيش الكيني أنه أطلق النار على المحتجين.") if m.type == "REJECT"]
    assert [theme.text for theme in told if theme] == ["أنه أطلق النار على المحتجين"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("أعلن الجيش الكيني اعتراض معظم الزوارق بمساعدة أوغندا.", set()),
        ("Supporters of the coup marched through Niamey, waving Russian flags.", {"PROTEST"}),
        ("Chile summoned the Peruvian charge d'affaires to protest.", {"ACCUSE"}),
    ],
)
def test_help_flags_and_envoys_make_no_event_of_their_own(text: str, types: set[str], event_mentions: Read) -> None:
    told = event_mentions(text)
    assert {m.type for m in told} == types
    assert not any(a.actor == "russia" for m in told for a in m.targets)


def test_a_retaliation_is_not_where_what_it_answers_was(event_mentions: Read) -> None:
    text = "أطلقت كينيا عشرات الطائرات المسيرة على أوغندا ردا على قصف سفارتها في الخرطوم."
    (fired,) = [m for m in event_mentions(text) if m.trigger.text == "أطلقت"]
    assert [a.actor for a in fired.targets] == ["uganda"]
    assert fired.place is None


@pytest.mark.parametrize(
    ("text", "kind", "sources", "targets"),
    [
        ("ودعا الأمين العام للأمم المتحدة طالبان إلى ضبط النفس.", "REQUEST", [None], ["taliban"]),
        ("دعا بان كي مون دمشق إلى فتح المعابر.", "REQUEST", ["ban-ki-moon"], ["syria"]),
        ("هاجمت طالبان كابل.", "ASSAULT", ["taliban"], ["afghanistan"]),
        ("أطلقت فصائل صاروخين على تل أبيب.", "ASSAULT", [None], ["israel"]),
        ("Envoys praised Foreign Minister Wang Yi. Peru accused Wang of fraud.", "ACCUSE", ["peru"], ["wang-yi"]),
        ("The ministry in Lima summoned U.S. ambassador Nicholas Burns.", "ACCUSE", ["peru-government"], [None]),
    ],
)  # fmt: skip
def test_who_is_who_where_names_stand_close(
    text: str, kind: str, sources: list[str | None], targets: list[str | None], event_mentions: Read
) -> None:
    told = [m for m in event_mentions(text) if m.type == kind]
    assert [([a.actor for a in m.sources], [a.actor for a in m.targets]) for m in told] == [(sources, targets)]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("قالت تركيا إنها قد تسحب سفيرها من كينيا.", "hypothetical"),
        ("قالت تركيا إنها قد سحبت سفيرها من كينيا.", "actual"),
    ],
)
def test_one_particle_is_perhaps_before_one_tense_only(text: str, factuality: str, event_mentions: Read) -> None:
    assert {m.factuality for m in event_mentions(text) if m.type == "SANCTION"} == {factuality}


def test_since_when_it_has_been_so_is_no_date_of_it(event_mentions: Read) -> None:
    (closed,) = [
        m for m in event_mentions("أغلقت كينيا حدودها مع الصومال للمرة الأولى منذ عام 2019.") if m.type == "COERCE"
    ]
    assert closed.date.text is None

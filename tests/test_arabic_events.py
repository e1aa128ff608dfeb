"""Arabic sentences whose doer and target grammar tells: verb-first order, whose a thing is, whose troops they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]

# text | type | who did it | to whom (ids where there are any, else codes; "" is nobody)
WHO_AND_WHOM = {
    "two bare names behind the verb": (
        "استقبل بوتين الأسد في موسكو.",
        "CONSULT",
        "vladimir-putin",
        "bashar-al-assad",
    ),
    "a person's name before a state's": (
        "هدد بوتين أوكرانيا.",
        "THREATEN",
        "vladimir-putin",
        "ukraine",
    ),
    "a title with its state": (
        "انتقد المستشار الألماني المجر.",
        "ACCUSE",
        "germany-government",
        "hungary",
    ),
    "a person's name that looks like an adjective behind his title": (
        "التقى رئيس الجمهورية الباجي قايد السبسي وزير الخارجية الإيطالي.",
        "CONSULT",
        "beji-caid-essebsi",
        "italy-government",
    ),
    "a passive that says by whom": (
        "قُصفت الصومال من قبل كينيا.",
        "ASSAULT",
        "kenya",
        "somalia",
    ),
    "a relative clause between commas behind a topic": (
        "كينيا، التي هاجمت الصومال الاثنين، رفضت المحادثات.",
        "ASSAULT",
        "kenya",
        "somalia",
    ),
    "what the topic of a relative clause does itself": (
        "كينيا، التي هاجمت الصومال الاثنين، رفضت المحادثات.",
        "REJECT",
        "kenya",
        "",
    ),
    "an object marked behind the genitive that does it": (
        "أدانت النرويج قصف كينيا للصومال.",
        "ASSAULT",
        "kenya",
        "somalia",
    ),
    "a state behind a noun for doing": (
        "ردت كينيا بمهاجمة الصومال.",
        "ASSAULT",
        "kenya",
        "somalia",
    ),
    "a noun that the parser takes for a verb": (
        "أدانت النرويج قتل مدنيين في مالي.",
        "ASSAULT",
        "",
        "mali-civilians",
    ),
    "whoever is condemned for it did it": (
        "أدانت النرويج كينيا بسبب هجومها على الصومال.",
        "ASSAULT",
        "kenya",
        "somalia",
    ),
    "who is condemned is not who was killed": (
        "أدانت النرويج قتل مدنيين في مالي.",
        "ACCUSE",
        "norway",
        "",
    ),
    "a plural that keeps its last letter has no genitive": (
        "خطف مسلحون مهندسين قرب مابوتو في موزمبيق.",
        "ASSAULT",
        "---UAF",
        "mozambique-workers",
    ),
    "an indefinite person in the accusative": (
        "أوقفت الشرطة السنغالية صحفيا في داكار الجمعة.",
        "COERCE",
        "senegal-police",
        "senegal-media",
    ),
    "a verb that the parser takes for a noun": (
        "أعلن رئيس البرلمان السريلانكي أن الرئيس غوتابايا راجاباكسا استقال الخميس.",
        "RETREAT",
        "gotabaya-rajapaksa",
        "",
    ),
    "a preposition written with an unusual name": (
        "اعترفت كوبا الخميس بدينا بولوارتي رئيسة للبيرو.",
        "SUPPORT",
        "cuba",
        "dina-boluarte",
    ),
    "a part of the world is nobody's": (
        "رفضت دول أمريكا الجنوبية الخطة.",
        "REJECT",
        "---GOV",
        "",
    ),
    "an object in the accusative behind a noun without article": (
        "استهدفت غارة مقرا تابعا لحركة الشباب في كيسمايو.",
        "ASSAULT",
        "",
        "al-shabaab",
    ),
    "sites of a movement's": (
        "قصف الجيش النيجيري مواقع لجماعة بوكو حرام.",
        "ASSAULT",
        "nigeria-military",
        "boko-haram",
    ),
    "a convoy of the army's": (
        "شن مسلحون هجوما على قافلة للجيش المالي قرب غاو.",
        "ASSAULT",
        "---UAF",
        "mali-military",
    ),
    "staff that belongs to an organisation": (
        "اعتقل الحوثيون موظفين تابعين للأمم المتحدة في صنعاء.",
        "COERCE",
        "houthis",
        "united-nations",
    ),
    "protesters outside a parliament": (
        "أطلقت الشرطة الغاز المسيل للدموع على المتظاهرين أمام البرلمان الصربي.",
        "ASSAULT",
        "serbia-police",
        "serbia-opposition",
    ),
    "a hollow verb in the passive": (
        "اغتيل الناشط الكولومبي على يد مسلحين.",
        "ASSAULT",
        "---UAF",
        "colombia-opposition",
    ),
    "a state's ships, in a clause that it tells": (
        "قالت روسيا إن سفنها هاجمت الجيش الأوكراني.",
        "ASSAULT",
        "russia",
        "ukraine-military",
    ),
    "who speaks after talks with somebody": (
        "وأوضح المستشار النمساوي بعد مباحثات مع رئيس وزراء مالطا أن الحدود مغلقة.",
        "CONSULT",
        "austria-government",
        "malta-government",
    ),
    "the troops of a movement's commander": (
        "قال قائد قوات الدعم السريع إن قواته هاجمت الجيش السوداني.",
        "ASSAULT",
        "rapid-support-forces",
        "sudan-military",
    ),
    "the troops of a movement's leader by his name": (
        "أعلن حميدتي أن قواته هاجمت الجيش السوداني.",
        "ASSAULT",
        "rapid-support-forces",
        "sudan-military",
    ),
    "the troops of a state's prime minister": (
        "أعلن رئيس الوزراء الإثيوبي أن قواته هاجمت الجيش الإريتري.",
        "ASSAULT",
        "ethiopia-military",
        "eritrea-military",
    ),
}


@pytest.mark.parametrize("name", WHO_AND_WHOM)
def test_who_did_it_to_whom(name: str, event_mentions: Read) -> None:
    text, kind, source, target = WHO_AND_WHOM[name]
    read = [
        (" ".join(a.actor or a.code or "" for a in m.sources), " ".join(a.actor or a.code or "" for a in m.targets))
        for m in event_mentions(text)
        if m.type == kind
    ]
    assert (source, target) in read, read


def test_the_year_of_a_date_counts_no_noun_and_no_tree_is_a_circle(event_mentions: Read) -> None:
    """The word behind the year once hung on what hung on it, and the reading never ended."""
    event_mentions("ومنذ تأسيس الجامعة العربية عام 1945 عقد القادة العرب 33 قمة، بينها 22 قمة عادية.")


FINANCIAL = {
    "an official with money": (
        "اعتقلت الشرطة مسؤول مالي فر إلى الخارج.",
        None,
    ),
    "soldiers": (
        "هاجم مسلحون جنودا ماليين.",
        "MLI",
    ),
    "an army": (
        "هاجم مسلحون الجيش المالي.",
        "MLI",
    ),
    "an official of the state that is named": (
        "زارت فرنسا مالي. ثم اعتقلت الشرطة الفرنسية مسؤول مالي في باريس.",
        "MLI",
    ),
}


@pytest.mark.parametrize("name", FINANCIAL)
def test_a_nationality_that_is_a_common_word_needs_a_sign(name: str, event_mentions: Read) -> None:
    text, state = FINANCIAL[name]
    codes = {(a.code or "")[:3] for m in event_mentions(text) for a in m.targets}
    assert ("MLI" in codes) is (state == "MLI"), codes


def test_two_nationalities_of_talks_are_both_sides(event_mentions: Read) -> None:
    found = [m for m in event_mentions("بدأت المحادثات الروسية الأوكرانية في إسطنبول.") if m.type == "CONSULT"]
    assert [(a.actor, b.actor) for m in found for a in m.sources for b in m.targets] == [("russia", "ukraine")]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("سيخطب الرئيس الفرنسي في باريس قبل أن يزور ألمانيا.", "planned"),
        ("خطب الرئيس الفرنسي في باريس قبل أن يزور ألمانيا.", "actual"),
    ],
)
def test_what_follows_a_plan_is_planned(text: str, factuality: str, event_mentions: Read) -> None:
    assert [m.factuality for m in event_mentions(text) if m.type == "CONSULT"] == [factuality]


@pytest.mark.parametrize(
    "text",
    [
        "وصفت حكومة الإنقاذ الليبية اللقاء بالعبث.",
        "أصدرت لجنة التحقيق البرلمانية التونسية تقريرها.",
    ],
)
def test_what_a_body_is_for_is_no_event(text: str, event_mentions: Read) -> None:
    assert not [m for m in event_mentions(text) if m.type in ("AID", "ACCUSE")]


def test_however_is_no_negation(event_mentions: Read) -> None:
    found = event_mentions("رفضت المحكمة الطعن، غير أن الرئيس الكيني وعد بدعم المزارعين.")
    assert "negated" not in {m.factuality for m in found}, found


def test_his_family_is_nobody_captured(event_mentions: Read) -> None:
    found = event_mentions("أوقفت الشرطة الألمانية شابا في برلين، لكن أسرته أبلغت الصحافة.")
    assert [m.rule for m in found if m.type == "COERCE" and "capture" in m.rule] == []


def test_pointing_out_makes_no_marshal(event_mentions: Read) -> None:
    found = event_mentions("نفى الوزير الألماني التهمة، مشيراً إلى أن الرجل بريء.")
    assert not [a for m in found for a in m.targets], found

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

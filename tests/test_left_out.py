"""Arabic that leaves a known subject out or takes a noun up by a pronoun: who is meant, told by agreement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ontology.model import EventMention

Read = Callable[[str], list[EventMention]]

# text | type | who did it | to whom (ids where there are any, else codes; "" is nobody)
WHO_AND_WHOM = {
    "an oblique plural behind the verb of a sentence that goes on": (
        "قال الرئيس الزامبي إن الجفاف شديد. ودعا المواطنين إلى ترشيد الكهرباء.",
        "REQUEST",
        "zambia-government",
        "zambia-civilians",
    ),
    "a noun coordinated with an oblique plural": (
        "قال الرئيس الزامبي إن الجفاف شديد. ودعا رجال الأعمال وممثلي النقابات إلى الصبر.",
        "REQUEST",
        "zambia-government",
        "zambia-business zambia-workers",
    ),
    "nobody known behind the verb": (
        "أعرب الرئيس الزامبي عن أسفه. ودعا الأطراف إلى وقف إطلاق النار.",
        "REQUEST",
        "zambia-government",
        "",
    ),
    "a verb that is nothing without an object": (
        "التقت وزيرة الخارجية السويدية نظيرها الفنلندي في ستوكهولم. واتهمت روسيا بانتهاك المجال الجوي.",
        "ACCUSE",
        "sweden-government",
        "russia",
    ),
    "the subject behind a verb that does not agree with the one before": (
        "اغتال مسلحون ملثمون قاضيا في لاباز، وطالبت المعارضة البوليفية بالتحقيق.",
        "REQUEST",
        "bolivia-opposition",
        "",
    ),
    "the subject of a verb in between, where the first one's does not agree": (
        "احتج طلاب في نيروبي على الرسوم فاعتقلتهم الشرطة ثم أطلقت سراحهم.",
        "RETREAT",
        "kenya-police",
        "kenya-students",
    ),
    "a participle in the accusative with its object": (
        "ألقى الرئيس الكيني خطابا مطالبا البرلمان بإقرار الموازنة.",
        "REQUEST",
        "kenya-government",
        "kenya-parliament",
    ),
    "a participle before a state's name": (
        "نفى وزير الدفاع الكيني الخبر متهما أوغندا بنشر الأكاذيب.",
        "ACCUSE",
        "kenya-government",
        "uganda",
    ),
    "a pronoun behind a preposition in the next sentence's verb": (
        "احتجزت الشرطة البيروفية رجلا ووجهت إليه تهمة القتل.",
        "ACCUSE",
        "peru-police",
        "peru-civilians",
    ),
    "a pronoun on the object is nobody's possessor": (
        "قالت تشاد إنها مستعدة للحوار بعد أن قطعت النيجر العلاقات معها.",
        "SANCTION",
        "niger",
        "chad",
    ),
    "a pronoun for one of the people": (
        "اعتقلت الشرطة البيروفية الناشط خوان تيخادا وحكمت عليه المحكمة بالسجن خمس سنوات.",
        "SANCTION",
        "peru-judiciary",
        "peru-opposition",
    ),
    "whom a meeting brings together": (
        "قال رئيس الوزراء المغربي بعد اللقاء الذي جمعه برئيس الوزراء الإسباني إن الحدود ستفتح.",
        "CONSULT",
        "morocco-government",
        "spain-government",
    ),
    "whose an indefinite object is": (
        "قصفت مقاتلات نيجيرية معسكرات لحركة الشباب قرب كيسمايو.",
        "ASSAULT",
        "nigeria-military",
        "al-shabaab",
    ),
    "the seat of a body in a parenthesis": (
        "طالبت منظمة العفو الدولية ومقرها لندن تشاد بإلغاء عقوبة الإعدام.",
        "REQUEST",
        "amnesty-international",
        "chad",
    ),
    "a relative clause whose verb looks like a noun": (
        "قتل شخصان في غارة شنها الطيران الإثيوبي على منزل في مقلي.",
        "ASSAULT",
        "ethiopia-military",
        "ethiopia-civilians",
    ),
    "an object behind a date": (
        "انتقد وزير الخارجية التشادي مساء أمس الأحد النيجر بسبب موقفها من الحدود.",
        "ACCUSE",
        "chad-government",
        "niger",
    ),
    "a participle of saying goes with who speaks": (
        "قال الرئيس الكيني إن أوغندا هاجمت السفينة متهما رواندا بتمويلها.",
        "ACCUSE",
        "kenya-government",
        "rwanda",
    ),
    "the genitive of a light noun": (
        "استنكرت النيابة البيروفية قيام الشرطة الكينية باعتقال صحافي في مومباسا.",
        "COERCE",
        "kenya-police",
        "kenya-media",
    ),
    "a phrase behind a date": (
        "قال متحدث إن الرئيس الكيني سيلتقي يوم الجمعة المقبل مع تيريزا ماي في نيروبي.",
        "CONSULT",
        "kenya-government",
        "theresa-may",
    ),
    "on whom a sentence is passed, behind what it is": (
        "أصدرت محكمة ملاوية حكما بالسجن على الرئيس السابق.",
        "SANCTION",
        "malawi-judiciary",
        "malawi-government",
    ),
    "whom a wave of arrests reached": (
        "شنت الشرطة الكينية حملة اعتقالات في مومباسا طالت عشرين صحافيا.",
        "COERCE",
        "kenya-police",
        "kenya-media",
    ),
    "several charges are made by whose they are": (
        "جددت الصحافة أمس نشر اتهامات كينيا بشأن الحدود.",
        "ACCUSE",
        "kenya",
        "",
    ),
    "an exchange of fire": (
        "وقع فجر الأحد تبادل لإطلاق النار بين الجيش المالي والجيش النيجري قرب الحدود.",
        "ASSAULT",
        "mali-military",
        "niger-military",
    ),
}


@pytest.mark.parametrize(("text", "kind", "who", "whom"), WHO_AND_WHOM.values(), ids=WHO_AND_WHOM)
def test_who_does_it_to_whom(text: str, kind: str, who: str, whom: str, event_mentions: Read) -> None:
    found = [m for m in event_mentions(text) if m.type == kind]
    told = [(" ".join(a.actor or a.code or a.text for a in side)) for m in found for side in (m.sources, m.targets)]
    assert told == [who, whom], found


@pytest.mark.parametrize(
    "text",
    [
        "قتل ثلاثة أشخاص وأصيب آخر بجروح جراء تحطم مروحية للجيش في كينيا.",
        "قتل سبعة عمال إثر انفجار أنبوب غاز في مصنع شمال كينيا.",
    ],
)
def test_who_dies_of_an_accident_was_not_attacked(text: str, event_mentions: Read) -> None:
    assert [m for m in event_mentions(text) if m.type == "ASSAULT"] == []


def test_who_speaks_for_a_body_that_is_not_known_is_no_official(event_mentions: Read) -> None:
    found = [m for m in event_mentions("دعا الناطق باسم رابطة الصيادين تونس إلى الحوار.") if m.type == "REQUEST"]
    assert [a.actor for m in found for a in m.sources] == [None], found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("دعا رئيس اتحاد الفلاحين المغربي تونس إلى الحوار.", "MAR"),
        ("دعا رئيس الحكومة المغربي تونس إلى الحوار.", "MARGOV"),
    ],
)
def test_who_heads_a_body_that_is_not_known_is_not_the_government(text: str, code: str, event_mentions: Read) -> None:
    assert [a.code for m in event_mentions(text) if m.type == "REQUEST" for a in m.sources] == [code]

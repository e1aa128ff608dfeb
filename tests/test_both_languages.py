"""The same news gives the same events in English and in Arabic: types, doers, targets, factuality."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ontology.model import EventMention

Read = Callable[[str], Sequence[EventMention]]

LEAST = 0.3  # what comes into the graph

# English | Arabic | type, source, target, factuality of each event
NEWS = [
    (
        "Uganda and Tanzania signed an agreement on an oil pipeline.",
        "وقعت أوغندا وتنزانيا اتفاقا بشأن خط أنابيب للنفط.",
        [("SUPPORT", "uganda", "tanzania", "actual")],
    ),
    (
        "Indonesia promised Australia that it would stop the boats.",
        "تعهدت إندونيسيا لأستراليا بوقف القوارب.",
        [("AGREE", "indonesia", "australia", "actual")],
    ),
    (
        "Vietnam's foreign minister visited the Philippines on Tuesday.",
        "زار وزير خارجية فيتنام الفلبين الثلاثاء.",
        [("CONSULT", "vietnam-government", "philippines", "actual")],
    ),
    (
        "The prime ministers of Nepal and India held talks in Delhi.",
        "أجرى رئيسا وزراء نيبال والهند محادثات في دلهي.",
        [("CONSULT", "nepal-government", "india-government", "actual")],
    ),
    (
        "Peru's president received the Bolivian ambassador on Monday.",
        "استقبل رئيس البيرو السفير البوليفي الاثنين.",
        [("CONSULT", "peru-government", "bolivia-government", "actual")],
    ),
    (
        "The Ethiopian prime minister discussed the dam with the Egyptian president by phone.",
        "بحث رئيس الوزراء الإثيوبي هاتفيا مع الرئيس المصري ملف السد.",
        [("CONSULT", "ethiopia-government", "egypt-government", "actual")],
    ),
    (
        "Canada expressed its support for Ukraine.",
        "أعربت كندا عن دعمها لأوكرانيا.",
        [("SUPPORT", "canada", "ukraine", "actual")],
    ),
    (
        "Ireland recognised the State of Palestine.",
        "اعترفت أيرلندا بدولة فلسطين.",
        [("SUPPORT", "ireland", "palestine", "actual")],
    ),
    (
        "Sweden praised Finland for its decision.",
        "أشادت السويد بقرار فنلندا.",
        [("SUPPORT", "sweden", "finland", "actual")],
    ),
    (
        "South Korea shared intelligence with Japan.",
        "تبادلت كوريا الجنوبية المعلومات الاستخباراتية مع اليابان.",
        [("COOPERATE", "south-korea", "japan", "actual")],
    ),
    (
        "Mexico extradited a drug lord to the United States.",
        "سلمت المكسيك تاجر مخدرات إلى الولايات المتحدة.",
        [("COOPERATE", "mexico", "united-states", "actual")],
    ),
    (
        "Norway sent food aid to Sudan.",
        "أرسلت النرويج مساعدات غذائية إلى السودان.",
        [("AID", "norway", "sudan", "actual")],
    ),
    (
        "China granted Sri Lanka a loan of 200 million dollars.",
        "منحت الصين سريلانكا قرضا بقيمة 200 مليون دولار.",
        [("AID", "china", "sri-lanka", "actual")],
    ),
    (
        "Turkey trained Libyan soldiers at a base near Tripoli.",
        "دربت تركيا جنودا ليبيين في قاعدة قرب طرابلس.",
        [("AID", "turkey", "libya-military", "actual")],
    ),
    (
        "The Colombian government eased restrictions on protesters.",
        "خففت الحكومة الكولومبية القيود على المتظاهرين.",
        [("CONCEDE", "colombia-government", "colombia-opposition", "actual")],
    ),
    (
        "France withdrew its troops from Niger.",
        "سحبت فرنسا قواتها من النيجر.",
        [("RETREAT", "france", "niger", "actual")],
    ),
    (
        "Eritrea released 30 prisoners on Friday.",
        "أفرجت إريتريا عن ثلاثين سجينا الجمعة.",
        [("RETREAT", "eritrea", "eritrea-civilians", "actual")],
    ),
    (
        "Haiti's prime minister resigned on Monday.",
        "استقال رئيس وزراء هايتي الاثنين.",
        [("RETREAT", "haiti-government", "", "actual")],
    ),
    (
        "Iraq demanded that Turkey withdraw its forces.",
        "طالب العراق تركيا بسحب قواتها.",
        [("REQUEST", "iraq", "turkey", "actual"), ("RETREAT", "turkey", "", "demanded")],
    ),
    (
        "Rwanda accused DR Congo of backing rebels.",
        "اتهمت رواندا الكونغو الديمقراطية بدعم متمردين.",
        [("ACCUSE", "rwanda", "dr-congo", "actual"), ("SUPPORT", "dr-congo", "---REB", "hypothetical")],
    ),
    (
        "Spain condemned the arrests in Venezuela.",
        "أدانت إسبانيا الاعتقالات في فنزويلا.",
        [("ACCUSE", "spain", "", "actual")],
    ),
    (
        "Armenia rejected a proposal by Azerbaijan.",
        "رفضت أرمينيا اقتراحا من أذربيجان.",
        [("REJECT", "armenia", "", "actual")],
    ),
    (
        "Greece refused to hold talks with Turkey.",
        "رفضت اليونان إجراء محادثات مع تركيا.",
        [("CONSULT", "greece", "turkey", "negated"), ("REJECT", "greece", "", "actual")],
    ),
    (
        "Iran denied supplying drones to the Houthis.",
        "نفت إيران تزويد الحوثيين بطائرات مسيرة.",
        [("AID", "iran", "houthis", "denied"), ("REJECT", "iran", "", "actual")],
    ),
    (
        "North Korea threatened to attack South Korea.",
        "هددت كوريا الشمالية بمهاجمة كوريا الجنوبية.",
        [("ASSAULT", "north-korea", "south-korea", "threatened"), ("THREATEN", "north-korea", "south-korea", "actual")],
    ),
    (
        "Thousands of Kenyans protested against the finance bill in Nairobi.",
        "تظاهر آلاف الكينيين في نيروبي ضد مشروع قانون المالية.",
        [("PROTEST", "kenya", "", "actual")],
    ),
    (
        "Teachers in Tunisia went on strike on Wednesday.",
        "أضرب المعلمون في تونس الأربعاء.",
        [("PROTEST", "tunisia-students", "", "actual")],
    ),
    (
        "Britain imposed sanctions on Belarus.",
        "فرضت بريطانيا عقوبات على بيلاروسيا.",
        [("COERCE", "united-kingdom", "belarus", "actual")],
    ),
    (
        "Ecuador expelled Cuban diplomats.",
        "طردت الإكوادور دبلوماسيين كوبيين.",
        [("SANCTION", "ecuador", "cuba-government", "actual")],
    ),
    ("Germany suspended aid to Mali.", "علقت ألمانيا مساعداتها لمالي.", [("SANCTION", "germany", "mali", "actual")]),
    (
        "Police in Bangladesh arrested an opposition leader.",
        "اعتقلت الشرطة في بنغلادش زعيما للمعارضة.",
        [("COERCE", "bangladesh-police", "bangladesh-opposition", "actual")],
    ),
    (
        "Eswatini imposed a curfew on Friday.",
        "فرضت إسواتيني حظر التجول الجمعة.",
        [("COERCE", "eswatini", "", "actual")],
    ),
    (
        "Malian soldiers killed 40 civilians in the village of Moura.",
        "قتل جنود ماليون أربعين مدنيا في قرية مورا.",
        [("ASSAULT", "mali-military", "mali-civilians", "actual")],
    ),
    (
        "Pakistan bombed eastern Afghanistan on Monday.",
        "قصفت باكستان شرق أفغانستان الاثنين.",
        [("ASSAULT", "pakistan", "afghanistan", "actual")],
    ),
    (
        "Al-Shabaab attacked an African Union base in Somalia.",
        "هاجمت حركة الشباب قاعدة للاتحاد الأفريقي في الصومال.",
        [("ASSAULT", "al-shabaab", "african-union", "actual")],
    ),
    (
        "Gangs killed 20 people in Port-au-Prince.",
        "قتلت عصابات عشرين شخصا في بور أو برنس.",
        [("ASSAULT", "haiti-criminals", "haiti-civilians", "actual")],
    ),
    (
        "Israel carried out air strikes on southern Lebanon.",
        "شنت إسرائيل غارات جوية على جنوب لبنان.",
        [("ASSAULT", "israel", "", "actual")],
    ),
]


@pytest.mark.parametrize(("english", "arabic", "events"), NEWS, ids=[english for english, *_ in NEWS])
def test_both_languages_tell_the_same(
    english: str, arabic: str, events: list[tuple[str, str, str, str]], event_mentions: Read
) -> None:
    assert told(event_mentions(english)) == events
    assert told(event_mentions(arabic)) == events


def told(mentions: Sequence[EventMention]) -> list[tuple[str, str, str, str]]:
    return sorted(
        (
            m.type,
            " ".join(sorted(a.actor or a.code or "" for a in m.sources)),
            " ".join(sorted(a.actor or a.code or "" for a in m.targets)),
            m.factuality,
        )
        for m in mentions
        if m.confidence >= LEAST
    )

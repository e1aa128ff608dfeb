"""Ordinary sentences of classes that were not read once: rows of states, verb-first order, light verbs, relief."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors import pipelines
from extractors.rules import RuleExtractor
from ontology.model import Article, EventMention

# language, type, codes that must be among the participants; the sentence
CASES = [
    (
        "en",
        "CONSULT",
        {"PERGOV", "CHLGOV", "BOLGOV"},
        "The foreign ministers of Peru, Chile and Bolivia met in Lima on Sunday.",
    ),
    (
        "en",
        "COOPERATE",
        {"FRAMIL", "GRCMIL"},
        "French and Greek warships opened three days of drills on Friday.",
    ),
    (
        "en",
        "ASSAULT",
        set(),
        "A clinic in Aden was hit in an army air raid.",
    ),
    (
        "en",
        "ACCUSE",
        {"BGR", "RUS"},
        "Sofia believes that Moscow had a hand in the explosion.",
    ),
    (
        "en",
        "REJECT",
        {"SVK"},
        "Slovakia said no to the plan of the European Commission.",
    ),
    (
        "en",
        "COERCE",
        {"EUR", "BLR"},
        "Sanctions imposed by the European Union on Minsk took effect on Monday.",
    ),
    (
        "en",
        "REQUEST",
        {"GHA"},
        "The envoy will study the request that Ghana made last week for a longer extension.",
    ),
    (
        "en",
        "AID",
        {"RWA", "SDN"},
        "Rwanda's first aid flight reached Khartoum on Monday.",
    ),
    (
        "en",
        "REQUEST",
        {"PAK", "AFG"},
        "Islamabad called on Kabul on Monday to hand over the militants.",
    ),
    (
        "ar",
        "ACCUSE",
        {"MLIMIL", "TCD"},
        "اتهم الجيش المالي تشاد بدعم المتمردين.",
    ),
    (
        "ar",
        "REQUEST",
        {"FRA", "CHN"},
        "حضت باريس بكين على التدخل لدى موسكو.",
    ),
    (
        "ar",
        "CONSULT",
        {"EGYGOV", "JORGOV", "IRQGOV"},
        "انعقد في القاهرة الأحد اجتماع ضم وزراء خارجية مصر والأردن والعراق.",
    ),
    (
        "ar",
        "COOPERATE",
        {"FRAMIL", "GRCMIL"},
        "بدأت قوات فرنسية ويونانية مناورات بحرية.",
    ),
    (
        "ar",
        "CONSULT",
        {"TURGOV", "UKRGOV"},
        "أجرى الرئيس التركي رجب طيب أردوغان اتصالا هاتفيا بنظيره الأوكراني الاثنين.",
    ),
    (
        "ar",
        "COERCE",
        {"TCDGOV"},
        "فرضت السلطات في تشاد حظر التجول في العاصمة.",
    ),
    (
        "ar",
        "RETREAT",
        {"PSEREB"},
        "رهائن أطلقت حماس سراحهم وصلوا إلى تل أبيب.",
    ),
    (
        "ar",
        "MOBILIZE",
        {"GBRMIL", "UKR"},
        "وصلت إلى أوكرانيا طلائع القوات البريطانية.",
    ),
    (
        "ar",
        "PROTEST",
        set(),
        "بدأ سائقو الشاحنات في جنوب أفريقيا إضرابا الثلاثاء.",
    ),
    (
        "ar",
        "SANCTION",
        {"IGOECW", "NER"},
        "أوقفت إيكواس المعاملات التجارية مع النيجر.",
    ),
    (
        "ar",
        "ACCUSE",
        {"GBR", "RUS"},
        "قالت لندن إن روسيا تقف وراء الهجوم.",
    ),
]


def _read(lang: str, text: str) -> list[EventMention]:
    article = Article(id="a", lang=lang, text=text, published=dt.date(2024, 5, 15))
    doc = next(iter(pipelines.parse([text], lang)))
    return [m for m in RuleExtractor().extract(article, doc) if isinstance(m, EventMention)]


@pytest.mark.parametrize(("lang", "type_", "codes", "text"), CASES)
def test_the_sentence_tells_of_the_type_with_all_who_take_part(
    lang: str, type_: str, codes: set[str], text: str
) -> None:
    found = [m for m in _read(lang, text) if m.type == type_]
    assert found
    assert any(codes <= {a.code for a in (*m.sources, *m.targets)} for m in found)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The three-day drill in oil wells went on as the day of the final came."),
        ("en", "Dozens of fans came to the match."),
        ("ar", "وصل إلى المدينة فريق كرة القدم."),
    ],
)
def test_what_tells_of_nothing_stays_silent(lang: str, text: str) -> None:
    assert [m for m in _read(lang, text) if m.confidence >= 0.3] == []

"""One actor, one node within an article: titles mean the holder who is named in it, bodies are called one by one."""

from __future__ import annotations

import datetime as dt
import functools

import pytest

from extractors import pipelines
from extractors.rules import RuleExtractor
from ontology.model import Article, EventMention

# language, day, article, trigger, who acts
CASES = {
    "a king named before, by his title alone": (
        "en", "2024-03-05",
        "Jordan's King Abdullah met Egyptian President Abdel Fattah al-Sisi in Cairo. The king called on Israel "
        "to lift the siege.",
        "called", "king-abdullah-ii",
    ),
    "a king by another title, with his state": (
        "en", "2024-03-05",
        "Jordan's King Abdullah met his Egyptian counterpart. The Jordanian monarch thanked Egypt.",
        "thanked", "king-abdullah-ii",
    ),
    "the only president who is named": (
        "en", "2021-05-03",
        "Kenya's President Uhuru Kenyatta spoke to soldiers in Mombasa. The head of state condemned Somalia.",
        "condemned", "uhuru-kenyatta",
    ),
    "of two presidents, the one whose state is said": (
        "en", "2022-09-26",
        "Vladimir Putin met Alexander Lukashenko in Sochi. The Belarusian president thanked Russia.",
        "thanked", "alexander-lukashenko",
    ),
    "a president of another day is not meant": (
        "en", "2024-07-03",
        "Kenya remembers Uhuru Kenyatta. The Kenyan president condemned Somalia.",
        "condemned", "kenya-government",
    ),
    "a former holder is not the holder": (
        "en", "2022-09-26",
        "Alexander Lukashenko spoke in Minsk. The former Belarusian president condemned Russia.",
        "condemned", "belarus-government",
    ),
    "the security forces, as they are called before": (
        "en", "2019-11-05",
        "Iraqi security forces shot dead five protesters in Baghdad. The security forces arrested three activists.",
        "arrested", "iraq-security-forces",
    ),
    "a monarch by the usual Arabic word": (
        "ar", "2024-03-05",
        "التقى الملك عبد الله الثاني رئيس الوزراء البريطاني في لندن. ودعا العاهل الأردني إسرائيل إلى رفع الحصار.",
        "دعا", "king-abdullah-ii",
    ),
    "the king, of two heads of state": (
        "ar", "2024-03-05",
        "التقى العاهل الأردني الملك عبد الله الثاني الرئيس المصري عبد الفتاح السيسي في القاهرة. وشكر الملك مصر.",
        "شكر", "king-abdullah-ii",
    ),
    "an office whose holder is not named": (
        "ar", "2024-03-05",
        "عقدت قمة في عمان. ودعا العاهل الأردني إسرائيل إلى رفع الحصار.",
        "دعا", "jordan-government",
    ),
    "the security forces in Arabic": (
        "ar", "2022-10-05",
        "قتلت قوات الأمن الإيرانية متظاهرين في سنندج. واعتقلت قوات الأمن صحافيين.",
        "اعتقلت", "iran-security-forces",
    ),
}  # fmt: skip


@functools.cache
def extractor() -> RuleExtractor:
    return RuleExtractor()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_title_means_the_holder_whom_the_article_names(case: tuple[str, str, str, str, str]) -> None:
    lang, day, text, trigger, actor = case
    article = Article(id="a", text=text, lang=lang, published=dt.date.fromisoformat(day))
    read = extractor().extract(article, next(pipelines.parse([text], lang)))
    sources = [m.sources for m in read if isinstance(m, EventMention) and m.trigger.text == trigger]
    assert [[a.actor for a in side] for side in sources] == [[actor]]

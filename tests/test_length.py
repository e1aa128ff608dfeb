"""A long article takes time in proportion to its length, and is seen to move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, SupportsIndex

import pytest

from extractors import pipelines, rules, syntax
from ontology.model import Article

TEXTS = {
    "en": "Iraq's parliament condemned the European Union on 5 May 2024 in response to the attack of Sudan's army. "
    "The United States and France accused Turkey of it on the background of the war.\n\n",
    "ar": "أدان مجلس النواب العراقي الاتحاد الأوروبي يوم الاثنين على خلفية هجوم الجيش السوداني. "
    "واتهم وزير الخارجية الفرنسي تركيا بذلك في إطار الحرب.\n\n",
}


class Counted(list[Any]):
    """A list that counts how often its items are looked at."""

    looks = 0

    def __getitem__(self, at: SupportsIndex | slice) -> Any:
        Counted.looks += 1
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[Any]:
        Counted.looks += len(self)
        return super().__iter__()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_four_times_the_text_is_four_times_the_work(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def counted(*args: Any) -> syntax.Tree:
        view = syntax.tree(*args)
        view.head, view.dep = Counted(view.head), Counted(view.dep)
        return view

    def looks(times: int) -> int:
        article = Article(id="a", text=TEXTS[lang] * times, lang=lang, published=dt.date(2024, 5, 7))
        Counted.looks = 0
        assert len(list(rules.RuleExtractor().extract(article, next(pipelines.parse([article.text], lang))))) >= times
        return Counted.looks

    monkeypatch.setattr(rules, "tree", counted)
    once, twice, four_times = looks(50), looks(100), looks(200)
    assert twice / once == pytest.approx(2, rel=0.1)
    assert four_times / once == pytest.approx(4, rel=0.1)


def test_a_long_text_is_told_of_piece_by_piece() -> None:
    text = TEXTS["en"] * 500
    told: list[int] = []
    doc = next(pipelines.parse([text], "en", parsed=told.append))
    assert (doc.text, sum(told)) == (text, len(text))
    assert len(told) == len(pipelines.pieces(text)) > 4

"""Mentions become actors and events: one happening, one event, whatever the order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import actor_id, resolve
from ontology import gazetteer
from ontology.model import ActorMention, Article, EventDate, EventMention, Link, RoleMention, Span

DAY = dt.date(2020, 1, 4)


def actor(text: str, id_: str | None = None, code: str | None = None) -> ActorMention:
    return ActorMention(text=text, start=0, end=len(text), actor=id_, name=text, code=code)


NATO, IRAQ = actor("NATO", "nato", "IGONAT"), actor("Iraq", "iraq", "IRQ")


def mention(id_: str, article: str = "a1", **more: object) -> EventMention:
    values: dict[str, object] = {
        "id": id_, "article": article, "type": "SANCTION", "trigger": Span(text="suspended", start=5, end=14),
        "sources": (NATO,),
        "targets": (IRAQ,), "date": EventDate(value=DAY, precision="day"), "sentence": Span(text="x", start=0, end=1),
        "quote": "x", "confidence": 0.9, "extractor": "rules", "rule": "en/suspend",
    }  # fmt: skip
    return EventMention(**{**values, **more})  # type: ignore[arg-type]


def articles(*ids: str) -> dict[str, Article]:
    return {i: Article(id=i, text="x", lang="en", published=dt.date(2020, 1, 6)) for i in ids}


def test_two_reports_of_one_happening_are_one_event_with_two_mentions() -> None:
    found = resolve([mention("m1"), mention("m2", "a2")], articles("a1", "a2"), gazetteer.load())
    assert [e.mentions for e in found.events] == [("m1", "m2")]


def test_another_day_type_direction_or_factuality_is_another_event() -> None:
    others = [
        mention("m2", date=EventDate(value=dt.date(2020, 1, 5), precision="day")),
        mention("m3", type="RETREAT"),
        mention("m4", sources=(IRAQ,), targets=(NATO,)),
        mention("m5", factuality="denied"),
    ]
    assert len(resolve([mention("m1"), *others], articles("a1"), gazetteer.load()).events) == 5


def test_a_mention_without_date_joins_the_dated_one_of_its_article() -> None:
    undated = mention("m2", date=EventDate(value=dt.date(2020, 1, 6), precision="unknown"))
    found = resolve([mention("m1"), undated], articles("a1"), gazetteer.load())
    assert [(e.mentions, e.date.value) for e in found.events] == [(("m1", "m2"), DAY)]


def test_a_link_between_mentions_becomes_one_between_events() -> None:
    killing = mention("m2", type="ASSAULT")
    found = resolve(
        [mention("m1", links=(Link(relation="because_of", event="m2"),)), killing],
        articles("a1"),
        gazetteer.load(),
    )
    by_type = {e.type: e for e in found.events}
    assert by_type["SANCTION"].links == (Link(relation="because_of", event=by_type["ASSAULT"].id),)


def test_unknown_gunmen_of_two_articles_stay_apart_and_an_unknown_name_does_not() -> None:
    gunmen, name = actor("gunmen", code="---UAF"), actor("Abu Somebody")
    assert actor_id(gunmen, "a1") != actor_id(gunmen, "a2")
    assert actor_id(name, "a1") == actor_id(name, "a2")


def test_the_gazetteer_names_an_actor_not_the_article() -> None:
    found = resolve([mention("m1", sources=(actor("the alliance", "nato"),))], articles("a1"), gazetteer.load())
    assert next(a for a in found.actors if a.id == "nato").name_en == "NATO"


_SOME = [
    mention("m1"),
    mention("m2", "a2"),
    mention("m3", "a2", date=EventDate(value=dt.date(2020, 1, 6), precision="unknown")),
    mention("m4", type="REQUEST", theme=Span(text="talks", start=0, end=5), targets=()),
    replace(mention("m5"), sources=(actor("gunmen", code="---UAF"),)),
]


@given(st.permutations(_SOME))
def test_the_order_of_mentions_does_not_matter(order: list[EventMention]) -> None:
    expected = resolve(_SOME, articles("a1", "a2"), gazetteer.load())
    assert resolve(order, articles("a1", "a2"), gazetteer.load()) == expected


def test_a_role_that_an_article_states_twice_is_one_with_its_first_sentence() -> None:
    def said(id_: str, quote: str, at: int) -> RoleMention:
        title = Span(text="commander", start=at, end=at + 9)
        return RoleMention(
            id=id_, article="a1", person=actor("Somebody"), title=title, of=actor("Iraq", "iraq"), code="IRQMIL",
            sentence=Span(text=quote, start=at, end=at + len(quote)), quote=quote, extractor="rules",
        )  # fmt: skip

    twice = [said("r2", "the commander again", 40), said("r1", "Somebody, the commander", 10)]
    found = resolve([mention("m1")], articles("a1"), gazetteer.load(), roles=twice)
    assert [o.quote for o in found.offices if o.quote] == ["Somebody, the commander"]

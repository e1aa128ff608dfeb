"""One happening, one event: what joins two reports and what keeps them apart, in any order."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import identity
from kg.happenings import happenings
from kg.identity import likeness
from kg.likely import Memory, candidates, likely, remembered
from kg.resolve import actor_id, resolve
from ontology import gazetteer
from ontology.model import ActorMention, Article, EventDate, EventMention, PlaceMention, Span

DAY = dt.date(2024, 3, 11)


def who(id_: str | None, code: str | None, text: str = "") -> ActorMention:
    text = text or id_ or "somebody"
    return ActorMention(text=text, start=0, end=len(text), actor=id_, name=text, code=code)


IRAQ, PARLIAMENT, LAWMAKERS = who("iraq", "IRQ"), who("iraq-parliament", "IRQLEG"), who(None, "IRQLEG", "lawmakers")
TURKEY, ANKARA_GOV = who("turkey", "TUR"), who("turkey-government", "TURGOV")
CABINET = who("iraq-government", "IRQGOV")
IRAN, NATO = who("iran", "IRN"), who("nato", "IGONAT")
DOCTORS, CIVILIANS = who("iraq-health-workers", "IRQHLH"), who("iraq-civilians", "IRQCVL")
ERDOGAN, FIDAN = who("recep-tayyip-erdogan", "TURGOV"), who("hakan-fidan", "TURGOV")
ANA, LUIS = (who("iraq-media", "IRQMED", f"journalist {name}") for name in ("Ana Ruiz", "Luis Mora"))
KIRKUK = ("kirkuk", "turkey")
MOSUL, BASRA = (PlaceMention(text=t, start=0, end=len(t), id=t.lower(), country="IRQ") for t in ("Mosul", "Basra"))
COUNTRY = PlaceMention(text="Iraq", start=0, end=4, id="iraq", country="IRQ")


def on(day: dt.date, precision: str = "day") -> EventDate:
    return EventDate(value=day, precision=precision)  # type: ignore[arg-type]


def mention(article: str, **more: object) -> EventMention:
    values: dict[str, object] = {
        "id": f"m-{article}", "article": article, "type": "ASSAULT", "trigger": Span(text="x", start=0, end=1),
        "sources": (TURKEY,), "targets": (IRAQ,), "date": on(DAY), "sentence": Span(text="x", start=0, end=1),
        "quote": "x", "confidence": 0.8, "extractor": "rules", "rule": "en/x",
    }  # fmt: skip
    return EventMention(**{**values, **more})  # type: ignore[arg-type]


def joined(
    one: dict[str, object], other: dict[str, object], published: tuple[dt.date, dt.date] | None = None,
    langs: tuple[str, str] = ("en", "ar"), articles: tuple[str, str] = ("a", "b"),
) -> bool:  # fmt: skip
    days = published or (DAY + dt.timedelta(days=1),) * 2
    pair = [mention(articles[0], **one), mention(articles[1], **{"id": "m-z", **other})]
    reports = [
        identity.report(m, lang, day, lambda a, m=m: actor_id(a, m.article))  # type: ignore[misc]
        for m, lang, day in zip(pair, langs, days, strict=True)
    ]
    assert likeness(*reports) == likeness(*reports[::-1])
    return len(happenings(reports)) == 1


UNKNOWN = {"date": on(DAY + dt.timedelta(days=1), "unknown")}
JOINED = {
    "the same in two languages": ({}, {}),
    "the state and its government": ({}, {"sources": (ANKARA_GOV,)}),
    "a name and a description with its code": (
        {"type": "REQUEST", "sources": (PARLIAMENT,)},
        {"type": "REQUEST", "sources": (LAWMAKERS,)},
    ),
    "one report names no target": ({}, {"targets": ()}),
    "one report gives no date": ({}, UNKNOWN),
    "the week of the day": ({}, {"date": on(DAY, "week")}),
    "a town and its country": ({"place": MOSUL}, {"place": COUNTRY}),
    "other numbers, all else the same": ({"dead": 3}, {"dead": 5}),
    "talks and an agreement": ({"type": "CONSULT"}, {"type": "AGREE"}),
    "a signing and an agreement, told from either side": (
        {"type": "AGREE", "cameo": "030"},
        {"type": "SUPPORT", "cameo": "057", "sources": (IRAQ,), "targets": (TURKEY,)},
    ),
    "a manoeuvre told from either side": (
        {"type": "COOPERATE", "cameo": "062"},
        {"type": "COOPERATE", "cameo": "062", "sources": (IRAQ,), "targets": (TURKEY,)},
    ),
    "a ceasefire and the agreement on it": (
        {"type": "RETREAT", "mode": "ceasefire", "cameo": "0871"},
        {"type": "AGREE", "cameo": "030"},
    ),
    "victims by what they are and as people": ({"targets": (DOCTORS,)}, {"targets": (CIVILIANS,)}),
    "a base of one told as another's soldiers": (
        {"targets": (IRAQ,), "names": KIRKUK},
        {"targets": (NATO,), "names": KIRKUK},
    ),
    "talks told from either side": (
        {"type": "CONSULT"},
        {"type": "CONSULT", "sources": (IRAQ,), "targets": (TURKEY,)},
    ),
}
APART = {
    "another day": ({}, {"date": on(DAY + dt.timedelta(days=1))}),
    "another week": ({}, {"date": on(DAY - dt.timedelta(days=14), "week")}),
    "reversed": ({}, {"sources": (IRAQ,), "targets": (TURKEY,)}),
    "another doer": ({}, {"sources": (IRAN,)}),
    "another target": ({}, {"targets": (NATO,)}),
    "two calls within one state, each on the other side": (
        {"type": "REQUEST", "sources": (PARLIAMENT,), "targets": (CABINET,), "quote": "x vote demand troops"},
        {"type": "REQUEST", "sources": (CABINET,), "targets": (PARLIAMENT,), "quote": "x vote urge troops"},
    ),
    "another town": ({"place": MOSUL}, {"place": BASRA}),
    "another person of one government": (
        {"type": "CONSULT", "sources": (ERDOGAN,)},
        {"type": "CONSULT", "sources": (FIDAN,)},
    ),
    "another journalist": (
        {"type": "COERCE", "targets": (ANA,)},
        {"type": "COERCE", "targets": (LUIS,)},
    ),
    "an extradition the other way round": (
        {"type": "COOPERATE", "cameo": "063"},
        {"type": "COOPERATE", "cameo": "063", "sources": (IRAQ,), "targets": (TURKEY,)},
    ),
    "another state against the same target": ({"place": MOSUL}, {"sources": (IRAN,), "place": MOSUL}),
    "a toll many times as high, a street said by one of two towns": (
        {"dead": 3, "targets": (), "names": ("mosul", "turkey")},
        {"dead": 16, "targets": (), "names": ("basra", "turkey")},
    ),
    "two statements of one speaker": (
        {"type": "ACCUSE", "targets": (), "date": on(DAY + dt.timedelta(days=1), "unknown")},
        {"type": "ACCUSE", "targets": (), "date": on(DAY + dt.timedelta(days=4), "unknown")},
    ),
    "a deed of a close type with one actor in common": ({"type": "MOBILIZE", "targets": ()}, {}),
    "planned, not done": ({}, {"factuality": "planned"}),
    "one state's own affairs in other words, days apart": (
        {
            "type": "COERCE",
            "targets": (),
            "date": on(DAY + dt.timedelta(days=1), "unknown"),
            "quote": "x weapons seized",
        },
        {"type": "COERCE", "targets": (), "date": on(DAY + dt.timedelta(days=4), "unknown"), "quote": "x newspaper"},
    ),
    "another type": ({}, {"type": "AID"}),
    "reports weeks apart, without a date": (
        {"date": on(DAY + dt.timedelta(days=1), "unknown")},
        {"date": on(DAY + dt.timedelta(days=30), "unknown")},
    ),
}


@pytest.mark.parametrize("case", JOINED.values(), ids=JOINED.keys())
def test_reports_of_one_happening_are_joined(case: tuple[dict[str, object], dict[str, object]]) -> None:
    assert joined(*case)


@pytest.mark.parametrize("case", APART.values(), ids=APART.keys())
def test_reports_of_two_happenings_stay_apart(case: tuple[dict[str, object], dict[str, object]]) -> None:
    published = tuple(m["date"].value for m in case) if all("date" in m for m in case) else None  # type: ignore[attr-defined]
    assert not joined(*case, published=published)  # type: ignore[arg-type]


def test_two_close_types_in_one_article_are_two_events() -> None:
    assert not joined({"type": "CONSULT"}, {"type": "AGREE"}, langs=("en", "en"), articles=("a", "a"))


def articles(*ids: str, lang: str = "en") -> dict[str, Article]:
    return {i: Article(id=i, text=f"text {i}", lang=lang, published=DAY, publisher=f"paper {i}") for i in ids}


def test_a_half_likeness_does_not_tie_two_days_together() -> None:
    """A report without a date may be of either day; the two days are never one event."""
    said = [mention("a"), mention("b", date=on(DAY + dt.timedelta(days=2))), mention("c", date=on(DAY, "unknown"))]
    events = resolve(said, articles("a", "b", "c"), gazetteer.load()).events
    assert sorted(len(e.mentions) for e in events) == [1, 2]
    assert not any({"m-a", "m-b"} <= set(e.mentions) for e in events)


def test_an_event_tells_how_well_it_is_attested_and_copies_add_nothing() -> None:
    said = [mention("a", dead=3), mention("b", dead=3), mention("c", dead=4, confidence=0.5)]
    known = articles("a", "b", "c")
    (event,) = resolve(said, known, gazetteer.load(), copy_of={"a": "a", "b": "a", "c": "c"}).events
    assert (event.articles, event.publishers, event.independent_sources, event.first_report) == (3, 3, 2, DAY)
    assert event.confidence == 0.9  # 1 - 0.2 * 0.5: the copy counts nothing
    assert event.dead == 3


def test_an_actor_that_only_one_other_report_names_is_left_out() -> None:
    said = [mention("a", confidence=0.9), mention("b", targets=(IRAQ, NATO))]
    (event,) = resolve(said, articles("a", "b"), gazetteer.load()).events
    assert event.targets == ("iraq",)
    said.append(mention("c", targets=(IRAQ, NATO)))
    (event,) = resolve(said, articles("a", "b", "c"), gazetteer.load()).events
    assert event.targets == ("iraq", "nato")


def test_an_event_keeps_its_id_when_later_reports_come_in() -> None:
    first = resolve([mention("b")], articles("a", "b"), gazetteer.load()).events[0]
    later = articles("a", "b") | {"a": Article(id="a", text="t", lang="ar", published=DAY + dt.timedelta(days=1))}
    (both,) = resolve([mention("a"), mention("b")], later, gazetteer.load()).events
    assert both.id == first.id
    assert len(both.mentions) == 2


MANY = [
    mention(f"{i}", sources=(a,), targets=(b,), date=on(DAY + dt.timedelta(days=day), precision))
    for i, (a, b, day, precision) in enumerate(
        (a, b, day, p)
        for a, b in ((TURKEY, IRAQ), (ANKARA_GOV, IRAQ), (IRAN, IRAQ), (IRAQ, TURKEY))
        for day in (0, 1, 3)
        for p in ("day", "unknown")
    )
]


@given(st.integers(0, 10**6), st.integers(1, len(MANY)))
@settings(max_examples=25, deadline=None)
def test_order_and_repetition_change_nothing(seed: int, some: int) -> None:
    expected = resolve(MANY, articles(*(m.article for m in MANY)), gazetteer.load())
    shuffled = MANY + MANY[:some]
    random.Random(seed).shuffle(shuffled)
    unique = list({m.id: m for m in shuffled}.values())
    assert resolve(unique, articles(*(m.article for m in MANY)), gazetteer.load()) == expected


def prepared(mentions: list[EventMention]) -> list[identity.Report]:
    return [identity.report(m, "en", DAY, lambda a, m=m: actor_id(a, m.article)) for m in mentions]  # type: ignore[misc]


@given(st.integers(0, 10**6), st.lists(st.integers(0, len(MANY)), max_size=4))
@settings(max_examples=25, deadline=None)
def test_what_is_remembered_changes_nothing_in_any_order_of_arrival(seed: int, cuts: list[int]) -> None:
    """Read in portions, each compared with what came before only, the pairs are those of comparing all at once."""
    shuffled = prepared(MANY)
    random.Random(seed).shuffle(shuffled)
    memory = Memory()
    for end in sorted([*cuts, len(MANY)]):
        memory = remembered(shuffled[:end], memory)
    assert memory.pairs == likely(shuffled)
    assert happenings(shuffled, memory.pairs) == happenings(prepared(MANY))


def test_a_mention_that_reads_otherwise_is_compared_anew() -> None:
    before = remembered(prepared([mention("a"), mention("b")]), Memory())
    assert before.pairs
    changed = prepared([mention("a"), mention("b", date=on(DAY + dt.timedelta(days=3)))])
    assert remembered(changed, before).pairs == {}


def test_a_mention_that_is_gone_is_forgotten() -> None:
    before = remembered(prepared([mention("a"), mention("b")]), Memory())
    assert remembered(prepared([mention("a")]), before) == remembered(prepared([mention("a")]), Memory())


def test_what_was_compared_is_not_compared_again() -> None:
    reports = prepared(MANY)
    before = remembered(reports[1:], Memory())
    pairs = list(candidates(reports, {r.mention.id for r in reports if r.mention.id not in before.marks}))
    assert pairs
    assert all(reports[0].mention.id in pair for pair in pairs)

"""That each question answers what its title says, on small graphs of which the right answer is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import queries
from kg.ask import after
from kg.project import project
from kg.stores import open_store
from ontology import schema
from ontology.model import Actor, Article, Event, EventDate, EventMention, Link, Office, PlaceMention, Span
from queries import steps

MONDAY = dt.date(2024, 1, 1)
NAMES = ("ava", "bel", "cor", "dun", "x-eli")
TEXT = "It was so."


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def told(name: str, on: int | None, publisher: str | None, lang: str = "en", **numbers: int) -> dict[str, Any]:
    return {"name": name, "on": on, "publisher": publisher, "lang": lang, "numbers": numbers}


def act(
    name: str, source: str | None, type_: str, target: str | None, on: int | None, *reports: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """An event on the day with that number, told by one publisher on the day itself unless `reports` say more."""
    return {
        "id": name, "sources": (source,) if source else (), "type": type_, "targets": (target,) if target else (),
        "on": on, "reports": reports or (told(f"of-{name}", on, "Post"),), **more,
    }  # fmt: skip


def ask(
    question: str, acts: Iterable[dict[str, Any]], offices: Iterable[Office] = (), **params: str | int
) -> list[Any]:
    articles: dict[str, Article] = {}
    mentions, events = [], []
    for one in acts:
        date = EventDate(value=None if one["on"] is None else day(one["on"]), precision=one.get("precision", "day"))
        own = []
        for at, report in enumerate(one["reports"]):
            articles[report["name"]] = Article(
                id=report["name"], text=TEXT, lang=report["lang"], publisher=report["publisher"],
                published=None if report["on"] is None else day(report["on"]), title=report["name"],
            )  # fmt: skip
            whole = Span(text=TEXT, start=0, end=len(TEXT))
            own.append(
                EventMention(
                    id=f"{one['id']}-{at}", article=report["name"], type=one["type"], trigger=whole, date=date,
                    sentence=whole, quote=TEXT, confidence=0.5, extractor="rules", rule="en:so", **report["numbers"],
                )
            )  # fmt: skip
        mentions += own
        place = one.get("place")
        events.append(
            Event(
                id=one["id"], type=one["type"], mode=None, contexts=(), cameo=None, sources=one["sources"],
                targets=one["targets"], theme=None, date=date, factuality=one.get("factuality", "actual"),
                place=PlaceMention(text=place, start=0, end=1, id=place) if place else None,
                attribution=one.get("attribution"), dead=own[0].dead, confidence=0.5, quote=TEXT,
                independent_sources=one.get("independent", 1), first_report=date.value,
                mentions=tuple(m.id for m in own), links=tuple(one.get("links", ())),
            )
        )  # fmt: skip
    actors = [Actor(id=n, name=n.title(), kind="Country", name_en=n.title(), name_ar="\u0627") for n in NAMES]
    query = queries.load(question, "sparql")
    values = query.values({name: str(value) for name, value in params.items()})
    with open_store("memory:", home=Path()) as store:
        store.write(project(articles.values(), mentions, events, actors, offices))
        return after(query.step, store.query(query.text, values)).dicts()


def column(rows: Iterable[dict[str, Any]], *names: str) -> list[Any]:
    return [tuple(row[name] for name in names) if len(names) > 1 else row[names[0]] for row in rows]


def test_timeline_holds_both_directions_and_joint_acts_of_two_and_nothing_else() -> None:
    acts = [
        act("e1", "ava", "ACCUSE", "bel", 3), act("e2", "bel", "REJECT", "ava", 5), act("e3", "ava", "AID", "cor", 4),
        act("e4", None, "AGREE", None, 6) | {"sources": ("ava", "bel")}, act("e5", "ava", "AID", "bel", -400),
    ]  # fmt: skip
    rows = ask("timeline", acts, a="ava", b="bel")
    assert column(rows, "event", "source", "relation", "target") == [
        ("e1", "Ava", "on", "Bel"), ("e2", "Bel", "on", "Ava"), ("e4", "Ava", "with", "Bel"),
    ]  # fmt: skip
    assert rows == ask("timeline", acts, a="bel", b="ava")
    assert column(ask("timeline", acts, a="ava", until=str(day(4)), days="9999"), "event") == ["e5", "e1", "e3"]
    assert column(ask("timeline", acts, limit="1"), "event") == ["e4"]


def test_who_did_what_counts_acts_by_and_on_an_actor() -> None:
    acts = [act("e1", "ava", "AID", "bel", 1), act("e2", "ava", "AID", "bel", 2), act("e3", "cor", "ACCUSE", "ava", 3)]
    rows = ask("who-did-what", [*acts, act("e4", "ava", "PROTEST", None, 3)], actor="ava")
    assert column(rows, "role", "type", "counterpart", "events", "first", "latest") == [
        ("by", "AID", "Bel", 2, "2024-01-02", "2024-01-03"), ("by", "PROTEST", None, 1, "2024-01-04", "2024-01-04"),
        ("on", "ACCUSE", "Cor", 1, "2024-01-04", "2024-01-04"),
    ]  # fmt: skip


def test_reactions_come_after_the_event_and_within_the_days() -> None:
    acts = [
        act("hit", "ava", "ASSAULT", "bel", 0), act("back", "bel", "ASSAULT", "cor", 1),
        act("blame", "dun", "ACCUSE", "ava", 3), act("late", "dun", "SANCTION", "ava", 8),
        act("same-day", "bel", "ACCUSE", "ava", 0), act("before", "bel", "ACCUSE", "ava", -1),
        act("else", "cor", "AID", "dun", 2), act("planned", "bel", "ASSAULT", "ava", 2, factuality="planned"),
    ]  # fmt: skip
    rows = ask("reactions", acts, event="hit")
    assert column(rows, "reaction", "lag", "how") == [("back", 1, "answers"), ("blame", 3, "towards")]
    assert column(ask("reactions", acts, event="hit", within="8"), "reaction") == ["back", "blame", "late"]
    assert {row["event"] for row in ask("reactions", acts, type="ASSAULT")} == {"hit", "back"}


def test_escalation_compares_a_week_with_those_before_it() -> None:
    weeks = [*[act(f"a{n}", "ava", "AID", "bel", 7 * n) for n in (0, 1, 2)], act("b", "bel", "AID", "ava", 15)]
    weeks += [act(f"c{n}", "ava", "ASSAULT", "bel", 28 + n) for n in range(5)] + [act("d", "ava", "AID", "bel", 29)]
    last = ask("escalation", [*weeks, act("other", "ava", "AID", "cor", 30)], a="ava", b="bel")[-1]
    # Four weeks before: 1, 1, 2 and none; AID is 6.5, ASSAULT -9.
    aid, assault = intensity("AID"), intensity("ASSAULT")
    assert last["week"] == "2024-01-29"
    assert (last["events"], last["weeksBefore"], last["eventsBefore"], last["ratio"]) == (6, 4, 1.0, 6.0)
    assert (last["conflictShare"], last["quieterWeeks"]) == (0.83, 4)
    assert last["meanIntensity"] == pytest.approx((5 * assault + aid) / 6, abs=0.006)
    assert last["change"] == pytest.approx((5 * assault + aid) / 6 - aid, abs=0.006)
    first = ask("escalation", weeks, a="ava", b="bel")[0]
    assert (first["weeksBefore"], first["ratio"], first["change"]) == (0, None, None)


def intensity(type_: str) -> float:
    from ontology import events

    return events.load().intensity(type_)


def test_tensions_put_first_the_pair_that_worsened_most() -> None:
    acts = [
        act("e1", "ava", "AID", "bel", 0),
        act("e2", "bel", "ASSAULT", "ava", 30),
        act("e3", "cor", "AID", "dun", 31),
    ]
    rows = ask("tensions", acts)
    assert column(rows, "first", "second", "events", "eventsBefore") == [("Ava", "Bel", 1, 1), ("Cor", "Dun", 1, 0)]
    assert rows[0]["change"] == intensity("ASSAULT") - intensity("AID")


def test_first_report_gives_the_lag_of_those_who_followed() -> None:
    reports = (told("r2", 4, "Courier"), told("r1", 1, "Post"), told("r3", 2, "River", "ar"))
    rows = ask("first-report", [act("e1", "ava", "AID", "bel", 0, *reports), act("e2", "ava", "AID", "cor", 0)])
    assert column(rows, "publisher", "lag", "lang") == [("Post", 0, "en"), ("River", 1, "ar"), ("Courier", 3, "en")]
    assert {row["firstReport"] for row in rows} == {"2024-01-02"}
    again = (told("r1", 1, "Post"), *reports, told("r1", 1, "Post"))
    twice = ask("first-report", [act("e1", "ava", "AID", "bel", 0, *again)])
    assert twice == rows, "an article that tells it in three sentences is one report"


def test_contradictions_are_denials_opposed_acts_and_other_numbers() -> None:
    acts = [
        act("did", "ava", "COERCE", "bel", 1), act("not", "ava", "COERCE", "bel", 1, factuality="negated"),
        act("kind", "cor", "AID", "dun", 1), act("cruel", "cor", "ASSAULT", "dun", 2),
        act("hit", "ava", "ASSAULT", "cor", 1, told("x", 1, "Post", dead=3), told("y", 1, "River", dead=9)),
        act("later", "ava", "COERCE", "bel", 5, factuality="negated"),
    ]  # fmt: skip
    assert column(ask("contradictions", acts), "kind", "event", "otherEvent", "said", "otherSaid") == [
        ("denied", "did", "not", "COERCE actual", "COERCE negated"), ("numbers", "hit", "hit", "3 dead", "9 dead"),
        ("opposed", "kind", "cruel", "AID actual", "ASSAULT actual"),
    ]  # fmt: skip


COVERED = [
    act("one", "ava", "AID", "bel", 1, told("p", 1, "Post"), told("q", 1, "Post")),
    act("two", "ava", "AID", "cor", 2, told("r", 2, "Post"), told("s", 2, "River", "ar")),
    act("arabic", "ava", "AID", "dun", 3, told("t", 3, "River", "ar"), told("u", 3, "Nile", "ar")),
]


def test_single_source_counts_publishers_not_articles() -> None:
    assert column(ask("single-source", COVERED), "event", "publisher", "articles") == [("one", "Post", 2)]


def test_coverage_gap_holds_what_one_language_tells() -> None:
    rows = ask("coverage-gap", COVERED)
    assert column(rows, "event", "lang", "publishers") == [("arabic", "ar", 2), ("one", "en", 1)]
    assert column(ask("coverage-gap", COVERED, lang="ar"), "event") == ["arabic"]


def test_evidence_leads_to_the_words_and_their_place() -> None:
    rows = ask("evidence", COVERED, event="two")
    assert column(rows, "title", "sentence", "start", "end", "rule") == [(n, TEXT, 0, 10, "en:so") for n in ("r", "s")]


def test_profile_tells_names_roles_acts_counterparts_and_places() -> None:
    office = Office(person="bel", title="President", of="ava", code="AVAGOV", since=day(0))
    rows = ask("actor-profile", [act("e1", "ava", "AID", "bel", 1, place="port")], [office], actor="ava")
    told_of = column(rows, "aspect", "value", "with", "events")
    assert ("held by", "President", "Bel", 0) in told_of
    assert [row for row in told_of if row[0] in ("does", "counterpart", "place")] == [
        ("does", "AID", None, 1), ("counterpart", "Bel", None, 1), ("place", "port", None, 1),
    ]  # fmt: skip
    assert (
        ask("actor-profile", [act("e1", "ava", "AID", "bel", 1), act("e2", "bel", "AID", "cor", 1)])[0]["value"]
        == "bel"
    )


def test_a_broker_stands_between_those_who_have_no_ties() -> None:
    star = [act(f"e{n}", "ava", "AID", n, 20) for n in ("bel", "cor", "dun")]
    rows = ask("brokers", [*star, act("old", "bel", "AID", "cor", -60)], days="60")
    assert column(rows, "id", "counterparts", "betweenness")[0] == ("ava", 3, 1.0)
    assert column(rows, "id", "counterpartsBefore")[1:] == [("bel", 1), ("cor", 1), ("dun", 0)]


def test_of_many_actors_the_broker_is_found_from_a_sample_the_same_each_time() -> None:
    """Sixty stars of ten around one hub: from the hub lead almost all ways."""
    pairs = [("hub", f"star{n}") for n in range(60)] + [
        (f"star{n}", f"star{n}-{m}") for n in range(60) for m in range(9)
    ]
    ties = [
        {"id": a, "actor": a, "otherId": b, "other": b, "ties": 1, "tiesBefore": 0} for a, b in pairs
    ]  # fmt: skip
    columns, rows = steps.run("brokers", list(ties[0]), [tuple(item.values()) for item in ties])
    assert len(rows) == 601 > steps.EXACT
    assert rows == steps.run("brokers", list(ties[0]), [tuple(item.values()) for item in ties])[1]
    first, second = (dict(zip(columns, row, strict=True)) for row in rows[:2])
    assert first["id"] == "hub"
    assert first["betweenness"] == pytest.approx(0.98, abs=0.05)
    assert second["betweenness"] == pytest.approx(0.03, abs=0.05)


def test_blocs_are_friendly_groups_and_tell_who_changed_sides() -> None:
    def tie(one: str, two: str, now: int, before: int) -> dict[str, Any]:
        return {"id": one, "actor": one, "otherId": two, "other": two, "friendly": now, "friendlyBefore": before}

    ties = [tie("a", "b", 5, 5), tie("b", "c", 5, 5), tie("a", "c", 5, 5), tie("d", "e", 5, 5), tie("e", "f", 5, 5)]
    ties += [tie("d", "f", 5, 5), tie("g", "a", 4, 0), tie("g", "b", 4, 0), tie("g", "d", 0, 4), tie("g", "e", 0, 4)]
    columns, rows = steps.run("blocs", list(ties[0]), [tuple(item.values()) for item in ties])
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    assert {row["id"] for row in found if row["changedSides"]} == {"g"}
    assert [row["id"] for row in found if row["bloc"] == 1] == ["a", "b", "c", "g"]


def test_hotspots_count_by_place_and_week() -> None:
    acts = [act("e1", "ava", "ASSAULT", "bel", 0, told("x", 0, "P", dead=4), place="port")]
    acts += [act("e2", "ava", "AID", "bel", 6, place="port"), act("e3", "ava", "AID", "bel", 7, place="port")]
    acts += [act("month", "ava", "AID", "bel", 7, place="port", precision="month")]
    rows = ask("hotspots", acts)
    assert column(rows, "week", "place", "events", "conflictShare", "dead") == [
        ("2024-01-08", "port", 1, 0.0, 0), ("2024-01-01", "port", 2, 0.5, 4),
    ]  # fmt: skip


def test_new_ties_are_new() -> None:
    acts = [
        act("old", "bel", "AID", "ava", -50),
        act("again", "ava", "AID", "bel", 10),
        act("new", "ava", "AID", "cor", 10),
    ]
    acts += [act("plan", "dun", "AID", "ava", -9, factuality="planned"), act("done", "dun", "AID", "ava", 9)]
    assert column(ask("new-ties", acts), "event") == ["new", "done"]


def test_follows_counts_what_comes_after_within_the_days() -> None:
    acts = [
        act("e1", "ava", "ACCUSE", "bel", 0),
        act("e2", "bel", "REJECT", "ava", 2),
        act("e3", "ava", "ACCUSE", "cor", 0),
    ]
    acts += [act("late", "bel", "ASSAULT", "ava", 40)]
    rows = ask("follows", acts)
    assert column(rows, "type", "next", "direction", "times", "share", "meanLag") == [
        ("ACCUSE", "REJECT", "back", 1, 0.5, 2)
    ]


def test_unresolved_lists_actors_that_no_list_knows() -> None:
    acts = [act("e1", "x-eli", "AID", "bel", 0), act("e2", "bel", "AID", "x-eli", 1)]
    assert column(ask("unresolved", acts), "id", "name", "events") == [("x-eli", "X-Eli", 2)]


def test_quality_counts_what_is_lacking() -> None:
    acts = [act("e1", "ava", "AID", None, 0, precision="unknown"), act("e2", "x-eli", "AID", "bel", 0, place="port")]
    (row,) = ask("quality", acts)
    lacking = ("withoutDate", "withoutPlace", "withoutSource", "withoutTarget", "unresolved")
    assert column([row], "publisher", "articles", "events", *lacking) == [("Post", 2, 2, 1, 1, 0, 1, 1)]


def test_casualties_give_the_lowest_and_the_highest_number() -> None:
    acts = [act("e1", "ava", "ASSAULT", "bel", 0, told("x", 0, "P", dead=4), told("y", 0, "Q", dead=7))]
    rows = ask("casualties", [*acts, act("e2", "ava", "AID", "bel", 0)], actor="bel")
    assert column(rows, "event", "dead", "lowest", "highest") == [("e1", 4, 4, 7)]
    assert ask("casualties", acts, actor="cor") == []


def test_what_some_reports_lack_does_not_hide_what_others_give() -> None:
    some = [told("x", 0, "Post", dead=4), told("y", None, None), told("z", 2, "Post", dead=6)]
    acts = [act("e1", "ava", "ASSAULT", "bel", 0, *some), act("e2", "x-eli", "ASSAULT", "ava", None)]
    acts += [act("e3", "x-eli", "ASSAULT", "ava", 0)]
    assert column(ask("casualties", acts), "lowest", "highest") == [(4, 6)]
    assert column(ask("single-source", acts), "event", "publisher") == [("e1", "Post"), ("e3", "Post")]
    assert column(ask("first-report", acts, event="e1"), "firstReport", "lag") == [("2024-01-01", 0), ("2024-01-01", 2)]
    assert column(ask("unresolved", acts), "events", "latest") == [(2, "2024-01-01")]
    undergone = [row for row in ask("actor-profile", acts, actor="ava") if row["aspect"] == "undergoes"]
    assert column(undergone, "events", "since", "until") == [(2, "2024-01-01", "2024-01-01")]


def test_roles_are_those_of_the_day() -> None:
    held = [Office(person="bel", title="President", of="ava", code="", since=day(0), until=day(9))]
    held += [Office(person="cor", title="President", of="ava", code="", since=day(10))]
    acts = [act("e1", "bel", "AID", "cor", 0), act("e2", "ava", "AID", "cor", 0)]
    assert column(ask("roles", acts, held, on=str(day(9))), "person") == ["Bel"]
    assert column(ask("roles", acts, held, actor="cor"), "person", "since") == [("Cor", "2024-01-11")]
    assert len(ask("roles", acts, held)) == 2


def test_claims_and_causes_and_actors() -> None:
    acts = [act("e1", "ava", "AID", "bel", 0, attribution="cor"), act("e2", "bel", "AID", "ava", 1)]
    acts[1]["links"] = (Link(relation="in_response_to", event="e1"),)
    assert column(ask("claims", acts), "speaker", "event") == [("Cor", "e1")]
    assert column(ask("causes", acts), "event", "relation", "other") == [("e2", "IN_RESPONSE_TO", "e1")]
    assert ask("causes", acts, event="e1") == ask("causes", acts)
    assert column(ask("actors", acts, name="AV"), "id", "acts", "undergoes") == [("ava", 1, 1)]


def test_causes_know_every_relation_of_the_contract() -> None:
    text = queries.load("causes", "sparql").text
    for relation in schema.load().relations.values():
        name = relation.predicate.rpartition("#")[2]
        assert f"kg:{name}|" in text or f"|kg:{name} " in text, f"queries/causes.rq: add kg:{name} to the path"


def test_of_more_events_than_the_limit_the_newest_are_told_and_the_undated_last() -> None:
    months = [act(f"e{number}", "ava", "AID", "bel", number * 31) for number in range(8)]
    acts = [*months, act("e8", "ava", "AID", "bel", None, told("undated", None, "Post"))]
    assert column(ask("events", acts), "event") == [f"e{number}" for number in range(9)]
    assert column(ask("events", acts, limit=3), "event") == ["e5", "e6", "e7"]
    assert column(ask("events", acts, limit=8), "event") == [f"e{number}" for number in range(8)]
    assert column(ask("mentions", acts, limit=2), "event") == ["e6", "e7"]
    assert len(ask("mentions", acts)) == 9
    assert column(ask("mentions", acts, event="e8"), "event", "publisher") == [("e8", "Post")]


def test_corroboration_tells_the_best_attested_first_and_of_equal_ones_the_newest() -> None:
    acts = [act(f"e{number}", "ava", "AID", "bel", number * 31, independent=1 + number % 2) for number in range(6)]
    assert column(ask("corroboration", acts), "event") == ["e5", "e3", "e1", "e4", "e2", "e0"]
    for limit in range(1, 6):
        assert column(ask("corroboration", acts, limit=limit), "event") == ["e5", "e3", "e1", "e4", "e2", "e0"][:limit]
    assert {row["quote"] for row in ask("corroboration", acts)} == {TEXT}
    assert column(ask("corroboration", acts, least=2), "event", "first_report") == [
        ("e5", "2024-06-04"), ("e3", "2024-04-03"), ("e1", "2024-02-01"),
    ]  # fmt: skip

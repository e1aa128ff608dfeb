"""The graph's shape in both worlds, as `ontology/kg.ttl` states it."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import rdf
from kg.graph import Edge, Graph, Node, Scalar, build, clean, properties
from kg.project import caption, last_day, project
from ontology import schema
from ontology.errors import DataError
from ontology.model import Actor, Article, Event, EventDate, EventMention, Link, PlaceMention

KG = schema.VOCABULARY
ID = "https://w3id.org/geopolitical-kg/id/"
OWL = "http://www.w3.org/2002/07/owl#"
Makers = tuple[Callable[..., EventMention], Callable[..., Event]]
ARTICLE = Article(id="a", text="NATO left Iraq.", lang="en")
NATO, IRAQ = Actor(id="nato", name="NATO", kind="Organization"), Actor(id="iraq", name="Iraq", kind="Country")


def ties(graph: Graph) -> set[tuple[str, str, str]]:
    return {(edge.start[1], edge.type, edge.end[1]) for edge in graph.edges}


def node(graph: Graph, ref: tuple[str, str]) -> dict[str, Scalar]:
    return dict(next(item for item in graph.nodes if item.ref == ref).properties)


def test_an_event_stands_between_its_sources_and_targets(sample_graph: Graph) -> None:
    assert {
        ("iraq-parliament", "SOURCE_OF", "event-m1"),
        ("event-m1", "TARGETS", "iraq-government"),
        ("event-m1", "AT", "baghdad"),
        ("event-m1", "ATTRIBUTED_TO", "barham-salih"),
        ("event-m1", "BECAUSE_OF", "event-m3"),
        ("a-en", "HAS_MENTION", "m1"),
        ("m2", "REPORTS", "event-m1"),
        ("barham-salih", "HAS_ROLE", "iraq"),
        ("iraq-parliament", "REQUESTS", "iraq"),
        ("iraq-parliament", "REQUESTS", "iraq-government"),
    } <= ties(sample_graph)


def test_what_did_not_happen_has_no_direct_edge(sample_graph: Graph) -> None:
    assert not [tie for tie in ties(sample_graph) if tie[1] == "REJECTS"]
    assert ("iraq-government", "SOURCE_OF", "event-m4") in ties(sample_graph)
    assert not [line for line in rdf.lines(sample_graph) if f"<{KG}rejects>" in line]


def test_every_node_has_a_name(sample_graph: Graph) -> None:
    assert [item.ref for item in sample_graph.nodes if not dict(item.properties).get("name")] == []


def test_an_event_says_when_how_surely_and_in_which_words(sample_graph: Graph) -> None:
    event = node(sample_graph, ("Event", "event-m1"))
    assert event["name"] == "REQUEST 2020-01-05"
    assert (event["date"], event["datePrecision"]) == (dt.date(2020, 1, 5), "day")
    assert (event["contexts"], event["mentionCount"]) == ("legislative military", 2)
    assert (event["factuality"], event["confidence"]) == ("actual", 0.75)


def test_a_place_has_the_names_that_articles_give_it(sample_graph: Graph) -> None:
    place = node(sample_graph, ("Place", "baghdad"))
    assert (place["name"], place["nameEn"], place["nameAr"]) == ("Baghdad", "Baghdad", "بغداد")


def test_a_place_that_the_gazetteer_knows_has_its_names(event_makers: Makers) -> None:
    mention, event_of = event_makers
    said = mention("m", ARTICLE, "left", "RETREAT", None)
    event = event_of((said,), place=PlaceMention(text="Irak", start=0, end=4, id="p"))
    names = {"p": ("Iraq", "العراق")}
    assert node(project([ARTICLE], [said], [event], [], places=names), ("Place", "p"))["nameEn"] == "Iraq"


def test_order_of_input_gives_the_same_graph(event_makers: Makers) -> None:
    mention, event_of = event_makers
    said = [mention(f"m{n}", ARTICLE, "left", "RETREAT", dt.date(2020, 1, n)) for n in range(1, 9)]
    events = [event_of((item,), sources=("nato",), targets=("iraq",)) for item in said]
    first = project([ARTICLE], said, events, [NATO, IRAQ])
    random.Random(7).shuffle(said)
    random.Random(8).shuffle(events)
    assert project([ARTICLE], said, events, [IRAQ, NATO]) == first


def wrong_offset(said: EventMention) -> EventMention:
    return replace(said, sentence=replace(said.sentence, start=1))


@pytest.mark.parametrize(
    ("change", "articles", "actors", "reason"),
    [
        ({"sources": ("unknown",)}, [ARTICLE], [NATO], "'unknown', which is not in the graph"),
        ({"type": "DANCE"}, [ARTICLE], [NATO], "no event type 'DANCE'; there are ACCUSE"),
        ({"mentions": ()}, [ARTICLE], [NATO], "no fact without its sentence"),
        ({}, [], [NATO], "its article 'a' is not given"),
        ({}, [ARTICLE], [Actor(id="x", name="x", kind="Alien")], "no node class 'Alien'"),
        ({}, [ARTICLE], [Actor(id="x", name="x", kind="Event")], "no class below kg:Actor"),
        (
            {"links": (Link(relation="rhymes_with", event="e2"),)},
            [ARTICLE],
            [NATO],
            "no relation between events",
        ),
    ],
)
def test_what_cannot_stand_in_the_graph_is_refused(
    event_makers: Makers, change: dict[str, object], articles: list[Article], actors: list[Actor], reason: str
) -> None:
    mention, event_of = event_makers
    said = mention("m", ARTICLE, "left", "RETREAT", None)
    events = [event_of((said,), **{"id": "e1", **change}), event_of((said,), id="e2")]
    with pytest.raises(DataError, match=reason):
        project(articles, [said], events, actors)


def test_words_that_are_not_in_the_article_are_refused(event_makers: Makers) -> None:
    said = wrong_offset(event_makers[0]("m", ARTICLE, "left", "RETREAT", None))
    with pytest.raises(DataError, match="does not read"):
        project([ARTICLE], [said], [], [])


def test_a_link_to_a_withdrawn_event_is_left_out(event_makers: Makers) -> None:
    said = event_makers[0]("m", ARTICLE, "left", "RETREAT", None)
    event = event_makers[1]((said,), links=(Link(relation="after", event="gone"),))
    assert {kind for _, kind, _ in ties(project([ARTICLE], [said], [event], []))} == {
        "HAS_MENTION",
        "REPORTS",
    }


@pytest.mark.parametrize(
    ("value", "precision", "last", "name"),
    [
        ((2020, 1, 5), "day", (2020, 1, 5), "ASSAULT 2020-01-05"),
        ((2020, 1, 5), "week", (2020, 1, 11), "ASSAULT week of 2020-01-05"),
        ((2020, 2, 1), "month", (2020, 2, 29), "ASSAULT 2020-02"),
        ((2020, 1, 1), "year", (2020, 12, 31), "ASSAULT 2020"),
        ((2020, 1, 6), "unknown", None, "ASSAULT, reported 2020-01-06"),
        (None, "unknown", None, "ASSAULT"),
    ],
)
def test_a_date_is_as_long_as_its_precision(
    value: tuple[int, int, int] | None, precision: str, last: tuple[int, int, int] | None, name: str
) -> None:
    date = EventDate(value=value and dt.date(*value), precision=precision)  # type: ignore[arg-type]
    assert last_day(date) == (last and dt.date(*last))
    assert caption("ASSAULT", date) == name


@pytest.mark.parametrize(
    "fact",
    [
        f"<{ID}event/event-m1> <{KG}source> <{ID}actor/iraq-parliament> .",
        f"<{ID}actor/iraq-parliament> <{KG}requests> <{ID}actor/iraq-government> .",
        f"<{ID}event/event-m1> <http://semanticweb.cs.vu.nl/2009/11/sem/eventType> <{KG}REQUEST> .",
        f"<{ID}event/event-m1> <{KG}mode> <{KG}REQUEST-assist> .",
        f'<{ID}event/event-m1> <{KG}context> "military" .',
        f"<{ID}mention/m1> <http://www.w3.org/ns/prov#wasDerivedFrom> <{ID}article/a-en> .",
        f"<{ID}mention/m1> <http://www.w3.org/ns/oa#hasSelector> <{ID}selector/m1> .",
        f'<{ID}actor/iraq> <http://www.w3.org/2004/02/skos/core#prefLabel> "العراق"@ar .',
        f"<{ID}actor/barham-salih> <{OWL}sameAs> <http://www.wikidata.org/entity/Q337421> .",
        f"<{ID}actor/iraq> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{KG}Actor> .",
        f'<{ID}event/event-m1> <{KG}confidence> "0.75"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
    ],
)
def test_rdf_says_it_in_the_words_of_the_contract(sample_graph: Graph, fact: str) -> None:
    assert fact in rdf.lines(sample_graph)


def test_a_role_is_a_dated_node_in_rdf(sample_graph: Graph) -> None:
    store = ox.Store()
    store.load(rdf.text(sample_graph), format=ox.RdfFormat.N_TRIPLES)
    query = f"""PREFIX kg: <{KG}> SELECT ?title ?since ?until WHERE {{
        <{ID}actor/barham-salih> kg:hasRole ?role .
        ?role kg:roleOf <{ID}actor/iraq> ; kg:title ?title ; kg:since ?since ; kg:until ?until }}"""
    found = [tuple(term.value for term in row) for row in store.query(query)]  # type: ignore[union-attr]
    assert found == [("President", "2018-10-02", "2022-10-17")]


def test_iris_are_ascii_without_spaces_and_there_are_no_blank_nodes(sample_graph: Graph) -> None:
    for line in rdf.lines(sample_graph):
        assert not line.startswith("_:")
        for iri in re.findall(r"^<[^>]*> <[^>]*>|(?<=> )<[^>]*> \.$|\^\^<[^>]*>", line):
            assert re.fullmatch(r"[\x21-\x7e ]+", iri)


@given(
    st.text(alphabet=st.characters(exclude_categories=()), min_size=1),
    st.text(alphabet=st.characters(exclude_categories=())),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_name_and_id_comes_back_from_rdf(node_id: str, name: str, confidence: float) -> None:
    values = properties({"name": name, "confidence": confidence})
    graph = build([Node(id=clean(node_id), label="Event", properties=values)], [])
    store = ox.Store()
    store.load(rdf.text(graph), format=ox.RdfFormat.N_TRIPLES)
    facts = {quad.predicate.value: quad.object.value for quad in store}
    assert facts["http://purl.org/dc/terms/identifier"] == graph.nodes[0].id
    assert facts["http://www.w3.org/2000/01/rdf-schema#label"] == dict(graph.nodes[0].properties)["name"]
    assert float(facts[f"{KG}confidence"]) == confidence


def test_all_sixteen_types_have_a_verb() -> None:
    types = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    assert set(schema.load().verbs) == {*types.split(), "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("kg:x kg:label", "cannot be read as Turtle"),
        ('kg:x kg:edgeType "AT" .', 'kg:edgeType "AT" stands at two places'),
        ('kg:x kg:key "quote" .', 'kg:key "quote" stands twice'),
        ('kg:x kg:label "X" .', "has no kg:path"),
        ('kg:x kg:edgeType "X" ; kg:as kg:Role .', "has no kg:startBy"),
        ('kg:x kg:base "y" .', "one kg:base is needed"),
    ],
)
def test_a_slip_in_the_contract_is_told_with_its_place(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "kg.ttl"
    path.write_text(schema.PATH.read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(DataError, match=reason):
        schema.load(path)


def test_names_outside_the_contract_reach_no_store() -> None:
    ends = Node(id="a", label="Actor"), Node(id="b", label="Actor")
    for bad in (
        build([Node(id="x", label="Actor`) DETACH DELETE n //")], []),
        build(ends, [Edge(id="e", type="OWNS", start=ends[0].ref, end=ends[1].ref)]),
        build([Node(id="x", label="Actor", properties=(("secret", 1),))], []),
    ):
        with pytest.raises(DataError, match="there are"):
            rdf.lines(bad)


def test_the_graph_keeps_the_shapes(sample_graph: Graph) -> None:
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(data=rdf.text(sample_graph), format="nt")
    shapes = rdflib.Graph().parse(schema.PATH.with_name("shapes.ttl"))
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, report


def test_the_shapes_see_an_event_without_evidence(sample_graph: Graph) -> None:
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(data=rdf.text(sample_graph), format="nt")
    data.remove((None, rdflib.URIRef(KG + "reports"), None))
    shapes = rdflib.Graph().parse(schema.PATH.with_name("shapes.ttl"))
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes)
    assert not conforms
    assert "no fact without its sentence" in report

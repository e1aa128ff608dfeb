"""The canned questions: their files, and that both languages give the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import examples
import pytest
import stories
import synthetic

import queries
from kg.archive import Archive
from kg.ask import after
from kg.graph import Graph, build
from kg.pipeline import graph_of
from kg.stores import Rows, Store, open_store
from ontology.errors import DataError, UsageError
from queries import catalogue

COLUMNS = ("event", "type", "source", "target", "theme", "place", "date", "factuality", "quote")


# Beside the defaults: what is there in each of the three graphs, long windows, few rows, other names.
SETS: tuple[dict[str, str], ...] = (
    {"names": "en"},
    {
        "names": "ar", "days": "9999", "weeks": "300", "within": "200", "limit": "17", "actor": "a1", "a": "a1",
        "event": "e000000000000039", "name": "\u0641", "until": "2023-12-31",
    },
    {
        "names": "en", "days": "90", "limit": "5", "actor": "egypt", "a": "rapid-support-forces", "b": "sudan-military",
        "type": "ASSAULT", "lang": "en", "name": "e", "on": "2019-01-01", "until": "2024-02-20", "event": "event-m1",
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(sample_graph: Graph, samples_home: Path) -> Graph:
    """News items read by the pipeline, some of which tell an event in several sentences, names that break careless
    code, and 500 made-up events."""
    with Archive(samples_home, create=False) as archive:
        samples = graph_of(archive, least=0.3)
    parts = (stories.graph(), samples, sample_graph, synthetic.graph(500))
    nodes = {node.ref: node for part in parts for node in part.nodes}  # Iraq is in two of them
    return build(nodes.values(), [edge for part in parts for edge in part.edges])


@pytest.fixture(scope="module")
def both(neo4j_uri: str, graph: Graph) -> Iterator[tuple[Store, Store]]:
    """The same graph in Oxigraph and in Neo4j."""
    with (
        open_store("memory:", home=Path()) as in_rdf,
        open_store(neo4j_uri, home=Path()) as in_neo4j,
    ):
        in_rdf.write(graph)
        in_neo4j.write(graph)
        yield in_rdf, in_neo4j


def ask(store: Store, question: str, /, **values: str) -> Rows:
    query = queries.load(question, store.language)
    known = {key: value for key, value in values.items() if key in query.params}
    return after(query.step, store.query(query.text, query.values(known)))


@pytest.mark.neo4j
@pytest.mark.parametrize("values", SETS, ids=["defaults", "wide", "narrow"])
@pytest.mark.parametrize("name", queries.names())
def test_sparql_and_cypher_give_the_same_rows(both: tuple[Store, Store], name: str, values: dict[str, str]) -> None:
    in_rdf, in_neo4j = (ask(store, name, **values) for store in both)
    assert in_rdf.columns == in_neo4j.columns
    assert repr(in_rdf.rows) == repr(in_neo4j.rows)  # 1 is not 1.0: what is printed is the same too
    if values is SETS[0]:
        assert in_rdf.rows


@pytest.mark.parametrize("name", queries.names())
def test_the_example_is_what_the_question_answers(name: str) -> None:
    for language in ("sparql", "cypher"):
        assert queries.load(name, language).example == examples.of(name), "run `python tests/examples.py`"


def test_the_catalogue_is_that_of_the_headers() -> None:
    assert catalogue.PATH.read_text(encoding="utf-8") == catalogue.text(), "run `python -m queries.catalogue`"


def test_events_has_a_row_for_each_source_and_target(sample_graph: Graph) -> None:
    with open_store("memory:", home=Path()) as store:
        store.write(sample_graph)
        english, arabic = ask(store, "events"), ask(store, "events", names="ar")
    assert english.columns == COLUMNS
    first = [row for row in english.dicts() if row["event"] == "event-m1"]
    assert [(row["source"], row["target"]) for row in first] == [
        ("Council of Representatives of Iraq", "Government of Iraq"),
        ("Council of Representatives of Iraq", "Iraq"),
    ]
    assert first[0]["type"] == "REQUEST"
    assert first[0]["date"] == "2020-01-05"
    assert {row["source"] for row in arabic.dicts() if row["event"] == "event-m1"} == {"مجلس النواب العراقي"}
    without_target = [row for row in english.dicts() if row["event"] == "event-m3"]
    assert [(row["target"], row["date"]) for row in without_target] == [(None, None)] * 3


def test_every_question_stands_in_both_languages() -> None:
    assert len(queries.names()) >= 18
    for name in queries.names():
        assert re.fullmatch("[a-z]+(-[a-z]+)*", name)
        in_sparql, in_cypher = (queries.load(name, language) for language in ("sparql", "cypher"))
        assert replace(in_sparql, language="", text="") == replace(in_cypher, language="", text="")
        assert list(in_sparql.params) == list(in_cypher.params)
        assert in_sparql.description
        assert in_sparql.example


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean events"):
        queries.load("event", "sparql")
    with pytest.raises(UsageError, match="there are sparql, cypher"):
        queries.load("events", "sql")


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no parameter 'from'; it has limit, names"):
        queries.load("events", "sparql").values({"from": "2020"})


def test_a_parameter_is_read_as_what_its_default_is(tmp_path: Path) -> None:
    head = '//+ title = "x"\n//+ [params]\n//+ n = 1\n//+ list = ["a"]\n//+ on = true\n//+ part = 0.5\n'
    (tmp_path / "q.cypher").write_text(head + "RETURN $n, $list, $on, $part", encoding="utf-8")
    query = queries.load("q", "cypher", tmp_path)
    values = {"n": "5", "list": "b, c", "on": "false", "part": "1"}
    assert query.values(values) == {"n": 5, "list": ["b", "c"], "on": False, "part": 1.0}
    with pytest.raises(UsageError, match="n='five' is no number"):
        query.values({"n": "five"})


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.rq", "SELECT * WHERE {}", 'header has no title; add a line like: #\\+ title = "…"'),
        ("a.rq", "#+ title = x", r"queries/a.rq: the header is no TOML: .*line 1"),
        ("a.rq", '#+ title = "x"\n#+ titel = "x"', "header has 'titel'; possible are"),
        ("a.rq", '#+ title = "x"\n#+ [params]\n#+ n = 1\nASK {}', "'n' stands in the header only"),
        ("a.cypher", '//+ title = "x"\nRETURN $n', "'n' stands in the query only"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=reason):
        queries.load("a", "sparql" if name.endswith(".rq") else "cypher", tmp_path)


def test_a_question_that_one_language_lacks_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text('#+ title = "x"\nASK {}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"not there in cypher; add a\.cypher"):
        queries.load("a", "cypher", tmp_path)

"""The canned questions: their files, and that both languages give the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import queries
from kg.graph import Graph
from kg.stores import Rows, Store, open_store
from ontology.errors import DataError, UsageError

COLUMNS = ("event", "type", "source", "target", "theme", "place", "date", "factuality", "quote")


@pytest.fixture(scope="module")
def both(neo4j_uri: str, sample_graph: Graph) -> Iterator[tuple[Store, Store]]:
    """The same graph in Oxigraph and in Neo4j."""
    with (
        open_store("memory:", home=Path()) as in_rdf,
        open_store(neo4j_uri, home=Path()) as in_neo4j,
    ):
        in_rdf.write(sample_graph)
        in_neo4j.write(sample_graph)
        yield in_rdf, in_neo4j


def ask(store: Store, name: str, **values: str) -> Rows:
    query = queries.load(name, store.language)
    return store.query(query.text, query.values(values))


@pytest.mark.neo4j
@pytest.mark.parametrize("names", ["en", "ar", "fr"])
@pytest.mark.parametrize("name", queries.names())
def test_sparql_and_cypher_give_the_same_rows(both: tuple[Store, Store], name: str, names: str) -> None:
    values = {"names": names} if "names" in queries.load(name, "sparql").params else {}
    in_rdf, in_neo4j = (ask(store, name, **values) for store in both)
    assert in_rdf.columns == in_neo4j.columns
    assert in_rdf.rows == in_neo4j.rows
    assert in_rdf.rows


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
    for name in queries.names():
        pair = [queries.load(name, language) for language in ("sparql", "cypher")]
        assert pair[0].title == pair[1].title
        assert dict(pair[0].params) == dict(pair[1].params)


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean events"):
        queries.load("event", "sparql")
    with pytest.raises(UsageError, match="there are sparql, cypher"):
        queries.load("events", "sql")


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no parameter 'from'; it has names"):
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

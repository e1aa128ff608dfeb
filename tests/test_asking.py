"""Asking through `kg query`, as an analyst does: what is refused, what is told of a slip, and canned files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.ask import ask
from kg.graph import Graph
from kg.stores import Rows, open_store
from ontology.errors import KGError, StoreError, UsageError
from queries.load import FOLDER


@pytest.fixture(scope="module", params=["sparql", pytest.param("cypher", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, sample_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store of each language that holds the sample graph."""
    if request.param == "cypher":
        url = str(request.getfixturevalue("neo4j_uri"))
    else:
        url = f"oxigraph:{tmp_path_factory.mktemp('asked') / 'store'}"
    with open_store(url, home=Path()) as target:
        target.write(sample_graph)
    return url


def query(store: str, text: str | Path, timeout: float = 30, **params: str) -> Rows:
    name, file = (None, text) if isinstance(text, Path) else (text, None)
    return ask(name, file, params, "en", store, Path(), timeout)


def language(store: str) -> str:
    return "sparql" if store.startswith("oxigraph") else "cypher"


SLIPS = {
    "sparql": [
        ("SELECT ?x { ?x a }", "1:19"),
        ("SELECT ?e { ?e a sem:Event . ?e kg:quote }", "1:42"),  # prefixes are added before it
        ("SELECT ?x {\n ?x a }", "2:8"),
    ],
    "cypher": [
        ("MATCH (n) RETURN m", "line 1, column 18"),
        ("MATCH (n)\nRETURN m", "line 2, column 8"),
        ("SELECT ?x", "line 1, column 1:"),
    ],
}
FORBIDDEN = {
    "sparql": ["DELETE WHERE {?s ?p ?o}", "DROP ALL", "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> {?s ?p ?o} }"],
    "cypher": [
        "MATCH (n) DETACH DELETE n",
        "CREATE (n:X)",
        "LOAD CSV FROM 'file:///x' AS row RETURN row",
        "CALL dbms.listConfig()",
        "SHOW SETTINGS",
        "SHOW TRANSACTIONS",
    ],
}
ENDLESS = {
    "sparql": "SELECT (COUNT(*) AS ?n) WHERE {?a ?b ?c. ?d ?e ?f. ?g ?h ?i. ?j ?k ?l}",
    "cypher": "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a * b AS c RETURN max(c)",
}


def test_a_slip_is_told_with_its_place_in_the_query_as_given(store: str) -> None:
    for text, place in SLIPS[language(store)]:
        with pytest.raises(UsageError) as told:
            query(store, text)
        assert place in str(told.value), text
        assert len(str(told.value)) < 400


def test_what_does_not_only_read_this_store_is_refused(store: str) -> None:
    for text in FORBIDDEN[language(store)]:
        with pytest.raises(UsageError, match="refused"):
            query(store, text)


def test_a_query_without_end_is_stopped(store: str) -> None:
    with pytest.raises(StoreError, match="stopped after 1 s"):
        query(store, ENDLESS[language(store)], timeout=1)


def test_an_unknown_parameter_names_the_known_ones(store: str) -> None:
    with pytest.raises(UsageError, match="no parameter 'from'; it has a, b, until, days, limit, names"):
        query(store, "timeline", **{"from": "2020"})
    own = {"sparql": 'SELECT ?x { VALUES ?who { "" } ?x ?y ?who }', "cypher": "MATCH (n {id: $who}) RETURN n.id"}
    with pytest.raises(UsageError, match=r"no parameter 'whom' .*it has who"):
        query(store, own[language(store)], whom="iraq")
    assert query(store, own[language(store)], who="iraq").rows


def test_values_are_bound_never_spliced(store: str) -> None:
    for evil in ("' OR 1=1 //", '" } DROP ALL #', "iraq'}) DETACH DELETE n //", "\\", "}"):
        assert all(evil in str(row[0]) for row in query(store, "actors", name=evil).rows)
        with pytest.raises(UsageError, match="no such actor"):
            query(store, "who-did-what", actor=evil)
    with pytest.raises(KGError, match="is no number"):
        query(store, "who-did-what", limit="1 OFFSET 2")


def test_a_canned_file_takes_its_own_types_and_defaults(store: str) -> None:
    file = FOLDER / ("actors.rq" if language(store) == "sparql" else "actors.cypher")
    assert query(store, file, limit="2") == query(store, "actors", limit="2")
    assert len(query(store, file, limit="2").rows) == 2
    with pytest.raises(UsageError, match="a number from 1"):
        query(store, file, limit="0")


def test_queries_shows_one_with_its_parameters_and_example(capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli.asking import queries

    queries("timeline", as_json=False)
    shown = capsys.readouterr().out
    assert 'kg query timeline --param a="" --param b=""' in shown
    assert "SUPPORT" in shown
    queries("timeline", as_json=True)
    assert json.loads(capsys.readouterr().out)[0]["parameters"]["days"] == 180
    with pytest.raises(UsageError, match="did you mean timeline"):
        queries("timelin", as_json=False)

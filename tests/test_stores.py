"""One contract for every store: memory, an Oxigraph folder, a SPARQL server, a real Neo4j."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import parse_qs

import neo4j
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import rdf, readback
from kg.graph import Edge, Graph, Node, build, properties
from kg.stores import GROUP, Rows, Store, open_store, shown, sparql
from kg.stores.cypher import quoted_name
from ontology.errors import KGError, StoreError, UsageError

COUNT = {
    "sparql": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "cypher": "MATCH (n) WHERE n.keeper = 'kg' OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) + count(r) AS n",
}
ACTOR_NAMES = {
    "sparql": "SELECT ?name WHERE { ?a a <https://w3id.org/geopolitical-kg/ontology#Actor> ;"
    " <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY ?name",
    "cypher": "MATCH (a:Actor) RETURN a.name AS name ORDER BY name",
}


class Endpoint(BaseHTTPRequestHandler):
    """SPARQL 1.1 Protocol in its shortest form, over Oxigraph; a query marked slow takes its time."""

    store = ox.Store()

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))
        try:
            self.answer(200, *self.result(fields))
        except BrokenPipeError:
            return  # the client has given up waiting, which is what a test of the time limit wants
        except SyntaxError as error:
            self.answer(400, "text/plain", str(error).encode())

    def result(self, fields: dict[str, list[str]]) -> tuple[str, bytes]:
        if "update" in fields:
            self.store.update(fields["update"][0])
            return "text/plain", b""
        if fields["query"][0].startswith("# slow"):
            time.sleep(3)
            return "application/sparql-results+json", b""
        graphs = [ox.NamedNode(name) for name in fields.get("default-graph-uri", [])] or None
        found = self.store.query(fields["query"][0], default_graph=graphs)  # type: ignore[arg-type]
        if isinstance(found, ox.QueryTriples):
            return "application/n-triples", found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        body = found.serialize(format=ox.QueryResultsFormat.JSON)
        return "application/sparql-results+json", body or b""

    def answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="session")
def endpoint_url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"sparql+http://127.0.0.1:{server.server_port}/query"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["memory", "oxigraph", "endpoint", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each store in turn, empty of our data and open for writing."""
    urls = {"memory": "memory:", "oxigraph": f"oxigraph:{tmp_path / 'deep' / 'store'}"}
    fixtures = {"endpoint": "endpoint_url", "neo4j": "neo4j_uri"}
    url = urls.get(request.param) or request.getfixturevalue(fixtures[request.param])
    with open_store(url, home=tmp_path) as opened:
        opened.write(Graph())
        yield opened


def count(store: Store) -> object:
    return store.query(COUNT[store.language]).rows[0][0]


def size(store: Store, graph: Graph) -> int:
    return len(rdf.lines(graph)) if store.language == "sparql" else len(graph.nodes) + len(graph.edges)


def without(graph: Graph, actor: str) -> Graph:
    ref = ("Actor", actor)
    nodes = [node for node in graph.nodes if node.ref != ref]
    return build(nodes, [edge for edge in graph.edges if ref not in (edge.start, edge.end)])


def test_writing_twice_equals_writing_once(store: Store, sample_graph: Graph) -> None:
    store.write(sample_graph)
    assert count(store) == size(store, sample_graph)
    store.write(sample_graph)
    assert count(store) == size(store, sample_graph)


def test_what_left_the_graph_leaves_the_store(store: Store, sample_graph: Graph) -> None:
    smaller = without(sample_graph, "iraq-parliament")
    store.write(sample_graph)
    store.write(smaller)
    assert count(store) == size(store, smaller)
    store.write(Graph())
    assert count(store) == 0


def test_a_changed_value_replaces_the_old_one(store: Store) -> None:
    for name, label in (("Old", "Group"), ("New", "Party")):
        values = properties({"name": name, "code": "X" if name == "Old" else None})
        store.write(build([Node(id="a", label="Actor", labels=(label,), properties=values)], []))
    assert store.query(ACTOR_NAMES[store.language]).rows == (("New",),)
    old = {
        "sparql": "PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#>"
        " SELECT ?a WHERE { { ?a a kg:Group } UNION { ?a kg:code ?c } }",
        "cypher": "MATCH (a) WHERE a:Group OR a.code IS NOT NULL RETURN a.id AS a",
    }
    assert store.query(old[store.language]).rows == ()


def test_hostile_names_come_back_as_they_are(store: Store, sample_graph: Graph) -> None:
    store.write(sample_graph)
    names = sorted(str(dict(node.properties)["name"]) for node in sample_graph.nodes if node.label == "Actor")
    assert [row[0] for row in store.query(ACTOR_NAMES[store.language]).rows] == names


HOSTILE_VALUES = ["O'Neil", '"', "\\", "`x`", "} ?x {", "$name", "\u202e", "\n", "\\u0022", "العراق"]


@pytest.mark.parametrize("name", HOSTILE_VALUES)
def test_a_parameter_is_only_ever_a_value(store: Store, name: str) -> None:
    nodes = [Node(id=text, label="Actor", properties=properties({"name": text})) for text in (name, "other")]
    store.write(build(nodes, []))
    texts = {
        "sparql": 'SELECT ?id WHERE { VALUES ?name { "x" }'
        " ?a <http://www.w3.org/2000/01/rdf-schema#label> ?name ;"
        " <http://purl.org/dc/terms/identifier> ?id }",
        "cypher": "MATCH (a:Actor {name: $name}) RETURN a.id AS id",
    }
    assert store.query(texts[store.language], {"name": name}).rows == ((name,),)


HOSTILE_QUERIES = {
    "sparql": [
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "# SELECT\nDROP ALL",
        "PREFIX a: <http://a/> CLEAR ALL",
        "LOAD <http://127.0.0.1:1/x>",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { service\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
        'SELECT * WHERE { ?s ?p "a\\"" . SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }',
        "SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?s < ?p) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p ''' ' ''' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
    "cypher": [
        "CREATE (n:Hostile) RETURN n",
        "// MATCH\nMATCH (n) DETACH DELETE n",
        "MATCH (n) SET n.x = 1",
        "MERGE (n:Hostile) RETURN n",
        "CALL db.createLabel('Hostile')",
        "MATCH (n) CALL (n) { CREATE (:Hostile) } RETURN n",
        "CALL { CREATE (:Hostile) } IN TRANSACTIONS",
        "PROFILE CREATE (:Hostile)",
        "EXPLAIN CREATE (:Hostile)",
        "CYPHER 5 CREATE (:Hostile)",
        "\\u0043REATE (:Hostile)",
        "RETURN 1; CREATE (:Hostile)",
        "CREATE INDEX hostile FOR (n:Hostile) ON (n.x)",
        "DROP CONSTRAINT kg_actor_id",
        "CREATE USER x SET PASSWORD 'abcdefgh1'",
        "LOAD CSV FROM 'http://127.0.0.1:1/x' AS row RETURN row",
        "UNWIND [1] AS i CALL { LOAD CSV FROM 'file:///x' AS row RETURN row } RETURN row",
        "TERMINATE TRANSACTION 'x'",
        "CALL dbms.killConnection('x')",
        "CALL db.clearQueryCaches()",
    ],
}


def test_a_query_that_writes_or_reaches_out_is_refused(store: Store, sample_graph: Graph) -> None:
    store.write(sample_graph)
    for text in HOSTILE_QUERIES[store.language]:
        with pytest.raises(UsageError) as refusal:
            store.query(text)
        assert len(str(refusal.value).splitlines()) == 1, text
        assert len(str(refusal.value)) < 400
    assert count(store) == size(store, sample_graph)


def test_a_slip_in_a_query_is_told_in_one_line(store: Store) -> None:
    with pytest.raises(UsageError) as refusal:
        store.query("SELEKT nonsense")
    assert len(str(refusal.value).splitlines()) == 1


def test_a_query_without_end_is_stopped(store: Store, sample_graph: Graph) -> None:
    store.write(sample_graph)
    endless = {
        "sparql": "# slow\nSELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "cypher": "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b"
        " UNWIND range(1, 1000) AS c RETURN count(*) AS n",
    }
    begin = time.monotonic()
    with pytest.raises(StoreError, match=r"within 1 s|stopped after 1 s"):
        store.query(endless[store.language], timeout=1)
    assert time.monotonic() - begin < 20


def test_the_time_limit_changes_no_answer(store: Store, sample_graph: Graph) -> None:
    store.write(sample_graph)
    text = ACTOR_NAMES[store.language]
    assert store.query(text, timeout=30) == store.query(text)


def test_values_are_plain(store: Store, sample_graph: Graph) -> None:
    store.write(sample_graph)
    texts = {
        "sparql": """PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#>
            SELECT ?confidence ?date ?count ?none WHERE {
              ?e kg:mentionCount ?count ; kg:confidence ?confidence ;
                 <http://semanticweb.cs.vu.nl/2009/11/sem/hasBeginTimeStamp> ?date FILTER(?count = 2) }""",
        "cypher": "MATCH (e:Event {mentionCount: 2})"
        " RETURN e.confidence AS confidence, e.date AS date, e.mentionCount AS count, null AS none",
    }
    assert store.query(texts[store.language]).dicts() == [
        {"confidence": 0.75, "date": "2020-01-05", "count": 2, "none": None}
    ]


# ---------------------------------------------------------------- one store at a time


def test_an_oxigraph_folder_survives_closing_and_is_read_beside_its_writer(tmp_path: Path, sample_graph: Graph) -> None:
    with open_store(None, home=tmp_path) as writer:
        writer.write(sample_graph)
        with open_store(None, home=tmp_path, read_only=True) as reader:
            assert count(reader) == len(rdf.lines(sample_graph))
            with pytest.raises(UsageError, match="reading only"):
                reader.write(Graph())
        with pytest.raises(StoreError, match="in use"), open_store(None, home=tmp_path):
            pass
    with open_store(None, home=tmp_path) as again:
        assert count(again) == len(rdf.lines(sample_graph))
    assert (tmp_path / "oxigraph.nq").read_bytes() == rdf.text(sample_graph)


def test_a_kill_between_the_renames_of_a_write_loses_nothing(tmp_path: Path, sample_graph: Graph) -> None:
    with open_store(None, home=tmp_path) as writer:
        writer.write(sample_graph)
    (tmp_path / "oxigraph").rename(tmp_path / "oxigraph.old")
    for read_only in (True, False):
        with open_store(None, home=tmp_path, read_only=read_only) as store:
            assert count(store) == len(rdf.lines(sample_graph))


def test_an_unchanged_graph_is_not_written_again(tmp_path: Path, sample_graph: Graph) -> None:
    with open_store(None, home=tmp_path) as store:
        store.write(sample_graph)
        before = (tmp_path / "oxigraph").stat().st_ino
        store.write(sample_graph)
        assert (tmp_path / "oxigraph").stat().st_ino == before
        store.write(without(sample_graph, "emoji"))
        assert (tmp_path / "oxigraph").stat().st_ino != before


def test_a_sparql_server_keeps_what_others_put_there(endpoint_url: str, tmp_path: Path) -> None:
    Endpoint.store.update("INSERT DATA { GRAPH <http://other/> { <a:a> <a:b> <a:c> } }")
    with open_store(endpoint_url, home=tmp_path) as store:
        store.write(Graph())
        assert count(store) == 0
        assert len(store.query("SELECT ?s FROM <http://other/> WHERE { ?s ?p ?o }").rows) == 1


@pytest.mark.neo4j
def test_neo4j_keeps_what_others_put_there(neo4j_uri: str, tmp_path: Path, sample_graph: Graph) -> None:
    password = os.environ.get("NEO4J_PASSWORD")
    login = (os.environ.get("NEO4J_USERNAME", "neo4j"), password) if password else None
    database = os.environ.get("NEO4J_DATABASE")
    driver = neo4j.GraphDatabase.driver(neo4j_uri, auth=login, database=database)
    with open_store(neo4j_uri, home=tmp_path) as store, driver:
        store.write(sample_graph)
        driver.execute_query("CREATE (:Actor {id: 'others'})-[:REQUESTS {id: 'x'}]->(:Note:Others {id: 'note'})")
        store.write(Graph())
        others = "MATCH (a {id: 'others'})-[r]->(n:Others)"
        left = driver.execute_query(others + " RETURN a.id, type(r), n.id").records
        driver.execute_query(others + " DETACH DELETE a, n")
    assert [tuple(row) for row in left] == [("others", "REQUESTS", "note")]


@pytest.mark.neo4j
def test_neo4j_has_the_labels_of_the_contract(neo4j_uri: str, tmp_path: Path, sample_graph: Graph) -> None:
    with open_store(neo4j_uri, home=tmp_path) as store:
        store.write(sample_graph)
        found = store.query("MATCH (a:Actor:Country)<-[r:REQUESTS]-(b) RETURN a.nameAr, r.date, r.factuality, b.id")
    assert found.rows == (("العراق", "2020-01-05", "actual", "iraq-parliament"),)


@pytest.mark.parametrize(
    ("url", "error", "reason"),
    [
        ("mysql://user:secret@x", UsageError, "starts with bolt:, memory:, neo4j:, oxigraph:, sparql:"),
        ("kg-data", UsageError, "no store 'kg-data'"),
        ("oxigraph:", UsageError, "needs a folder"),
        ("oxigraph:no-such-folder", UsageError, "no store at no-such-folder; `kg ingest`"),
        ("bolt://user:secret@127.0.0.1:1", StoreError, "bolt://127.0.0.1:1 cannot be reached"),
        ("neo4j://user:secret@127.0.0.1:1", StoreError, "neo4j://127.0.0.1:1 cannot be reached"),
        ("bolt:", UsageError, "names no server"),
        ("bolt://localhost:port", UsageError, "names no server"),
        ("bolt+x://localhost:1", UsageError, "bolt+x"),
        (
            "sparql+http://user:secret@127.0.0.1:1/query",
            StoreError,
            "http://127.0.0.1:1/query cannot be reached",
        ),
        ("sparql+ftp://user:secret@x/", UsageError, "is no SPARQL endpoint"),
    ],
)
def test_a_store_that_is_not_there_is_told_shortly_and_without_secrets(
    url: str, error: type[KGError], reason: str, tmp_path: Path
) -> None:
    begin = time.monotonic()
    with pytest.raises(error) as refusal, open_store(url, home=tmp_path, read_only=True):
        pass
    assert time.monotonic() - begin < 12
    message = str(refusal.value)
    assert reason in message
    assert "secret" not in message
    assert len(message.splitlines()) == 1


def test_a_url_is_shown_without_its_login() -> None:
    assert shown("neo4j+s://user:p@ss@host:7687/x") == "neo4j+s://host:7687/x"
    assert shown("oxigraph:a@b") == "oxigraph:a@b"


def test_every_store_comes_through_the_same_door() -> None:
    doors = {door.name: door.load() for door in entry_points(group=GROUP)}
    assert set(doors) >= {"bolt", "memory", "neo4j", "oxigraph", "sparql"}
    assert all(callable(door) for door in doors.values())


@given(st.text(alphabet=st.sampled_from("`:) (n)ab\\u0060\"'")))
def test_a_quoted_name_has_no_way_out(name: str) -> None:
    quoted = quoted_name(name)
    assert quoted[0] == quoted[-1] == "`"
    assert "`" not in quoted[1:-1].replace("``", "")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { ?service <http://x/SERVICE> 'SERVICE' }",
        'SELECT * WHERE { ?s ?p "say \\" SERVICE \\" " } # SERVICE',
        "PREFIX service: <http://x/> SELECT * WHERE { service:SERVICE service:x ?DELETE }",
        'ASK { ?s ?p """ a "quoted" SERVICE """@en }',
    ],
)
def test_a_word_in_a_name_or_string_is_no_keyword(text: str) -> None:
    sparql.check_reads(text)
    ox.Store().query(text)  # and it is SPARQL


def test_a_parameter_that_the_query_lacks_is_told() -> None:
    with pytest.raises(UsageError, match=r"no parameter 'from'.*it has names"):
        sparql.bind('SELECT ?x WHERE { VALUES ?names { "en" } }', {"from": "2020"})


def test_several_values_may_stand_for_one_parameter() -> None:
    assert sparql.bind("VALUES ?n { 0 }", {"n": [1, "b"]}).count('"b"') == 1


def test_constructed_triples_are_rows(tmp_path: Path) -> None:
    with open_store("memory:", home=tmp_path) as store:
        found = store.query("CONSTRUCT { <a:a> <a:b> 1 } WHERE {}")
        assert found == Rows(columns=("subject", "predicate", "object"), rows=(("a:a", "a:b", 1),))
        assert store.query("ASK {}").rows == ((True,),)


def test_an_edge_between_unknown_labels_reaches_no_server(tmp_path: Path) -> None:
    bad = Edge(id="e", type="X`]->() //", start=("Actor", "a"), end=("Actor", "a"))
    with open_store("memory:", home=tmp_path) as store, pytest.raises(KGError, match="no edge type"):
        store.write(build([Node(id="a", label="Actor")], [bad]))


def test_what_a_store_holds_is_read_back_as_it_was_written(store: Store, sample_graph: Graph) -> None:
    """Each node with its values, each edge, and the values of those that have any in RDF too."""
    store.write(sample_graph)
    again = readback.read(store).graph
    assert {node.ref: node.properties for node in again.nodes} == {n.ref: n.properties for n in sample_graph.nodes}
    ties, roles = (
        [{(e.type, e.start, e.end) for e in graph.edges} for graph in (again, sample_graph)],
        [{e.id: e.properties for e in graph.edges if e.type == "HAS_ROLE"} for graph in (again, sample_graph)],
    )
    assert ties[0] == ties[1]
    assert roles[0] == roles[1]

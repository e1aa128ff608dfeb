"""`kg serve`, asked over a real socket: reading only, by who may, and each refusal with its reason."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pytest
import rdflib
from serving import served

from kg import serve, verdicts
from kg.archive import Archive
from kg.sparql_http import chosen
from kg.stores import protocol
from kg.stores.protocol import RESULTS, TRIPLES
from ontology.errors import UsageError
from ontology.model import Article

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TIMEOUT = 3.0


@dataclass
class Answer:
    """What came back, whatever its status."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        return json.loads(self.body)


@dataclass
class Server:
    """A server in a thread, and how to ask it."""

    port: int

    def ask(self, path: str, *, data: bytes | None = None, method: str | None = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(f"http://127.0.0.1:{self.port}{path}", data=data, headers=sent, method=method)
        try:
            with urlopen(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def sparql(self, query: str, accept: str = "application/sparql-results+json") -> Answer:
        return self.ask(f"/sparql?{urlencode({'query': query})}", Accept=accept)


@pytest.fixture(scope="module")
def server(looking_home: Path) -> Iterator[Server]:
    with served(looking_home, timeout=TIMEOUT) as port:
        yield Server(port)


@pytest.fixture(scope="module")
def guarded(looking_home: Path) -> Iterator[Server]:
    with served(looking_home, timeout=TIMEOUT, token="s3cret &") as port:
        yield Server(port)


# ---------------------------------------------------------------- SPARQL


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("nonsense", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_format_that_is_asked_for(server: Server, accept: str, kind: str) -> None:
    answer = server.sparql(COUNT, accept)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == kind
    if "json" in kind:
        assert int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]) > 100
    elif "xml" in kind:
        assert ET.fromstring(answer.body).tag.endswith("sparql")
    else:
        assert next(csv.reader(io.StringIO(answer.body.decode()))) in (["n"], ["?n"])


@pytest.mark.parametrize("kind", sorted(TRIPLES))
def test_triples_come_in_the_format_that_is_asked_for(server: Server, kind: str) -> None:
    answer = server.sparql("CONSTRUCT { ?e a ?t } WHERE { ?e a sem:Event ; a ?t }", kind)
    assert answer.headers["Content-Type"].partition(";")[0] == kind
    assert len(rdflib.Graph().parse(data=answer.body, format=kind)) == 3


def test_ask_and_describe_answer(server: Server) -> None:
    assert server.sparql("ASK { ?e a sem:Event }").json() == {"head": {}, "boolean": True}
    assert b"NATO" in server.sparql('DESCRIBE ?a WHERE { ?a rdfs:label "NATO" }', "text/turtle").body


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (urlencode({"query": COUNT}).encode(), "application/x-www-form-urlencoded"),
        (COUNT.encode(), "application/sparql-query; charset=utf-8"),
    ],
)
def test_a_query_may_be_posted(server: Server, data: bytes, kind: str) -> None:
    assert server.ask("/sparql", data=data, Content_Type=kind).status == 200


@pytest.mark.parametrize(
    ("data", "kind", "status", "told"),
    [
        (b"update=DROP+ALL", "application/x-www-form-urlencoded", 403, "only reads"),
        (b"DROP ALL", "application/sparql-update", 403, "only reads"),
        (b"DROP ALL", "application/sparql-query", 400, "DROP is refused"),
        (b"INSERT DATA { <a:a> <a:b> <a:c> }", "application/sparql-query", 400, "INSERT is refused"),
        (b"SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "application/sparql-query", 400, "SERVICE"),
        (b"SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "application/sparql-query", 400, "SERVICE"),
        (b"SELECT * { ?s ?p ", "application/sparql-query", 400, "1:18"),
        (b"SELECT * { ?s a sem:Event ; ?p ", "application/sparql-query", 400, "1:32"),  # a prefix put before it
        (b"", "application/sparql-query", 400, "give one query"),
        (b"\xff\xfe", "application/sparql-query", 400, "no UTF-8"),
        (b"x", "text/plain", 415, "application/sparql-query"),
        (b"query=ASK{}&query=ASK{}", "application/x-www-form-urlencoded", 400, "give one query"),
        (b"query=ASK{}&default-graph-uri=a:b", "application/x-www-form-urlencoded", 400, "one graph"),
        (b"#" * (2**20 + 1), "application/sparql-query", 413, "larger than 1 MB"),
    ],
)
def test_what_is_refused_is_told(server: Server, data: bytes, kind: str, status: int, told: str) -> None:
    answer = server.ask("/sparql", data=data, Content_Type=kind)
    assert answer.status == status
    assert told in answer.body.decode()


def test_a_query_that_would_run_for_ever_is_stopped_and_others_go_on(server: Server) -> None:
    begun = time.monotonic()
    answers: list[Answer] = []
    endless = threading.Thread(target=lambda: answers.append(server.sparql(ENDLESS)))
    endless.start()
    assert server.sparql(COUNT).status == 200
    endless.join()
    assert time.monotonic() - begun < TIMEOUT + 5
    assert answers[0].status == 504
    assert b"stopped after 3 s" in answers[0].body


def test_an_answer_too_large_is_refused(looking_home: Path) -> None:
    with pytest.raises(UsageError, match="larger than"):
        protocol.answer(
            "SELECT * { ?a ?b ?c }", looking_home / "oxigraph", results="text/csv", triples="text/turtle",
            timeout=10, limit=500,
        )  # fmt: skip


def test_the_first_offer_answers_where_nothing_fits() -> None:
    assert chosen("image/png", RESULTS) == "application/sparql-results+json"
    assert chosen("text/*;q=0.9, application/rdf+xml;q=0", TRIPLES) == "text/turtle"


# ---------------------------------------------------------------- pages and API


def test_the_page_is_live(server: Server) -> None:
    answer = server.ask("/?lang=ar")
    assert b'"lang":"ar"' in answer.body
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert b"default-src 'none'" in answer.body


def test_the_page_follows_the_archive(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.file(Article(id="a", text="Nothing.", lang="en"), [], reader="test")
    live = serve.Live(tmp_path, 0.0)
    assert live.picture().articles == 1
    assert live.picture() is live.picture()
    with Archive(tmp_path) as archive:
        archive.file(Article(id="b", text="Nothing else.", lang="en"), [], reader="test")
    assert live.picture().articles == 2


def test_the_page_follows_the_analyst(looking_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(looking_home, tmp_path / "home"))
    live = serve.Live(home, 0.0)
    unknown = next(actor.id for actor in live.picture().actors if actor.id.startswith("x-"))
    verdicts.add(home, verdicts.Verdict(kind="same", a=unknown, b="nato"), lambda name: True)
    assert unknown not in {actor.id for actor in live.picture().actors}
    assert next(event for event in live.picture().events if event.type == "ASSAULT").sources == ("nato",)


def test_yasgui_and_all_its_files_come_from_here(server: Server) -> None:
    page = server.ask("/yasgui").body.decode()
    files = [piece.partition('"')[0] for piece in page.split('="yasgui/')[1:]]
    assert len(files) == 4
    for name in files:
        answer = server.ask(f"/yasgui/{name}")
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/")
    assert b"geopolitical-kg/ontology#" in server.ask("/yasgui/yasgui.js").body
    assert server.ask("/yasgui/page.html").status == 404
    assert server.ask("/yasgui/..%2Fpage.html").status == 404


def test_yasgui_asks_and_shows_rows_in_the_browser(guarded: Server, chromium: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=8000", "--enable-logging=stderr",
         "--dump-dom", f"http://127.0.0.1:{guarded.port}/yasgui?token={quote('s3cret &', safe='')}"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "Refused" not in done.stderr, done.stderr[-2000:]
    assert "results in" in done.stdout
    assert "NATO will send instructors to Baghdad." in done.stdout


def test_events_are_filtered_and_counted(server: Server) -> None:
    every = server.ask("/api/events").json()
    assert every["total"] == 3  # type: ignore[index]
    assert "evidence" not in every["events"][0]  # type: ignore[index]
    for asked, kinds in {
        "type=AID": ["AID"],
        "actor=iraq-parliament": ["REQUEST"],
        "factuality=planned": ["AID"],
        "lang=ar": ["REQUEST"],
        "country=IRQ": ["AID"],
        "since=2020-01-06&until=2020-01-31": ["ASSAULT"],
        "confidence=0.9": ["REQUEST"],
        "limit=1&offset=1": ["REQUEST"],
    }.items():
        found = server.ask(f"/api/events?{asked}").json()
        assert [event["type"] for event in found["events"]] == kinds, asked  # type: ignore[index]
    assert server.ask("/api/events?limit=0").status == 422


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("events?tpye=AID", "no parameter 'tpye'; there are actor, confidence, country"),
        ("events?type=SANCTON", "did you mean SANCTION"),
        ("events?factuality=maybe", "there are actual, planned"),
        ("actors?name=x", "no parameter 'name'; there are limit, offset, search"),
        ("queries?x=1", "no parameter 'x'; there are none"),
    ],
)
def test_a_slip_in_an_address_of_the_api_is_told(server: Server, asked: str, told: str) -> None:
    answer = server.ask(f"/api/{asked}")
    assert answer.status == 400
    assert told in answer.json()["detail"]  # type: ignore[index]


def test_an_event_comes_with_its_verbatim_quotes(server: Server) -> None:
    found = server.ask("/api/events?type=REQUEST").json()["events"][0]["id"]  # type: ignore[index]
    event = server.ask(f"/api/events/{found}").json()
    assert len(event["evidence"]) == 2  # type: ignore[index]
    for said in event["evidence"]:  # type: ignore[index]
        assert "".join(piece["text"] for piece in said["pieces"]) == said["quote"]
    assert server.ask("/api/events/none").status == 404


def test_actors_are_found_in_both_scripts(server: Server) -> None:
    every = server.ask("/api/actors").json()
    arabic = next(actor["name_ar"] for actor in every if actor["id"] == "iran")  # type: ignore[attr-defined]
    for words in ("IRAN", "iran", arabic, arabic.replace("إ", "ا")):
        found = server.ask(f"/api/actors?search={quote(words)}").json()
        assert [actor["id"] for actor in found] == ["iran"], words  # type: ignore[attr-defined]
    assert server.ask("/api/actors?search=nobody").json() == []


def test_canned_questions_are_listed_and_asked(server: Server) -> None:
    names = [question["name"] for question in server.ask("/api/queries").json()]  # type: ignore[attr-defined]
    assert "events" in names
    answer = server.ask("/api/query/events?names=ar").json()
    assert "quote" in answer["columns"]  # type: ignore[index]
    assert len(answer["rows"]) >= 3  # type: ignore[index]
    assert server.ask("/api/query/nothing").status == 404
    refused = server.ask("/api/query/events?nothing=1")
    assert refused.status == 400
    assert b"no parameter 'nothing'" in refused.body


def test_openapi_describes_each_path_and_nothing_comes_from_a_cdn(server: Server) -> None:
    told = server.ask("/openapi.json").json()
    paths = told["paths"]  # type: ignore[index]
    assert {"/sparql", "/api/events", "/api/events/{id}", "/api/actors", "/api/query/{name}"} <= set(paths)
    assert all(way["summary"] for path in paths.values() for way in path.values())
    assert set(paths["/sparql"]["post"]["requestBody"]["content"]) == {
        "application/sparql-query", "application/x-www-form-urlencoded",
    }  # fmt: skip
    assert {"200", "400", "403", "504"} <= set(paths["/sparql"]["get"]["responses"])
    assert "text/csv" in paths["/sparql"]["get"]["responses"]["200"]["content"]
    assert server.ask("/docs").status == 404


def test_neo4j_browser_may_fetch_its_files(server: Server) -> None:
    for name, words in {
        "style.grass": "node.Country",
        "style.ar.grass": "caption: '{nameAr}'",
        "guide.html": f"http://127.0.0.1:{server.port}/neo4j/style.grass",
        "favorites.cypher": "// Events\nMATCH",
        "setup.cypher": "CREATE INDEX kg_event_day IF NOT EXISTS",
    }.items():
        answer = server.ask(f"/neo4j/{name}", Origin="http://localhost:7474")
        assert words in answer.body.decode(), name
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    asked = server.ask("/neo4j/style.grass", method="OPTIONS", Origin="http://localhost:7474")
    assert (asked.status, asked.headers["Access-Control-Allow-Methods"]) == (204, "GET, OPTIONS")
    assert "$" not in server.ask("/neo4j/favorites.cypher").body.decode()
    assert server.ask("/neo4j/favorites.zip").body.startswith(b"PK")


# ---------------------------------------------------------------- who may ask


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "[::1]:80"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_other_names_and_other_sites_are_refused(server: Server, headers: dict[str, str], status: int) -> None:
    assert server.ask("/api/actors", **headers).status == status
    assert server.ask(f"/sparql?{urlencode({'query': COUNT})}", **headers).status == status


def test_its_own_page_may_ask(server: Server) -> None:
    assert server.ask("/api/actors", Origin=f"http://127.0.0.1:{server.port}").status == 200


def test_with_a_token_every_request_shows_it(guarded: Server) -> None:
    paths = ("/", "/api/events", "/sparql?query=ASK{}", "/yasgui", "/openapi.json", "/neo4j/style.grass", "/nothing")
    for path in paths:
        assert guarded.ask(path).status == 401, path
        assert guarded.ask(path, Authorization="Bearer wrong").status == 401, path
    assert guarded.ask("/", Authorization="Basic s3cret").headers["WWW-Authenticate"] == "Bearer"
    for path in ("/api/events", f"/sparql?{urlencode({'query': COUNT})}", "/api/query/events"):
        assert guarded.ask(path, Authorization="Bearer s3cret &").status == 200, path
    given = quote("s3cret &", safe="")
    assert guarded.ask(f"/?token={given}").status == 200
    page = guarded.ask(f"/yasgui?token={given}").body.decode()
    assert page.count(f"?token={given}") == 4
    assert guarded.ask(f"/api/query/events?token={given}").status == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_another_host_needs_a_token(looking_home: Path, host: str) -> None:
    with pytest.raises(UsageError, match="give a token"):
        serve.application(looking_home, least=0.0, timeout=1, host=host, token=None)
    serve.application(looking_home, least=0.0, timeout=1, host=host, token="x")


# ---------------------------------------------------------------- the command


def run(*args: str, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--home", str(home), *args], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={**os.environ, "KG_TOKEN": ""},
    )  # fmt: skip


def test_the_command_serves_changes_nothing_and_ends_when_told(looking_home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    before = (looking_home / "oxigraph.nq").read_bytes()
    process = run("--port", str(port), home=looking_home)
    try:
        server = Server(port)
        for _ in range(100):
            try:
                assert server.ask("/").status == 200
                break
            except OSError:
                time.sleep(0.1)
        assert server.sparql(COUNT).status == 200
        taken = run("--port", str(port), home=looking_home)
        assert taken.wait(30) == 2
        assert taken.stderr
        assert "try another --port" in taken.stderr.read()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)
    assert (looking_home / "oxigraph.nq").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "told"), [(["--host", "0.0.0.0"], "give a token"), (["--timeout", "0"], "--timeout 0")]
)
def test_a_slip_of_the_command_is_told(looking_home: Path, args: list[str], told: str) -> None:
    process = run("--port", "0" if not args else "18765", *args, home=looking_home)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert told in err

"""What Neo4j Browser is given: a style for every label and tie, and Cypher that runs as it stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import neo4j
import pytest

import queries
from kg import browser_kit
from kg.graph import Graph
from kg.stores import open_store
from kg.stores.bolt import BoltStore
from ontology import schema


def test_every_label_and_every_tie_has_its_style() -> None:
    styled = set(re.findall(r"(?m)^node\.(\w+) ", browser_kit.style("name")))
    ties = set(re.findall(r"(?m)^relationship\.(\w+) ", browser_kit.style("name")))
    labels = {node_class.label for node_class in schema.load().classes.values()}
    assert labels - styled == set()
    assert {edge.type for edge in schema.load().verbs.values()} <= ties <= set(schema.load().edges)


def test_captions_are_in_one_script() -> None:
    assert "nameEn" not in browser_kit.style("name")
    assert "node.Country { color: #22577A" in browser_kit.style("nameAr")
    assert re.search(r"node\.Country .*caption: '\{nameAr\}'", browser_kit.style("nameAr"))
    assert re.search(r"node\.Group .*caption: '\{name\}'", browser_kit.style("nameAr")), "as the articles write it"


def test_the_guide_names_its_own_address_and_token() -> None:
    made = browser_kit.guide("http://localhost:1/<b>", "a&b")
    assert ":style http://localhost:1/&lt;b&gt;/neo4j/style.grass?token=a%26b" in made
    assert "{" not in made


@pytest.mark.neo4j
def test_the_guide_and_the_favourites_run(sample_graph: Graph, neo4j_uri: str, tmp_path: Path) -> None:
    guide = re.findall(r'<pre class="[^"]*runnable">(.*?)</pre>', browser_kit.guide("http://localhost:1"), re.S)
    shown = [unescape(text) for text in guide if not text.startswith(":")]
    favourites = browser_kit.favorites().strip().rstrip(";").split(";\n\n")
    assert len(shown) >= 12
    with open_store(neo4j_uri, home=tmp_path) as store:
        store.write(sample_graph)
        assert isinstance(store, BoltStore)
        store.prepare(browser_kit.indexes())
        rows = [len(store.query(text, timeout=60).rows) for text in (*shown, *favourites)]
    assert all(rows[: len(shown)]), dict(zip(shown, rows, strict=False))


def test_favourites_are_a_file_each_in_a_zip_without_folders() -> None:
    with ZipFile(BytesIO(browser_kit.favorites_zip())) as packed:
        held = {name: packed.read(name).decode() for name in packed.namelist()}
    assert sorted(held) == sorted(f"{name}.cypher" for name in queries.names())
    assert "\n\n".join(text.strip() for text in held.values()) == browser_kit.favorites().strip()
    assert browser_kit.favorites_zip() == browser_kit.favorites_zip()


def test_indexes_are_of_labels_and_properties_that_exist() -> None:
    rules = schema.load()
    for text in browser_kit.indexes():
        found = re.fullmatch(
            r"CREATE (?:FULLTEXT )?INDEX kg_\w+ IF NOT EXISTS FOR \(n:([\w|]+)\) ON (?:EACH )?[(\[](.+?)[)\]].*", text
        )
        assert found, text
        assert set(found[1].split("|")) <= set(rules.classes), text
        keys = {key for _, key in rules.keys}
        assert {name.strip().removeprefix("n.") for name in found[2].split(",")} <= keys, text


@pytest.mark.neo4j
def test_setup_makes_what_is_missing_and_twice_is_once(neo4j_uri: str, tmp_path: Path) -> None:
    with open_store(neo4j_uri, home=tmp_path) as store:
        assert isinstance(store, BoltStore)
        store.prepare(browser_kit.indexes())
        drop_index(neo4j_uri, "kg_event_day")
    first, second = run_setup("--store", neo4j_uri), run_setup("--store", neo4j_uri)
    assert json.loads(first.stdout)["made"] == ["kg_event_day"]
    there = json.loads(second.stdout)
    assert there["made"] == []
    assert {"kg_actor_id", "kg_event_id", "kg_event_day", "kg_names", "kg_names_ar"} <= set(there["there"])


@pytest.mark.neo4j
@pytest.mark.parametrize("asked", ["عراقي", "العراق"])
def test_setup_lets_arabic_names_be_found_with_and_without_the_article(
    asked: str, sample_graph: Graph, neo4j_uri: str, tmp_path: Path
) -> None:
    with open_store(neo4j_uri, home=tmp_path) as store:
        store.write(sample_graph)
        assert isinstance(store, BoltStore)
        store.prepare(browser_kit.indexes())
        question = "CALL db.index.fulltext.queryNodes('kg_names_ar', $asked) YIELD node RETURN node.id AS id"
        found = {row["id"] for row in store.query(question, {"asked": asked}).dicts()}
    assert {"iraq", "iraq-parliament"} <= found


@pytest.mark.parametrize(
    ("url", "code", "told"),
    [
        ("oxigraph:x", 2, "oxigraph:x is no Neo4j and needs no set-up"),
        ("sparql+http://127.0.0.1:1/", 2, "is no Neo4j and needs no set-up"),
        ("bolt://127.0.0.1:1", 1, "cannot be reached"),
    ],
)
def test_setup_refuses_what_is_no_neo4j(url: str, code: int, told: str, tmp_path: Path) -> None:
    done = run_setup("--store", url, folder=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (code, [])
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def run_setup(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "neo4j", "setup", "--json", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=60)


def drop_index(uri: str, name: str) -> None:
    password = os.environ.get("NEO4J_PASSWORD")
    login = (os.environ.get("NEO4J_USERNAME") or "neo4j", password) if password else None
    with neo4j.GraphDatabase.driver(uri, auth=login) as driver:
        driver.execute_query(f"DROP INDEX {name}", database_=os.environ.get("NEO4J_DATABASE") or None)

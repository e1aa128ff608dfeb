"""What Neo4j Browser is given: a style for every label and tie, and Cypher that runs as it stands."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from kg import browser_kit
from kg.graph import Graph
from kg.stores import open_store
from ontology import schema


def test_every_label_and_every_tie_has_its_style() -> None:
    styled = set(re.findall(r"(?m)^node\.(\w+) ", browser_kit.style("name")))
    ties = set(re.findall(r"(?m)^relationship\.(\w+) ", browser_kit.style("name")))
    labels = {node_class.label for node_class in schema.load().classes.values()}
    assert labels - styled == set()
    assert ties == {edge.type for edge in schema.load().verbs.values()}


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
    shown = [unescape(text) for text in guide if not text.startswith(":style")]
    favourites = browser_kit.favorites().strip().rstrip(";").split(";\n\n")
    assert len(shown) >= 5
    with open_store(neo4j_uri, home=tmp_path) as store:
        store.write(sample_graph)
        rows = [len(store.query(text, timeout=60).rows) for text in (*shown, *favourites)]
    assert all(rows[:3]), rows

"""Files for other tools: foreign readers read them, and the same graph gives the same bytes."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg import rdf
from kg.export import FORMATS, export
from kg.graph import Graph, build
from ontology.errors import UsageError


@pytest.fixture
def written(tmp_path: Path, sample_graph: Graph) -> dict[str, Path]:
    paths = {fmt: tmp_path / f"graph.{fmt}" for fmt in FORMATS}
    for fmt, path in paths.items():
        export(sample_graph, fmt, path)
    return paths


def triples(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.text(graph), format="nt")


@pytest.mark.parametrize(("fmt", "reader"), [("ttl", "turtle"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_rdf_files_hold_every_triple(written: dict[str, Path], sample_graph: Graph, fmt: str, reader: str) -> None:
    found = rdflib.Dataset(default_union=True).parse(written[fmt], format=reader)
    plain = rdflib.Graph()
    for subject, predicate, value, *_ in found:
        plain.add((subject, predicate, value))
    assert isomorphic(plain, triples(sample_graph))


def test_graphml_holds_every_node_and_edge(written: dict[str, Path], sample_graph: Graph) -> None:
    found = networkx.read_graphml(written["graphml"], force_multigraph=True)
    assert (found.number_of_nodes(), found.number_of_edges()) == (
        len(sample_graph.nodes),
        len(sample_graph.edges),
    )
    assert found.nodes["Actor/iraq"]["nameAr"] == "العراق"
    assert found.nodes["Event/event-m1"]["date"] == "2020-01-05"
    assert ET.parse(written["graphml"]).getroot().tag.endswith("graphml")


def test_json_holds_every_node_and_edge(written: dict[str, Path], sample_graph: Graph) -> None:
    found = json.loads(written["json"].read_text(encoding="utf-8"))
    assert (len(found["nodes"]), len(found["edges"])) == (len(sample_graph.nodes), len(sample_graph.edges))
    country = next(node for node in found["nodes"] if node["id"] == "iraq")
    assert country["labels"] == ["Actor", "Country"]


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(
    written: dict[str, Path], sample_graph: Graph, tmp_path: Path, fmt: str
) -> None:
    again = tmp_path / "again"
    export(build(reversed(sample_graph.nodes), reversed(sample_graph.edges)), fmt, again)
    assert again.read_bytes() == written[fmt].read_bytes()


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_an_empty_graph_can_be_exported(tmp_path: Path, fmt: str) -> None:
    export(Graph(), fmt, tmp_path / "empty")
    assert (tmp_path / "empty").is_file()


def test_a_format_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'xls'; there are graphml, json, jsonld, nq, ttl"):
        export(Graph(), "xls", tmp_path / "x")


@pytest.mark.parametrize("name", ["missing/x.ttl", "file/x.ttl", "."])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        export(Graph(), "ttl", tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]

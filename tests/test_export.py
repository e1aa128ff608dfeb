"""Files for other tools: foreign readers read them, and the same graph gives the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import networkx
import pyarrow as pa
import pyarrow.parquet
import pytest
import rdflib
import stix2
from rdflib.compare import isomorphic
from typer.testing import CliRunner

from kg import rdf
from kg.cli import app
from kg.export import FORMATS, export, tables
from kg.graph import Graph, Node, build, properties
from ontology import events as codebook
from ontology import schema
from ontology.errors import KGError, UsageError

FOLDERS = sorted(name for name, fmt in FORMATS.items() if fmt.names)
ARABIC_IRAQ = "العراق"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, sample_graph: Graph) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exports")
    paths = {fmt: folder / f"graph.{fmt}" for fmt in FORMATS}
    for fmt, path in paths.items():
        export(sample_graph, fmt, path)
    return paths


def triples(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.text(graph), format="nt")


def bytes_of(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def count(graph: Graph, label: str) -> int:
    return sum(node.label == label for node in graph.nodes)


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
    assert found.nodes["Actor/iraq"]["nameAr"] == ARABIC_IRAQ
    assert found.nodes["Event/event-m1"]["date"] == "2020-01-05"
    assert ET.parse(written["graphml"]).getroot().tag.endswith("graphml")


def test_gexf_holds_every_node_and_edge_with_readable_labels(written: dict[str, Path], sample_graph: Graph) -> None:
    found = networkx.read_gexf(written["gexf"])
    assert found.number_of_nodes() == len(sample_graph.nodes)
    assert found.number_of_edges() == len(sample_graph.edges)
    iraq = found.nodes["Actor/iraq"]
    assert (iraq["label"], iraq["nameAr"], iraq["kind"]) == ("Iraq", ARABIC_IRAQ, "Country")
    assert found.nodes["Mention/m1"]["textStart"] == 0


def test_gexf_has_times_for_a_timeline_and_no_day_of_writing(written: dict[str, Path]) -> None:
    graph = ET.parse(written["gexf"]).getroot().find("{*}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    nodes = {node.get("id"): node for node in graph.iter() if node.tag.endswith("}node")}
    assert (nodes["Event/event-m1"].get("start"), nodes["Event/event-m1"].get("end")) == ("2020-01-05", "2020-01-05")
    assert (nodes["Event/event-m4"].get("start"), nodes["Event/event-m4"].get("end")) == ("2020-02-01", "2020-02-29")
    assert nodes["Actor/iraq"].get("start") is None
    edges = {str(edge.get("id")).partition("/")[0]: edge for edge in graph.iter() if edge.tag.endswith("}edge")}
    assert (edges["REQUESTS"].get("start"), edges["HAS_ROLE"].get("end")) == ("2020-01-05", "2022-10-17")
    assert b"lastmodified" not in written["gexf"].read_bytes()


def test_json_holds_every_node_and_edge(written: dict[str, Path], sample_graph: Graph) -> None:
    found = json.loads(written["json"].read_text(encoding="utf-8"))
    assert (len(found["nodes"]), len(found["edges"])) == (len(sample_graph.nodes), len(sample_graph.edges))
    country = next(node for node in found["nodes"] if node["id"] == "iraq")
    assert country["labels"] == ["Actor", "Country"]


def test_csv_has_one_row_for_each_event_actor_mention_and_article(
    written: dict[str, Path], sample_graph: Graph
) -> None:
    for name, label in [("events", "Event"), ("actors", "Actor"), ("mentions", "Mention"), ("articles", "Article")]:
        assert len(rows_of(written["csv"] / f"{name}.csv")) == count(sample_graph, label), name
    assert {path.name for path in written["csv"].iterdir()} == {f"{name}.csv" for name in tables.NAMES}
    actors = {row["actor"]: row for row in rows_of(written["csv"] / "actors.csv")}
    assert actors["iraq"]["name_ar"] == ARABIC_IRAQ
    assert (written["csv"] / "events.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_event_tells_in_one_row_what_is_asked_of_it(written: dict[str, Path]) -> None:
    event = next(row for row in rows_of(written["csv"] / "events.csv") if row["event"] == "event-m1")
    expected = {
        "date": "2020-01-05", "date_end": "2020-01-05", "date_precision": "day", "type": "REQUEST", "mode": "assist",
        "contexts": "legislative;military", "cameo": "102",
        "factuality": "actual", "source_ids": "iraq-parliament",
        "source_names": "Council of Representatives of Iraq", "source_codes": "IRQLEG", "source_countries": "IRQ",
        "target_ids": "iraq;iraq-government", "target_names": "Iraq;Government of Iraq", "target_codes": "IRQ;",
        "target_countries": "IRQ;", "theme": "foreign troops", "place": "baghdad", "place_name": "Baghdad",
        "country": "IRQ", "attribution_ids": "barham-salih", "attribution_names": "Barham Salih",
        "confidence": "0.75", "mentions": "2", "articles": "2", "publishers": "Example News", "languages": "ar;en",
        "first_report": "2020-01-06", "article_ids": "a-en;a-ar", "dead": "",
    }  # fmt: skip
    assert {key: event[key] for key in expected} == expected
    types = codebook.load()
    assert float(event["intensity"]) == types.intensity("REQUEST", "assist")
    assert int(event["quad_class"]) == types.quad_class("REQUEST")
    assert 33 < float(event["lat"]) < 34
    assert 44 < float(event["lon"]) < 45
    assert event["quote"].startswith("Iraq's parliament requested")


def test_what_a_newer_graph_says_of_an_event_has_a_column(sample_graph: Graph) -> None:
    """Properties that this module has never heard of come last; those it waits for stand in their place."""
    more = [
        replace(node, properties=properties({**dict(node.properties), "independentSources": 2, "moodOfDay": "calm"}))
        if node.label == "Event" else node
        for node in sample_graph.nodes
    ]  # fmt: skip
    table = tables.events(build(more, sample_graph.edges))
    row = dict(zip(table.columns, table.rows[0], strict=True))
    assert (row["independent_sources"], row["mood_of_day"], list(table.columns)[-1]) == (2, "calm", "mood_of_day")


HOSTILE_NAMES = (
    "=cmd|' /C calc'!A0", "  =1+1", "\t@SUM(A1)", "\r+1", "\uff1dHYPERLINK(1)", "\u202e=evil", "</script><b>`\"'\n=x",
)  # fmt: skip


def hostile_graph() -> Graph:
    """Actors and publishers with names that a spreadsheet, a shell or a page would take for more than names."""
    actors = [
        Node(id=f"h{i}", label="Actor", labels=("ArmedGroup",), properties=properties({"name": name, "nameEn": name}))
        for i, name in enumerate(HOSTILE_NAMES)
    ]
    publishers = [
        Node(id=f"p{i}", label="Publisher", properties=properties({"name": name}))
        for i, name in enumerate(HOSTILE_NAMES)
    ]
    return build([*actors, *publishers], [])


def test_no_cell_of_a_table_is_a_formula(tmp_path: Path, sample_graph: Graph) -> None:
    for number, graph in enumerate((hostile_graph(), sample_graph)):
        for fmt, delimiter in (("csv", ","), ("acled", ","), ("icews", "\t")):
            path = tmp_path / f"{number}.{fmt}"
            export(graph, fmt, path)
            for file in path.iterdir() if path.is_dir() else [path]:
                text = file.read_bytes().decode("utf-8-sig")
                for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                    for cell in row:
                        assert not re.match("[\\s\u202e]*[=+@\uff1d]", cell), (file.name, cell)
    names = [row["name"] for row in rows_of(tmp_path / "0.csv" / "actors.csv")]
    assert [name.removeprefix("'") for name in names] == [name.replace("\u202e", "") for name in HOSTILE_NAMES]


def test_parquet_keeps_hostile_names_as_they_are(tmp_path: Path) -> None:
    export(hostile_graph(), "parquet", tmp_path / "p")
    assert pa.parquet.read_table(tmp_path / "p" / "actors.parquet")["name"].to_pylist() == list(HOSTILE_NAMES)


def test_parquet_has_typed_columns(written: dict[str, Path], sample_graph: Graph) -> None:
    events = pa.parquet.read_table(written["parquet"] / "events.parquet")
    assert events.num_rows == count(sample_graph, "Event")
    assert events.schema.field("date").type == pa.date32()
    assert events.schema.field("source_ids").type == pa.list_(pa.string())
    row = next(row for row in events.to_pylist() if row["event"] == "event-m1")
    assert (row["date"], row["target_ids"], row["target_codes"]) == (
        dt.date(2020, 1, 5), ["iraq", "iraq-government"], ["IRQ", ""],
    )  # fmt: skip
    articles = pa.parquet.read_table(written["parquet"] / "articles.parquet")
    assert articles.schema.field("ingested").type == pa.timestamp("us", tz="UTC")
    actors = {row["actor"]: row for row in pa.parquet.read_table(written["parquet"] / "actors.parquet").to_pylist()}
    assert actors["iraq"]["name_ar"] == ARABIC_IRAQ


def test_the_acled_table_has_direction_and_only_what_happened(written: dict[str, Path], sample_graph: Graph) -> None:
    rows = {row["event_id_cnty"]: row for row in rows_of(written["acled"])}
    actual = [n for n in sample_graph.nodes if n.label == "Event" and dict(n.properties)["factuality"] == "actual"]
    assert set(rows) == {node.id for node in actual}
    first, undated = rows["event-m1"], rows["event-m3"]
    assert (first["actor1"], first["actor2"], first["assoc_actor_2"]) == (
        "Council of Representatives of Iraq", "Iraq", "Government of Iraq",
    )  # fmt: skip
    assert (first["time_precision"], first["disorder_type"], first["country"], first["location"]) == (
        "1", "Strategic developments", "Iraq", "Baghdad",
    )  # fmt: skip
    assert (undated["time_precision"], undated["tags"], undated["event_type"]) == ("", "reported", "Battles")
    assert undated["inter1"] == ""
    assert first["fatalities"] == ""


def test_the_icews_table_has_a_row_for_each_pair(written: dict[str, Path]) -> None:
    rows = [row for row in rows_of(written["icews"], "\t") if row["Event"] == "event-m1"]
    assert [(row["Source Name"], row["Target Name"]) for row in rows] == [
        ("Council of Representatives of Iraq", "Iraq"),
        ("Council of Representatives of Iraq", "Government of Iraq"),
    ]
    assert (rows[0]["CAMEO Code"], rows[0]["Source Country"], rows[0]["Source Sectors"]) == ("102", "Iraq", "GOV,LEG")
    assert len({row["Event ID"] for row in rows}) == 2


def test_stix_is_read_without_anything_custom(written: dict[str, Path], sample_graph: Graph) -> None:
    bundle = stix2.parse(written["stix"].read_text(encoding="utf-8"), allow_custom=False)
    kinds = [thing.type for thing in bundle.objects]
    told = {edge.start for edge in sample_graph.edges if edge.type == "HAS_MENTION"}
    verbs = {verb.type for verb in schema.load().verbs.values()} | {"HAS_ROLE"}
    assert kinds.count("note") == count(sample_graph, "Event")
    assert kinds.count("report") == len(told)
    assert kinds.count("relationship") == sum(edge.type in verbs for edge in sample_graph.edges)
    people = sum(n.label == "Actor" and "Country" not in n.labels for n in sample_graph.nodes)
    assert kinds.count("identity") == people + count(sample_graph, "Publisher") + 1  # and this program
    assert len({thing.id for thing in bundle.objects}) == len(kinds)
    assert {ref for thing in bundle.objects for ref in thing.get("object_refs", [])} <= {t.id for t in bundle.objects}


def test_stix_says_who_did_what_and_when_it_was_told(written: dict[str, Path]) -> None:
    bundle = stix2.parse(written["stix"].read_text(encoding="utf-8"), allow_custom=False)
    things = {thing.id: thing for thing in bundle.objects}
    iraq = next(thing for thing in bundle.objects if thing.type == "location" and thing.name == "Iraq")
    assert (iraq.country, ARABIC_IRAQ in iraq.description) == ("IQ", True)
    tie = next(
        t for t in bundle.objects if t.type == "relationship" and t.labels == ["requests"] and t.target_ref == iraq.id
    )
    assert things[tie.source_ref].name == "Council of Representatives of Iraq"
    assert (tie.relationship_type, tie.confidence, str(tie.start_time.date())) == ("related-to", 75, "2020-01-05")
    note = next(t for t in bundle.objects if t.type == "note" and t.external_references[0].external_id == "event-m1")
    assert note.content.startswith("Iraq's parliament requested")
    assert {note.created.date(), note.modified.date()} == {dt.date(2020, 1, 6)}


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_the_same_graph_gives_the_same_bytes(
    written: dict[str, Path], sample_graph: Graph, tmp_path: Path, fmt: str
) -> None:
    again = tmp_path / "again"
    export(build(reversed(sample_graph.nodes), reversed(sample_graph.edges)), fmt, again)
    assert bytes_of(again) == bytes_of(written[fmt])


@pytest.mark.parametrize("fmt", sorted(FORMATS))
def test_an_empty_graph_and_hostile_names_can_be_exported(tmp_path: Path, fmt: str) -> None:
    for number, graph in enumerate((Graph(), hostile_graph())):
        export(graph, fmt, tmp_path / str(number))
        assert (tmp_path / str(number)).exists()
    if fmt == "stix":
        read = [stix2.parse((tmp_path / number).read_text(encoding="utf-8")) for number in "01"]
        assert [len(bundle.get("objects", [])) for bundle in read] == [1, 2 * len(HOSTILE_NAMES) + 1]
    if fmt == "gexf":
        assert networkx.read_gexf(tmp_path / "1").number_of_nodes() == 2 * len(HOSTILE_NAMES)


def test_a_format_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no format 'xls'; there are acled, csv, gexf, graphml, .*, stix, ttl"):
        export(Graph(), "xls", tmp_path / "x")


@pytest.mark.parametrize("fmt", ["ttl", "csv"])
@pytest.mark.parametrize("name", ["missing/x", "file/x", "."])
def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fmt: str, name: str
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="cannot be written"):
        export(Graph(), fmt, Path(name))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("fmt", FOLDERS)
def test_a_folder_is_replaced_whole_and_never_one_that_holds_other_things(
    sample_graph: Graph, tmp_path: Path, fmt: str
) -> None:
    path = tmp_path / "out"
    export(sample_graph, fmt, path)
    export(Graph(), fmt, path)
    export(Graph(), fmt, tmp_path / "empty")
    assert bytes_of(path) == bytes_of(tmp_path / "empty")
    (path / "budget.csv").write_text("1,2", encoding="utf-8")
    before = bytes_of(path)
    with pytest.raises(UsageError, match=r"holds what is no export .budget.csv"):
        export(sample_graph, fmt, path)
    assert bytes_of(path) == before
    assert {entry.name for entry in tmp_path.iterdir()} == {"out", "empty"}


def test_a_folder_is_not_put_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("kept", encoding="utf-8")
    with pytest.raises(UsageError, match="it is no folder"):
        export(Graph(), "csv", tmp_path / "x")
    assert (tmp_path / "x").read_text(encoding="utf-8") == "kept"


def test_a_write_that_fails_leaves_what_was_there(
    sample_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    export(Graph(), "csv", path)
    before = bytes_of(path)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UsageError, match="No space left"):
        export(sample_graph, "csv", path)
    assert bytes_of(path) == before
    assert os.listdir(tmp_path) == ["out"]


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and message of `kg export`."""
    result = CliRunner().invoke(app, ["export", *arguments])
    if isinstance(result.exception, KGError):
        return result.exception.exit_code, str(result.exception)
    return result.exit_code, result.output


def test_the_help_names_every_format() -> None:
    help_text = run("--help")[1]
    assert [name for name in FORMATS if not re.search(rf"\b{name}\b", help_text)] == []


def test_the_command_refuses_before_it_reads_anything(tmp_path: Path) -> None:
    home = str(tmp_path / "no-home")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("kept", encoding="utf-8")
    code, message = run("--format", "csv", "-o", str(tmp_path / "mine"), "--home", home)
    assert (code, "holds what is no export (thesis.txt)" in message) == (2, True)
    assert run("--format", "xls", "-o", str(tmp_path / "x"), "--home", home)[0] == 2
    assert sorted(os.listdir(tmp_path)) == ["mine"]

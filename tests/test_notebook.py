"""`import kg` in a notebook: the graph in networkx, the events as a table."""

from __future__ import annotations

import datetime as dt
import importlib.util
import subprocess
import sys
from pathlib import Path

import networkx
import pyarrow as pa
import pytest

import kg
from ontology.errors import UsageError

SAMPLES = Path(__file__).parent / "samples"
HEAVY = ("networkx", "numpy", "pyarrow", "rdflib", "spacy", "pyoxigraph", "neo4j", "pandas", "polars", "sqlite3")


def test_importing_kg_imports_nothing_heavy() -> None:
    code = f"import sys, kg; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={
        "PYTHONPATH": str(Path(kg.__file__).parent.parent)})  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_graph_is_a_networkx_graph(samples_home: Path) -> None:
    graph = kg.to_networkx(samples_home)
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.nodes["Actor/nato"]["nameEn"] == "NATO"
    ties = [data for _, _, data in graph.edges("Actor/nato", data=True) if data["type"] == "SANCTIONS"]
    assert [tie["date"] for tie in ties] == [dt.date(2020, 1, 4)]
    assert kg.to_networkx(str(samples_home), min_confidence=0.99).number_of_edges() < graph.number_of_edges()


def test_the_events_are_an_arrow_table(samples_home: Path) -> None:
    table = kg.events_table(samples_home)
    assert table.schema.field("date").type == pa.date32()
    suspended = [row for row in table.to_pylist() if row["source_ids"] == ["nato"]]
    assert [(row["type"], row["target_ids"], row["languages"]) for row in suspended] == [
        ("SANCTION", ["iraq"], ["ar", "en"])
    ]


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) for name in ("pandas", "polars")), reason="pandas or polars is installed"
)
def test_without_pandas_the_error_says_what_to_install(samples_home: Path) -> None:
    with pytest.raises(UsageError, match=r"pip install pandas .*kg\.events_table\(\) needs neither"):
        kg.events(samples_home)


def test_a_dataframe_where_a_library_for_it_is_installed(samples_home: Path) -> None:
    if not any(importlib.util.find_spec(name) for name in ("pandas", "polars")):
        pytest.skip("neither pandas nor polars is installed: they are the user's choice")
    frame = kg.events(samples_home)
    assert len(frame) == kg.events_table(samples_home).num_rows
    assert list(frame.columns) == kg.events_table(samples_home).column_names


def test_a_home_without_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no archive here"):
        kg.events_table(tmp_path)

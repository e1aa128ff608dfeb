"""The files for neo4j-admin, imported by the real one into a fresh server, which is then asked."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import neo4j
import pytest

from kg import neo4j_server
from kg.export import export
from kg.graph import Graph

ROOT = Path(__file__).resolve().parent.parent
ARABIC_IRAQ = "العراق"

pytestmark = pytest.mark.neo4j


def admin(folder: Path, home: Path) -> dict[str, str]:
    """An environment whose PATH has a `neo4j-admin`: the class of that name in the jars."""
    command = neo4j_server._java(ROOT / ".neo4j" / "lib", neo4j_server.ADMIN_CLASS, heap="512m")
    script = folder / "neo4j-admin"
    script.write_text(f'#!/bin/sh\nset -f\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return dict(os.environ, PATH=path, NEO4J_HOME=str(home), NEO4J_CONF=str(home / "conf"))


def test_neo4j_imports_the_files_and_holds_every_node_and_edge(
    tmp_path: Path, sample_graph: Graph, monkeypatch: pytest.MonkeyPatch, free_ports: tuple[int, int]
) -> None:
    if missing := [program for program in ("java", "mvn") if not shutil.which(program)]:
        assert os.environ.get("CI") != "true", f"CI must import: {missing} not found"
        pytest.skip(f"no Neo4j: {' and '.join(missing)} not found")
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    home, (bolt, http) = tmp_path / "server", free_ports
    neo4j_server._install(ROOT / ".neo4j" / "lib")
    neo4j_server._configure(home, bolt, http)
    export(sample_graph, "neo4j-admin", tmp_path / "files")
    done = subprocess.run(
        ["sh", str(tmp_path / "files" / "import.sh")], env=admin(tmp_path, home), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    neo4j_server.start(home, bolt=bolt, http=http, library=ROOT / ".neo4j" / "lib")
    try:
        with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{bolt}") as driver:
            for statement in (tmp_path / "files" / "constraints.cypher").read_text(encoding="utf-8").splitlines():
                driver.execute_query(statement.rstrip(";"))
            check(driver, sample_graph)
    finally:
        neo4j_server.stop(home)


def check(driver: neo4j.Driver, graph: Graph) -> None:
    """Every node and edge with its values, as `kg load` would have written them."""
    nodes, _, _ = driver.execute_query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS values")
    found = {(label, row["values"]["id"]): row for row in nodes for label in row["labels"]}
    assert len(nodes) == len(graph.nodes)
    for node in graph.nodes:
        values = {key: native(value) for key, value in found[node.ref]["values"].items()}
        assert values == {**dict(node.properties), "id": node.id, "keeper": "kg"}
        assert set(found[node.ref]["labels"]) == {node.label, *node.labels}
    edges, _, _ = driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS values, a.id AS start, b.id AS end"
    )
    told = {(row["type"], row["values"]["id"]): row for row in edges}
    assert set(told) == {(edge.type, edge.id) for edge in graph.edges}
    assert len(edges) == len(graph.edges)
    for edge in graph.edges:
        row = told[edge.type, edge.id]
        assert (row["start"], row["end"]) == (edge.start[1], edge.end[1])
        values = {key: native(value) for key, value in row["values"].items()}
        assert values == {**dict(edge.properties), "id": edge.id, "keeper": "kg"}
    iraq, _, _ = driver.execute_query("MATCH (a:Actor:Country {id: 'iraq'}) RETURN a.nameAr AS name")
    assert iraq[0]["name"] == ARABIC_IRAQ


def native(value: object) -> object:
    return value.to_native() if hasattr(value, "to_native") else value

"""compose.yaml starts the Neo4j that the tests run against, for this machine only; no Docker is needed to see that."""

from __future__ import annotations

import re
from pathlib import Path

from kg.neo4j_server import VERSION

TEXT = (Path(__file__).parent.parent / "compose.yaml").read_text(encoding="utf-8")


def test_it_is_the_neo4j_that_the_tests_run_against() -> None:
    image = re.search(r"image: neo4j:([\d.]+)-community", TEXT)
    assert image
    assert VERSION.startswith(f"{image[1]}.")


def test_it_answers_on_this_machine_only() -> None:
    ports = re.findall(r'- "([\d.]+):(\d+):(\d+)"', TEXT)
    assert ports == [("127.0.0.1", "7687", "7687"), ("127.0.0.1", "7474", "7474")]


def test_a_password_is_asked_for_where_one_is_set_and_none_else() -> None:
    """The image takes NEO4J_AUTH as none or neo4j/PASSWORD; its names of settings have __ for each _ of Neo4j's."""
    assert 'NEO4J_AUTH: "${NEO4J_PASSWORD:+neo4j/}${NEO4J_PASSWORD:-none}"' in TEXT
    for name in re.findall(r"NEO4J_([a-z]\w*):", TEXT):
        setting = name.replace("__", "\0").replace("_", ".").replace("\0", "_")
        assert setting in ("dbms.usage_report.enabled", "client.allow_telemetry", "server.memory.heap.max_size")

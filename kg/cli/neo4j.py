"""Commands for a Neo4j server: neo4j setup."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import AsJson, print_json, print_table
from ontology.errors import UsageError

app = typer.Typer()
neo4j = typer.Typer(no_args_is_help=True, help="Make a Neo4j server and its Browser ready for the graph.")
app.add_typer(neo4j, name="neo4j")

BROWSER = """In Neo4j Browser, with `kg serve` running on this machine:
  :style http://localhost:8765/neo4j/style.grass
  :play http://localhost:8765/neo4j/guide.html"""


@neo4j.callback()
def group() -> None:
    """Make a Neo4j server and its Browser ready for the graph."""


@neo4j.command()
def setup(
    store: Annotated[
        str, typer.Option("--store", metavar="URL", envvar="NEO4J_URI", help="neo4j://… or bolt://… of the server.")
    ],
    as_json: AsJson = False,
) -> None:
    """Make the constraints and the indexes that questions and search need; twice is once."""
    from kg import browser_kit
    from kg.stores import open_store, shown
    from kg.stores.bolt import BoltStore

    server = open_store(store, home=Path())
    if not isinstance(server, BoltStore):
        raise UsageError(f"{shown(store)} is no Neo4j and needs no set-up; give --store neo4j://HOST or bolt://HOST")
    with server:
        made = server.prepare(browser_kit.indexes())
    rows = [[item.name, "made" if item.new else "there already"] for item in made]
    if as_json:
        print_json({"made": [n for n, how in rows if how == "made"], "there": [n for n, how in rows if how != "made"]})
        return
    print_table(["constraint or index", "state"], rows)
    print(BROWSER, file=sys.stderr)

"""Commands that ask the graph and hand it on: query, queries, load, why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import settings
from kg.cli.common import (
    AsJson,
    AsOf,
    Home,
    MinConfidence,
    Names,
    StoreUrl,
    day_of,
    open_archive,
    pairs_of,
    print_csv,
    print_json,
    print_table,
    tell,
)
from ontology.errors import UsageError

if TYPE_CHECKING:
    from kg.graph import Graph
    from queries.load import Query

app = typer.Typer()


@app.command()
def query(
    text: Annotated[
        str | None, typer.Argument(metavar='NAME|"TEXT"', help="A canned query's name, or a query.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file that holds the query.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="KEY=VALUE", help="A parameter of the query.")
    ] = None,
    names: Annotated[Names, typer.Option("--names", help="Language of the actors' names.")] = Names.en,
    store: StoreUrl = None,
    as_of: AsOf = None,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which a query is stopped.")] = 30.0,
    home: Home = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Ask the graph: a canned query (see `kg queries`), SPARQL, or Cypher on Neo4j. Reading only."""
    from kg.ask import ask

    if as_json and as_csv:
        raise UsageError("--json and --csv: give one of them")
    if timeout <= 0:
        raise UsageError(f"--timeout {timeout:g}: give a number of seconds above 0")
    if as_of:
        graph = _graph_as_of(home, as_of)
    else:
        graph = None
        _tell_if_stale(home, store)
    rows = ask(text, file, pairs_of(param), names.value, store, settings.home(home), timeout, graph)
    for note in rows.notes:
        tell(note)
    if as_json:
        print_json(rows.dicts())
    elif as_csv:
        print_csv(rows.columns, rows.rows)
    else:
        print_table(list(rows.columns), [list(r) for r in rows.rows])


@app.command()
def queries(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A canned query to show.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the canned queries, or show one: what it tells, its parameters and an example."""
    import queries as library
    from queries import catalogue

    known = [library.load(x, "sparql") for x in ([name] if name else library.names())]
    if as_json:
        print_json(
            [
                {"name": q.name, "title": q.title, "description": q.description, "parameters": dict(q.params)}
                for q in known
            ]
        )
    elif name:
        print("\n\n".join(x for x in (known[0].title, known[0].description, *_usage(known[0])) if x))
    else:
        print_table(["name", "title", "parameters"], [[q.name, q.title, catalogue.parameters(q)] for q in known])


def _usage(query: Query) -> tuple[str, str]:
    from queries import catalogue

    given = "".join(f" --param {key}={catalogue.shown(value)}" for key, value in query.params.items())
    return f"kg query {query.name}{given}", query.example


@app.command()
def load(
    store: Annotated[
        str,
        typer.Option("--store", metavar="URL", help="oxigraph:PATH, neo4j://…, bolt://…, sparql+http://…"),
    ],
    home: Home = None,
    min_confidence: MinConfidence = None,
    as_json: AsJson = False,
) -> None:
    """Project the archive into another store; as often as you like, the result is the same."""
    from kg import pipeline
    from kg.stores import open_store, shown

    target = open_store(store, home=settings.home(home))
    with open_archive(home) as archive:
        graph = pipeline.graph_of(archive, least=settings.min_confidence(min_confidence))
    with target:
        target.write(graph)
    counts = {"store": shown(store), "nodes": len(graph.nodes), "edges": len(graph.edges)}
    print_json(counts) if as_json else print(
        f"{counts['nodes']} nodes and {counts['edges']} relationships are in {counts['store']}"
    )


@app.command()
def why(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or how it begins.")],
    home: Home = None,
    min_confidence: MinConfidence = None,
    as_json: AsJson = False,
) -> None:
    """Show what an event was read from: each mention's words, its article and its rule."""
    from kg.why import explain, render

    with open_archive(home) as archive:
        found = explain(archive, event, least=settings.min_confidence(min_confidence))
    print_json(found.to_json()) if as_json else print(render(found, color=sys.stdout.isatty()))


def _tell_if_stale(home: Path | None, store: str | None) -> None:
    """Of the embedded store alone is it known what it was made by; it may be asked without an archive."""
    if store is None and (settings.home(home) / "archive.sqlite").exists():
        with open_archive(home, graph=True):
            pass


def _graph_as_of(home: Path | None, as_of: str) -> Graph:
    from kg import pipeline

    with open_archive(home) as archive:
        return pipeline.graph_of(archive, least=settings.min_confidence(None), as_of=day_of(as_of))

"""Commands that hand the graph to other tools and say whether it holds what it promises: export, check."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import settings
from kg.cli.common import AsJson, AsOf, Home, MinConfidence, StoreUrl, day_of, in_graph, open_archive, print_json
from kg.show import clean

if TYPE_CHECKING:
    from kg.check import Finding

app = typer.Typer()

_FORMATS = "ttl, nq, jsonld, graphml, gexf, json, stix, acled, icews; a folder: csv, parquet, neo4j-admin."
_SHOWN = 100
_MANY = 20_000


@app.command()
def export(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help="The file, or for some formats folder, to write.")
    ],
    fmt: Annotated[str, typer.Option("--format", help=_FORMATS)] = "ttl",
    home: Home = None,
    min_confidence: MinConfidence = None,
    as_of: AsOf = None,
) -> None:
    """Write the graph to a file or folder for other tools."""
    from kg import pipeline
    from kg.export import check as check_place
    from kg.export import export as write

    check_place(fmt, output)
    with open_archive(home) as archive:
        graph = pipeline.graph_of(archive, least=settings.min_confidence(min_confidence), as_of=day_of(as_of))
    write(graph, fmt, output)
    print(output, file=sys.stderr)


@app.command()
def check(
    store: StoreUrl = None,
    home: Home = None,
    min_confidence: MinConfidence = None,
    as_json: AsJson = False,
) -> None:
    """Check a store: its shapes (SHACL), each quote against its article, each direct edge against its event."""
    from kg import readback
    from kg.check import check as examine
    from kg.stores import open_store

    place = settings.home(home)
    with open_archive(home, graph=store is None) as archive, open_store(store, home=place, read_only=True) as opened:
        held = readback.read(opened)
        if len(held.graph.nodes) > _MANY:
            print(f"{len(held.graph.nodes)} nodes: a minute for each 70,000, more on a busy machine", file=sys.stderr)
        least = settings.min_confidence(min_confidence)
        report = examine(held, archive, least=least)
    if as_json:
        print_json(report.to_json())
    else:
        for finding in report.findings[:_SHOWN]:
            print("\n".join(_lines(finding)))
        if len(report.findings) > _SHOWN:
            print(f"… and {len(report.findings) - _SHOWN} more: --json lists them all")
        count = len(report.findings)
        found = "no finding" if not count else f"{count} finding{'s' if count > 1 else ''}"
        print(f"{report.events} events, {report.mentions} mentions {in_graph(least)} checked, {found}")
    if report.findings:
        raise typer.Exit(1)


def _lines(finding: Finding) -> Iterator[str]:
    yield clean(f"{finding.subject}: {finding.message}")
    if finding.article:
        yield "  " + clean(f"article {finding.article}{f' · {finding.title}' if finding.title else ''}")
    if finding.sentence:
        yield f"  {clean(finding.sentence)}"

"""Commands that hand the graph to other tools and say whether it holds what it promises: export, check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import settings
from kg.cli.common import Home, MinConfidence, open_archive

app = typer.Typer()

_FORMATS = "ttl, nq, jsonld, graphml, gexf, json, stix, acled, icews; a folder: csv, parquet, neo4j-admin."


@app.command()
def export(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help="The file, or for some formats folder, to write.")
    ],
    fmt: Annotated[str, typer.Option("--format", help=_FORMATS)] = "ttl",
    home: Home = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Write the graph to a file or folder for other tools."""
    from kg import pipeline
    from kg.export import check as check_place
    from kg.export import export as write

    check_place(fmt, output)
    with open_archive(home) as archive:
        write(pipeline.graph_of(archive, least=settings.min_confidence(min_confidence)), fmt, output)
    print(output, file=sys.stderr)

"""Commands to look at the graph: view, serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import settings
from kg.cli.common import AsJson, Home, MinConfidence, Names, open_archive, print_json, write_text

app = typer.Typer()


@app.command()
def view(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")],
    lang: Annotated[Names, typer.Option("--lang", help="Language that the page's interface begins in.")] = Names.en,
    home: Home = None,
    min_confidence: MinConfidence = None,
    as_json: AsJson = False,
) -> None:
    """Write one self-contained page: graph, days, map, and each event's quotes; it loads nothing from elsewhere."""
    from kg.look import picture
    from kg.view import page

    least = settings.min_confidence(min_confidence)
    with open_archive(home) as archive:
        seen = picture(archive, least=least)
    text = page(seen, lang=lang.value, least=least)
    write_text(output, text)
    if as_json:
        print_json({"page": str(output), "events": len(seen.events), "bytes": len(text.encode("utf-8"))})
    else:
        print(output, file=sys.stderr)

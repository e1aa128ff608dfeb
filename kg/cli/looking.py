"""Commands to look at the graph: view, serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import settings
from kg.cli.common import AsJson, Home, MinConfidence, Names, open_archive, print_json, write_text
from ontology.errors import UsageError

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


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on; another than 127.0.0.1 needs a token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8765,
    token: Annotated[
        str | None,
        typer.Option("--token", metavar="TOKEN", help="What every request must show (better: the setting KG_TOKEN)."),
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which a query is stopped.")] = 30.0,
    home: Home = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Serve the page live, a read-only SPARQL endpoint with YASGUI, a JSON API and files for Neo4j Browser."""
    from kg import serve as server

    if timeout <= 0:
        raise UsageError(f"--timeout {timeout:g}: give a number of seconds above 0")
    server.check_port(host, port)
    with open_archive(home, graph=True):
        pass  # told at once where there is none
    made = server.application(
        settings.home(home), least=settings.min_confidence(min_confidence), timeout=timeout, host=host,
        token=token or settings.setting("KG_TOKEN"),
    )  # fmt: skip
    print(f"http://{host}:{port}/  (also /yasgui /sparql /api/events /openapi.json; Ctrl-C ends it)", file=sys.stderr)
    server.run(made, host=host, port=port)

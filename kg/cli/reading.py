"""Commands that read articles: ingest, extract, parse, article."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from kg import settings
from kg.cli.common import (
    AsJson,
    Home,
    Lang,
    MinConfidence,
    Model,
    Published,
    Publisher,
    Sources,
    check_there,
    defaults_of,
    extractor,
    in_graph,
    items_of,
    models_of,
    open_archive,
    print_json,
    print_json_line,
    print_table,
    progress,
    report_refusals,
    report_remarks,
    tell,
    tell_if_stale,
)
from kg.show import clean, in_order, in_place
from ontology.errors import UsageError

app = typer.Typer()


@app.command()
def ingest(
    sources: Sources, home: Home = None, published: Published = None, lang: Lang = None, publisher: Publisher = None,
    model: Model = None, min_confidence: MinConfidence = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Read articles into the archive and project them into the embedded graph."""
    from kg import pipeline
    from kg.archive import Archive

    models = models_of(model)
    defaults = defaults_of(published, lang, publisher, models)
    folder, least = settings.home(home), settings.min_confidence(min_confidence)
    check_there(sources)
    with Archive(folder) as archive:
        with progress("reading") as watch:
            report = pipeline.ingest(
                items_of(sources, defaults, models), archive, extractor(folder), models=models, watch=watch
            )
        graph = pipeline.refresh(folder, archive, least=least)
        counts = archive.counts()
        tell_if_stale(archive, home, graph=True)
    report.event_mentions = counts["mentions"]
    labels = [node.label for node in graph.nodes]
    report.events, report.mentions_in_graph = labels.count("Event"), labels.count("Mention")
    if as_json:
        print_json(report.to_json())
    else:
        done = {"added": report.added, "unchanged": report.unchanged, "changed": report.changed}
        print_table(["articles", ""], [*map(list, done.items()), ["refused", len(report.refused)]])
        held = {
            "articles": counts["articles"], "event mentions": report.event_mentions,
            in_graph(least): report.mentions_in_graph, "events": report.events,
        }  # fmt: skip
        print_table(["in the archive", ""], [*map(list, held.items())])
        report_remarks(report.remarks)
    report_refusals(report.refused, as_json)


@app.command()
def extract(
    sources: Sources, published: Published = None, lang: Lang = None, publisher: Publisher = None, model: Model = None,
    min_confidence: MinConfidence = None,
) -> None:  # fmt: skip
    """Print event mentions as JSON lines; touches no archive."""
    from kg import pipeline
    from kg.archive import to_json
    from kg.read import Refusal
    from ontology.model import EventMention

    models = models_of(model)
    defaults = defaults_of(published, lang, publisher, models)
    least = settings.min_confidence(min_confidence)
    check_there(sources)
    refused = []
    with progress("reading", beside=sys.stdout) as watch:
        for result in pipeline.extract(items_of(sources, defaults, models), extractor(), models=models, watch=watch):
            if isinstance(result, Refusal):
                refused.append(result)
                watch.done(result.source)
                continue
            watch.done(result[0].source)
            if result[0].warning:
                tell(f"{result[0].source}: {result[0].warning}")
            for mention in result[1]:
                if isinstance(mention, EventMention) and mention.confidence >= least:
                    print(in_order(to_json(mention)))
    report_refusals(refused, False)


@app.command()
def parse(
    sources: Sources,
    lang: Lang = None,
    model: Model = None,
    as_conllu: Annotated[bool, typer.Option("--conllu", help="Print words and trees (the default).")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the names, one JSON line an article.")] = False,
) -> None:
    """Print what the language pipeline saw: CoNLL-U with offsets, or the names."""
    from extractors.conllu import conllu, names
    from kg import pipeline
    from kg.read import Refusal

    if as_conllu and as_json:
        raise UsageError("--conllu and --json: give one of them")
    models = models_of(model)
    defaults = defaults_of(None, lang, None, models)
    check_there(sources)
    refused = []
    for result in pipeline.parse(items_of(sources, defaults, models), models=models):
        if isinstance(result, Refusal):
            refused.append(result)
        elif as_json:
            print_json_line(names(*result))
        else:
            print(in_place("\n".join(conllu(*result))))
    report_refusals(refused, False)


@app.command()
def article(
    article_id: Annotated[str | None, typer.Argument(metavar="ID")] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List all articles.")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show an article as it was read: the text that all offsets index."""
    with open_archive(home, quiet=True) as archive:
        if list_all or article_id is None:
            rows = [_article_json(a) for a in archive.articles()]
            for row in rows:
                row.pop("text")
            print_json(rows) if as_json else print_table(
                list(rows[0]) if rows else ["id"], [list(r.values()) for r in rows]
            )
            return
        found = archive.article(article_id)
    if found is None:
        raise UsageError(f"no article {article_id!r}; `kg article --list` shows their ids")
    if as_json:
        print_json(_article_json(found))
    else:
        head = {k: clean(v) for k, v in _article_json(found).items() if v and k != "text"}
        print("\n".join(f"{key}: {value}" for key, value in head.items()) + "\n\n" + in_place(found.text))


def _article_json(found: Any) -> dict[str, Any]:
    keys = ("id", "title", "lang", "published", "publisher", "url", "text")
    return {k: str(v) if k == "published" and v else v for k in keys for v in [getattr(found, k)]}

"""The command line: the only place that prints, parses flags and turns errors into exit codes.

Results go to stdout (`--json` everywhere), progress and messages to stderr. Exit codes: 0 done, 1 error, 2 usage,
3 done but some articles were refused, 130 interrupted. Heavy imports stand inside the command that needs them."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import settings
from ontology.errors import KGError, UsageError

if TYPE_CHECKING:
    from kg.archive import Archive
    from kg.pipeline import Models
    from kg.read import Defaults, Item, Refusal

app = typer.Typer(
    add_completion=True, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="News into a graph of who did what to whom, in Arabic and English; every fact with its sentence.",
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"kg {version('geopolitical-kg')}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """News into a graph of who did what to whom, in Arabic and English; every fact with its sentence."""


lexicon_app = typer.Typer(no_args_is_help=True, help="The words that express events.")
app.add_typer(lexicon_app, name="lexicon")

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE…", help="Files, folders, or - for standard input: text, HTML, JSON lines."),
]
Home = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Folder of archive and store (default: KG_HOME, else ./kg-data)."),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Day of articles that do not state theirs, as 2020-01-31."),
]
Lang = Annotated[str | None, typer.Option("--lang", help="Language of articles that do not state theirs: ar, en.")]
Publisher = Annotated[str | None, typer.Option("--publisher", help="Publisher of articles that do not state theirs.")]
Model = Annotated[
    list[str] | None,
    typer.Option("--model", metavar="LANG=PATH|PACKAGE", help="Another spaCy pipeline for a language."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="P",
        help="Leave out events less sure than this, 0 to 1 (default: KG_MIN_CONFIDENCE, else 0.3).",
    ),
]
StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="oxigraph:PATH, neo4j://…, bolt://…, sparql+http://… (default: the embedded store).",
    ),
]


class Names(StrEnum):
    """Which language's names a query shows."""

    en = "en"
    ar = "ar"


def main() -> None:
    """Runs the command line; a KGError is one line on stderr, never a traceback."""
    try:
        settings.into_environment()
        code = app(standalone_mode=False)
        if code == 130:
            raise KeyboardInterrupt
        sys.exit(code if isinstance(code, int) else 0)
    except KGError as error:
        _fail(str(error), error.exit_code)
    except typer.Exit as done:
        sys.exit(done.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        _fail("interrupted; the articles filed so far are kept, the same command goes on from there", 130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        usage = getattr(error, "format_message", None)  # click's own errors: unknown flag, missing argument
        if usage is None:
            raise
        _fail(f"{usage()}; see `kg --help`", getattr(error, "exit_code", 2))


@app.command()
def ingest(
    sources: Sources, home: Home = None, published: Published = None, lang: Lang = None, publisher: Publisher = None,
    model: Model = None, min_confidence: MinConfidence = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Read articles into the archive and project them into the embedded graph."""
    from kg import pipeline
    from kg.archive import Archive

    defaults, models = _defaults(published, lang, publisher), _models(model)
    folder, least = settings.home(home), settings.min_confidence(min_confidence)
    _there(sources)
    with Archive(folder) as archive:
        with _progress("reading") as tick:
            report = pipeline.ingest(_items(sources, defaults, models), archive, _extractor(), models=models, tick=tick)
        graph = pipeline.refresh(folder, archive, least=least)
        counts = archive.counts()
    report.event_mentions = counts["mentions"]
    report.events = sum(node.label == "Event" for node in graph.nodes)
    if as_json:
        _print_json(report.to_json())
    else:
        _table(["articles", ""], [["added", report.added], ["unchanged", report.unchanged], ["changed", report.changed],
                                  ["refused", len(report.refused)]])  # fmt: skip
        _table(
            ["in the archive", ""],
            [
                ["articles", counts["articles"]],
                ["event mentions", report.event_mentions],
                ["events", report.events],
            ],
        )
    _refusals(report.refused, as_json)


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

    defaults, models = _defaults(published, lang, publisher), _models(model)
    least = settings.min_confidence(min_confidence)
    _there(sources)
    refused = []
    for result in pipeline.extract(_items(sources, defaults, models), _extractor(), models=models):
        if isinstance(result, Refusal):
            refused.append(result)
        else:
            for mention in result[1]:
                if isinstance(mention, EventMention) and mention.confidence >= least:
                    print(to_json(mention))
    _refusals(refused, False)


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
    defaults, models = _defaults(None, lang, None), _models(model)
    _there(sources)
    refused = []
    for result in pipeline.parse(_items(sources, defaults, models), models=models):
        if isinstance(result, Refusal):
            refused.append(result)
        elif as_json:
            print(json.dumps(names(*result), ensure_ascii=False))
        else:
            print("\n".join(conllu(*result)))
    _refusals(refused, False)


@app.command()
def models(as_json: AsJson = False) -> None:
    """List the installed language pipelines with version, scores and licence."""
    from extractors import pipelines

    found = pipelines.installed()
    if as_json:
        _print_json([dataclasses.asdict(info) for info in found])
    else:
        rows = [
            [i.lang, i.name, i.version, i.licence, " ".join(f"{k} {v}" for k, v in i.scores.items())] for i in found
        ]
        _table(["lang", "name", "version", "licence", "scores"], rows)


@app.command()
def article(
    article_id: Annotated[str | None, typer.Argument(metavar="ID")] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List all articles.")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show an article as it was read: the text that all offsets index."""
    with _archive(home) as archive:
        if list_all or article_id is None:
            rows = [_article_json(a) for a in archive.articles()]
            for row in rows:
                row.pop("text")
            _print_json(rows) if as_json else _table(
                list(rows[0]) if rows else ["id"], [list(r.values()) for r in rows]
            )
            return
        found = archive.article(article_id)
    if found is None:
        raise UsageError(f"no article {article_id!r}; `kg article --list` shows their ids")
    if as_json:
        _print_json(_article_json(found))
    else:
        head = {k: v for k, v in _article_json(found).items() if v and k != "text"}
        print("\n".join(f"{key}: {value}" for key, value in head.items()) + "\n\n" + found.text)


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
    rows = ask(text, file, _pairs(param), names.value, store, settings.home(home), timeout)
    if as_json:
        _print_json(rows.dicts())
    elif as_csv:
        _print_csv(rows.columns, rows.rows)
    else:
        _table(list(rows.columns), [list(r) for r in rows.rows])


@app.command()
def queries(as_json: AsJson = False) -> None:
    """List the canned queries."""
    import queries as library

    known = [library.load(name, "sparql") for name in library.names()]
    if as_json:
        _print_json([{"name": q.name, "title": q.title, "parameters": dict(q.params)} for q in known])
    else:
        shown = [[q.name, q.title, " ".join(f"{k}={v}" for k, v in q.params.items())] for q in known]
        _table(["name", "title", "parameters"], shown)


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
    with _archive(home) as archive:
        graph = pipeline.graph_of(archive, least=settings.min_confidence(min_confidence))
    with target:
        target.write(graph)
    counts = {"store": shown(store), "nodes": len(graph.nodes), "edges": len(graph.edges)}
    _print_json(counts) if as_json else print(
        f"{counts['nodes']} nodes and {counts['edges']} relationships are in {counts['store']}"
    )


@app.command()
def export(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write.")],
    fmt: Annotated[str, typer.Option("--format", help="ttl, nq, jsonld, graphml or json.")] = "ttl",
    home: Home = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Write the graph to a file for other tools."""
    from kg import pipeline
    from kg.export import export as write

    with _archive(home) as archive:
        write(pipeline.graph_of(archive, least=settings.min_confidence(min_confidence)), fmt, output)
    print(output, file=sys.stderr)


@app.command()
def why(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or how it begins.")],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show what an event was read from: each mention's words, its article and its rule."""
    from kg.why import explain, render

    with _archive(home) as archive:
        found = explain(archive, event)
    _print_json(found.to_json()) if as_json else print(render(found, color=sys.stdout.isatty()))


@app.command()
def doctor(home: Home = None, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Check the installation: our packages, the language pipelines, the stores."""
    from kg.doctor import examine

    findings = examine(settings.home(home), store)
    if as_json:
        _print_json([{"what": f.what, "ok": f.ok, "says": f.says} for f in findings])
    else:
        _table(["", "what", "says"], [["ok" if f.ok else "FAILS", f.what, f.says] for f in findings])
    if not all(f.ok for f in findings):
        raise typer.Exit(1)


@app.command(name="eval")
def evaluate(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Case files (TOML), folders of them, or JSON lines.")
    ],
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Write what was missed or made up.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option("--compare", metavar="BEFORE.json", help="Show what changed since.")
    ] = None,
    min_confidence: MinConfidence = None,
    as_json: AsJson = False,
) -> None:
    """Measure the extraction on labelled cases: precision, recall, F1 and false events, by language and type."""
    from kg import cases
    from kg.evaluate import evaluate as run
    from kg.show import scores

    before = _read_json(compare) if compare else None
    found = run(
        [case for file in files for case in cases.read(file)],
        _extractor(),
        least=settings.min_confidence(min_confidence),
    )
    if errors:
        _write(errors, "".join("\t".join(line) + "\n" for line in found.errors))
    if as_json:
        _print_json(found.to_json())
    else:
        for head, rows in scores(found.to_json(), before):
            _table(head, rows)


@lexicon_app.command("check")
def lexicon_check(lang: Annotated[str | None, typer.Option("--lang")] = None, as_json: AsJson = False) -> None:
    """Check every entry: its types and codes exist, and its example gives what it says."""
    from extractors.check import check

    faults, entries = check([lang] if lang else None)
    if as_json:
        _print_json({"entries": entries, "faults": faults})
    else:
        print("\n".join(faults) + ("\n" if faults else "") + f"{entries} entries, {len(faults)} faults")
    if faults:
        raise typer.Exit(1)


# -- what commands share ---------------------------------------------------------------------------------------------


def _extractor() -> Any:
    from importlib.metadata import entry_points

    return next(iter(entry_points(group="kg.extractors", name="rules"))).load()()


def _items(sources: list[str], defaults: Defaults, models: Models) -> Iterator[Item | Refusal]:
    from extractors import pipelines
    from kg.read import read

    installed = {p.lang for p in pipelines.installed()} | set(models)
    return read(sources, installed=installed, stdin=sys.stdin.buffer, defaults=defaults)


def _defaults(published: str | None, lang: str | None, publisher: str | None) -> Defaults:
    from kg.read import Defaults, parse_date_flag

    return Defaults(published=parse_date_flag(published) if published else None, lang=lang, publisher=publisher)


def _there(sources: list[str]) -> None:
    """A single source that does not exist is a slip of the command, not a refused article."""
    missing = [s for s in sources if s != "-" and not Path(s).exists()]
    if missing and len(missing) == len(sources):
        raise UsageError(f"{missing[0]}: no such file or folder; give files, folders or - for standard input")


def _models(pairs: list[str] | None) -> Models:
    return _pairs(pairs, "--model", "ar=PATH")


def _pairs(pairs: list[str] | None, flag: str = "--param", example: str = "name=value") -> dict[str, str]:
    out = {}
    for pair in pairs or []:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise UsageError(f"{flag} {pair}: write it as {flag} {example}")
        out[key] = value
    return out


def _archive(home: Path | None) -> Archive:
    from kg.archive import Archive

    return Archive(settings.home(home), create=False)


def _article_json(found: Any) -> dict[str, Any]:
    keys = ("id", "title", "lang", "published", "publisher", "url", "text")
    return {k: str(v) if k == "published" and v else v for k in keys for v in [getattr(found, k)]}


@contextmanager
def _progress(what: str) -> Iterator[Any]:
    """A bar on stderr where that is a terminal; `tick(source)` moves it."""
    if not sys.stderr.isatty():
        yield lambda source: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed} articles"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[source]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, source="")
        yield lambda source: bar.update(task, advance=1, source=Path(source).name[-40:])


def _refusals(refused: list[Refusal], quiet: bool) -> None:
    """Lists what was refused and ends with exit code 3 where anything was."""
    if not refused:
        return
    if not quiet:
        for refusal in refused:
            print(f"refused {refusal.source}: {refusal.reason}", file=sys.stderr)
    raise typer.Exit(3)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: no figures of `kg eval --json` ({error})") from None
    return dict(found)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _print_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    import csv

    from kg.show import harmless

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)


def _table(columns: list[str], rows: list[list[Any]]) -> None:
    from kg.show import table

    print(table(columns, rows, width=_width()))


def _width() -> int | None:
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() or os.environ.get("COLUMNS") else None


def _fail(message: str, code: int) -> None:
    print(f"kg: {message}", file=sys.stderr)
    sys.exit(code)

"""What the commands share: their options, what they read from and how they print."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kg import settings
from kg.show import clean
from ontology.errors import UsageError

if TYPE_CHECKING:
    from kg.archive import Archive
    from kg.pipeline import Models, Remark, Watch
    from kg.read import Defaults, Item, Refusal

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


AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="What was known at the end of that day: of the articles published by then."
    ),
]


_REMARKS = 20


def in_graph(least: float) -> str:
    """What the mentions are called that a graph takes in: those that are sure enough."""
    return f"in graph (≥ {least:g})"


class Names(StrEnum):
    """Which language's names a query shows."""

    en = "en"
    ar = "ar"


def extractor(home: Path | None = None) -> Any:
    """The built-in extractor, with the tables of one's own in a home folder where there are any."""
    from importlib.metadata import entry_points

    from kg.verdicts import own_folder

    make = next(iter(entry_points(group="kg.extractors", name="rules"))).load()
    own = own_folder(settings.home(home))
    return make(own=own) if home is not None and own.is_dir() else make()


def items_of(sources: list[str], defaults: Defaults, models: Models) -> Iterator[Item | Refusal]:
    from extractors import pipelines
    from kg.read import read

    installed = {p.lang for p in pipelines.installed()} | set(models)
    return read(sources, installed=installed, stdin=sys.stdin.buffer, defaults=defaults)


def defaults_of(published: str | None, lang: str | None, publisher: str | None, models: Models) -> Defaults:
    from extractors import pipelines
    from kg.lang import given_language
    from kg.read import Defaults, parse_date_flag

    installed = {p.lang for p in pipelines.installed()} | set(models)
    if lang and given_language(lang) not in installed:
        there = ", ".join(sorted(installed))
        raise UsageError(f"--lang {lang}: no pipeline of that language; there are {there}, --model adds another")
    return Defaults(published=parse_date_flag(published) if published else None, lang=lang, publisher=publisher)


def check_there(sources: list[str]) -> None:
    """A single source that does not exist is a slip of the command, not a refused article."""
    missing = [s for s in sources if s != "-" and not Path(s).exists()]
    if missing and len(missing) == len(sources):
        raise UsageError(f"{missing[0]}: no such file or folder; give files, folders or - for standard input")


def day_of(as_of: str | None) -> dt.date | None:
    """The day of `--as-of`."""
    from kg.read import parse_date_flag

    return parse_date_flag(as_of, "--as-of") if as_of else None


def models_of(pairs: list[str] | None) -> Models:
    return pairs_of(pairs, "--model", "ar=PATH")


def pairs_of(pairs: list[str] | None, flag: str = "--param", example: str = "name=value") -> dict[str, str]:
    out = {}
    for pair in pairs or []:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise UsageError(f"{flag} {pair}: write it as {flag} {example}")
        out[key] = value
    return out


def open_archive(home: Path | None, *, graph: bool = False, quiet: bool = False, write: bool = False) -> Archive:
    """The archive of a home folder, which must be there. Says on stderr where today's knowledge would read it
    otherwise; with `graph`, where its graph would be another too; `quiet` says nothing."""
    from kg.archive import Archive

    archive = Archive(settings.home(home), create=False, write=write)
    if not quiet:
        tell_if_stale(archive, home, graph=graph)
    return archive


def tell_if_stale(archive: Archive, home: Path | None, *, graph: bool) -> None:
    """One line on stderr where `kg rebuild` is due."""
    from kg import fresh

    folder = settings.home(home)
    if why := fresh.stale(archive, folder, graph=graph):
        tell(f"{folder}: {why}")


def tell(message: str) -> None:
    """What a person should know beside the results: a line on stderr."""
    print(f"kg: {clean(message)}", file=sys.stderr)


@contextmanager
def progress(what: str, *, beside: TextIO | None = None) -> Iterator[Watch]:
    """A bar on stderr where that is a terminal, and results do not go to one beside it: articles, and characters, by
    which one long article is seen to move."""
    from kg.pipeline import Watch

    if not sys.stderr.isatty() or (beside is not None and beside.isatty()):
        yield Watch()
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed} articles, {task.fields[characters]:,} characters"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[source]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, source="", characters=0)

        class Shown(Watch):
            """Moves the bar."""

            characters = 0

            def done(self, source: str) -> None:
                bar.update(task, advance=1, source=clean(Path(source).name[-40:]))

            def parsed(self, characters: int) -> None:
                self.characters += characters
                bar.update(task, characters=self.characters)

        yield Shown()


def report_remarks(remarks: list[Remark]) -> None:
    """Says what was changed or looks wrong, warnings first; of many only the first."""
    ordered = sorted(remarks, key=lambda remark: remark.what != "warning")
    for remark in ordered[:_REMARKS]:
        print(clean(f"{remark.what} {remark.source}: {remark.text}"), file=sys.stderr)
    if len(ordered) > _REMARKS:
        print(f"… and {len(ordered) - _REMARKS} more: --json lists them all", file=sys.stderr)


def report_refusals(refused: list[Refusal], quiet: bool) -> None:
    """Lists what was refused and ends with exit code 3 where anything was."""
    if not refused:
        return
    if not quiet:
        for refusal in refused:
            print(clean(f"refused {refusal.source}: {refusal.reason}"), file=sys.stderr)
    raise typer.Exit(3)


def read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: no figures of `kg eval --json` ({error})") from None
    return dict(found)


def write_text(path: Path, text: str) -> None:
    """Writes a file whole or not at all: what stood there stays where the disk is full."""
    from kg.export.files import write_file

    try:
        write_file(path, text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None


def print_json(value: object) -> None:
    print_json_line(value, indent=1)


def print_json_line(value: object, *, indent: int | None = None) -> None:
    from kg.show import in_order

    print(in_order(json.dumps(value, ensure_ascii=False, indent=indent)))


def print_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    import csv

    from kg.show import harmless

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)


def print_table(columns: list[str], rows: list[list[Any]]) -> None:
    from kg.show import table

    print(table(columns, rows, width=_width()))


def _width() -> int | None:
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() or os.environ.get("COLUMNS") else None

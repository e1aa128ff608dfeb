"""Commands by which the analyst decides who is who: same, different, alias; and rebuild, which applies it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import settings
from kg.cli.common import (
    AsJson,
    Home,
    MinConfidence,
    Model,
    extractor,
    in_graph,
    models_of,
    open_archive,
    print_json,
    print_table,
    progress,
)
from ontology.errors import UsageError

if TYPE_CHECKING:
    from kg.verdicts import Verdict

app = typer.Typer()
A = Annotated[str, typer.Argument(metavar="A", help="An actor's id: of the gazetteer, or x-… of an unknown name.")]
B = Annotated[str, typer.Argument(metavar="B", help="The other actor's id.")]
Note = Annotated[str, typer.Option("--note", help="Why: kept beside the decision.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="The first day on which it holds.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="The last day on which it holds.")]


@app.command()
def same(a: A, b: B, note: Note = "", home: Home = None, as_json: AsJson = False) -> None:
    """Decide that two actors are one; kept in verdicts.csv, applied by `kg rebuild`."""
    from kg.verdicts import Verdict

    _decide(Verdict(kind="same", a=a, b=b, note=note), home, as_json)


@app.command()
def different(a: A, b: B, note: Note = "", home: Home = None, as_json: AsJson = False) -> None:
    """Decide that two actors are not one, whatever else may say so; kept in verdicts.csv."""
    from kg.verdicts import Verdict

    _decide(Verdict(kind="different", a=a, b=b, note=note), home, as_json)


@app.command()
def alias(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is also called.")],
    lang: Annotated[str | None, typer.Option("--lang", help="The name's language (default: by its letters).")] = None,
    since: Since = None,
    until: Until = None,
    note: Note = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Decide what else an actor is called, from a day or until one; kept in verdicts.csv, applied by `kg rebuild`."""
    from kg.verdicts import Verdict

    days = _day(since, "--since"), _day(until, "--until")
    verdict = Verdict(kind="alias", a=actor, b=name.strip(), lang=lang, since=days[0], until=days[1], note=note)
    _decide(verdict, home, as_json)


@app.command()
def rebuild(
    home: Home = None, model: Model = None, min_confidence: MinConfidence = None, as_json: AsJson = False
) -> None:
    """Project the archive anew with today's knowledge and verdicts; reads again only what other knowledge read."""
    from kg.rebuild import rebuild as run

    folder, least = settings.home(home), settings.min_confidence(min_confidence)
    with open_archive(home, quiet=True, write=True) as archive, progress("reading") as watch:
        done = run(folder, archive, extractor(folder), least=least, models=models_of(model), watch=watch)
    if as_json:
        print_json(done.to_json())
    else:
        told = {what.replace("_", " "): number for what, number in done.to_json().items()}
        called = {"mentions in graph": in_graph(least)}
        print_table(["rebuilt", ""], [[called.get(what, what), number] for what, number in told.items()])


def _decide(verdict: Verdict, home: Path | None, as_json: bool) -> None:
    from kg.verdicts import FILE, add

    folder = settings.home(home)
    new = add(folder, verdict, _archived(folder))
    if as_json:
        print_json({"verdict": {"kind": verdict.kind, "a": verdict.a, "b": verdict.b}, "new": new})
    else:
        print(f"{folder / FILE}: {'kept' if new else 'stands there already'}; `kg rebuild` applies it", file=sys.stderr)


def _archived(folder: Path) -> Callable[[str], bool]:
    """Whether the archive of a folder knows an actor's id; a folder without archive knows none."""
    from kg.archive import Archive
    from kg.unresolved import archived_ids

    if not (folder / "archive.sqlite").exists():
        return lambda actor_id: False
    with Archive(folder, create=False) as archive:
        known = archived_ids(archive)
    return known.__contains__


def _day(text: str | None, flag: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"{flag} {text!r}: write a day as 2020-01-31") from None

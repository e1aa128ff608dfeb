"""Commands about actors: how a string is read, faults of the tables, who is not known, dictionaries of one's own."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import settings
from kg.cli.common import AsJson, Home, open_archive, print_json, print_json_line, print_table, tell
from ontology.errors import DataError, KGError, UsageError

app = typer.Typer()
actors_app = typer.Typer(no_args_is_help=True, help="Who is meant: the gazetteer and what is read with it.")
app.add_typer(actors_app, name="actors")


@actors_app.command()
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A name or description, or - for JSON lines.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day of the event, as 2020-01-31.")] = None,
    context: Annotated[
        str | None, typer.Option("--context", metavar="SENTENCE", help="The words around, which tell whose it is.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="ar or en (default: by the letters).")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show how a string is read as an actor, and why; with - each line {"text","lang","context","date"} of stdin."""
    from kg.actors import Finder
    from kg.verdicts import gazetteer_of

    finder = Finder(gazetteer_of(settings.home(home)))
    if text == "-":
        _find_lines(finder)
        return
    day = _day(on, "--on") if on else None
    answers = finder.find(text, lang=lang, day=day, context=context)
    if as_json:
        print_json([a.to_json() for a in answers])
        return
    rows = [[a.actor or "", a.name or "", a.code or "", a.why] for a in answers]
    print_table(["actor", "name", "code", "why"], rows)


def _find_lines(finder: Any) -> None:
    """One JSON line for each line of stdin; a line that cannot be used is told on stderr and costs only itself."""
    refused = 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            answer = _found(finder, line)
        except KGError as error:
            refused += 1
            print(f"kg: line {number}: {error}", file=sys.stderr)
        else:
            print_json_line(answer)
    if refused:
        raise typer.Exit(3)


def _found(finder: Any, line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except ValueError as error:
        raise DataError(f"not a JSON line in UTF-8 ({error})") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise DataError(
            'no "text"; write {"text": …, "lang": …, "context": …, "date": …}, all but text may be left out'
        )
    for key in ("lang", "context", "date"):
        if not isinstance(row.get(key), str | None):
            raise DataError(f'"{key}" is {row[key]!r}; write a string or leave it out')
    day = _day(row["date"], '"date"') if row.get("date") else None
    best = finder.find(row["text"], lang=row.get("lang") or None, day=day, context=row.get("context") or None)[
        0
    ].to_json()
    return {key: best[key] for key in ("text", "actor", "name", "code", "candidates")}


def _day(text: str, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        raise UsageError(f"{where} {text!r}: write a day as 2020-01-31") from None


@actors_app.command()
def check(
    show_gaps: Annotated[bool, typer.Option("--gaps", help="List the offices with days without a holder.")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Check the tables of the gazetteer, your own in the home folder too; all faults at once, with file and line."""
    from kg.verdicts import check as faults_of

    counts, faults, gaps = faults_of(settings.home(home))
    if as_json:
        print_json({**counts, "faults": faults, "gaps": gaps})
    else:
        said = ", ".join(f"{number} {what}" for what, number in counts.items())
        print("\n".join([*faults, *(gaps if show_gaps else ()), f"{said}, {len(faults)} faults, {len(gaps)} gaps"]))
    if faults:
        raise typer.Exit(1)


@actors_app.command()
def unresolved(
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="At most so many names (0: all).")] = 100,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """List the names met in the archive and not known, the most frequent first, each with a sentence.

    Counts mentions of any confidence. What only describes ("gunmen") is left out; `kg query unresolved` has it too, and
    counts events of the graph."""
    from kg.unresolved import unresolved as names_of
    from kg.verdicts import Verdicts, gazetteer_of

    folder = settings.home(home)
    with open_archive(home) as archive:
        named, descriptions = names_of(archive, gazetteer_of(folder), Verdicts.load(folder))
    found = named[:limit] if limit else named
    if as_json:
        print_json([u.to_json() for u in found])
    else:
        rows = [[u.count, u.name, u.code or "", u.actor, u.article, u.sentence] for u in found]
        print_table(["times", "name", "code", "id", "article", "sentence"], rows)
    if len(found) < len(named):
        tell(f"the first {len(found)} of {len(named)} names; --limit 0 lists all")
    if descriptions:
        tell(f"{descriptions} that only describe, as “gunmen” does, are left out; `kg query unresolved` has them too")


@actors_app.command(name="import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="PETRARCH-style .txt dictionaries, or CSV extracts.")
    ],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Take actors and role words from a dictionary or a CSV extract into the gazetteer of the home folder."""
    from kg.importing import import_file

    reports = [import_file(file, settings.home(home)) for file in files]
    if as_json:
        print_json([r.to_json() for r in reports] if len(reports) > 1 else reports[0].to_json())
    else:
        for report in reports:
            print_table([report.file, ""], [list(row) for row in report.counts().items()])
            for refusal in report.refused:
                used = " (used all the same)" if refusal.used else ""
                print(f"refused {report.file}:{refusal.line}: {refusal.reason}{used}", file=sys.stderr)
    if any(r.refused for r in reports):
        raise typer.Exit(3)

"""Commands that measure and check: eval, lexicon check, models, doctor."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from kg import settings
from kg.cli.common import (
    AsJson,
    Home,
    MinConfidence,
    StoreUrl,
    extractor,
    print_json,
    print_table,
    read_json,
    write_text,
)

app = typer.Typer()
lexicon_app = typer.Typer(no_args_is_help=True, help="The words that express events.")
app.add_typer(lexicon_app, name="lexicon")


@app.command()
def models(as_json: AsJson = False) -> None:
    """List the installed language pipelines with version, scores and licence."""
    from extractors import pipelines

    found = pipelines.installed()
    if as_json:
        print_json([dataclasses.asdict(info) for info in found])
    else:
        rows = [
            [i.lang, i.name, i.version, i.licence, " ".join(f"{k} {v}" for k, v in i.scores.items())] for i in found
        ]
        print_table(["lang", "name", "version", "licence", "scores"], rows)


@app.command()
def doctor(home: Home = None, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Check the installation: our packages, the language pipelines, the stores."""
    from kg.doctor import examine

    findings = examine(settings.home(home), store)
    if as_json:
        print_json([{"what": f.what, "ok": f.ok, "says": f.says} for f in findings])
    else:
        print_table(["", "what", "says"], [["ok" if f.ok else "FAILS", f.what, f.says] for f in findings])
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
    """Measure on labelled cases: events by language and type, the identity of events on pairs, actors on strings."""
    from kg.measure import measure
    from kg.show import scores

    before = read_json(compare) if compare else None
    found, wrong = measure(files, extractor(), least=settings.min_confidence(min_confidence))
    if errors:
        write_text(errors, "".join("\t".join(line) + "\n" for line in wrong))
    if as_json:
        print_json(found)
    else:
        for head, rows in scores(found, before):
            print_table(head, rows)


@lexicon_app.command("check")
def lexicon_check(lang: Annotated[str | None, typer.Option("--lang")] = None, as_json: AsJson = False) -> None:
    """Check every entry: its types and codes exist, and its example gives what it says."""
    from extractors.check import check

    faults, entries = check([lang] if lang else None)
    if as_json:
        print_json({"entries": entries, "faults": faults})
    else:
        print("\n".join(faults) + ("\n" if faults else "") + f"{entries} entries, {len(faults)} faults")
    if faults:
        raise typer.Exit(1)

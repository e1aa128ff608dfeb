"""The catalogue of questions as Markdown, from their headers: `python -m queries.catalogue` writes docs/queries.md."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from queries.load import FOLDER, Param, Query, load, names

PATH, SPEED = FOLDER.parent / "docs" / "queries.md", FOLDER / "speed.csv"
_START = """\
# Questions

Each question is a file in SPARQL and one in Cypher in `queries/`, which give the same rows.
`kg query NAME --param KEY=VALUE` asks it, `kg queries NAME` shows it.
The files open unchanged in Neo4j Browser (run the `:params` line of the header first) and in any SPARQL tool (edit the
`VALUES`).

- Actors, events and types are given by id; `kg query actors --param name=iraq` finds an actor's.
  An empty parameter means any.
- `until` is a day such as 2024-01-31, empty: the last day of an event.
  `days` counts back from it, so `--param days=9999` asks for everything.
- Intensity goes from -10 (most hostile) to 10 (most cooperative); conflict is PLOVER's quad classes 3 and 4.
- Names are in the language of `--names`. Figures count only what is told as having happened where they say so.
- `limit` bounds the rows; the order of rows is total, so the same question always gives the same rows.
  Where it cut them, or where a default window left nothing, a line on stderr says so and what widens it.
- A value that can be nothing is refused: a day that does not exist, an actor, event or type that nobody has.

The examples are answers on the articles of `tests/stories.jsonl`.

<!-- Generated from queries/*.rq and queries/speed.csv by `python -m queries.catalogue`; do not edit. -->
"""
_SPEED = """\

## Speed

The graph of `python tests/synthetic.py FOLDER`: 100,000 events, 20,000 actors, 33,000 articles, 130,000 mentions;
5.8 million triples. Each question with its defaults, measured by `python tests/speed.py STORE` on two cores that other
work shared: the middle of three runs, in Oxigraph on disk the first of a fresh process, in Neo4j the second.
"Processor" is the part of the seconds in which the query itself was computed; the rest is other work of the machine.

That graph holds no contradiction, so `contradictions` tells none.
Above 400 actors `brokers` estimates betweenness from a sample, the smaller the more ties there are, so a longer window
takes not much longer.
A question takes less with fewer `days`, an actor or a lower `limit`.
`events`, `mentions` and `corroboration` tell of a big graph only the newest or best attested up to `limit`; for a table
of the whole use `kg export`. What is reckoned once, when the graph is made: day, week, intensity and quad class of an
event, and its counts of mentions, articles, publishers and independent sources.

| question | rows | Oxigraph s | processor s | Neo4j s | measured |
|---|---|---|---|---|---|
"""


def text(folder: Path = FOLDER) -> str:
    """The whole page."""
    known = [load(name, "sparql", folder) for name in names(folder)]
    rows = [f"| [{query.name}](#{query.name}) | {query.title} | {parameters(query)} |" for query in known]
    table = ["", "| question | what it tells | parameters |", "|---|---|---|", *rows]
    sections = (line for query in known for line in _section(query))
    return "\n".join([_START.rstrip("\n"), *table, *_SPEED.splitlines(), *_speed(folder), *sections]) + "\n"


def _speed(folder: Path) -> Iterator[str]:
    """What was measured, a row for each question."""
    with (folder / SPEED.name).open(encoding="utf-8") as file:
        found = {(row["question"], row["store"]): row for row in csv.DictReader(file)}
    for name in sorted({name for name, _ in found}):
        ours, theirs = found.get((name, "Oxigraph"), {}), found.get((name, "Neo4j"), {})
        cells = (
            f"[{name}](#{name})", ours.get("rows", ""), ours.get("seconds", ""), ours.get("processor", ""),
            theirs.get("seconds", ""), max(row.get("measured", "") for row in (ours, theirs)),
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def parameters(query: Query) -> str:
    """The parameters with their defaults: a="" days=90."""
    return " ".join(f"{name}={shown(value)}" for name, value in query.params.items())


def shown(value: Param) -> str:
    """A default as it is typed after `--param name=`."""
    if isinstance(value, list):
        return ",".join(value) or '""'
    return str(value) or '""'


def _section(query: Query) -> Iterator[str]:
    yield from ("", f"## {query.name}", "", query.description)
    files = (f"[{query.name}{end}](../queries/{query.name}{end})" for end in (".rq", ".cypher"))
    yield f"Files: {', '.join(files)}."
    if query.example:
        yield from ("", "```", f"$ kg query {query.name}", *query.example.splitlines(), "```")


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
    print(PATH, file=sys.stderr)

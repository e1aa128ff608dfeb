"""The catalogue of questions as Markdown, from their headers: `python -m queries.catalogue` writes docs/queries.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from queries.load import FOLDER, Param, Query, load, names

PATH = FOLDER.parent / "docs" / "queries.md"
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

The examples are answers on the articles of `tests/stories.jsonl`.

## Speed

100,000 events, 20,000 actors, 33,000 articles, 130,000 mentions (`python tests/synthetic.py FOLDER`; 4.5 million
triples), with the defaults, on two cores: the first run in Oxigraph on disk, the second in Neo4j.

| seconds | Oxigraph | Neo4j |
|---|---|---|
| at most 1 | the others | all but two |
| 1 to 3 | actors, blocs, causes, contradictions, escalation, follows, quality, reactions, who-did-what | follows 1.3 |
| more | actor-profile 12, events 22 | events 4.4 |

`events` gives the whole graph, 119,805 rows here: export it instead (`kg export`).
A profile in Oxigraph looks through all events: ask `who-did-what --param actor=…` (0.5 s) or Neo4j (0.3 s).
For the others fewer `days` take less; day, week, intensity and quad class are on each event already.
<!-- Generated from the headers of queries/*.rq by `python -m queries.catalogue`; do not edit. -->
"""


def text(folder: Path = FOLDER) -> str:
    """The whole page."""
    known = [load(name, "sparql", folder) for name in names(folder)]
    rows = [f"| [{query.name}](#{query.name}) | {query.title} | {parameters(query)} |" for query in known]
    table = ["", "| question | what it tells | parameters |", "|---|---|---|", *rows]
    return "\n".join([_START.rstrip("\n"), *table, *(line for query in known for line in _section(query))]) + "\n"


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

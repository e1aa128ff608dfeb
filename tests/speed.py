"""How long each question takes: `python tests/speed.py STORE [QUESTION …]` measures and writes queries/speed.csv.

STORE is the URL of a store that holds the graph of `tests/synthetic.py`. An embedded store is asked in a process of its
own each time, a server twice, of which the second counts; of three figures the middle one is kept.
`python -m queries.catalogue` puts them into docs/queries.md."""

from __future__ import annotations

import csv
import datetime as dt
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import queries
from kg.ask import after
from kg.stores import open_store
from queries.catalogue import SPEED

RUNS = 3


def once(url: str, name: str, warm: int) -> tuple[float, float, int]:
    """Seconds on the clock, seconds of the processor and rows, from the opening of the store to the last row."""
    with open_store(url, home=Path(), read_only=True) as store:
        query = queries.load(name, store.language)
        for _ in range(warm):
            store.query(query.text, query.values({}))
        clock, processor = time.perf_counter(), time.process_time()
        rows = after(query.step, store.query(query.text, query.values({}))).rows
        return time.perf_counter() - clock, time.process_time() - processor, len(rows)


def measure(url: str, name: str) -> tuple[float, float, int]:
    """The middle of some runs, each in a fresh process."""
    found = []
    for _ in range(RUNS):
        command = [sys.executable, __file__, "--once", url, name]
        seconds, processor, rows = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        found.append((float(seconds), float(processor), int(rows)))
    return statistics.median(f[0] for f in found), statistics.median(f[1] for f in found), found[0][2]


def main(url: str, names: list[str]) -> None:
    """Measures and keeps what is known of other questions and stores."""
    kind = "Neo4j" if url.startswith(("bolt", "neo4j")) else "Oxigraph"
    known = {(row["question"], row["store"]): row for row in csv.DictReader(SPEED.open(encoding="utf-8"))}
    for name in names or queries.names():
        seconds, processor, rows = measure(url, name)
        known[name, kind] = {
            "question": name, "store": kind, "seconds": f"{seconds:.2f}",
            "processor": f"{processor:.2f}" if kind == "Oxigraph" else "", "rows": str(rows),
            "measured": dt.date.today().isoformat(), "cores": str(os.cpu_count()),
        }  # fmt: skip
        print(name, f"{seconds:.2f} s", file=sys.stderr)
    with SPEED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for key, row in sorted(known.items()) if key[0] in queries.names())


COLUMNS = ("question", "store", "seconds", "processor", "rows", "measured", "cores")

if __name__ == "__main__":
    if sys.argv[1] == "--once":
        import networkx  # noqa: F401  (what a question's step imports is no part of its time)

        print(*once(sys.argv[2], sys.argv[3], 1 if sys.argv[2].startswith(("bolt", "neo4j")) else 0))
    else:
        main(sys.argv[1], sys.argv[2:])

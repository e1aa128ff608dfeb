"""A query in a process of its own: Oxigraph cannot stop one that runs for ever, a process can be ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from kg.stores import Rows
from ontology.errors import KGError, StoreError, UsageError

MEMORY = 4 * 2**30


class Stopped(StoreError):
    """A query that took longer than it may."""


def ask(text: str, *, timeout: float, path: Path | None = None, data: bytes = b"") -> Rows:
    """The rows of a checked query on a folder, or on N-Quads, within so many seconds."""
    job = {"text": text, "path": path and str(path), "data": data.decode("utf-8")}
    return _answer(json.loads(run_apart("kg.stores.child", job, timeout=timeout)))


def run_apart(module: str, job: Mapping[str, object], *, timeout: float) -> bytes:
    """What the `main` of a module prints for a job, in a process that is ended after so many seconds."""
    command = [sys.executable, "-c", f"from {module} import main; main()"]
    # The child must find the same `kg` from any folder.
    env = dict(os.environ, PYTHONPATH=os.pathsep.join(entry for entry in sys.path if entry))
    try:
        done = subprocess.run(
            command, input=json.dumps(job).encode("ascii"), capture_output=True, timeout=timeout, env=env
        )
    except subprocess.TimeoutExpired as error:
        raise Stopped(
            f"the query was stopped after {timeout:g} s; ask for less (LIMIT, fewer days) or allow more time"
        ) from error
    if done.returncode:
        raise StoreError(f"the query ended without an answer (status {done.returncode}); it may need more memory")
    return done.stdout


def _answer(reply: dict[str, list[object] | str]) -> Rows:
    if "usage" in reply:
        raise UsageError(str(reply["usage"]))
    if "error" in reply:
        raise StoreError(str(reply["error"]))
    return Rows(
        columns=tuple(str(column) for column in reply["columns"]),
        rows=tuple(tuple(row) for row in reply["rows"] if isinstance(row, list)),
    )


def limit_memory() -> None:
    """A query that would take the machine's memory ends instead, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY if hard < 0 else min(MEMORY, hard), hard))


def main() -> None:
    """The child: a job on stdin, the reply on stdout, both JSON."""
    import pyoxigraph as ox

    from kg.stores.oxigraph import open_to_read, run

    limit_memory()
    job = json.load(sys.stdin)
    try:
        if job["path"]:
            store = open_to_read(Path(job["path"]))
        else:
            store = ox.Store()
            store.bulk_load(job["data"].encode("utf-8"), format=ox.RdfFormat.N_QUADS)
        rows = run(store, job["text"])
        reply: dict[str, object] = {"columns": rows.columns, "rows": rows.rows}
    except KGError as error:
        reply = {"usage" if isinstance(error, UsageError) else "error": str(error)}
    sys.stdout.write(json.dumps(reply))

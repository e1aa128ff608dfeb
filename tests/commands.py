"""Running `kg` in this process, as a test needs it: what it printed and how it ended."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass
from unittest import mock

from kg.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


def kg(*args: object, stdin: str = "") -> Done:
    """Runs `kg ARGS`."""
    out, err, given = io.StringIO(), io.StringIO(), io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8")))
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "argv", ["kg", *map(str, args)]),
        mock.patch.object(sys, "stdin", given),
    ):
        try:
            main()
        except SystemExit as done:
            return Done(done.code if isinstance(done.code, int) else 1, out.getvalue(), err.getvalue())
    raise AssertionError("main() returned")

"""The command line: the only place that prints, parses flags and turns errors into exit codes.

Results go to stdout (`--json` everywhere), progress and messages to stderr. Heavy imports stand inside the command that
needs them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg import settings
from kg.cli import actors, asking, deciding, exporting, looking, measuring, neo4j, reading
from kg.show import in_place
from ontology.errors import KGError

_CODES = (
    "Exit codes: 0 done; 1 an error of the data or a store, or a check that found something; 2 the command names what "
    "is not there (a command, flag, file, id, actor, event, question, day); 3 done, but some articles or lines were "
    "refused; 130 interrupted."
)

app = typer.Typer(
    add_completion=True, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="News into a graph of who did what to whom, in Arabic and English; every fact with its sentence.",
    epilog=_CODES,
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


for _commands in (reading, asking, looking, actors, deciding, exporting, neo4j, measuring):
    app.add_typer(_commands.app)


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
        _fail("interrupted; what was filed so far is kept, and the same command may be run again", 130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        usage = getattr(error, "format_message", None)  # click's own errors: unknown flag, missing argument
        if usage is None:
            raise
        said = str(usage()).replace(": Value error, ", ": ").rstrip(".")
        _fail(f"{said}; see `kg --help`", getattr(error, "exit_code", 2))


def _fail(message: str, code: int) -> None:
    print(f"kg: {in_place(message)}", file=sys.stderr)
    sys.exit(code)

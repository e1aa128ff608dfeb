"""The README is run: each `$ kg …` in it, compared with the output it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
import readme
from typer.main import get_command

from kg.cli import app

README = readme.FILE.read_text(encoding="utf-8")
RUNS = readme.RUN.findall(README)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


def test_the_readme_shows_runs() -> None:
    assert len(RUNS) >= 3


@pytest.mark.parametrize(("command", "shown"), RUNS, ids=[c[:30] for c, _ in RUNS])
def test_a_command_prints_what_the_readme_shows(command: str, shown: str, home: Path) -> None:
    assert readme.run(command, home).splitlines() == shown.splitlines(), "run: python tests/readme.py"


def test_every_command_is_in_the_readme_and_has_help() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert len(commands) > 10
    for name, command in commands.items():
        assert command.help, name
        assert f"kg {name}" in README, name

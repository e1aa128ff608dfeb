"""The README is run: each `$ kg …` in it, compared with the output it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from kg.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RUNS = re.findall(r"```console\n\$ kg (.*?)\n(.*?)```", README, re.S)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


def test_the_readme_shows_runs() -> None:
    assert len(RUNS) >= 3


@pytest.mark.parametrize(("command", "shown"), RUNS, ids=[c[:30] for c, _ in RUNS])
def test_a_command_prints_what_the_readme_shows(command: str, shown: str, home: Path) -> None:
    env = {**os.environ, "KG_HOME": str(home), "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *shlex.split(command)], capture_output=True, text=True, env=env, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert [x.rstrip() for x in done.stdout.splitlines()] == [x.rstrip() for x in shown.splitlines()]


def test_every_command_is_in_the_readme_and_has_help() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert len(commands) > 10
    for name, command in commands.items():
        assert command.help, name
        assert f"kg {name}" in README, name

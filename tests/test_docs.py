"""The docs say what the data say, and every command in them is one that works."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from kg.archive import Archive
from kg.cli import app
from kg.pipeline import refresh
from ontology.document import page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md"]
SHOWN = re.compile(r"^ {4}(?:\$ )?kg (.+?)(?: {2,}#.*)?$|^\$ kg (.+)$|`(?:[A-Z_]+=\S+ )?kg ([^`]+)`", re.M)
BLOCK = re.compile(r"^ {4}kg (.+?)(?: {2,}#.*)?$", re.M)


def shown() -> list[tuple[str, str]]:
    """Each command that a page shows, as (page, what stands behind `kg`)."""
    return [
        (path.name, next(filter(None, hit.groups())))
        for path in PAGES
        for hit in SHOWN.finditer(path.read_text(encoding="utf-8"))
    ]


def to_run() -> list[str]:
    """The commands that stand on a line of their own in the docs, but for the one that does not end."""
    lines = [line for path in DOCS.glob("*.md") for line in BLOCK.findall(path.read_text(encoding="utf-8"))]
    return sorted({line for line in lines if line != "serve"})


def test_the_page_of_the_ontology_is_that_of_its_files() -> None:
    assert (DOCS / "ontology.md").read_text(encoding="utf-8") == page(), (
        "run: python -m ontology.document docs/ontology.md"
    )


def test_commands_are_found_in_the_docs() -> None:
    assert len(shown()) > 60
    assert len(to_run()) >= 5


@pytest.mark.parametrize(("where", "line"), sorted(set(shown())))
def test_a_shown_command_exists_with_its_options(where: str, line: str) -> None:
    command: Any = get_command(app)
    words = shlex.split(line.replace("[", " ").replace("]", " "))
    while hasattr(command, "commands"):
        assert words, f"{where}: kg {line} names a group of commands only"
        word = words.pop(0)
        assert word in command.commands, f"{where}: kg {line}: there is no command {word}"
        command = command.commands[word]
    options = {name for parameter in command.params for name in parameter.opts}
    unknown = [word for word in words if word.startswith("-") and word != "-" and word not in options]
    assert not unknown, f"{where}: kg {line}: there is no option {', '.join(unknown)}"


def answers(address: str, *, seconds: float) -> bool:
    """Whether a page is there before the seconds are over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.2)
    return False


@pytest.mark.neo4j
@pytest.mark.parametrize("line", to_run())
def test_a_command_on_a_line_of_its_own_runs(
    line: str, samples_home: Path, neo4j_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(samples_home, home)
    with Archive(home) as archive:
        refresh(home, archive, least=0.3)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_HOME", str(home))
    assert CliRunner().invoke(app, ["load", "--store", neo4j_uri]).exit_code == 0
    words = shlex.split(re.sub(r"bolt://[\w.]+:7687", neo4j_uri, line))
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output


def test_the_server_starts_as_shown(samples_home: Path, free_ports: tuple[int, int]) -> None:
    shown_at = re.search(r"^ {4}kg serve +# (http://\S+)$", (DOCS / "look.md").read_text(encoding="utf-8"), re.M)
    assert shown_at
    default = next(p for p in get_command(app).commands["serve"].params if p.name == "port").default  # type: ignore[attr-defined]
    assert urlsplit(shown_at[1]).port == default
    command = [sys.executable, "-m", "kg", "serve", "--port", str(free_ports[0]), "--home", str(samples_home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        try:
            told = re.search(r"http://[\d.:]+", next(line for line in server.stdout if "http://" in line))
            assert told
            assert answers(told[0], seconds=20)
        finally:
            server.terminate()


def test_the_lines_for_a_notebook_run(samples_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_HOME", str(samples_home))
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    lines = re.findall(r"^ {4}(import kg|kg\.\w+\(\))", text, re.M)
    assert len(lines) == 4
    names: dict[str, object] = {}
    for line in lines:
        if line != "kg.events()" or importlib.util.find_spec("pandas"):  # pandas is the user's choice
            exec(line, names)

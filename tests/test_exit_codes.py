"""One rule for all commands: 2 where what is named is not there, 1 for data and stores, 3 where some was refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import kg

UNKNOWN = [
    ["nonsense"],
    ["why", "ffffffffffffffff"],
    ["article", "ffffffffffffffff"],
    ["query", "evnts"],
    ["query", "mentions", "--param", "event=ffffffffffffffff"],
    ["query", "roles", "--param", "actor=nobody-at-all"],
    ["query", "follows", "--param", "type=WAR"],
    ["query", "events", "--param", "nothing=1"],
    ["query", "events", "--as-of", "2024-13-01"],
    ["query", "events", "--store", "oxigraph:nowhere"],
    ["query", "--file", "nofile.rq"],
    ["queries", "evnts"],
    ["same", "nato", "nobody-at-all"],
    ["same", "nato", "nato"],
    ["different", "nobody-at-all", "nato"],
    ["alias", "nobody-at-all", "Pact"],
    ["alias", "nato", "Pact", "--lang", "English"],
    ["alias", "nato", "Pact", "--since", "2024-13-01"],
    ["actors", "find", "x", "--on", "2024-13-01"],
    ["actors", "find", "x", "--lang", "xx"],
    ["actors", "import", "nofile.csv"],
    ["export", "--format", "docx", "-o", "x"],
    ["export", "-o", "x.ttl", "--as-of", "2024-13-01"],
    ["load", "--store", "mysql://x"],
    ["check", "--store", "oxigraph:nowhere"],
    ["neo4j", "setup", "--store", "oxigraph:x"],
    ["view", "-o", "x.html", "--lang", "fr"],
    ["eval", "nofile.toml"],
    ["lexicon", "check", "--lang", "xx"],
    ["parse", "nofile"],
    ["extract", "nofile"],
    ["ingest", "nofile"],
    ["ingest", "a.txt", "--lang", "xx"],
    ["ingest", "a.txt", "--published", "2024-13-01"],
    ["ingest", "a.txt", "--model", "xx"],
    ["ingest", "a.txt", "--min-confidence", "2"],
    ["rebuild", "--model", "xx"],
    *([command, "--home", "nohome"] for command in ("rebuild", "check", "serve")),
    ["why", "x", "--home", "nohome"],
    ["article", "x", "--home", "nohome"],
    ["actors", "unresolved", "--home", "nohome"],
    ["load", "--store", "oxigraph:x", "--home", "nohome"],
    ["export", "-o", "x.ttl", "--home", "nohome"],
    ["view", "-o", "x.html", "--home", "nohome"],
]
REFUSED = [["ingest", "a.txt", "nofile"], ["extract", "empty.txt"], ["parse", "empty.txt"]]
_NO_HOME = {"nonsense", "queries", "parse", "extract", "neo4j", "eval", "lexicon"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codes")
    (folder / "a.txt").write_text("NATO suspended its training mission in Iraq.", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert kg("ingest", folder / "a.txt", "--published", "2024-05-07", "--home", folder).code == 0
    return folder


def run(command: list[str], home: Path, code: int) -> None:
    at = [] if "--home" in command or command[0] in _NO_HOME else ["--home", str(home)]
    done = kg(*command, *at)
    assert (done.code, "Traceback" in done.err) == (code, False), done.err
    assert done.err.strip()


@pytest.mark.parametrize("command", UNKNOWN, ids=" ".join)
def test_what_is_not_there_is_a_slip_of_the_command(
    home: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    run(command, home, 2)
    assert not (home / "verdicts.csv").exists()


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_what_was_refused_among_the_good_is_three(
    home: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    run(command, home, 3)


def test_data_that_cannot_be_used_is_one(home: Path, tmp_path: Path) -> None:
    (tmp_path / "verdicts.csv").write_text("kind,a,b,lang,since,until,note\nsame,nobody-at-all,nato,,,,\n", "utf-8")
    run(["alias", "nato", "Pact"], tmp_path, 1)
    run(["alias", "nato", "Hamas"], home, 1)
    (tmp_path / "archive.sqlite").write_bytes(b"no archive" * 100)
    run(["article", "x"], tmp_path, 1)


def test_the_help_says_the_codes() -> None:
    assert "Exit codes: 0 done; 1 " in " ".join(kg("--help").out.split())

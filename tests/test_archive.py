"""The archive keeps every article once, with its mentions, and never half of one."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from pathlib import Path

import pytest
from commands import kg

from kg.archive import Archive, from_json, to_json
from kg.likely import Memory
from ontology.errors import StoreError, UsageError
from ontology.model import ActorMention, Article, EventDate, EventMention, Span

TEXT = "NATO suspended its training mission in Iraq on Saturday."


def article(id_: str = "a1", text: str = TEXT, **more: object) -> Article:
    return Article(id=id_, text=text, lang="en", **more)  # type: ignore[arg-type]


def mention(id_: str = "m1", article_id: str = "a1") -> EventMention:
    nato = ActorMention(text="NATO", start=0, end=4, actor="nato", name="NATO", code="IGONAT")
    return EventMention(
        id=id_, article=article_id, type="SANCTION", trigger=Span(text="suspended", start=5, end=14), sources=(nato,),
        theme=Span(text="its training mission", start=15, end=35),
        date=EventDate(value=dt.date(2020, 1, 4), precision="day"), sentence=Span(text=TEXT, start=0, end=len(TEXT)),
        quote=TEXT, confidence=0.9, extractor="rules", rule="en/suspend",
    )  # fmt: skip


def test_an_article_is_added_once_and_then_unchanged(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        assert archive.file(article(), [mention()], reader="r", source="x.txt") == "added"
        assert archive.file(article(), [mention()], reader="r", source="x.txt") == "unchanged"
        assert archive.counts() == {"articles": 1, "mentions": 1, "refusals": 0}


def test_new_metadata_change_an_article(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.file(article(), [], reader="r")
        assert archive.file(article(publisher="AFP"), [], reader="r") == "changed"
        assert archive.article("a1") == article(publisher="AFP")


def test_a_file_with_another_text_replaces_the_article_it_held(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.file(article("old"), [mention(article_id="old")], reader="r", source="x.txt")
        assert archive.file(article("new", "Other words."), [], reader="r", source="x.txt") == "changed"
        assert [a.id for a in archive.articles()] == ["new"]
        assert list(archive.mentions()) == []


def test_an_article_that_two_files_hold_stays_when_one_changes(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.file(article("old"), [], reader="r", source="x.txt")
        archive.file(article("old"), [], reader="r", source="y.txt")
        archive.file(article("new", "Other words."), [], reader="r", source="x.txt")
        assert [a.id for a in archive.articles()] == ["new", "old"]


def test_a_run_that_breaks_off_leaves_no_half_article(tmp_path: Path) -> None:
    def broken() -> object:
        yield mention()
        raise KeyboardInterrupt

    with Archive(tmp_path) as archive, pytest.raises(KeyboardInterrupt):
        archive.file(article(), broken(), reader="r")  # type: ignore[arg-type]
    with Archive(tmp_path) as archive:
        assert archive.counts()["articles"] == 0


def test_an_article_is_found_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.file(article("abcd1234"), [], reader="r")
        assert archive.article("abcd") == article("abcd1234")
        assert archive.article("zzzz") is None


def test_a_mention_survives_its_json_line() -> None:
    assert from_json(to_json(mention())) == mention()
    assert '"date": {"value": "2020-01-04", "precision": "day", "text": null}' in to_json(mention())


def test_the_day_of_ingest_is_that_of_the_first_time(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.file(article(), [], reader="r")
        first = archive.ingested()
        archive.file(article(publisher="AFP"), [], reader="r2")
        assert archive.ingested() == first
        assert archive.reader("a1") == "r2"


def test_a_refusal_is_kept_until_the_source_is_read(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.refuse("x.txt", "empty")
        assert archive.counts()["refusals"] == 1
        archive.file(article(), [], reader="r", source="x.txt")
        assert archive.counts()["refusals"] == 0


def test_asking_where_there_is_no_archive_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg ingest"):
        Archive(tmp_path / "none", create=False)


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be looked at" * 20])
def test_a_file_that_is_no_archive_is_an_error_not_a_traceback(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "archive.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match=r"archive\.sqlite"):
        Archive(tmp_path)


def test_an_archive_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with Archive(tmp_path):
        pass
    db = sqlite3.connect(tmp_path / "archive.sqlite")
    db.execute("PRAGMA user_version = 99")
    db.commit()
    db.close()
    with pytest.raises(StoreError, match="newer"):
        Archive(tmp_path)


@pytest.mark.parametrize("command", [["rebuild"], ["ingest", "x.txt"]])
def test_a_home_that_cannot_be_written_is_told_before_anything_is_read(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    with Archive(tmp_path) as archive:
        archive.file(article(), [mention()], reader="r")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    done = kg(*command, "--home", tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"kg: {tmp_path}/archive.sqlite: cannot be written (no permission); give another folder with --home, "
        "or make this one writable\n"
    )
    assert kg("article", "a1", "--home", tmp_path).code == 0


def test_a_write_that_fails_is_a_store_error(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive._db.execute("PRAGMA query_only = ON")
        for write in (
            lambda: archive.file(article(), [], reader="r"),
            lambda: archive.touch(article(), "x.txt"),
            lambda: archive.refuse("x.txt", "empty"),
            lambda: archive.note(rules="1"),
        ):
            with pytest.raises(StoreError, match="cannot be written"):
                write()


def test_another_writer_is_told(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive, Archive(tmp_path) as other:
        other._db.execute("PRAGMA busy_timeout = 10")
        archive._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another process"):
            other.file(article(), [], reader="r")


def test_a_fingerprint_of_another_length_is_made_anew(tmp_path: Path) -> None:
    """As another version of kg may have kept it: the text is there."""
    with Archive(tmp_path) as archive:
        archive.file(article(), [], reader="r", source="x.txt")
        before = archive.prints()
    with sqlite3.connect(tmp_path / "archive.sqlite") as db:
        db.execute("UPDATE prints SET print = substr(print, 1, 256)")
    db.close()
    with Archive(tmp_path) as archive:
        assert archive.prints() == before


def test_what_filing_would_change_is_told_in_words(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        assert archive.changes(article(), "x.txt") == []
        archive.file(article(), [], reader="r", source="x.txt")
        assert archive.changes(article(), "x.txt") == []
        assert archive.changes(article(publisher="AFP", published=dt.date(2024, 5, 7)), "x.txt") == [
            "published none → 2024-05-07", "publisher none → AFP",
        ]  # fmt: skip
        assert archive.changes(article(text="Other words.")) == ["its text is another"]
        assert archive.changes(article("a2", "Other words."), "x.txt") == ["its text is another: article a1 becomes a2"]


def test_an_ingest_says_what_it_replaces_and_what_looks_wrong(tmp_path: Path) -> None:
    file, home = tmp_path / "x.txt", tmp_path / "home"
    file.write_text("أعلنت مصر يوم الاثنين قرارا جديدا بشأن سد النهضة", encoding="utf-8")
    assert kg("ingest", file, "--home", home).err == ""
    assert kg("ingest", file, "--home", home).err == ""
    warning, changed = kg("ingest", file, "--lang", "en", "--home", home).err.splitlines()
    assert warning.startswith(f"warning {file}: read as en")
    assert changed == f"changed {file}: lang ar → en"
    told = json.loads(kg("ingest", file, "--publisher", "AFP", "--home", home, "--json").out)["remarks"]
    assert told == [{"source": str(file), "what": "changed", "text": "lang en → ar; publisher none → AFP"}]
    assert "read as en" in kg("extract", file, "--lang", "en").err


def test_what_was_compared_is_kept(tmp_path: Path) -> None:
    first = Memory({"m1": "x", "m2": "y"}, {("m1", "m2"): 0.7})
    second = Memory({"m2": "z"}, {})
    with Archive(tmp_path) as archive:
        for memory in (Memory(), first, second, first):
            archive.remember(memory)
            assert archive.memory() == memory

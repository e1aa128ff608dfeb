"""The archive: one SQLite file with every article once and every event mention read from it.

It is the record; the graph is a projection of it and can be rebuilt at any time. Articles and their mentions are
written in one transaction, so that a run that is broken off leaves whole articles behind, never halves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from extractors.base import Mention
from kg.copies import BYTES, fingerprint
from kg.likely import Memory
from ontology.errors import StoreError, UsageError
from ontology.model import Article, EventMention, RoleMention, content_id

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Kind = TypeVar("Kind", EventMention, RoleMention)
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
VERSION = 1
Status = Literal["added", "unchanged", "changed"]
_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, lang TEXT NOT NULL, title TEXT, published TEXT, publisher TEXT, url TEXT,
    signature TEXT NOT NULL, reader TEXT NOT NULL, ingested TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, article TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS sources_article ON sources (article);
CREATE TABLE IF NOT EXISTS mentions (
    id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS mentions_article ON mentions (article);
CREATE TABLE IF NOT EXISTS roles (
    id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, body TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS roles_article ON roles (article);
CREATE TABLE IF NOT EXISTS prints (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, print BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS compared (mention TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS likely (a TEXT NOT NULL, b TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (a, b)) STRICT;
CREATE TABLE IF NOT EXISTS refusals (source TEXT PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""
_TABLES = {"mentions": EventMention, "roles": RoleMention}
_COLUMNS = ("id", "text", "lang", "title", "published", "publisher", "url")


class Archive:
    """An open archive; use it as a context manager.

    One that must be there (not `create`) may stand where nothing can be written, unless it is opened to `write`."""

    def __init__(self, folder: Path, *, create: bool = True, write: bool = False) -> None:
        self.folder, self.path = folder, folder / "archive.sqlite"
        if not create and not self.path.exists():
            raise UsageError(f"{folder}: no archive here; fill one with `kg ingest FILE… --home {folder}`")
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            if not _writable(folder, self.path):
                if create or write:
                    raise self._unwritten("no permission")
                self._db = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
                return
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;")
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or error
            raise StoreError(
                f"{self.path}: cannot be opened ({reason}); is it an archive, and may you write there?"
            ) from None

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def _prepare(self) -> None:
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found > VERSION:
            raise StoreError(f"{self.path}: written by a newer kg (format {found}); this one reads format {VERSION}")
        with self._transaction():
            for statement in _SCHEMA.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All that is written goes through here: whole, or not at all."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # a full disk has ended it already
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise self._unwritten(str(error)) from None

    def _unwritten(self, reason: str) -> StoreError:
        if "locked" in reason:
            return StoreError(f"{self.path} is in use by another process that writes; wait for it or end it")
        return StoreError(
            f"{self.path}: cannot be written ({reason}); give another folder with --home, or make this one writable"
        )

    def status(self, article: Article, source: str | None = None) -> Status:
        """What filing `article` from `source` would do."""
        row = self._db.execute("SELECT signature FROM articles WHERE id = ?", (article.id,)).fetchone()
        before = self._held(source)
        if row is None:
            return "changed" if before else "added"
        return "unchanged" if row[0] == signature(article) and before in (None, article.id) else "changed"

    def changes(self, article: Article, source: str | None = None) -> list[str]:
        """What filing `article` from `source` would change of what is here, in words; nothing where it is new."""
        held = self._held(source)
        row = self._db.execute(f"SELECT {', '.join(_COLUMNS)} FROM articles WHERE id = ?", (article.id,)).fetchone()
        out = [f"its text is another: article {held} becomes {article.id}"] if held and held != article.id else []
        for column, before in zip(_COLUMNS[1:], row[1:], strict=True) if row else ():
            now = _plain(getattr(article, column))
            if now != before:
                out.append(
                    "its text is another" if column == "text" else f"{column} {before or 'none'} → {now or 'none'}"
                )
        return out

    def told_of(self, article: Article) -> tuple[dt.date | None, str | None]:
        """The day and the publisher that are known of an article with this id and text."""
        row = self._db.execute(
            "SELECT published, publisher FROM articles WHERE id = ? AND text = ?", (article.id, article.text)
        ).fetchone()
        return (dt.date.fromisoformat(row[0]) if row[0] else None, row[1]) if row else (None, None)

    def reader(self, article_id: str) -> str | None:
        """What read the mentions of an article: pipeline, lexicon and gazetteer; None for one that is not here."""
        row = self._db.execute("SELECT reader FROM articles WHERE id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def readers(self) -> list[tuple[str, str, int]]:
        """What read the articles here: language, reader, and how many articles it read."""
        found = self._db.execute("SELECT lang, reader, COUNT(*) FROM articles GROUP BY lang, reader ORDER BY 1, 2")
        return [(lang, reader, count) for lang, reader, count in found]

    def note(self, **values: str) -> None:
        """Keeps values by name, in place of those that they had."""
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO notes VALUES (?,?)", sorted(values.items()))

    def noted(self, name: str) -> str | None:
        """A value that was kept; None in an archive that has none."""
        if not self._has("notes"):
            return None
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _has(self, table: str) -> bool:
        """Whether there is such a table: an older archive that is opened to be read only may lack one."""
        return self._db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone() is not None

    def file(self, article: Article, mentions: Iterable[Mention], *, reader: str, source: str | None = None) -> Status:
        """Writes an article with its mentions, in place of what it was before; says what that changed."""
        status = self.status(article, source)
        now = dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat()
        with self._transaction():
            if (before := self._held(source)) and before != article.id:
                self._release(source, before)
            values = [_plain(getattr(article, c)) for c in _COLUMNS]
            self._db.execute(
                "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET "
                "text = excluded.text, lang = excluded.lang, title = excluded.title, published = excluded.published, "
                "publisher = excluded.publisher, url = excluded.url, signature = excluded.signature, "
                "reader = excluded.reader",
                (*values, signature(article), reader, now),
            )
            if source:
                self._db.execute("INSERT OR REPLACE INTO sources VALUES (?,?)", (source, article.id))
                self._db.execute("DELETE FROM refusals WHERE source = ?", (source,))
            self._db.execute("INSERT OR REPLACE INTO prints VALUES (?,?)", (article.id, fingerprint(article.text)))
            self._write(article.id, list(mentions))
        return status

    def _write(self, article_id: str, mentions: list[Mention]) -> None:
        """The mentions of an article in place of those it had."""
        for table, kind in _TABLES.items():
            rows = [(m.id, m.article, to_json(m)) for m in mentions if isinstance(m, kind)]
            self._db.execute(f"DELETE FROM {table} WHERE article = ?", (article_id,))
            self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?,?,?)", rows)

    def touch(self, article: Article, source: str | None) -> None:
        """Keeps that `source` holds this article, which is here already as it is."""
        if source and self._held(source) != article.id:
            with self._transaction():
                self._db.execute("INSERT OR REPLACE INTO sources VALUES (?,?)", (source, article.id))

    def refuse(self, source: str, reason: str) -> None:
        """Keeps that a source was refused, and why."""
        now = dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat()
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO refusals VALUES (?,?,?)", (source, reason, now))

    def _held(self, source: str | None) -> str | None:
        row = self._db.execute("SELECT article FROM sources WHERE source = ?", (source,)).fetchone() if source else None
        return row[0] if row else None

    def _release(self, source: str | None, article_id: str) -> None:
        """A source that now holds another text: its old article goes unless another source still has it."""
        self._db.execute("DELETE FROM sources WHERE source = ?", (source,))
        if not self._db.execute("SELECT 1 FROM sources WHERE article = ?", (article_id,)).fetchone():
            self._db.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    def articles(self) -> Iterator[Article]:
        """All articles, by id."""
        for row in self._db.execute(f"SELECT {', '.join(_COLUMNS)} FROM articles ORDER BY id"):
            yield _article(row)

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or with an id that begins so where only one does."""
        where = f"SELECT {', '.join(_COLUMNS)} FROM articles WHERE "
        row = self._db.execute(where + "id = ?", (article_id,)).fetchone()
        if row is None and len(article_id) >= 4:
            rows = self._db.execute(where + "substr(id, 1, ?) = ? LIMIT 2", (len(article_id), article_id)).fetchall()
            row = rows[0] if len(rows) == 1 else None
        return _article(row) if row else None

    def mentions(self) -> Iterator[EventMention]:
        """All event mentions, by id."""
        for (body,) in self._db.execute("SELECT body FROM mentions ORDER BY id"):
            yield from_json(body)

    def roles(self) -> Iterator[RoleMention]:
        """All roles that the articles state, by id."""
        for (body,) in self._db.execute("SELECT body FROM roles ORDER BY id"):
            yield _adapter(RoleMention).validate_json(body)

    def prints(self) -> dict[str, bytes]:
        """The fingerprint of each article's text (kg.copies), by the article's id; made anew where the archive has none
        or one of another length, as another version of kg may have kept."""
        if not self._has("prints"):
            return {a.id: fingerprint(a.text) for a in self.articles()}
        bare = "SELECT id, text FROM articles WHERE id NOT IN (SELECT article FROM prints WHERE length(print) = ?)"
        made = {i: fingerprint(text) for i, text in self._db.execute(bare, (BYTES,))}
        return {**dict(self._db.execute("SELECT article, print FROM prints")), **made}

    def memory(self) -> Memory:
        """What was compared when the graph was made last (kg.likely): it saves work and can be lost."""
        if not self._has("likely"):
            return Memory()
        pairs = {(a, b): score for a, b, score in self._db.execute("SELECT a, b, score FROM likely")}
        return Memory(dict(self._db.execute("SELECT mention, mark FROM compared")), pairs)

    def remember(self, memory: Memory) -> None:
        """Keeps what was compared, in place of what was kept before; only what differs is written."""
        before = self.memory()
        marks, likely = _change(before.marks, memory.marks), _change(before.pairs, memory.pairs)
        with self._transaction():
            self._db.executemany("DELETE FROM compared WHERE mention = ?", [(i,) for i in marks[0]])
            self._db.executemany("INSERT OR REPLACE INTO compared VALUES (?,?)", marks[1].items())
            self._db.executemany("DELETE FROM likely WHERE a = ? AND b = ?", likely[0])
            self._db.executemany(
                "INSERT OR REPLACE INTO likely VALUES (?,?,?)", [(*pair, score) for pair, score in likely[1].items()]
            )

    def ingested(self) -> dict[str, dt.datetime]:
        """When each article was first filed."""
        return {i: dt.datetime.fromisoformat(at) for i, at in self._db.execute("SELECT id, ingested FROM articles")}

    def counts(self) -> dict[str, int]:
        """How many articles, mentions and refusals the archive holds."""
        tables = ("articles", "mentions", "refusals")
        return {t: self._db.execute(f"SELECT COUNT(*) FROM {t}").fetchone()[0] for t in tables}


def _writable(folder: Path, path: Path) -> bool:
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _change(old: Mapping[_Key, _Value], new: Mapping[_Key, _Value]) -> tuple[list[_Key], dict[_Key, _Value]]:
    """The keys that go, and what is new or has another value."""
    return [key for key in old if key not in new], {key: v for key, v in new.items() if old.get(key) != v}


def signature(article: Article) -> str:
    """Changes where anything of the article changes."""
    return content_id(*(getattr(article, c) for c in _COLUMNS))


def to_json(mention: Mention) -> str:
    """The mention as the JSON line of `kg extract`, keys always present."""
    return json.dumps(dataclasses.asdict(mention), ensure_ascii=False, default=_plain)


def from_json(body: str) -> EventMention:
    """A mention from its JSON line; ValueError names the field that is wrong."""
    found: EventMention = _adapter(EventMention).validate_json(body)
    return found


@functools.cache
def _adapter(kind: type[Kind]) -> TypeAdapter[Kind]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _article(row: tuple[Any, ...]) -> Article:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["published"] = dt.date.fromisoformat(values["published"]) if values["published"] else None
    return Article(**values)

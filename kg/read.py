"""News articles from files, folders and standard input, in the order given; what cannot be read says why."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from extractors import dates
from kg.formats import MAX_BYTES, MAX_TEXT, Draft, from_html, from_json, from_text, parse_day
from kg.lang import contradicted, guessed, language
from ontology.errors import ReadError, UsageError
from ontology.model import Article, content_id

TEXT, HTML, LINES = "text", "html", "lines"
KINDS = {
    ".txt": TEXT, ".md": TEXT, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".jsonl": LINES, ".ndjson": LINES,
}  # fmt: skip
_DATELINES = 6  # lines from the beginning: headline, byline, dateline
_LOOKS_LIKE = (
    (LINES, re.compile(rb"""\s*(\{\s*("|\}|$)|\[\s*(\{|$))""")),
    (HTML, re.compile(rb"\s*<(!doctype\s|!--|\?xml|html|head|body|article|main|section|div|h1|p)\b", re.I)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An article that was not read: where it stands (a file, or file:line) and what to do about it."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article and where it was read: `source` as people see it, `key` as the place whose article it is.

    A file holds one article: another text in it replaces the former one. Standard input and JSON lines have
    no key, since what comes there later is another article and takes nothing away. `warning` is what speaks against
    how it was read."""

    article: Article
    source: str
    key: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds of every article that does not say otherwise itself."""

    published: dt.date | None = None
    lang: str | None = None
    publisher: str | None = None


def read(
    sources: Iterable[str | Path],
    *,
    installed: Collection[str],
    stdin: BinaryIO | None = None,
    defaults: Defaults | None = None,
) -> Iterator[Item | Refusal]:
    """Every article of the sources, or why it is refused. `-` is standard input, a folder all that is in it.

    `installed` are the languages with a pipeline; a text in another one is refused."""
    for source in sources:
        for place in _places(source, stdin):
            yield _item(place, defaults or Defaults(), installed)


def parse_date_flag(text: str, flag: str = "--published") -> dt.date:
    """The day given on the command line."""
    day = parse_day(text)
    if day is None:
        raise UsageError(f"{flag}: {text!r} is no date; write it as 2020-01-31")
    return day


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where an article stands, and how to get it; reading it may raise ReadError."""

    source: str
    draft: Callable[[], Draft]
    key: str | None = None


def _item(place: _Place, defaults: Defaults, installed: Collection[str]) -> Item | Refusal:
    source = _printable(place.source)
    try:
        found = place.draft()
        if not found.text.strip():
            raise ReadError("there is no text in it")
        told = found.lang or defaults.lang
        lang = language(found.text, told, installed)
    except ReadError as error:
        return Refusal(source=source, reason=str(error))
    article = Article(
        id=found.id or content_id(found.text), text=found.text, lang=lang, title=found.title, url=found.url,
        published=found.published or _dateline(found.text, lang) or defaults.published,
        publisher=found.publisher or defaults.publisher,
    )  # fmt: skip
    return Item(
        article=article, source=source, key=_printable(place.key) if place.key else None,
        warning=contradicted(article.text, lang) or guessed(article.text, told, installed),
    )  # fmt: skip


def _dateline(text: str, lang: str) -> dt.date | None:
    """The day that a dateline of the first lines states in full ("MANILA, Aug. 11, 2023 - …"); nothing less certain."""
    for line in text.splitlines()[:_DATELINES]:
        dateline = re.match(r"(.{3,60}?)\s[-\u2013\u2014]{1,2}\s", line)
        if dateline is None:
            continue
        for a, b in dates.find(dateline[1], lang):
            found = dates.resolve(dateline[1][a:b], lang, None)
            if found and found.precision == "day":
                return found.value
    return None


def _printable(name: str) -> str:
    """A file name that can be shown and kept; it may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _places(source: str | Path, stdin: BinaryIO | None) -> Iterator[_Place]:
    path = Path(source)
    if str(source) == "-":
        yield from _stream(stdin, "-", None) if stdin else [_refused("-", "standard input is closed")]
    elif re.match(r"https?://", str(source)):
        yield _refused(str(source), "addresses are not fetched: save the page and give the file")
    elif path.is_dir():
        yield from _folder(path)
    else:
        yield from _file(path)


def _folder(folder: Path) -> Iterator[_Place]:
    """The readable kinds of files below a folder, by name; hidden ones are left out."""
    empty = True
    errors: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.suffix.lower() in KINDS and path.is_file():
                empty = False
                yield from _file(path)
    for error in errors:
        yield _refused(str(error.filename), _why(error))
    if empty and not errors:
        yield _refused(str(folder), f"no articles in this folder (looked for {', '.join(KINDS)})")


def _file(path: Path) -> Iterator[_Place]:
    try:
        with path.open("rb") as stream:
            key = os.path.abspath(path) if path.is_file() else None  # a pipe holds another text next time
            yield from _stream(stream, str(path), KINDS.get(path.suffix.lower()), key)
    except (OSError, ValueError) as error:
        yield _refused(str(path), _why(error))


def _stream(stream: BinaryIO, where: str, kind: str | None, key: str | None = None) -> Iterator[_Place]:
    """One article, or one a line; a stream that does not say what it holds is judged by its beginning."""
    lines = iter(partial(stream.readline, MAX_BYTES + 1), b"")
    head: list[bytes] = []
    if kind is None:
        head = _until_words(lines)
        begins = b"".join(head)[:1000].removeprefix(b"\xef\xbb\xbf")
        kind = next((kind for kind, pattern in _LOOKS_LIKE if pattern.match(begins)), TEXT)
    if kind == LINES:
        for n, line in enumerate(_whole_lines(chain(head, lines)), 1):
            if line.strip():
                yield _Place(source=f"{where}:{n}", draft=partial(from_json, line))
        return
    data = b"".join(head) + stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield _refused(where, f"more than {MAX_TEXT:,} characters: split it into articles")
    else:
        yield _Place(source=where, draft=partial(from_html if kind == HTML else from_text, data), key=key)


def _until_words(lines: Iterator[bytes]) -> list[bytes]:
    head: list[bytes] = []
    for line in lines:
        head.append(line)
        if line.strip() or len(head) > 1000:
            break
    return head


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines; of one that is too long only the first piece, which is then refused for its length."""
    inside = False
    for piece in pieces:
        if not inside:
            yield piece
        inside = not piece.endswith(b"\n")


def _refused(source: str, reason: str) -> _Place:
    def draft() -> Draft:
        raise ReadError(reason)

    return _Place(source=source, draft=draft)


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read ({getattr(error, 'strerror', None) or error})"

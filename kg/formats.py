"""What a text file, a web page or a JSON line says about an article, before it becomes one."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any

from kg.clean import clean, decode
from ontology.errors import ReadError

MAX_HTML = 2_000_000  # bytes; the time a page takes grows faster than its size
MAX_TEXT = 5_000_000  # characters
MAX_BYTES = 4 * MAX_TEXT  # more cannot be MAX_TEXT characters, so no more is read into memory
_TITLE = 250  # a first line longer than this is a paragraph
_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "option"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article with what its source says of it; the rest is filled in by the reader."""

    text: str
    id: str | None = None
    title: str | None = None
    lang: str | None = None
    published: dt.date | None = None
    url: str | None = None
    publisher: str | None = None


def from_text(data: bytes) -> Draft:
    """A plain text; its first line is the title where it is no sentence and more follows."""
    text = clean(_short_enough(decode(data)))
    first, newline, _ = text.partition("\n")
    title = first.strip().lstrip("# ")
    is_title = newline and title and len(title) <= _TITLE and not title.endswith((".", "!", "\u2026", ":"))
    return Draft(text=text, title=title if is_title else None)


def from_html(data: bytes) -> Draft:
    """The article of a web page, with the title, day, site and address that the page states."""
    if len(data) > MAX_HTML:
        size = f"more than {MAX_HTML // 1_000_000} MB of HTML"
        raise ReadError(f"{size}: save the article's text and give that")
    import trafilatura

    charset = _CHARSET.search(data[:4096])
    tree = trafilatura.load_html(decode(data, charset[1].decode("ascii") if charset else None))
    seen = 0 if tree is None else _visible(tree)
    page = None if tree is None else _extract(tree)
    text = clean((page.text if page else None) or "")
    _worth_reading(len(text), seen)
    assert page is not None  # else there was no text
    return Draft(
        text=text, title=_one_line(page.title), url=_web(page.url),
        published=_day(page.date) if page.date else None, publisher=_one_line(page.sitename),
    )  # fmt: skip


def _extract(tree: Any) -> Any:
    """What trafilatura keeps; days come from the page's own statements, not from guesses over its text."""
    import trafilatura

    days = {"original_date": True, "extensive_search": False}
    options = {"with_metadata": True, "include_comments": False, "include_tables": False}
    return trafilatura.bare_extraction(tree, date_extraction_params=days, **options)


def _visible(tree: Any) -> int:
    """How many characters a reader of the page sees, roughly."""
    count = 0
    for element in tree.iter():
        unseen = not isinstance(element.tag, str) or element.tag in _UNSEEN
        count += (0 if unseen else len((element.text or "").strip())) + len((element.tail or "").strip())
    return count


def _worth_reading(kept: int, seen: int) -> None:
    """Refuses a page of which next to nothing was kept: a loss must not be silent."""
    if not kept:
        raise ReadError("no article found in this page: save the article's text and give that")
    if seen > 2000 and kept < seen / 20:
        raise ReadError(
            f"only {kept} of the page's {seen} characters look like an article: save its text and give that"
        )


def from_json(line: bytes) -> Draft:
    """One JSON line: an object with "text" and, where known, id, title, lang, published, url, publisher."""
    if len(line) > MAX_BYTES:
        raise ReadError(f"a line of more than {MAX_BYTES // 1_000_000} MB: one article a line")
    try:
        item = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(f"broken UTF-8 at byte {error.start}: save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not a JSON object on one line ({error})") from error
    if not isinstance(item, dict):
        raise ReadError('not a JSON object: write {"text": "…"} on one line')
    if "text" not in item:
        there = ", ".join(map(repr, list(item)[:8]))
        raise ReadError(f'no "text" in it{f", only {there}" if there else ""}')
    says = {key: _string(item, key) for key in ("id", "title", "lang", "published", "url", "publisher")}
    published = says.pop("published")
    text = clean(_short_enough(_string(item, "text") or ""), keep_offsets=True)
    one_line = {key: _one_line(value) for key, value in says.items()}
    one_line["url"] = _web(one_line["url"])
    return Draft(text=text, published=_day(published) if published else None, **one_line)


def _string(item: dict[str, object], key: str) -> str | None:
    value = item.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ReadError(f'"{key}" must be a string, not {json.dumps(value)[:40]}')


def _day(text: str) -> dt.date:
    day = parse_day(text)
    if day is None:
        raise ReadError(f'"published": {text[:40]!r} is no date; write it as 2020-01-31')
    return day


def parse_day(text: str) -> dt.date | None:
    """The day of an ISO date or date and time (2020-01-31, 2020-01-31T08:00:00Z); none if it is neither."""
    try:
        return dt.datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


def _short_enough(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise ReadError(f"{len(text):,} characters, {MAX_TEXT:,} at most: split it into articles")
    return text


def _one_line(text: str | None) -> str | None:
    """A name or title without line breaks and control characters; nothing for an empty one."""
    return " ".join(clean(text).split()) or None if text else None


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None

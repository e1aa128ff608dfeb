"""From bytes to the text that all offsets index: decoded, without control characters and page furniture."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.fold import fold
from ontology.errors import DataError, ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = "this is not text: give a text, HTML or JSON lines file"
_BINARY = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_TABLE = (
    {code: " " for code in (*range(32), *range(0x7F, 0xA0)) if code != 9}
    | dict.fromkeys((0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_MARKER_WIDTH = 160  # no marker is longer, so no more of a line is looked at
_SHORTEST = 4  # nor is any shorter
_PARAGRAPH = 80  # a line this long that ends in a stop is body text, not a headline or a label
_STOPS = ".!?\u061f\u06d4\u2026"
_CLOSERS = " \t\"'\u201d\u2019\u00bb)]"


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file: UTF-8 or what its byte order mark says, else `declared`, else a Windows code page.

    Only windows-1256 (Arabic) and windows-1252 (Western) are guessed, and only where the letters that come
    out agree with the guess; anything else is refused rather than read as gibberish."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if len(data) - len(data.translate(None, _BINARY)) > len(data) // 50 or b"\0\0" in data:
        raise ReadError(_NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, declared)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"broken {encoding.upper()} at byte {error.start}: save it as UTF-8") from error


def _legacy(data: bytes, declared: str | None) -> str:
    for encoding in filter(None, (declared, "windows-1256", "windows-1252")):
        try:
            text = data.decode(encoding)
        except (LookupError, ValueError):  # no such encoding, or bytes it does not have
            continue
        if encoding == declared or _plausible(text, encoding):
            return text
    raise ReadError("neither UTF-8 nor windows-1256 or windows-1252 text: save it as UTF-8")


def _plausible(text: str, encoding: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    plain = sum(c < "\x80" for c in letters)
    arabic = sum("\u0600" <= c <= "\u06ff" for c in letters)
    if encoding == "windows-1256":  # accented Latin letters amid Arabic mean another code page
        return arabic > len(letters) / 2 and len(letters) - arabic - plain <= len(letters) / 50
    return plain > len(letters) * 0.8


def clean(text: str, *, keep_offsets: bool = False) -> str:
    """The text with plain newlines and no control characters, without page furniture at its end.

    With `keep_offsets` what stays keeps its place, for texts whose offsets are known elsewhere."""
    if keep_offsets:
        text = re.sub("^\ufeff", " ", text).replace("\r\n", " \n")
    else:
        text = text.replace("\r\n", "\n").translate(_TABLE).lstrip("\ufeff").lstrip()
    return without_furniture(text.translate(_TABLE)).rstrip()


def without_furniture(text: str) -> str:
    """The text up to the first line that belongs to the page and not to the article (see furniture.toml)."""
    while (end := _furniture_start(text)) is not None:
        text = text[:end].rstrip()
    return text


def _furniture_start(text: str) -> int | None:
    """Where the furniture begins: a marker line after body text, with none after it.

    An `end` marker in the last half counts even if paragraphs follow: those are readers' comments."""
    lines = list(_lines(text))
    bodies = [i for i, line in enumerate(lines) if line.body]
    said = next((i for i, line in enumerate(lines) if line.sentence), len(lines))
    for i, line in enumerate(lines[said + 1 :], said + 1):
        last = not bodies or i > bodies[-1]
        if line.kind and (last or (line.kind != "box" and line.start > len(text) / 2)):
            return line.start
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    start: int
    kind: str | None
    sentence: bool
    body: bool


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.split("\n"):
        kind = _kind(raw)
        sentence = kind is None and raw.rstrip(_CLOSERS).endswith(tuple(_STOPS))
        yield _Line(start=start, kind=kind, sentence=sentence, body=sentence and len(raw) >= _PARAGRAPH)
        start += len(raw) + 1


def _kind(line: str) -> str | None:
    """The kind of marker a line is: box, end, prefix; none for the article's own lines."""
    if len(line) < _SHORTEST:
        return None
    folded, markers = fold_line(line[:_MARKER_WIDTH]), _markers()
    if len(line) < _MARKER_WIDTH and folded in markers:
        return markers[folded]
    begins = (m for m, kind in markers.items() if kind == "prefix" and folded.startswith(m))
    return "prefix" if any(begins) else None


def fold_line(line: str) -> str:
    """A line as it is compared with markers: its words without marks, case, punctuation, digits, variants."""
    return " ".join(re.findall(r"[^\W\d_]+", fold(line)))


@cache
def _markers() -> dict[str, str]:
    """Folded marker → kind, of all languages: pages mix them."""
    path = Path(__file__).with_name("furniture.toml")
    found: dict[str, str] = {}
    for lang, kinds in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for kind, markers in kinds.items():
            if kind not in ("box", "end", "prefix"):
                raise DataError(f"{path.name}: [{lang}] {kind}: no such kind; write box, end or prefix")
            found |= {fold_line(marker): kind for marker in markers}
    return found

"""Arabic script: which characters are letters and which only marks, one spelling for many, and words as
written.

Nothing here changes a text: `written_words` gives places in it, `plain` and `fold` give keys to look up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 256  # longer runs without white space are no words; they are cut, so that no step is slow on them

# vowel marks, Koranic signs, tatweel, and the invisible characters of bidirectional text
_MARK_RANGES = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
_LETTER_RANGES = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff"
_LETTER_RANGES += "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc"  # presentation forms, old files have them

MARK = re.compile(f"[{_MARK_RANGES}]")
MARKS = re.compile(f"[{_MARK_RANGES}]+")
LETTER = re.compile(f"[{_LETTER_RANGES}]")
WORD = re.compile(
    rf"""
      \s+
    | (?:https?://|www\.)[^\s{_LETTER_RANGES}]{{1,{LONGEST - 10}}}
    | [{_MARK_RANGES}]{{0,64}}
      (?: [{_LETTER_RANGES}][{_LETTER_RANGES}{_MARK_RANGES}]{{0,{LONGEST}}}
        | \d{{1,{LONGEST}}} (?:[.,\u066b\u066c]\d{{1,9}}){{0,9}}
        | [^\W\d_{_LETTER_RANGES}]{{1,{LONGEST}}} (?:['\u2019-][^\W\d_{_LETTER_RANGES}]{{1,{LONGEST}}}){{0,3}}
        | \.{{2,{LONGEST}}}
        | [^\s{_MARK_RANGES}] ) [{_MARK_RANGES}]{{0,64}}
    | [{_MARK_RANGES}]{{1,{LONGEST}}}
    """,
    re.X,
)

_QUOTES = dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"') | dict.fromkeys(
    "\u2018\u2019\u201a\u2032", "'"
)
# alif with hamza, madda or wasla; alif maqsura; hamza on its seats; Persian kaf and ya: one letter for each
_FOLDED = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u0624\u0626\u06a9\u06cc",
    "\u0627\u0627\u0627\u0627\u064a\u0648\u064a\u0643\u064a",
)


@lru_cache(maxsize=1024)
def _unfolded(char: str) -> str:
    """A presentation form as the letters it stands for, a typographic quote as the plain one."""
    if "\ufb50" <= char <= "\ufeff":
        return "".join(unicodedata.normalize("NFKC", char).split())
    return _QUOTES.get(char, char)


def letters(word: str) -> list[tuple[str, int]]:
    """The bare letters of a word, each with its place in the word as written."""
    return [(c, i) for i, char in enumerate(word) for c in _unfolded(char) if not MARK.match(c)]


def plain(word: str) -> str:
    """The word without vowel marks, tatweel and invisible marks (the word itself if it is nothing else)."""
    if word.isascii():
        return word
    return "".join(c for char in word for c in _unfolded(char) if not MARK.match(c)) or (
        "-" if "\u0640" in word else word  # tatweel that stands alone is a dash
    )


def fold(word: str) -> str:
    """The key under which spellings of a word meet: plain, without the hamza on alif, final ya for alif
    maqsura."""
    return plain(word).translate(_FOLDED).lower()


def is_arabic(word: str) -> bool:
    """Whether the word's first letter is Arabic."""
    bare = MARKS.sub("", word)[:1]
    return bool(bare and LETTER.match(bare))


def written_words(text: str) -> Iterator[str]:
    """The text cut into words, numbers, signs and white space; put together again they are the text."""
    for match in WORD.finditer(text):
        yield match.group()

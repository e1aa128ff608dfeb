"""One spelling for many: what words of lexicons, gazetteers and texts are compared by."""

from __future__ import annotations

import re
import unicodedata

# vowel marks, Koranic signs, tatweel, zero-width and direction marks
MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LETTERS = str.maketrans({
    "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627",  # hamza and madda on alif
    "\u0649": "\u064a", "\u06cc": "\u064a",                                          # alif maqsura, Farsi ya
    "\u0629": "\u0647",                                                              # ta marbuta
    "\u0624": "\u0648", "\u0626": "\u064a",                                          # hamza on waw and ya
    "\u06a9": "\u0643",                                                              # Farsi kaf
    "\u2019": "'", "\u2018": "'", "\u02bc": "'",
})  # fmt: skip


def strip_marks(text: str) -> str:
    """The letters of `text` without vowel marks, tatweel and invisible marks; presentation forms are spelt out."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text) if not text.isascii() else text)


def fold(text: str) -> str:
    """`text` in the one spelling by which words are compared (idempotent): no marks, no case, one alif, ya and ha."""
    if text.isascii():
        return text.lower()
    return strip_marks(text).translate(_LETTERS).lower()

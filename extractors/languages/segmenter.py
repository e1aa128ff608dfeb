"""Cuts an Arabic word as written into its syntactic words: conjunction, preposition, stem, pronoun.

A conditional random field over the letters says where a piece begins. Beside the letters it sees how often
the rest of the word occurs by itself in news: what remains after a real proclitic is a known word.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping
from pathlib import Path

import pycrfsuite

from extractors.languages.script import fold, is_arabic, letters

LONGEST_WORD = 40  # letters; anything longer is stretched spelling and has no clitics to find
CACHED_WORDS = 100_000
ARTICLE = "\u0627\u0644"
LAM, TA, TA_MARBUTA, ALIF = "\u0644", "\u062a", "\u0629", "\u0627"
MODEL_FILE, COUNTS_FILE = "segmenter.crf", "words.json.gz"


class Segmenter:
    """Gives the pieces of a word; the pieces put together are the word with all its marks."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._cuts: dict[str, tuple[int, ...]] = {}
        self._tagger = pycrfsuite.Tagger()
        self._model = b""

    @classmethod
    def read(cls, folder: Path) -> Segmenter:
        """The segmenter of a pipeline folder."""
        with gzip.open(folder / COUNTS_FILE, "rt", encoding="utf-8") as file:
            segmenter = cls(json.load(file))
        segmenter.use((folder / MODEL_FILE).read_bytes())
        return segmenter

    def use(self, model: bytes) -> None:
        """Takes a trained model (kept in memory: the folder may move while it is in use)."""
        self._model = model
        self._tagger.open_inmemory(model)
        self._cuts.clear()

    def write(self, folder: Path) -> None:
        """Saves what `read` reads; the same content gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL_FILE).write_bytes(self._model)
        data = json.dumps(self.counts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (folder / COUNTS_FILE).write_bytes(gzip.compress(data.encode("utf-8"), mtime=0))

    def pieces(self, word: str) -> list[str]:
        """The syntactic words of a word as written."""
        if len(word) < 2 or not is_arabic(word):
            return [word]
        bare = letters(word)
        if not 2 <= len(bare) <= LONGEST_WORD:
            return [word]
        # a ligature is one character for several letters: no cut inside it
        at = [bare[cut][1] for cut in self._cuts_of("".join(c for c, _ in bare)) if bare[cut][1] > bare[cut - 1][1]]
        return [word[a:b] for a, b in zip([0, *at], [*at, len(word)], strict=True)]

    def _cuts_of(self, bare: str) -> tuple[int, ...]:
        if bare not in self._cuts:
            if len(self._cuts) >= CACHED_WORDS:
                self._cuts.clear()
            tags = self._tagger.tag(self.features(bare))
            self._cuts[bare] = tuple(i for i, tag in enumerate(tags) if tag == "B" and i > 0)
        return self._cuts[bare]

    def features(self, bare: str) -> list[list[str]]:
        """What the model sees at each letter of a bare word."""
        folded = fold(bare)
        padded = f"^^^{folded}$$$"
        known = self._frequency(bare)
        rows = []
        for i in range(len(bare)):
            row = _window(padded, i, len(bare))
            row.append(f"word={known}")
            if 0 < i <= 4:
                row += self._without_prefix(bare, folded, i, known)
            if 0 < len(bare) - i <= 4:
                row += self._without_suffix(bare, folded, i, known)
            rows.append(row)
        return rows

    def _frequency(self, word: str) -> int:
        """How common a word is, as half the logarithm of its count: 0 (never seen) to 6."""
        return min(6, int(math.log2(1 + self.counts.get(fold(word), 0)) / 2)) if word else -1

    def _without_prefix(self, bare: str, folded: str, i: int, known: int) -> list[str]:
        prefix, rest = folded[:i], bare[i:]
        seen = self._frequency(rest)
        row = [f"rest={seen}", f"rest:{prefix}={seen}", f"word-rest={known}-{seen}"]
        row.append(f"definite:{prefix}={self._frequency(ARTICLE + rest)}")
        if rest.startswith(LAM):  # the article loses its alif after the preposition l-
            row.append(f"alif:{prefix}={self._frequency(ALIF + rest)}")
        return row

    def _without_suffix(self, bare: str, folded: str, i: int, known: int) -> list[str]:
        stem, suffix = bare[:i], folded[i:]
        seen = self._frequency(stem)
        # ta marbuta is written as an open ta before a pronoun
        closed = self._frequency(stem[:-1] + TA_MARBUTA) if stem.endswith(TA) else "-"
        return [
            f"stem={seen}",
            f"stem:{suffix}={seen}",
            f"word-stem={known}-{seen}",
            f"marbuta:{suffix}={closed}",
            f"definite-stem:{suffix}={self._frequency(ARTICLE + stem)}",
        ]


def _window(padded: str, i: int, length: int) -> list[str]:
    """The letters around place i, one to five together, and how far the ends of the word are."""
    k, left = i + 3, length - i
    row = ["bias", f"length={min(length, 8)}", f"from-start={min(i, 6)}", f"to-end={min(left, 6)}"]
    row += [f"1:{d}={padded[k + d : k + d + 1]}" for d in range(-3, 4)]
    row += [f"2:{d}={padded[k + d : k + d + 2]}" for d in range(-2, 2)]
    row += [f"3:{d}={padded[k + d : k + d + 3]}" for d in (-3, -2, -1, 0)]
    row.append(f"4={padded[k - 2 : k + 2]}")
    if i <= 5:
        row += [f"before={padded[3:k]}", f"before|={padded[3:k]}|{padded[k : k + 1]}"]
    if left <= 5:
        row += [f"after={padded[k : length + 3]}", f"after|={padded[k - 1 : length + 3]}"]
    return row


def restores_article(before: str, piece: str) -> bool:
    """Whether a piece after the preposition l- begins with what is left of the article (li-l-...)."""
    bare = [c for c, _ in letters(piece)]
    return fold(before) == LAM and len(bare) > 2 and bare[0] == LAM and bare[1] != LAM

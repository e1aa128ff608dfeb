"""Where Universal Dependencies hang signs: on the part of the sentence that they set apart.

Brackets and quotes hang on the head of what they enclose, the last stop on the root, a comma on the conjunct
or the dependent clause that it begins or ends.
"""

from __future__ import annotations

from collections.abc import Sequence

PAIRS = {"(": ")", "[": "]", "{": "}", "\u201c": "\u201d", "\u2018": "\u2019", "\u00ab": "\u00bb", '"': '"'}
LONGEST_SENTENCE = 1000  # words; a longer one is a list or a table, and takes long
# units that stand before their head, with a comma after them
LEADING = {"advcl", "obl", "advmod", "discourse", "vocative", "parataxis", "ccomp", "dislocated"}
ARGUMENTS = {"nsubj", "csubj", "obj", "iobj", "punct"}


class Punctuation:
    """Gives each sign of a sentence its head; the heads of the words are read, never changed."""

    def __init__(self, signs: Sequence[str | None], heads: Sequence[int], labels: Sequence[str]) -> None:
        self.signs = signs
        self.heads = heads
        self.labels = labels
        self.words = [i for i, sign in enumerate(signs) if sign is None]
        self.first = list(range(len(heads)))
        self.last = list(range(len(heads)))
        self.opened: set[int] = set()

    def placed(self) -> dict[int, int]:
        """sign -> its head."""
        if not self.words:
            return {}
        self._stretch()
        root = next((i for i in self.words if self.heads[i] == i), self.words[0])
        found = self.pairs()
        for i, sign in enumerate(self.signs):
            if sign is not None and i not in found:
                found[i] = root if i > self.words[-1] else self._single(i, root)
        return found

    def _stretch(self) -> None:
        """Every word stretches the edges of all above it."""
        for word in self.words:
            up = self.heads[word]
            for _ in self.words:
                self.first[up], self.last[up] = min(self.first[up], word), max(self.last[up], word)
                if self.heads[up] == up:
                    break
                up = self.heads[up]

    def pairs(self) -> dict[int, int]:
        """Brackets and quotes with what they enclose."""
        found: dict[int, int] = {}
        waiting: list[tuple[str, int]] = []
        for i, sign in enumerate(self.signs):
            if waiting and sign == waiting[-1][0]:
                start = waiting.pop()[1]
                inside = [w for w in range(start + 1, i) if self.signs[w] is None]
                tops = [w for w in inside if not start < self.heads[w] < i or self.heads[w] == w]
                if tops:
                    found[start] = found[i] = tops[0]
            elif sign in PAIRS:
                waiting.append((PAIRS[sign], i))
        return found

    def _single(self, i: int, root: int) -> int:
        left = max((w for w in self.words if w < i), default=None)
        right = min((w for w in self.words if w > i), default=None)
        if left is None or right is None:
            beside = right if left is None else left
            return root if beside is None else self._top(beside, i)
        if self.signs[i] in ("-", "/") and left == i - 1 and right == i + 1:
            return left
        chain, after = self._chain(left, i), self._top(right, i)
        for unit in chain:  # the comma that ends what a comma has begun
            if unit in self.opened:
                self.opened.discard(unit)
                return unit
        return self._beside(chain[-1], after, i, root)

    def _beside(self, before: int, after: int, i: int, root: int) -> int:
        """The unit that ends or begins at the sign."""
        follows = self.heads[after] < i
        if follows and self.labels[after] == "conj":
            return after
        if self.heads[before] > i and self.labels[before].split(":")[0] in LEADING:
            return before
        if follows and self.labels[after].split(":")[0] not in ARGUMENTS:
            self.opened.add(after)
            return after
        return before if self.heads[before] > i else self.heads[after] if self.heads[after] != after else root

    def _chain(self, word: int, i: int) -> list[int]:
        """The word and what is above it, as far as all of that lies on the word's side of the sign."""
        chain = [word]
        while (up := self.heads[chain[-1]]) != chain[-1] and (self.last[up] < i) == (word < i) == (self.first[up] < i):
            chain.append(up)
        return chain

    def _top(self, word: int, i: int) -> int:
        return self._chain(word, i)[-1]


def hang_pairs(first: int, end: int, signs: Sequence[str | None], heads: list[int], labels: Sequence[str]) -> None:
    """Hangs the brackets and quotes of one sentence of a document on the head of what they enclose."""
    if end - first > LONGEST_SENTENCE:
        return
    local = [head - first for head in heads[first:end]]
    for sign, head in Punctuation(signs[first:end], local, labels[first:end]).pairs().items():
        heads[first + sign] = first + head

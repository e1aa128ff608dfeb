"""A guard before spaCy's own tokenizer, whose time grows with the square of a run of signs or of unbroken
text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.languages.script import LONGEST

LONGEST_SIGNS = 32
HARD = re.compile(rf"[^\w\s]{{{LONGEST_SIGNS + 1},}}|\S{{{LONGEST + 1},}}")


class CappedTokenizer:
    """Long runs of signs become tokens as they are, other long runs are cut; any other text goes through
    unchanged."""

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab) -> None:
        self.inner = inner
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        if not HARD.search(text):
            return self.inner(text)
        words: list[str] = []
        spaces: list[bool] = []
        for part, hard in _parts(text):
            if hard and not words_in(part):
                found = [(part, False)]
            else:
                found = [(token.text, bool(token.whitespace_)) for token in self.inner(part)]
            words += [word for word, _ in found]
            spaces += [space for _, space in found]
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One Doc for each text."""
        return map(self, texts)


def words_in(part: str) -> bool:
    """Whether there is a letter or digit."""
    return any(char.isalnum() for char in part)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """(part, whether it is of a long run) from begin to end."""
    at = 0
    for match in HARD.finditer(text):
        yield from ((part, False) for part in [text[at : match.start()]] if part)
        run, size = match.group(), LONGEST
        if words_in(run):  # within it, runs of signs are slow too
            pieces = [run[i : i + size] for i in range(0, len(run), size)]
            for piece in pieces:
                yield from ((p, True) for p in re.split(rf"([^\w\s]{{{LONGEST_SIGNS + 1},}})", piece) if p)
        else:
            yield from ((run[i : i + size], True) for i in range(0, len(run), size))
        at = match.end()
    if at < len(text):
        yield text[at:], False

"""Names that are cut nowhere, though their first or last letter might be a clitic: Wuhan, Bamako, Faisal.

A segmenter that has not met a name takes its first letter for "and", "in" or "for" if what remains looks like a
word. The gazetteer knows the names; a word is left to the segmenter where the rest by itself is far more common."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractors.languages.script import fold, letters
from extractors.languages.segmenter import Segmenter
from ontology import gazetteer

SHORTEST = 4  # letters; of shorter ones too many are a preposition with a pronoun
CERTAINLY = 5  # times as often the rest alone as the whole word: then it is the rest that is meant
PROCLITICS = frozenset("\u0648\u0641\u0628\u0644\u0643")
AND = "\u0648"
MOST_PROCLITICS = 2


class WholeNames:
    """The names that a segmenter would cut; the gazetteer is read when the first word asks."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter = segmenter
        self._names: frozenset[str] | None = None
        self._pairs: frozenset[tuple[str, str]] | None = None

    def begins(self, word: str, following: str) -> list[str] | None:
        """The pieces of a word that only the next one tells to be a name ("Ban" of Ban Ki-moon is also "in that") or
        to have one behind a proclitic ("of Dina Boluarte", where "of Dina" by itself could be a word)."""
        if self._pairs is None:
            self._pairs = frozenset(_pairs())
        folded = fold(word)
        if (folded, following) in self._pairs:
            return [word] if len(folded) < SHORTEST else None
        if folded[:1] in PROCLITICS and len(folded) == len(word) and (folded[1:], following) in self._pairs:
            return [word[:1], word[1:]]
        return None

    def pieces(self, word: str) -> list[str] | None:
        """A name with what is written before it ("and", "in", "for"); None for any other word."""
        if self._names is None:
            self._names = frozenset(w for w in _words() if self._would_be_cut(w))
        bare = letters(word)
        folded = fold("".join(char for char, _ in bare))
        for before in range(min(MOST_PROCLITICS, len(folded) - SHORTEST) + 1):
            if before and folded[before - 1] not in PROCLITICS:
                return None
            if folded[before:] in self._names and len(folded) == len(bare):
                cuts = [0, *(bare[k][1] for k in range(1, before + 1)), len(word)]
                return [word[a:b] for a, b in itertools.pairwise(cuts)]
        return None

    def _would_be_cut(self, word: str) -> bool:
        pieces, counts = self.segmenter.pieces(word), self.segmenter.counts
        if len(pieces) == 1:
            return False
        rest = max(map(fold, pieces), key=len)
        return counts.get(rest, 0) <= CERTAINLY * (counts.get(word, 0) + 1)


def _words() -> Iterator[str]:
    """The words of the names that are long enough to be known by themselves; not the "and" inside one."""
    for name in _names():
        for number, word in enumerate(name):
            if len(word) >= SHORTEST and (number == 0 or not word.startswith(AND)):
                yield word


def _pairs() -> Iterator[tuple[str, str]]:
    """The first word of each name of several words, with the next one."""
    return ((name[0], name[1]) for name in _names() if len(name) > 1)


def _names() -> Iterator[list[str]]:
    """The Arabic names of persons, states and places as folded words."""
    known = gazetteer.load()
    kinds = {actor.id: actor.kind for actor in known.actors()}
    names = [a.text for a in known.aliases() if a.lang == "ar" and a.kind != "demonym"
             and kinds.get(a.actor) in ("Person", "Country")]  # fmt: skip
    names += [name for place in known.places() for name in place.names_ar]
    return (fold(name).split() for name in names)

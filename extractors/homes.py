"""Which state a body without country is of, as the text around it tells: "the army", "protesters", "its forces".

What the phrase says itself goes first (extractors.actors); then the possessor ("its forces"), then where it happens,
then which state the article is about."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable

from extractors.actors import Actors
from extractors.frames import Frames
from extractors.syntax import Tree

_CLEARLY = 2  # times as many sentences as name any other state
_LEAST = 2  # sentences
_AT_HOME = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "OPP", "CVL", "CRM", "REB"})  # whom an article just calls so
_UNION = "EUR"  # what an article may be about in a state's stead


class Homes:
    """The states that an article names, sentence by sentence, and the one that it is about."""

    def __init__(self, tree: Tree, actors: Actors, frames: Frames) -> None:
        self.tree, self.actors, self.frames = tree, actors, frames

    def around(self, phrase: int, sector: str, without: Iterable[str] = ()) -> str | None:
        """The state that the text around a phrase lends it: one where something happens in the sentence, else the one
        the article is about, else the only one of the sentence, else the only one of the article."""
        other = set(without)
        number = self.tree.sentence[phrase]
        about = {self.about} if self.about and sector in _AT_HOME else set()
        for states in (self._placed[number], about, self._named[number], self._all):
            if left := states - other:
                return left.pop() if len(left) == 1 else None
        return None

    @functools.cached_property
    def about(self) -> str | None:
        """The state that far more sentences name than any other."""
        union = [_UNION for first, last in self.tree.sentences if any(map(self._of_union, range(first, last)))]
        ranked = Counter([*union, *(state for named in self._named for state in named)]).most_common(2)
        if not ranked or ranked[0][1] < _LEAST or ranked[0][0] == _UNION:
            return None
        if len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]:
            return None
        return ranked[0][0]

    @functools.cached_property
    def _named(self) -> list[set[str]]:
        return [
            {state for k in range(first, last) if not self._posted(k) for state in self.actors.states(k)}
            for first, last in self.tree.sentences
        ]

    @functools.cached_property
    def _placed(self) -> list[set[str]]:
        """The states of places that a sentence says something happens in."""
        where = self.frames.index.words("place")
        return [
            {
                place.country
                for k in range(first, last)
                if self.tree.preps[k] in where and not self._posted(k) and (place := self.actors.place(k))
                if place.country
            }
            for first, last in self.tree.sentences
        ]

    @functools.cached_property
    def _all(self) -> set[str]:
        return set().union(*self._named)

    def _of_union(self, k: int) -> bool:
        found = self.actors.names.get(k)
        return found is not None and any((self.actors.gazetteer.code_on(n.id) or "")[:3] == _UNION for n in found.names)

    def _posted(self, k: int) -> bool:
        """Whether the name says whose embassy or envoy it is, or whose press: these are in or tell of another state."""
        elsewhere = self.frames.index.words("abroad") | self.frames.index.words("press")
        return any(w in elsewhere for w in self.tree.keys[self.tree.head[k]])

"""Finding the gazetteer's names in a text: one pass over the words, whatever the number of names.

A trie over folded words, so that clitics, case, hamza spelling and Latin accents do not hide a name; the Arabic
inflections of a nationality adjective are made from its bare form and the endings of the grammar file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.fold import fold
from extractors.syntax import Tree

Kind = Literal["name", "short", "demonym", "seat", "place", "area", "nothing"]
_WORD = re.compile(r"\w+")
_GLUE = frozenset("-.'’‐‑")
_Unit = tuple[tuple[str, ...], int]  # a word, in the forms it may be found by, and its token


@dataclass(frozen=True, slots=True)
class Name:
    """One entry: which actor (or place) is meant, and whether only its capital letters mean it (US, not us), or only
    the very spelling `written` (LeT, not let); some mean it only from `since` to `until`."""

    id: str
    kind: Kind
    capitals: bool = False
    written: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `first` to `last` (inclusive) are a name; several readings where it is ambiguous."""

    first: int
    last: int
    names: tuple[Name, ...]

    @property
    def area(self) -> bool:
        """Whether it is a part of the world ("Latin America"), which is nobody and of no state."""
        return all(n.kind == "area" for n in self.names)

    @property
    def loose(self) -> bool:
        """Whether it is no full name: a surname alone, or a place."""
        return all(n.kind in ("short", "place", "area") for n in self.names)


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


class Names:
    """A set of names to look for. Add all, then `find`."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, text: str, name: Name) -> None:
        """Looks for `text`, folded, from now on."""
        node = self._root
        for word in words(text):
            node = node.next.setdefault(word, _Node())
        if node is not self._root and name not in node.names:
            node.names.append(name)

    def find(self, tree: Tree, lemmas: bool = False, apart: Collection[int] = ()) -> Iterator[Found]:
        """The longest names in the text, from left to right, none inside another; by lemma as well if asked. Tokens
        `apart` belong to none."""
        units = [u for u in (_lemmas(tree) if lemmas else _units(tree)) if u[1] not in apart]
        written = _written(tree, units)
        at = 0
        while at < len(units):
            best = self._longest(tree, units, written, at)
            if best is None:
                at += 1
            else:
                at, found = best
                yield found

    def _longest(
        self, tree: Tree, units: Sequence[_Unit], written: Mapping[int, tuple[str, int]], at: int
    ) -> tuple[int, Found] | None:
        """The longest name that begins at a unit, and the unit behind it."""
        best: tuple[int, Found] | None = None
        reached = [(self._root, at)]
        while reached:
            node, to = reached.pop()
            if to == len(units) or (to > at and not _glued(tree, units[to - 1][1], units[to][1])):
                continue
            steps = [(word, to + 1) for word in units[to][0]] + ([written[to]] if to in written else [])
            for word, behind in steps:
                following = node.next.get(word)
                if following is None:
                    continue
                reached.append((following, behind))
                first, last = units[at][1], units[behind - 1][1]
                names = tuple(n for n in following.names if _spelled(n, tree, first, last))
                names = tuple(n for n in names if n.written) or names  # OPEC+ is not OPEC
                whole = behind == len(units) or units[behind][1] != last
                if names and whole and (best is None or behind > best[0]):
                    best = (behind, Found(first, last, names))
        return best


def words(text: str) -> list[str]:
    """The folded words of a name."""
    return _WORD.findall(fold(text))


def demonym_forms(base: str, endings: Iterable[str], articles: Iterable[str]) -> set[str]:
    """All spellings of a nationality adjective that the grammar file allows."""
    parts = base.split(" ")
    stems = {base + ending for ending in endings} | {base}
    forms = stems | {article + stem for article in articles for stem in stems}
    if len(parts) > 1 and articles:  # both words of "South Korean" agree, in "South African" the compound as a whole
        agreeing = {" ".join(part + ending for part in parts) for ending in (*endings, "")}
        forms |= agreeing | {" ".join(article + w for w in x.split(" ")) for article in articles for x in agreeing}
    return forms


def _units(tree: Tree) -> Iterator[_Unit]:
    for i, norm in enumerate(tree.norm):
        for word in _WORD.findall(norm):
            yield (word,), i


def _written(tree: Tree, units: Sequence[_Unit]) -> dict[int, tuple[str, int]]:
    """Written words that are several tokens ("للهجرة"), from each token to the word's end: folded, by the unit they
    begin at, with the unit behind them."""
    out: dict[int, tuple[str, int]] = {}
    behind = len(units)
    for u in range(len(units) - 2, -1, -1):
        token, following = units[u][1], units[u + 1][1]
        if following != token + 1 or tree.end[token] != tree.start[following]:
            behind = u + 1
            continue
        found = words(tree.text[tree.start[token] : tree.end[units[behind - 1][1]]])
        if len(found) == 1:
            out[u] = (found[0], behind)
    return out


def _lemmas(tree: Tree) -> Iterator[_Unit]:
    for i, keys in enumerate(tree.keys):
        if tree.pos[i] not in ("PUNCT", "SPACE"):
            yield keys, i


def _glued(tree: Tree, left: int, right: int) -> bool:
    """Whether two words may belong to one name: neighbours, or joined by hyphens or points without space."""
    return all(
        tree.norm[k] in _GLUE or (tree.pos[k] == "SPACE" and "\n" not in tree.text[tree.start[k] : tree.end[k]])
        for k in range(left + 1, right)
    )


def _spelled(name: Name, tree: Tree, first: int, last: int) -> bool:
    text = tree.text[tree.start[first] : tree.end[last]]
    return (not name.capitals or text.isupper()) and name.written in (None, text)

"""What belongs together when some of it is tied: the sets that ties join, the same for any order of the ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def joined(ties: Iterable[Iterable[str]]) -> list[list[str]]:
    """The sets of things that are tied to each other, directly or over others, each sorted, in the order of their
    firsts; a tie of one thing is a set of its own."""
    above: dict[str, str] = {}

    def root(x: str) -> str:
        above.setdefault(x, x)
        while above[x] != x:
            above[x] = above[above[x]]
            x = above[x]
        return x

    for tie in ties:
        roots = {root(x) for x in tie}
        above.update(dict.fromkeys(roots, min(roots, default="")))
    sets: dict[str, list[str]] = defaultdict(list)
    for x in sorted(above):
        sets[root(x)].append(x)
    return sorted(sets.values())

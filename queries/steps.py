"""What no query language reckons: centrality and communities, from the rows that a question gives.

A question whose header says `step = "brokers"` has its rows passed through the function of that name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ontology.errors import DataError

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
Row = Mapping[str, Any]

SEED = 1
EXACT = 400  # actors up to which every shortest way is looked at
LEAST, WORK = 25, 150_000  # above that, the ways from at least so many actors, more while the ties followed are so few


def run(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """The columns and rows after a step; the rows of ties that both steps take have the columns of `brokers.rq`."""
    if name not in STEPS:
        raise DataError(f"no step {name!r}; there are {', '.join(sorted(STEPS))}")
    return STEPS[name]([dict(zip(columns, row, strict=True)) for row in rows])


def brokers(ties: Sequence[Row]) -> Table:
    """Each actor's counterparts and betweenness (share of shortest ways between two others), now and before."""
    now, before = _between(ties, "ties"), _between(ties, "tiesBefore")
    names = _names(ties)
    rows = [
        (
            who, names[who], now.get(who, (0, 0.0))[0], before.get(who, (0, 0.0))[0],
            now.get(who, (0, 0.0))[1], before.get(who, (0, 0.0))[1],
            round(now.get(who, (0, 0.0))[1] - before.get(who, (0, 0.0))[1], 4),
        )
        for who in sorted(names)
    ]  # fmt: skip
    columns = ("id", "actor", "counterparts", "counterpartsBefore", "betweenness", "betweennessBefore", "change")
    return columns, sorted(rows, key=lambda row: (-row[4], -row[2], row[0]))


def blocs(ties: Sequence[Row]) -> Table:
    """Each actor's group now and before; a group of before has the number of the one now that it shares most with."""
    now, before = _groups(ties, "friendly"), _groups(ties, "friendlyBefore")
    names = _names(ties)
    matched = {at: _most_alike(group, now) for at, group in enumerate(before, 1)}
    earlier = {who: matched[at] for at, group in enumerate(before, 1) for who in group}
    rows = [
        (at, len(group), who, names[who], earlier.get(who), who in earlier and earlier[who] != at)
        for at, group in enumerate(now, 1)
        for who in group
    ]
    return ("bloc", "size", "id", "actor", "blocBefore", "changedSides"), rows


def _names(ties: Sequence[Row]) -> dict[str, str]:
    named = {tie["id"]: tie["actor"] for tie in ties}
    return {**named, **{tie["otherId"]: tie["other"] for tie in ties}}


def _weighted(ties: Sequence[Row], weight: str) -> Iterator[tuple[str, str, int]]:
    return ((tie["id"], tie["otherId"], tie[weight]) for tie in ties if tie[weight])


def _between(ties: Sequence[Row], weight: str) -> dict[str, tuple[int, float]]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_weighted_edges_from(_weighted(ties, weight))
    sample = None if len(graph) <= EXACT else min(max(LEAST, WORK // graph.number_of_edges()), len(graph))
    scores = nx.betweenness_centrality(graph, k=sample, seed=SEED)
    return {who: (graph.degree(who), round(score, 4)) for who, score in scores.items()}


def _groups(ties: Sequence[Row], weight: str) -> list[list[str]]:
    """The communities by size; the seed and the order of the ties make them the same each time."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_weighted_edges_from(_weighted(ties, weight))
    found = nx.community.louvain_communities(graph, seed=SEED) if len(graph) else []
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _most_alike(group: Sequence[str], others: Sequence[Sequence[str]]) -> int | None:
    shared = [(len(set(group) & set(other)), -at) for at, other in enumerate(others, 1)]
    most, at = max(shared, default=(0, 0))
    return -at if most else None


STEPS: Mapping[str, Callable[[Sequence[Row]], Table]] = {"blocs": blocs, "brokers": brokers}

"""A graph by what stands beside what: the events of an actor, the articles of an event, the words for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.graph import Edge, Graph, Node, Ref, Scalar

Values = Mapping[str, Scalar]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Nodes by what an edge names them by, edges by either end; make one with `index`."""

    nodes: Mapping[Ref, Node]
    values: Mapping[Ref, Values]
    outward: Mapping[tuple[Ref, str], list[Edge]]
    inward: Mapping[tuple[Ref, str], list[Edge]]

    def of(self, label: str) -> Iterator[Node]:
        """The nodes of a main class, by id."""
        return (node for ref, node in self.nodes.items() if ref[0] == label)

    def out(self, ref: Ref, kind: str) -> list[Ref]:
        """Where the edges of a type lead from here."""
        return [edge.end for edge in self.outward.get((ref, kind), ())]

    def back(self, ref: Ref, kind: str) -> list[Ref]:
        """From where the edges of a type lead here."""
        return [edge.start for edge in self.inward.get((ref, kind), ())]

    def text(self, ref: Ref, key: str) -> str:
        """A value as text; empty where it is not known."""
        return str(self.values.get(ref, {}).get(key, ""))

    def sources(self, event: Ref) -> list[Ref]:
        """Who did it, by id."""
        return sorted(self.back(event, "SOURCE_OF"))

    def targets(self, event: Ref) -> list[Ref]:
        """To whom, by id."""
        return sorted(self.out(event, "TARGETS"))

    def mentions(self, event: Ref) -> list[Ref]:
        """The mentions that report it, by id."""
        return sorted(self.back(event, "REPORTS"))

    def article(self, mention: Ref) -> Ref | None:
        """The article that a mention stands in."""
        return next(iter(self.back(mention, "HAS_MENTION")), None)

    def articles(self, event: Ref) -> list[Ref]:
        """The articles that tell of it, each once: the earliest first, then by id."""
        found = {article for mention in self.mentions(event) if (article := self.article(mention))}
        return sorted(found, key=lambda ref: (self.text(ref, "published") or "9999", ref))

    def publishers(self, article: Ref) -> list[Ref]:
        """Who published it."""
        return sorted(self.back(article, "PUBLISHED"))


def index(graph: Graph) -> Index:
    """The graph's index."""
    outward: dict[tuple[Ref, str], list[Edge]] = defaultdict(list)
    inward: dict[tuple[Ref, str], list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        outward[edge.start, edge.type].append(edge)
        inward[edge.end, edge.type].append(edge)
    return Index(
        nodes={node.ref: node for node in graph.nodes},
        values={node.ref: dict(node.properties) for node in graph.nodes},
        outward=dict(outward),
        inward=dict(inward),
    )

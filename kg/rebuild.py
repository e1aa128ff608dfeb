"""The graph anew from the archive, with the knowledge and the verdicts of today.

An article is read again only where what reads it (pipeline, lexicon, rules, gazetteer) is not what read it before."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractors.base import Extractor
from kg import pipeline
from kg.archive import Archive
from kg.read import Item
from kg.verdicts import Verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a rebuild did: articles read again and left as they were, and what the graph holds now."""

    read_again: int
    unchanged: int
    verdicts: int
    event_mentions: int
    mentions_in_graph: int
    events: int
    actors: int

    def to_json(self) -> dict[str, Any]:
        """The object that `kg rebuild --json` prints."""
        return asdict(self)


def rebuild(
    home: Path,
    archive: Archive,
    extractor: Extractor,
    *,
    least: float,
    models: pipeline.Models | None = None,
    watch: pipeline.Watch | None = None,
) -> Rebuilt:
    """Replays the verdicts of `home` and projects the archive into its store.

    DataError: a verdict cannot be used (all faults at once); archive and graph are then left as they were."""
    verdicts = Verdicts.load(home)
    articles = list(archive.articles())
    before = [archive.reader(article.id) for article in articles]
    items = [Item(article=article, source=article.id) for article in articles]
    pipeline.ingest(items, archive, extractor, models=models, watch=watch)
    again = sum(archive.reader(article.id) != old for article, old in zip(articles, before, strict=True))
    graph = pipeline.refresh(home, archive, least=least)
    kinds = [node.label for node in graph.nodes]
    return Rebuilt(
        read_again=again,
        unchanged=len(articles) - again,
        verdicts=len(verdicts.verdicts),
        event_mentions=archive.counts()["mentions"],
        mentions_in_graph=kinds.count("Mention"),
        events=kinds.count("Event"),
        actors=kinds.count("Actor"),
    )

"""The graph of a few short news items of our own, read by the real pipeline: what the examples are taken from."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from extractors.base import Mention
from extractors.rules import RuleExtractor
from kg import pipeline
from kg.graph import Graph
from kg.project import project
from kg.read import Refusal, read
from kg.resolve import resolve
from ontology import gazetteer
from ontology.model import EventMention, RoleMention

STORIES = Path(__file__).with_name("stories.jsonl")


@cache
def graph() -> Graph:
    """Always the same: even the day on which the articles came in is set."""
    articles, mentions = {}, list[Mention]()
    for result in pipeline.extract(read([str(STORIES)], installed={"ar", "en"}), RuleExtractor()):
        assert not isinstance(result, Refusal), result
        articles[result[0].article.id] = result[0].article
        mentions += result[1]
    known = gazetteer.load()
    events = [m for m in mentions if isinstance(m, EventMention)]
    found = resolve(events, articles, known, roles=[m for m in mentions if isinstance(m, RoleMention)])
    places = {p.id: (next(iter(p.names_en), None), next(iter(p.names_ar), None)) for p in known.places()}
    came = dict.fromkeys(articles, dt.datetime(2024, 3, 1, tzinfo=dt.UTC))
    return project(articles.values(), events, found.events, found.actors, found.offices, ingested=came, places=places)

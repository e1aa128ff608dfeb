"""A made-up graph of any size for measuring: `python tests/synthetic.py FOLDER` writes it for both stores.

100,000 events of 20,000 actors in 33,000 articles, a few actors in many events as in the news, the same each time.
Ids are as long as real ones: a store may keep short ones in its index and so sort them faster."""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from kg.graph import Edge, Graph, Node, Scalar
from kg.project import project
from ontology import events as codebook
from ontology import schema
from ontology.model import Actor, Article, Event, EventDate, EventMention, Link, Office, PlaceMention, Span

RELATIONS = ("because_of", "after", "in_response_to")
FIRST, DAYS = dt.date(2020, 1, 1), 1500
TEXT = "Alpha condemned Beta. Gamma met Delta. Epsilon warned Zeta."


def graph(events: int = 100_000, seed: int = 7) -> Graph:
    """So many events, a fifth as many actors and a third as many articles."""
    dice = random.Random(seed)
    types = codebook.load()
    actors = [_actor(number) for number in range(max(events // 5, 10))]
    articles = [_article(number, dice) for number in range(max(events // 3, 5))]
    weights = [1 / (rank + 20) for rank in range(len(actors))]
    who = iter(dice.choices([actor.id for actor in actors], weights, k=events * 4))
    kinds = sorted(types.types)
    mentions: list[EventMention] = []
    happened: list[Event] = []
    for number in range(events):
        first = articles[number % len(articles)]
        told = [first, *dice.sample(articles, k=1 if dice.random() < 0.3 else 0)]
        type_ = dice.choice(kinds)
        assert first.published is not None
        day = first.published - dt.timedelta(days=dice.choice((0, 0, 1, 1, 2, 9)))
        date = EventDate(value=day, precision=dice.choice(("day", "day", "day", "unknown")))
        factuality = dice.choice(("actual",) * 8 + ("planned", "negated"))
        dead = dice.randrange(40) if type_ == "ASSAULT" and dice.random() < 0.3 else None
        own = [_mention(f"{_event(number)}-m{at}", article, type_, date, dead) for at, article in enumerate(told)]
        place = dice.randrange(400)
        mentions += own
        happened.append(
            Event(
                id=_event(number), type=type_, mode=None, contexts=(), cameo=None, sources=(next(who),),
                targets=tuple(sorted({next(who) for _ in range(dice.choice((0, 1, 1, 1, 2)))})), theme=None,
                place=PlaceMention(text=f"Place {place}", start=0, end=5, id=f"p{place}", country="IRQ")
                if dice.random() < 0.6 else None,
                date=date, factuality=factuality, attribution=next(who) if dice.random() < 0.2 else None, dead=dead,
                confidence=round(dice.uniform(0.3, 1), 3), quote=own[0].quote, mentions=tuple(m.id for m in own),
                links=(Link(relation=RELATIONS[number % 3], event=_event(number - 7)),) if number % 20 == 19 else (),
                articles=len({one.id for one in told}), publishers=len({one.publisher for one in told}),
                languages=tuple(sorted({one.lang for one in told})),
                independent_sources=len({one.publisher for one in told}),
                first_report=min(one.published for one in told if one.published),
            )
        )  # fmt: skip
    offices = [
        Office(person=f"a{n}", title="Minister", of=f"a{n % 50}", code="IRQGOV", since=FIRST)
        for n in range(50, len(actors), 20)
    ]
    return project(articles, mentions, happened, actors, offices)


def _event(number: int) -> str:
    return f"e{number:015d}"


def _actor(number: int) -> Actor:
    name, arabic = f"Actor {number}", f"\u0641\u0627\u0639\u0644 {number}"
    key = f"a{number}" if number % 3 else f"x-a{number}"
    return Actor(id=key, name=name, kind="Country", name_en=name, name_ar=arabic, code="IRQ")


def _article(number: int, dice: random.Random) -> Article:
    day = FIRST + dt.timedelta(days=dice.randrange(DAYS))
    lang, publisher = dice.choice(("ar", "en")), f"Publisher {int(dice.paretovariate(0.7)) % 60}"
    return Article(id=f"art{number}", text=TEXT, lang=lang, title=TEXT, published=day, publisher=publisher)


def _mention(name: str, article: Article, type_: str, date: EventDate, dead: int | None) -> EventMention:
    sentence = Span(text="Alpha condemned Beta.", start=0, end=21)
    return EventMention(
        id=name, article=article.id, type=type_, trigger=Span(text="condemned", start=6, end=15), date=date,
        sentence=sentence, quote=sentence.text, confidence=0.8, extractor="rules", rule="en:condemn", dead=dead,
    )  # fmt: skip


def import_files(made: Graph, folder: Path) -> list[str]:
    """Writes the graph as CSV for `neo4j-admin database import full`; gives that command's arguments."""
    folder.mkdir(parents=True, exist_ok=True)
    rules, arguments = schema.load(), []
    for (label, labels), nodes in groupby(
        sorted(made.nodes, key=lambda n: (n.label, n.labels, n.id)), key=lambda n: (n.label, n.labels)
    ):
        wanted = sorted({rules.node_class(name).label for name in (label, *labels)})
        path = folder / f"nodes-{'-'.join(wanted)}.csv"
        _write(path, {"id": f"id:ID({label})"}, list(nodes))
        arguments.append(f"--nodes={':'.join(wanted)}={path}")
    for (kind, start, end), edges in groupby(
        sorted(made.edges, key=lambda e: (e.type, e.start[0], e.end[0], e.id)),
        key=lambda e: (e.type, e.start[0], e.end[0]),
    ):
        path = folder / f"edges-{kind}-{start}-{end}.csv"
        _write(path, {"start": f":START_ID({start})", "end": f":END_ID({end})"}, list(edges))
        arguments.append(f"--relationships={kind}={path}")
    return arguments


_TYPES: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "long"), (float, "double"), (dt.datetime, "datetime"))


def _write(path: Path, heads: dict[str, str], items: list[Node] | list[Edge]) -> None:
    values: dict[str, Scalar] = {}
    for item in items:
        values.update(dict(item.properties))
    kinds = {
        key: next((name for kind, name in (*_TYPES, (dt.date, "date")) if isinstance(value, kind)), "string")
        for key, value in values.items()
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        edge = "start" in heads
        writer.writerow([*heads.values(), *(["id"] if edge else []), *(f"{key}:{kind}" for key, kind in kinds.items())])
        for item in items:
            own = dict(item.properties)
            ends = [item.start[1], item.end[1], item.id] if isinstance(item, Edge) else [item.id]
            writer.writerow([*ends, *(own.get(key, "") for key in kinds)])


def main(arguments: list[str]) -> Iterator[str]:
    """Writes FOLDER/oxigraph, FOLDER/csv and prints what `neo4j-admin` needs."""
    from kg.stores import open_store

    folder, events = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 100_000
    made = graph(events)
    yield f"# {len(made.nodes)} nodes, {len(made.edges)} relationships"
    with open_store(f"oxigraph:{folder / 'oxigraph'}", home=folder) as store:
        store.write(made)
    yield from import_files(made, folder / "csv")


if __name__ == "__main__":
    for line in main(sys.argv[1:]):
        print(line)

"""Reports of one happening in two languages become one event, whatever the order, in Oxigraph and in Neo4j."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

import queries
from extractors.fold import fold
from extractors.rules import RuleExtractor
from kg import cases, pipeline
from kg.archive import Archive
from kg.rdf import text
from kg.read import Item
from kg.stores import Store, open_store
from ontology import gazetteer
from ontology.model import Article

CASES = Path(__file__).parent / "cases"


def article(id_: str, lang: str, day: str, publisher: str, body: str) -> Article:
    return Article(id=id_, lang=lang, published=dt.date.fromisoformat(day), publisher=publisher, text=body)


MEETING = "Kenyan President William Ruto met Ethiopian Prime Minister Abiy Ahmed in Nairobi on Tuesday"
REPORTS = (
    article(
        "kenya-en", "en", "2023-05-17", "Coast Herald",
        f"NAIROBI (Reuters) - {MEETING}.",
    ),
    article(
        "kenya-ar", "ar", "2023-05-17", "صحيفة الساحل",
        "التقى الرئيس الكيني وليام روتو رئيس الوزراء الإثيوبي أبي أحمد في نيروبي الثلاثاء.",
    ),
    article(
        "kenya-copy", "en", "2023-05-18", "Lake Courier",
        f"NAIROBI (Reuters) - {MEETING}",
    ),
    article(
        "kenya-later", "en", "2023-06-22", "Coast Herald",
        "Kenyan President William Ruto met Ethiopian Prime Minister Abiy Ahmed in Nairobi on Wednesday.",
    ),
    article(
        "chad-en", "en", "2023-05-17", "Sahel Post",
        "The African Union suspended Chad on Monday.",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("reports")) as found:
        read(found, REPORTS)
        yield found


def read(archive: Archive, articles: tuple[Article, ...]) -> None:
    pipeline.ingest((Item(article=a, source=a.id, key=a.id) for a in articles), archive, RuleExtractor())


def graph(archive: Archive) -> list[str]:
    lines = text(pipeline.graph_of(archive, least=0.3)).decode().splitlines()
    return [line for line in lines if "ingested" not in line]


def test_an_arabic_and_an_english_report_are_one_event_in_both_stores(archive: Archive, neo4j_uri: str) -> None:
    whole = pipeline.graph_of(archive, least=0.3)
    for url in ("memory:", neo4j_uri):
        with open_store(url, home=Path()) as store:
            store.write(whole)
            (meeting,) = (r for r in ask(store, "corroboration") if r["languages"] == 2)
            seen = {r["article"] for r in ask(store, "mentions", event=str(meeting["event"]))}
        assert seen == {"kenya-en", "kenya-ar", "kenya-copy"}
        assert (meeting["type"], meeting["mentions"], meeting["independent_sources"]) == ("CONSULT", 3, 2)
        assert meeting["first_report"] == "2023-05-17"


def ask(store: Store, name: str, **values: str) -> list[dict[str, object]]:
    question = queries.load(name, store.language)
    return list(store.query(question.text, question.values(values)).dicts())


def test_any_order_repeats_and_interruptions_give_the_same_graph(archive: Archive, tmp_path: Path) -> None:
    expected = graph(archive)
    for number, order in enumerate(itertools.islice(itertools.permutations(REPORTS), 0, 120, 41)):
        with Archive(tmp_path / str(number)) as other:
            read(other, order[:2])
            read(other, order[1:] + order[:1])
            assert graph(other) == expected


def test_what_was_known_on_a_day(archive: Archive) -> None:
    known = pipeline.resolved(archive, least=0.3, as_of=dt.date(2023, 5, 17))[0].events
    assert all(e.first_report and e.first_report <= dt.date(2023, 5, 17) for e in known)
    meeting = next(e for e in known if e.type == "CONSULT")
    assert (len(meeting.mentions), meeting.independent_sources) == (2, 2)
    assert len(pipeline.resolved(archive, least=0.3)[0].events) > len(known)


def test_no_actor_of_the_gazetteer_stands_twice_in_the_graph_of_two_hundred_articles(tmp_path: Path) -> None:
    """An unknown name is none that the gazetteer has: not by another spelling of letters, nor with an article."""
    texts = [c for lang in ("ar", "en") for c in cases.read(CASES / f"{lang}.dev.toml")][::4]
    mixed = [article(f"mixed-{n}", c.lang, "2020-01-06", f"paper {n}", c.text) for n, c in enumerate(texts)]
    assert len(mixed) >= 200
    with Archive(tmp_path) as archive:
        read(archive, tuple(mixed))
        actors = pipeline.resolved(archive, least=0.3)[0].actors
    known = {fold(a.text) for a in gazetteer.load().aliases() if a.kind == "name"}
    known |= {fold(n) for a in gazetteer.load().actors() for n in (a.name_en, a.name_ar) if n}
    unknown = [a.name for a in actors if a.id.startswith("x-")]
    assert len(actors) - len(unknown) > 100
    assert [name for name in unknown if fold(name) in known or fold(name).removeprefix("the ") in known] == []

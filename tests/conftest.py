"""What several tests share: a small graph with Arabic and hostile names, and a real Neo4j server."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from extractors import pipelines
from extractors.rules import RuleExtractor
from kg import neo4j_server
from kg.archive import Archive
from kg.graph import Graph
from kg.pipeline import ingest, refresh
from kg.project import project
from kg.read import Defaults, read
from ontology.errors import KGError
from ontology.model import (
    Actor,
    ActorMention,
    Article,
    Event,
    EventDate,
    EventMention,
    Link,
    Office,
    PlaceMention,
    Span,
)

HOSTILE = 'O\'Neil `DROP` "x" \\ {{y}} $names \u202eevil\u2069 </script> \x00\x07 \ud800 \U0001f600\n?z } } //'
ARABIC_PARLIAMENT = "مجلس النواب العراقي"
ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "samples"


@pytest.fixture(scope="session")
def event_mentions() -> Callable[[str], list[EventMention]]:
    """What the rules read in a text of 7 May 2024, English where it is ASCII, else Arabic."""

    def read(text: str) -> list[EventMention]:
        lang = "en" if text.isascii() else "ar"
        article = Article(id="a", text=text, lang=lang, published=dt.date(2024, 5, 7))
        doc = next(pipelines.parse([text], lang))
        return [m for m in RuleExtractor().extract(article, doc) if isinstance(m, EventMention)]

    return read


@pytest.fixture(scope="session")
def codes_read(event_mentions: Callable[[str], list[EventMention]]) -> Callable[[str, str], list[tuple[str, str]]]:
    """The codes of doers and targets of each event of a type in such a text."""

    def codes(text: str, kind: str) -> list[tuple[str, str]]:
        return [
            (" ".join(a.code or "" for a in m.sources), " ".join(a.code or "" for a in m.targets))
            for m in event_mentions(text)
            if m.type == kind
        ]

    return codes


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(text=words, start=start, end=start + len(words))


def mention(mention_id: str, article: Article, trigger: str, kind: str, day: dt.date | None) -> EventMention:
    return EventMention(
        id=mention_id,
        article=article.id,
        type=kind,
        trigger=span_of(article.text, trigger),
        date=EventDate(value=day, precision="day" if day else "unknown"),
        sentence=Span(text=article.text, start=0, end=len(article.text)),
        quote=article.text,
        confidence=0.75,
        extractor="rules",
        rule=f"en:{trigger}",
    )


def event_of(said: tuple[EventMention, ...], /, **changes: object) -> Event:
    """An event with the first mention's values, unless said otherwise."""
    first = said[0]
    values: dict[str, object] = {
        "id": f"event-{first.id}", "type": first.type, "mode": None, "contexts": (), "cameo": None,
        "sources": (), "targets": (), "theme": None, "place": None, "date": first.date,
        "factuality": "actual", "attribution": None, "confidence": first.confidence, "quote": first.quote,
        "mentions": tuple(item.id for item in said),
    }  # fmt: skip
    return Event(**{**values, **changes})  # type: ignore[arg-type]


ARTICLES = (
    Article(
        id="a-en",
        text="Iraq's parliament requested the government to end the presence of foreign troops.",
        lang="en",
        title="Vote in Baghdad",
        published=dt.date(2020, 1, 6),
        publisher="Example News",
        url="https://example.org/a?b=1&c=\"2\"",
    ),
    Article(id="a-ar", text="طالب مجلس النواب العراقي الحكومة بإنهاء الوجود الأجنبي", lang="ar"),
    Article(id=f"a {HOSTILE}", text=f"{HOSTILE} attacked.", lang="en", publisher=HOSTILE, title=HOSTILE),
)  # fmt: skip
ACTORS = (
    Actor(id="iraq", name="Iraq", kind="Country", name_en="Iraq", name_ar="العراق", code="IRQ", country="IRQ"),
    Actor(
        id="iraq-parliament",
        name="Council of Representatives of Iraq",
        kind="Legislature",
        name_en="Council of Representatives of Iraq",
        name_ar=ARABIC_PARLIAMENT,
        code="IRQLEG",
        country="IRQ",
        sectors=("GOV", "LEG"),
    ),
    Actor(id="iraq-government", name="Government of Iraq", kind="Government", name_en="Government of Iraq"),
    Actor(id="barham-salih", name="Barham Salih", kind="Person", name_en="Barham Salih", wikidata="Q337421"),
    Actor(id=f"h {HOSTILE}", name=HOSTILE, kind="ArmedGroup"),
    Actor(id="emoji", name="\U0001f600 group", kind="Group"),
    Actor(id="private", name="\ue000 group", kind="Actor"),
)


def sample() -> Graph:
    english, arabic, hostile = ARTICLES
    day, month = dt.date(2020, 1, 5), dt.date(2020, 2, 1)
    first, second = (
        mention("m1", english, "requested", "REQUEST", day),
        mention("m2", arabic, "طالب", "REQUEST", day),
    )
    third, fourth = (
        mention("m3", hostile, "attacked", "ASSAULT", None),
        mention("m4", english, "end", "REJECT", month),
    )
    place = PlaceMention(text="Baghdad", start=0, end=7, id="baghdad", country="IRQ")
    place_ar = PlaceMention(text="بغداد", start=0, end=5, id="baghdad", country="IRQ")
    events = [
        event_of(
            (first, second), mode="assist", contexts=("military", "legislative"), cameo="102",
            theme="foreign troops", place=place,
            sources=("iraq-parliament",), targets=("iraq-government", "iraq"),
            attribution="barham-salih", links=(Link(relation="because_of", event="m3"),),
        ),
        event_of((third,), sources=(f"h {HOSTILE}", "emoji", "private"), place=place_ar, theme=HOSTILE),
        event_of(
            (fourth,), date=EventDate(value=month, precision="month"), factuality="negated",
            sources=("iraq-government",), targets=("iraq",),
        ),
    ]  # fmt: skip
    office = Office(
        person="barham-salih", title="President", of="iraq", code="IRQGOV", since=dt.date(2018, 10, 2),
        until=dt.date(2022, 10, 17),
    )  # fmt: skip
    ingested = {article.id: dt.datetime(2020, 1, 7, 8, 30, tzinfo=dt.UTC) for article in ARTICLES}
    said = [first, second, third, fourth]
    return project(ARTICLES, said, events, ACTORS, [office], ingested=ingested)


@pytest.fixture(scope="session")
def sample_graph() -> Graph:
    """A graph with every kind of node and edge, in two languages, with names that break careless code."""
    return sample()


@pytest.fixture(scope="session")
def event_makers() -> tuple[Callable[..., EventMention], Callable[..., Event]]:
    """How a test makes a mention of an article, and an event of mentions."""
    return mention, event_of


@pytest.fixture(scope="session")
def neo4j_addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Bolt address and Browser's page of a real server: the one that NEO4J_URI names (with its Browser on port 7474
    unless NEO4J_BROWSER says where; `kg load` must fill it again), else one of our own.

    Without Java or Maven the tests that need it are skipped; with CI=true they fail instead."""
    if uri := os.environ.get("NEO4J_URI"):
        page = os.environ.get("NEO4J_BROWSER") or f"http://{urlsplit(uri).hostname or 'localhost'}:7474/browser/"
        yield uri, page
        return
    missing = [program for program in ("java", "mvn") if not shutil.which(program)]
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"no Neo4j: {' and '.join(missing)} not found; install them or set NEO4J_URI")
    folder = tmp_path_factory.mktemp("neo4j")
    bolt, http = free_port(), free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NEO4J_PASSWORD", raising=False)
        try:
            neo4j_server.start(folder, bolt=bolt, http=http, library=ROOT / ".neo4j" / "lib")
        except KGError as error:
            pytest.fail(f"Neo4j does not start: {error}")
        yield f"bolt://127.0.0.1:{bolt}", f"http://localhost:{http}/browser/"
        neo4j_server.stop(folder)


@pytest.fixture(scope="session")
def neo4j_uri(neo4j_addresses: tuple[str, str]) -> str:
    """The Bolt address of a real server."""
    return neo4j_addresses[0]


@pytest.fixture
def free_ports() -> tuple[int, int]:
    """Two ports that nobody listens on, for a server of one's own: Bolt and HTTP."""
    return free_port(), free_port()


LOOK_EN = "Iraq's parliament asked the government on Sunday to expel foreign troops."
LOOK_AR = "طالب مجلس النواب العراقي الحكومة بإخراج القوات الأجنبية."
LOOK_PLAN = "NATO will send instructors to Baghdad."
LOOK_BAD = (
    "</script><script>document.documentElement.dataset.hacked=1</script><!-- \u202e `x` \" ' "
    '<img src=x onerror="document.documentElement.dataset.hacked=1"> attacked Iran.'
)


def looked_at(folder: Path) -> Path:
    """A home with three articles and a hostile one: one event told in two languages, one planned, one attack."""
    day, sunday = dt.date(2020, 1, 6), EventDate(value=dt.date(2020, 1, 5), precision="day", text="Sunday")
    articles = [
        Article(id="l-en", text=LOOK_EN, lang="en", title="A vote", published=day, publisher="Example News",
                url="https://example.org/vote?a=1&b=2"),
        Article(id="l-ar", text=LOOK_AR, lang="ar", title="تصويت", published=day, publisher="صحيفة المثال"),
        Article(id="l-plan", text=LOOK_PLAN, lang="en", published=dt.date(2020, 2, 3), publisher="Example News"),
        Article(id="l-bad", text=LOOK_BAD, lang="en", title=LOOK_BAD, published=dt.date(2020, 1, 20),
                publisher=LOOK_BAD, url="javascript:document.documentElement.dataset.hacked=1"),
    ]  # fmt: skip
    iraq = {"actor": "iraq-parliament", "name": "Iraqi parliament", "code": "IRQLEG"}
    state = {"actor": "iraq-government", "name": "Iraqi government", "code": "IRQGOV"}
    said = [
        (0, "asked", "REQUEST", sunday, [("Iraq's parliament", iraq)], [("the government", state)], {}),
        (1, "طالب", "REQUEST", sunday, [("مجلس النواب العراقي", iraq)], [("الحكومة", state)], {}),
        (2, "send", "AID", EventDate(value=None, precision="unknown"),
         [("NATO", {"actor": "nato", "name": "NATO", "code": "IGONAT"})], [], {"factuality": "planned", "place":
         PlaceMention(**_span(LOOK_PLAN, "Baghdad"), id="baghdad", country="IRQ")}),
        (3, "attacked", "ASSAULT", EventDate(value=dt.date(2020, 1, 20), precision="unknown"),
         [("<img src=x onerror=", {"actor": None, "name": LOOK_BAD[:70], "code": None})],
         [("Iran", {"actor": "iran", "name": "Iran", "code": "IRN"})], {}),
    ]  # fmt: skip
    with Archive(folder) as archive:
        for at, trigger, kind, date, sources, targets, more in said:
            article = articles[at]
            made = EventMention(
                id=f"m-{article.id}", article=article.id, type=kind, trigger=span_of(article.text, trigger), date=date,
                sources=tuple(ActorMention(**_span(article.text, words), **who) for words, who in sources),
                targets=tuple(ActorMention(**_span(article.text, words), **who) for words, who in targets),
                sentence=Span(text=article.text, start=0, end=len(article.text)), quote=article.text, confidence=0.8,
                extractor="rules", rule=f"{article.lang}/{trigger}", **more,
            )  # fmt: skip
            archive.file(article, [made], reader="test")
        refresh(folder, archive, least=0.0)
    return folder


def _span(text: str, words: str) -> dict[str, Any]:
    return {"text": words, "start": text.index(words), "end": text.index(words) + len(words)}


@pytest.fixture(scope="session")
def looking_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Archive and store of a few events to look at, with a hostile article among them."""
    return looked_at(tmp_path_factory.mktemp("look"))


@pytest.fixture(scope="session")
def samples_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose archive has the sample articles, read on 6 January 2020."""
    folder = tmp_path_factory.mktemp("samples")
    items = read([str(SAMPLES)], installed={"ar", "en"}, defaults=Defaults(published=dt.date(2020, 1, 6)))
    with Archive(folder) as archive:
        ingest(items, archive, RuleExtractor())
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser. Where it is not installed its tests are skipped; with CI=true they fail instead."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found and os.environ.get("CI") == "true":
        pytest.fail("no Chromium; .ci/run installs it")
    if not found:
        pytest.skip("no Chromium: apt-get install chromium fonts-noto-core")
    return found or ""


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])

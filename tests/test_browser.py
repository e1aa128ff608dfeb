"""The real Neo4j Browser in a real Chromium, with the graph of the sample articles and the kit of `kg serve`."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from serving import served

import queries
from kg import browser_kit
from kg.archive import Archive
from kg.pipeline import graph_of
from kg.stores import open_store
from kg.stores.bolt import BoltStore

ROOT = Path(__file__).resolve().parent.parent
TIES = "MATCH (a:Actor)-[r]->(b:Actor) WHERE r.eventId IS NOT NULL RETURN a, r, b"
EVENTS = "MATCH (a:Actor)-[s:SOURCE_OF]->(e:Event)-[t:TARGETS]->(b:Actor) RETURN a, s, e, t, b"
DROP = """([name, data]) => {
  const file = new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name), dropped = new DataTransfer();
  dropped.items.add(file);
  document.querySelector('.filedrop').dispatchEvent(new DragEvent('drop', {bubbles: true, dataTransfer: dropped}));
}"""
ARABIC = re.compile("[\u0600-\u06ff]")


class NeoBrowser:
    """Neo4j Browser in a page, driven as a user does: words typed into its editor, what it draws read from the page."""

    def __init__(self, page: Any, address: str, kit: str) -> None:
        self.page, self.address, self.kit = page, address, kit

    def connect(self, then: str = "") -> None:
        """Opens Browser and logs in, without a password where the server asks for none."""
        password = os.environ.get("NEO4J_PASSWORD")
        self.page.goto(f"{self.address}?{'' if password else 'preselectAuthMethod=NO_AUTH'}{then}")
        if password:
            self.page.fill("[data-testid=username]", os.environ.get("NEO4J_USERNAME") or "neo4j")
            self.page.fill("[data-testid=password]", password)
            self.page.click("[data-testid=connect]")
        self.page.wait_for_selector("text=/working connection|You are connected/")

    def type(self, words: str) -> None:
        """Empties the stream of answers, then runs this."""
        from playwright.sync_api import expect

        for text in (":clear", words):
            self.page.click(".monaco-editor")
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
            self.page.keyboard.press("Control+Enter")
            expect(self.page.locator("[data-testid=frame]")).to_have_count(0 if text == ":clear" else 1)

    def style(self, name: str) -> None:
        self.type(f":style {self.kit}/neo4j/{name}")
        self.page.wait_for_selector("[data-testid=frame] >> text=node.Country")

    def draw(self, query: str) -> None:
        self.type(query)
        self.page.wait_for_selector("svg.neod3viz g.node text")

    def picture(self, target: Path) -> None:
        """The first answer over the whole window, fitted into it."""
        self.page.click("[data-testid=frame] [title=Fullscreen]")
        self.page.click("[aria-label=zoom-to-fit], [title*='Zoom to fit' i]")
        self.page.wait_for_timeout(2_500)  # until the nodes stand still
        self.page.click("[aria-label=zoom-to-fit], [title*='Zoom to fit' i]")
        self.page.wait_for_timeout(500)
        self.page.screenshot(path=target)
        self.page.click("[data-testid=frame] [title='Close fullscreen']")

    def drop(self, name: str, content: bytes) -> None:
        """Drops a file on the window."""
        self.page.evaluate(DROP, [name, base64.b64encode(content).decode()])

    def nodes(self) -> dict[str, str]:
        """Caption and colour of each circle."""
        found = self.page.eval_on_selector_all(
            "svg.neod3viz g.node",
            "all => all.map(g => [[...g.querySelectorAll('text')].map(t => t.textContent.trim()).join(' ').trim(),"
            " g.querySelector('circle.b-outline').getAttribute('fill')])",
        )
        return {caption: colour.upper() for caption, colour in found}

    def arrows(self) -> list[str]:
        """What stands on each arrow."""
        texts = self.page.eval_on_selector_all("svg.neod3viz g.relationship text", "all => all.map(t => t.textContent)")
        return [str(text) for text in texts]


@contextmanager
def opened(address: str, kit: str, chromium: str, *, width: int = 1400, height: int = 900) -> Iterator[NeoBrowser]:
    """Neo4j Browser, connected."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = window.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(20_000)
        shown = NeoBrowser(page, address, kit)
        shown.connect()
        yield shown
        window.close()


def kit_at(port: int) -> str:
    """Where `kg serve` has the kit; Browser wants it by the name of localhost."""
    return f"http://localhost:{port}"


def fill(uri: str, home: Path) -> None:
    """Reads the sample articles as `make demo` does, and loads their graph into the server."""
    command = [sys.executable, "-m", "kg", "ingest", "tests/samples", "--published", "2020-01-06", "--home", str(home)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with Archive(home, create=False) as archive, open_store(uri, home=home) as store:
        store.write(graph_of(archive, least=0.3))
        assert isinstance(store, BoltStore)
        store.prepare(browser_kit.indexes())


@pytest.fixture(scope="module")
def browser(
    chromium: str, neo4j_addresses: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NeoBrowser]:
    if os.environ.get("CI") != "true":
        pytest.importorskip("playwright", reason="no playwright; `make sync` installs it")
    uri, address = neo4j_addresses
    home = tmp_path_factory.mktemp("samples")
    fill(uri, home)
    with served(home, timeout=5) as port, opened(address, kit_at(port), chromium) as shown:
        shown.type(":config autoComplete: false")
        yield shown


pytestmark = pytest.mark.neo4j


def test_it_shows_who_did_what_to_whom(browser: NeoBrowser) -> None:
    browser.style("style.grass")
    browser.draw(TIES)
    nodes = browser.nodes()
    assert len(nodes) >= 10
    assert nodes["Iraq"] == "#22577A"
    assert {"NATO", "Iraqi parliament", "Iraqi government"} <= set(nodes)
    assert {"REQUESTS", "SANCTIONS", "ASSAULTS"} <= set(browser.arrows())


def test_the_arabic_style_shows_arabic_names(browser: NeoBrowser) -> None:
    browser.style("style.ar.grass")
    browser.draw(TIES)
    nodes = browser.nodes()
    assert nodes["العراق"] == "#22577A"
    assert "البرلمان العراقي" in nodes
    assert all(ARABIC.search(caption) for caption in nodes), nodes


def test_events_stand_between_actors_and_the_direct_ties_stay_out(browser: NeoBrowser) -> None:
    browser.style("style.grass")
    browser.draw(EVENTS)
    assert {"SANCTION 2020-01-04", "REQUEST 2020-01-05"} <= set(browser.nodes())
    arrows = browser.arrows()
    assert len(arrows) >= 10
    assert not any(text.strip() for text in arrows), "the direct ties are drawn in too, or captions clutter"


def test_every_caption_is_whole(browser: NeoBrowser) -> None:
    """No event's type or date is cut short in its circle."""
    browser.draw("MATCH (e:Event) RETURN e")
    captions = browser.nodes()
    assert len(captions) >= 10
    assert not [caption for caption in captions if "…" in caption]


def test_the_guide_plays_and_its_lines_run(browser: NeoBrowser) -> None:
    browser.type(f":play {browser.kit}/neo4j/guide.html")
    browser.page.wait_for_selector("[data-testid=frame] >> text=Who did what to whom")
    browser.page.click("[data-testid=nextSlide]")
    browser.page.click("[data-testid=frame] pre.runnable:visible >> nth=0")
    browser.page.click("[data-testid=editor-Run]")
    browser.page.wait_for_selector("svg.neod3viz g.node text")
    assert len(browser.nodes()) >= 10


def test_dropped_favourites_are_one_each(browser: NeoBrowser) -> None:
    browser.drop("favorites.zip", browser_kit.favorites_zip())
    browser.page.click("[data-testid=navigationFavorites]")
    for name in queries.names():
        browser.page.wait_for_selector(f"text='{queries.load(name, 'cypher').title}'")

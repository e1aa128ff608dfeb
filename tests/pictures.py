"""Takes docs/images/*.png: `make pictures` runs it, with Chromium, and Java for those of Neo4j Browser.

view.*.png is the page of the sample articles with one event opened, browser.*.png their graph in Neo4j Browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from conftest import free_port
from serving import served
from test_browser import EVENTS, TIES, fill, kit_at, opened

from kg import neo4j_server
from kg.archive import Archive
from kg.look import picture
from kg.view import LANGUAGES, page

ROOT = Path(__file__).resolve().parent.parent
WIDE, HIGH = 1400, 900
FRAME = '<!doctype html><style>body{{margin:0}}iframe{{border:0;width:{w}px;height:{h}px}}</style><iframe src="{page}">'


def main() -> None:
    """Reads the samples as `make demo` does, opens the event that most reports tell, in each language."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kg = [sys.executable, "-m", "kg", "ingest", "tests/samples", "--published", "2020-01-06"]
        subprocess.run([*kg, "--home", str(folder)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with Archive(folder, create=False) as archive:
            seen = picture(archive, least=0.3)
        told = max(seen.events, key=lambda event: (len(event.languages), len(event.evidence) == 2, event.confidence))
        for lang in LANGUAGES:
            (folder / "page.html").write_text(page(seen, lang=lang, least=0.3), encoding="utf-8")
            # in a frame, since a headless window is resized when its picture is taken
            (folder / "frame.html").write_text(FRAME.format(w=WIDE, h=HIGH, page=f"page.html#event={told.id}"))
            shoot(folder / "frame.html", ROOT / "docs" / "images" / f"view.{lang}.png")
        in_neo4j_browser(folder)


def in_neo4j_browser(folder: Path) -> None:
    """The ties between actors in both styles, and the events behind them, as the real Neo4j Browser draws them."""
    bolt, http, server = free_port(), free_port(), folder / "neo4j"
    chromium, home = shutil.which("chromium") or "chromium", folder / "browser"
    neo4j_server.start(server, bolt=bolt, http=http, library=ROOT / ".neo4j" / "lib")
    try:
        fill(f"bolt://127.0.0.1:{bolt}", home)
        address = f"http://localhost:{http}/browser/"
        with (
            served(home, timeout=5) as port,
            opened(address, kit_at(port), chromium, width=1300, height=800) as browser,
        ):
            browser.type(":config autoComplete: false")
            for style, query, name in (
                ("style.grass", TIES, "browser.en"),
                ("style.ar.grass", TIES, "browser.ar"),
                ("style.grass", EVENTS, "browser.events"),
            ):
                browser.style(style)
                browser.draw(query)
                browser.picture(ROOT / "docs" / "images" / f"{name}.png")
    finally:
        neo4j_server.stop(server)


def shoot(file: Path, target: Path) -> None:
    """One picture of a page."""
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--allow-file-access-from-files", f"--user-data-dir={file.parent / 'profile'}", "--virtual-time-budget=9000",
         f"--window-size={WIDE},{HIGH}", f"--screenshot={target}", file.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


if __name__ == "__main__":
    main()

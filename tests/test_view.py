"""The page: one file, harmless whatever the articles say, and right in both scripts; looked at in a real browser."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import errno
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg import assets, world
from kg.archive import Archive
from kg.cli import app
from kg.look import Picture, Piece, picture
from kg.view import BUDGET, page, safe_json
from ontology.errors import UsageError

ARABIC_PARLIAMENT = "مجلس النواب العراقي"


@pytest.fixture(scope="module")
def seen(looking_home: Path) -> Picture:
    with Archive(looking_home, create=False) as archive:
        return picture(archive, least=0.0)


@pytest.fixture(scope="module")
def html(seen: Picture) -> str:
    return page(seen, made=dt.date(2026, 1, 2))


def by_type(seen: Picture, kind: str) -> str:
    return next(event.id for event in seen.events if event.type == kind)


# ---------------------------------------------------------------- what it is made of


def test_an_event_told_twice_carries_both_quotes(seen: Picture) -> None:
    event = next(event for event in seen.events if event.type == "REQUEST")
    assert event.languages == ("ar", "en")
    assert len(event.publishers) == 2
    assert {"".join(piece.text for piece in said.pieces) for said in event.evidence} == {
        said.quote for said in event.evidence
    }
    marked = {(piece.kind, piece.text) for said in event.evidence for piece in said.pieces if piece.kind}
    assert ("trigger", "asked") in marked
    assert ("source", ARABIC_PARLIAMENT) in marked


def test_a_copy_is_told_as_one_and_adds_no_source(seen: Picture) -> None:
    event = next(event for event in seen.events if event.type == "REQUEST")
    copied = tuple(dataclasses.replace(said, copy_of="other") for said in event.evidence)
    made = page(dataclasses.replace(seen, events=(dataclasses.replace(event, evidence=copied),)))
    assert event.independent_sources == 2
    assert made.count('"copy":true') == 2


def test_a_sentence_that_tells_an_event_twice_stands_once_with_all_its_marks(seen: Picture) -> None:
    event = next(event for event in seen.events if event.type == "REQUEST")
    said = next(said for said in event.evidence if said.lang == "en")
    other = (Piece(kind="", text=said.quote[:-7]), Piece(kind="trigger", text=said.quote[-7:]))
    twice = (said, dataclasses.replace(said, mention="m2", pieces=other, confidence=0.1, rule="en/other"))
    made = page(dataclasses.replace(seen, events=(dataclasses.replace(event, evidence=twice),)))
    data = json.loads(re.search(r'id="data">(.*?)</script>', made, re.S)[1])  # type: ignore[index]
    (shown,) = data["events"][0]["ev"]
    assert "".join(text for _, text in shown["p"]) == said.quote
    assert [text for kind, text in shown["p"] if kind == "trigger"] == ["asked", said.quote[-7:]]
    assert shown["r"] == "en/asked, en/other"
    assert data["events"][0]["reports"] == 1


def test_the_newest_event_comes_first(seen: Picture) -> None:
    days = [event.day for event in seen.events if event.day]
    assert days == sorted(days, reverse=True)


@given(st.text())
def test_json_cannot_end_its_element(text: str) -> None:
    made = safe_json({"text": text})
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made) == {"text": text}


def test_the_page_is_one_file_that_runs_only_its_own_scripts(html: str) -> None:
    assert len(html.encode("utf-8")) < 4_000_000
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", html)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.S)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        assert f"'sha256-{digest}'" in policy[1]
    assert "Permission is hereby granted" in html, "the library's licence stays with it"


def test_hostile_text_stays_inside_the_data(html: str) -> None:
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert data
    found = json.loads(data[1])
    assert any("onerror" in (article["title"] or "") for article in found["articles"])
    assert "\u202e" not in html
    assert html.count("dataset.hacked=1") == data[1].count("dataset.hacked=1") > 0


def test_a_page_of_very_many_events_stays_small_and_says_what_it_leaves_out(seen: Picture) -> None:
    one = seen.events[0]
    many = tuple(dataclasses.replace(one, id=f"{number:016d}", theme="x" * 200) for number in range(12_000))
    made = page(dataclasses.replace(seen, events=many))
    assert BUDGET * 0.6 < len(made.encode("utf-8")) < 4_000_000
    data = json.loads(re.search(r'id="data">(.*?)</script>', made, re.S)[1])  # type: ignore[index]
    assert data["total"] == 12_000 > len(data["events"]) > 3_000


def test_every_word_of_the_interface_stands_in_both_languages() -> None:
    english, arabic = (json.loads((assets.PAGE / f"text.{lang}.json").read_text()) for lang in ("en", "ar"))
    assert list(english) == list(arabic)
    for key in english:
        assert set(re.findall(r"\{\w+\}", english[key])) >= set(re.findall(r"\{\w+\}", arabic[key])), key
    used = set(re.findall(r'(?:say\(|data-(?:text|label|hint)=)"(\w+)"', everything()))
    assert used - set(english) == set()


def everything() -> str:
    return "".join(path.read_text() for path in [assets.PAGE / "page.html", *sorted((assets.PAGE / "js").iterdir())])


def test_no_script_builds_elements_from_markup() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", everything())


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", css))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 reckons it."""

    def light(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_keep_the_contrast_of_wcag_aa(dark: bool) -> None:
    light, _, rest = (assets.PAGE / "page.css").read_text().partition("@media (prefers-color-scheme: dark)")
    tone = {**colours(light), **(colours(rest[: rest.index("}\n}")]) if dark else {})}
    for ground in ("paper", "card"):
        assert min(contrast(tone[ink], tone[ground]) for ink in ("ink", "soft", "accent")) >= 4.5
        assert min(contrast(tone[mark], tone[ground]) for mark in ("q1", "q2", "q3", "q4", "edge")) >= 3
    assert min(contrast(tone["ink"], tone[mark]) for mark in ("source", "target", "trigger", "theme")) >= 4.5
    assert contrast(tone["paper"], tone["accent"]) >= 4.5


def test_an_unknown_interface_language_is_told(seen: Picture) -> None:
    with pytest.raises(UsageError, match="there are en, ar"):
        page(seen, lang="fr")


def test_kg_view_writes_the_page_and_says_where(looking_home: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    done = CliRunner().invoke(app, ["view", "-o", str(target), "--home", str(looking_home), "--lang", "ar", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["events"] == 3
    assert '"lang":"ar"' in target.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        CliRunner().invoke(
            app, ["view", "-o", str(tmp_path / "no" / "x.html"), "--home", str(looking_home)], catch_exceptions=False
        )


def test_a_page_that_cannot_be_written_leaves_the_one_before(
    looking_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    target.write_text("before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(UsageError, match=r"page\.html: cannot be written \(No space left"):
        CliRunner().invoke(app, ["view", "-o", str(target), "--home", str(looking_home)], catch_exceptions=False)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("page.html", "before")]


def test_the_outlines_know_their_countries() -> None:
    codes = {code for code, _ in world.outlines()}
    assert {"IRQ", "EGY", "USA", "FRA", "CHN"} <= codes
    assert len(codes) > 150
    assert all(re.fullmatch(r"(M-?\d+ -?\d+(L-?\d+ -?\d+|M-?\d+ -?\d+)*Z)+", path) for _, path in world.outlines())


# ---------------------------------------------------------------- in the browser


def dom(chromium: str, html: str, folder: Path, *, address: str = "", size: str = "1400,900") -> str:
    """The page's document after its scripts have run; a screenshot lies beside it."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    done = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=5000", "--enable-logging=stderr",
         f"--window-size={size}", f"--screenshot={folder / 'page.png'}", "--dump-dom", f"{file.as_uri()}{address}"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "Uncaught" not in done.stderr, done.stderr[-2000:]
    assert "Refused" not in done.stderr, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("size", ["1400,900", "500,900"])
def test_the_page_shows_itself_in_both_languages_wide_and_narrow(
    seen: Picture, chromium: str, tmp_path: Path, lang: str, size: str
) -> None:
    shown = dom(chromium, page(seen, lang=lang), tmp_path, size=size)
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in shown
    assert 'data-ready="yes"' in shown
    assert {"en": "Who did what to whom", "ar": "من فعل ماذا بمن"}[lang] in shown
    assert 'data-nodes="5"' in shown
    parliament = next(actor for actor in seen.actors if actor.id == "iraq-parliament")
    assert f"<bdi>{parliament.name_ar if lang == 'ar' else parliament.name_en}</bdi>" in shown
    assert (tmp_path / "page.png").stat().st_size > 20_000


def test_an_archive_that_says_nothing_gives_a_page_that_says_so(chromium: str, tmp_path: Path) -> None:
    shown = dom(chromium, page(Picture(events=(), actors=(), articles=0)), tmp_path)
    assert 'data-ready="yes"' in shown
    assert '<p id="nothing" class="empty" role="status">No events yet: `kg ingest` reads articles.</p>' in shown


def test_an_address_opens_an_event_with_its_words_marked(
    seen: Picture, html: str, chromium: str, tmp_path: Path
) -> None:
    shown = dom(chromium, html, tmp_path, address=f"#event={by_type(seen, 'REQUEST')}")
    panel = shown[shown.index('<article id="panel"') :]
    assert re.search(r'<mark class="trigger"[^>]*>asked</mark>', panel)
    assert re.search(rf'<mark class="source"[^>]*>{ARABIC_PARLIAMENT}</mark>', panel)
    assert '<blockquote lang="ar" dir="auto">' in panel
    assert 'href="https://example.org/vote?a=1&amp;b=2"' in panel
    assert "2 publishers, 2 reports, in: Arabic, English" in panel
    assert "by 2 independent sources" in panel


def test_hostile_names_titles_and_addresses_do_nothing(seen: Picture, html: str, chromium: str, tmp_path: Path) -> None:
    shown = dom(chromium, html, tmp_path, address=f"#event={by_type(seen, 'ASSAULT')}")
    assert "data-hacked" not in shown
    panel = shown[shown.index('<article id="panel"') : shown.index("</article>")]
    assert "&lt;img src=x" in panel
    assert "<img" not in panel
    assert "href=" not in panel, "an address that is not of the web is no link"


PROBES = re.findall(r"^//# (.+)\n((?:(?!//# ).*\n)*)", Path(__file__).with_name("page_probes.js").read_text(), re.M)
HELPERS = """
const seen = [];
const note = (...truths) => seen.push(...truths);
const press = (key) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const type = (id, text) => { $(id).value = text; $(id).dispatchEvent(new Event("input")); return current; };
const choose = (id, value) => {
  $(id).value = value; $(id).dispatchEvent(new Event("change")); return current.map((event) => event.t).join(); };
try { PROBE } catch (error) { seen.push(String(error)); }
parent.document.getElementById("out").append(NUMBER + ":" + JSON.stringify(seen) + ";");
"""


def test_keys_search_filters_days_and_map_do_what_they_say(html: str, chromium: str, tmp_path: Path) -> None:
    """All probes in one browser, each on a fresh page in a frame, as a script beside the page's own."""
    assert len(PROBES) >= 8
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    frames = []
    for number, (_, probe) in enumerate(PROBES):
        script = HELPERS.replace("PROBE", probe).replace("NUMBER", str(number))
        (tmp_path / f"{number}.html").write_text(bare.replace("\nstart();\n", f"\nstart();\n{script}\n"))
        frames.append(f'<iframe src="{number}.html" width="1300" height="800"></iframe>')
    file = tmp_path / "all.html"
    file.write_text(f'<!doctype html><meta charset="utf-8"><p id="out"></p>{"".join(frames)}')
    done = subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
         f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=8000", "--dump-dom", file.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    told = re.search(r'<p id="out">(.*?)</p>', done.stdout)
    assert told
    found = {int(n): json.loads(truths) for n, truths in re.findall(r"(\d+):(\[.*?\]);", told[1])}
    for number, (name, _) in enumerate(PROBES):
        assert found.get(number), f"{name}: nothing was noted"
        assert all(truth is True for truth in found[number]), f"{name}: {found[number]}"

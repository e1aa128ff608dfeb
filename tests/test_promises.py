"""What the program promises, end to end through the command line on the project's own sample articles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = Path(__file__).parent / "samples"
KG = [sys.executable, "-m", "kg"]


def kg(*args: object, stdin: str | None = None, code: int = 0) -> str:
    """The standard output of `kg …`, whose exit code must be `code` and which never shows a traceback."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "NEO4J_"))}
    done = subprocess.run([*KG, *map(str, args)], input=stdin, capture_output=True, text=True, cwd=ROOT, env=env)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code in (0, 3) else done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    kg("ingest", SAMPLES, "--published", "2020-01-06", "--home", folder)
    return folder


@pytest.fixture(scope="module")
def rows(home: Path) -> list[dict[str, Any]]:
    return list(json.loads(kg("query", "events", "--home", home, "--json")))


def test_both_samples_tell_of_the_vote_and_of_natos_suspension(rows: list[dict[str, Any]]) -> None:
    for source, types, day in (
        ("Iraqi parliament", ("REQUEST", "SUPPORT"), "2020-01-05"),
        ("NATO", ("SANCTION",), "2020-01-04"),
    ):
        found = [r for r in rows if source in str(r["source"]) and r["type"] in types and r["date"] == day]
        assert found, (source, types, day)


def test_no_fact_without_its_sentence(home: Path) -> None:
    lines = kg("extract", SAMPLES, "--published", "2020-01-06").splitlines()
    texts = {a["id"]: json.loads(kg("article", a["id"], "--home", home, "--json"))["text"]
             for a in json.loads(kg("article", "--list", "--home", home, "--json"))}  # fmt: skip
    assert lines
    for mention in map(json.loads, lines):
        text = texts[mention["article"]]
        spans = [mention["trigger"], mention["sentence"], *mention["sources"], *mention["targets"]]
        spans += [s for s in (mention["theme"], mention["place"], mention["attribution"]) if s]
        for span in spans:
            assert text[span["start"] : span["end"]] == span["text"]
        assert mention["quote"] == mention["sentence"]["text"]


def test_reading_again_in_another_order_gives_the_same_graph(home: Path, tmp_path: Path) -> None:
    kg("export", "--format", "nq", "--home", home, "-o", tmp_path / "a.nq")
    for source in sorted(SAMPLES.iterdir(), reverse=True):
        kg("ingest", source, "--published", "2020-01-06", "--home", tmp_path / "other")
    report = json.loads(kg("ingest", SAMPLES, "--published", "2020-01-06", "--home", tmp_path / "other", "--json"))
    assert report["articles"] == {"added": 0, "unchanged": 2, "changed": 0, "refused": 0}
    kg("export", "--format", "nq", "--home", tmp_path / "other", "-o", tmp_path / "b.nq")
    one, two = ([x for x in (tmp_path / n).read_text().splitlines() if "ingested" not in x] for n in ("a.nq", "b.nq"))
    assert one
    assert one == two


def test_nothing_comes_from_the_page_furniture(home: Path) -> None:
    for article in json.loads(kg("article", "--list", "--home", home, "--json")):
        text = json.loads(kg("article", article["id"], "--home", home, "--json"))["text"]
        assert "Related" not in text
        assert "مقالات ذات صلة" not in text


def test_one_actor_in_both_languages(rows: list[dict[str, Any]]) -> None:
    nato = {r["source"] for r in rows if "NATO" in str(r["source"]) or "North Atlantic" in str(r["source"])}
    assert len(nato) == 1


def test_arabic_names_on_demand(home: Path) -> None:
    shown = json.loads(kg("query", "events", "--names", "ar", "--home", home, "--json"))
    assert any("حلف شمال الأطلسي" in str(r["source"]) for r in shown)


def test_why_leads_from_an_event_to_the_words_the_article_and_the_entry(home: Path, rows: list[dict[str, Any]]) -> None:
    event = next(r for r in rows if "Iraqi parliament" in str(r["source"]))
    told = kg("why", event["event"], "--home", home)
    assert "⟦" in told
    assert "characters" in told
    assert "entry " in told


def test_stated_roles_are_dated_facts_with_their_sentence(home: Path) -> None:
    question = (
        "SELECT ?who ?title ?quote ?day { ?r kg:holder ?who ; kg:title ?title ; kg:quote ?quote ; kg:reported ?day }"
    )
    found = json.loads(kg("query", question, "--home", home, "--json"))
    assert any("qassem-soleimani" in r["who"] for r in found)
    assert all(r["day"] == "2020-01-06" for r in found)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["ingest", "no-such-file"], "no such file"),
        (["query", "evnts"], "events"),
        (["query", "events", "--param", "nmes=ar"], "names"),
        (["ingest", SAMPLES, "--published", "yesterday-ish"], "2020-01-31"),
        (["load", "--store", "mysql://x"], "oxigraph"),
        (["why", "ffffffffffffffff"], "kg query events"),
        (["article", "none"], "kg article --list"),
        (["export", "--format", "docx", "-o", "x.docx"], "graphml"),
        (["extract", SAMPLES, "--model", "ar"], "ar=PATH"),
        (["ingest", SAMPLES, "--lang", "xx"], ""),
    ],
)
def test_a_slip_is_told_in_one_line_with_what_to_do(args: list[object], says: str, home: Path) -> None:
    needs_home = args[0] not in ("extract",)
    done = subprocess.run(
        [*KG, *map(str, args), *(["--home", str(home)] if needs_home else [])], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode in (1, 2, 3)
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 3


@pytest.mark.parametrize(
    "url",
    [
        "bolt://bob:S3cret@Pw#x@127.0.0.1:1",
        "sparql+http://bob:S3cret@127.0.0.1:1/q?token=S3cret",
        "bolt://a:S3cret@x:bad",
    ],
)
def test_no_secret_of_a_store_url_is_ever_printed(url: str, home: Path) -> None:
    done = subprocess.run(
        [*KG, "load", "--store", url, "--home", str(home)], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert done.returncode in (1, 2)
    assert "S3cret" not in done.stdout + done.stderr
    assert "Pw" not in done.stderr


def test_the_vocabulary_is_read_once() -> None:
    from ontology import schema

    assert schema.load() is schema.load()


def test_a_dateline_with_its_year_says_when_an_article_was_published() -> None:
    line = {
        "id": "x",
        "lang": "en",
        "text": "MANILA, Aug. 11, 2023 - NATO suspended its training mission in Iraq on Tuesday.",
    }
    found = json.loads(kg("extract", "-", "--published", "2025-06-01", stdin=json.dumps(line) + "\n"))
    assert found["date"]["value"] == "2023-08-08"


def test_good_articles_survive_bad_ones(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "rubbish.txt").write_bytes(bytes(range(256)) * 40)
    good = {"id": "good", "lang": "en", "text": "NATO suspended its training mission in Iraq."}
    (tmp_path / "lines.jsonl").write_text(json.dumps(good) + '\n{"id":\n')
    report = json.loads(kg("ingest", tmp_path, "--home", tmp_path / "home", "--json", code=3))
    assert report["articles"]["added"] == 1
    assert len(report["refused"]) == 3
    assert all(r["source"] and r["reason"] for r in report["refused"])


def test_standard_input_and_the_id_of_a_line_are_kept() -> None:
    line = json.dumps({"id": "my-id", "text": "NATO suspended its training mission in Iraq.", "lang": "en"})
    found = [json.loads(x) for x in kg("extract", "-", stdin=line + "\n").splitlines()]
    assert {m["article"] for m in found} == {"my-id"}


@pytest.mark.parametrize(
    "text", ["DELETE WHERE {?s ?p ?o}", "DROP ALL", "SELECT * {SERVICE <http://127.0.0.1:1/> {?s ?p ?o}}"]
)
def test_a_query_never_writes_nor_calls_out(text: str, home: Path, tmp_path: Path) -> None:
    kg("export", "--format", "nq", "--home", home, "-o", tmp_path / "before.nq")
    message = kg("query", text, "--home", home, code=2)
    assert len(message.strip().splitlines()) <= 3
    kg("export", "--format", "nq", "--home", home, "-o", tmp_path / "after.nq")
    assert (tmp_path / "before.nq").read_bytes() == (tmp_path / "after.nq").read_bytes()


def test_what_turns_text_round_stays_in_the_archive_and_out_of_the_terminal(tmp_path: Path) -> None:
    text = "NATO\u202e suspended its training\u2066 mission in Iraq."
    line = {"id": "turned", "text": text, "title": "A \u202etitle", "lang": "en"}
    kg("ingest", "-", "--home", tmp_path, stdin=json.dumps(line) + "\n")
    assert json.loads(kg("article", "turned", "--home", tmp_path, "--json"))["text"] == text
    shown = kg("article", "turned", "--home", tmp_path)
    assert shown.endswith(text.replace("\u202e", "\u200b").replace("\u2066", "\u200b") + "\n")
    event = json.loads(kg("query", "events", "--home", tmp_path, "--json"))[0]
    assert event["quote"] == text
    told = [shown, kg("why", event["event"], "--home", tmp_path), kg("query", "events", "--home", tmp_path, "--csv")]
    assert not set("\u202e\u2066") & set("".join(told).replace("\u2068", ""))

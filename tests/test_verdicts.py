"""What the analyst decides: kept as lines, checked as a whole, replayed at every rebuild; and the faults of tables."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.rules import RuleExtractor
from kg.archive import Archive
from kg.rebuild import rebuild
from kg.verdicts import FILE, Verdict, Verdicts, add, check, gazetteer_of
from kg.verdicts import read as read_verdicts
from ontology.errors import DataError, UsageError
from ontology.model import ActorMention

ROOT = Path(__file__).parent.parent
HEAD = "kind,a,b,lang,since,until,note\n"
X1, X2 = "x-" + "1" * 16, "x-" + "2" * 16


def write(home: Path, *lines: str) -> Path:
    (home / FILE).write_text(HEAD + "".join(line + "\n" for line in lines), encoding="utf-8")
    return home


def named(text: str) -> ActorMention:
    return ActorMention(text=text, start=0, end=len(text), actor=None, name=text, code=None)


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    found = Verdicts.load(tmp_path)
    assert found.verdicts == ()
    assert found.canonical("nato") == "nato"


@pytest.mark.parametrize(
    ("lines", "actor", "canonical"),
    [
        ([f"same,{X1},nato,,,,"], X1, "nato"),
        ([f"same,nato,{X1},,,,"], X1, "nato"),
        ([f"same,{X2},{X1},,,,"], X2, X1),
        ([f"same,{X1},{X2},,,,", f"same,{X2},osce,,,,"], X1, "osce"),
        (["same,osce,nato,,,,"], "osce", "nato"),
        ([f"different,{X1},nato,,,,"], X1, X1),
    ],
)
def test_one_stands_for_all_that_are_the_same(tmp_path: Path, lines: list[str], actor: str, canonical: str) -> None:
    assert Verdicts.load(write(tmp_path, *lines)).canonical(actor) == canonical
    assert Verdicts.load(write(tmp_path, *reversed(lines))).canonical(actor) == canonical


def test_different_holds_for_all_that_are_the_same(tmp_path: Path) -> None:
    found = Verdicts.load(write(tmp_path, f"same,{X1},nato,,,,", f"different,nato,{X2},,,,"))
    assert found.different == frozenset({("nato", X2)})
    assert found.apart(X1, X2)
    assert not found.apart(X1, "nato")


def test_an_alias_says_who_an_unknown_name_is(tmp_path: Path) -> None:
    found = Verdicts.load(write(tmp_path, "alias,hamas,Zork Front,en,,,", "alias,osce,Vienna body,en,2010-01-01,,"))
    assert found.meant(named("Zork Front")) == "hamas"
    assert found.meant(named("the ZORK front")) == "hamas"
    assert found.meant(named("Zork"), lang="en") is None
    assert found.meant(named("Zork Front"), lang="ar") is None
    day = __import__("datetime").date(2009, 1, 1)
    assert found.meant(named("Vienna body"), day=day) is None
    assert gazetteer_of(tmp_path).aliases is not None
    assert any(a.text == "Zork Front" and a.actor == "hamas" for a in gazetteer_of(tmp_path).aliases())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("same,nobody-at-all,nato,,,,", "a is 'nobody-at-all': no such actor"),
        ("same,nato,x-12,,,,", "b is 'x-12': no such actor"),
        ("same,nato,nato,,,,", "nato beside itself"),
        ("equal,nato,osce,,,,", "possible: same, different, alias"),
        ("alias,nato,Hamas,,,,", "is a name of hamas (the gazetteer)"),
        ("alias,nato,,,,,", "b is empty"),
        ("alias,nato,Pact,english,,,", "lang is 'english'"),
        ("alias,nato,Pact,en,2012,2011,", "is before since"),
        ("alias,nato,Pact,en,spring,,", "write a date like"),
        ("same,nato", "2 cells"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, line: str, says: str) -> None:
    faults = read_verdicts(write(tmp_path, line))[1]
    assert len(faults) == 1
    assert f"{FILE}: line 2: " in faults[0]
    assert says in faults[0]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (
            ["same,nato,osce,,,,", "different,osce,nato,,,,"],
            "line 3: osce and nato are different here, the same by line 2",
        ),
        (
            ["different,nato,opec,,,,", "same,nato,osce,,,,", "same,osce,opec,,,,"],
            "line 2: nato and opec are different here, the same by line 3, 4",
        ),
        (
            ["alias,nato,Pact,en,,,", "alias,osce,the pact,en,,,", "alias,osce,PACT,en,,,"],
            "line 4: 'PACT' is a name of nato",
        ),
    ],
)
def test_decisions_that_contradict_are_refused(tmp_path: Path, lines: list[str], fault: str) -> None:
    assert any(fault in found for found in read_verdicts(write(tmp_path, *lines))[1])
    with pytest.raises(DataError):
        Verdicts.load(tmp_path)


def test_a_name_may_pass_from_one_to_another_in_time(tmp_path: Path) -> None:
    home = write(tmp_path, "alias,nato,Pact,en,,2010,", "alias,osce,Pact,en,2011,,")
    assert read_verdicts(home)[1] == []


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    home = write(tmp_path, "same,a,nato,,,,", "alias,nato,Hamas,,,,", "x,,,,,,", "same,nato,osce,,,,")
    found, faults = read_verdicts(home)
    assert [fault.split(": ")[1] for fault in faults] == ["line 2", "line 4", "line 3"]
    assert [v.b for v in found.verdicts] == ["Hamas", "osce"]


def test_a_refused_decision_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    known = {X1}.__contains__
    assert add(tmp_path, Verdict(kind="same", a=X1, b="nato"), known)
    assert not add(tmp_path, Verdict(kind="same", a=X1, b="nato", note="again"), known)
    before = (tmp_path / FILE).read_bytes()
    for verdict, error in (
        (Verdict(kind="different", a="nato", b=X1), DataError),
        (Verdict(kind="alias", a="nato", b="Hamas"), DataError),
        (Verdict(kind="same", a=X2, b="nato"), UsageError),
        (Verdict(kind="same", a="nato", b="nato"), UsageError),
        (Verdict(kind="alias", a="nobody-at-all", b="Pact"), UsageError),
        (Verdict(kind="alias", a="nato", b=""), UsageError),
        (Verdict(kind="alias", a="nato", b="Pact", lang="English"), UsageError),
    ):
        with pytest.raises(error):
            add(tmp_path, verdict, known)
        assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_what_a_hand_wrote_is_kept(tmp_path: Path) -> None:
    write(tmp_path, f"same,{X1},nato,,,,met in Vienna")
    (tmp_path / FILE).write_text((tmp_path / FILE).read_text().rstrip("\n"))
    add(tmp_path, Verdict(kind="alias", a="nato", b='The "Pact", so called'), bool)
    assert [v.b for v in Verdicts.load(tmp_path).verdicts] == ["nato", 'The "Pact", so called']
    assert "met in Vienna" in (tmp_path / FILE).read_text()


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "@handle", "'=1", "-x", "\u202e=evil"])
def test_a_name_like_a_formula_is_guarded_in_the_file_and_read_as_it_is(tmp_path: Path, name: str) -> None:
    add(tmp_path, Verdict(kind="alias", a="nato", b=name, note=f"{name} by hand"), bool)
    cell = next(csv.DictReader((tmp_path / FILE).open(encoding="utf-8")))
    assert (cell["b"], cell["note"]) == ("'" + name, f"'{name} by hand")
    verdict = Verdicts.load(tmp_path).verdicts[0]
    assert (verdict.b, verdict.note) == (name, f"{name} by hand")
    assert not add(tmp_path, Verdict(kind="alias", a="nato", b=name), bool)


def test_a_formula_that_a_hand_wrote_is_read_as_the_name_it_is(tmp_path: Path) -> None:
    write(tmp_path, "alias,nato,=Pact,en,,,")
    assert Verdicts.load(tmp_path).verdicts[0].b == "=Pact"


def test_the_shipped_tables_and_a_home_without_own_have_no_fault(tmp_path: Path) -> None:
    counts, faults, gaps = check(tmp_path)
    assert faults == []
    assert counts["actors"] > 2_000
    assert all("nobody from" in gap for gap in gaps)


@pytest.mark.parametrize(
    ("table", "header", "line", "says"),
    [
        ("actors.csv", "id,kind,code,country,wikidata,name_en,name_ar", "zork,Group,,XXX,,Zork,", "country is 'XXX'"),
        ("actors.csv", "id,kind,code,country,wikidata,name_en,name_ar", "nato,Group,,,,Zork,", "second line for nato"),
        ("aliases.csv", "actor,lang,kind,since,until,alias", "nato,en,name,,,Hamas", "a name of both hamas"),
        ("aliases.csv", "actor,lang,kind,since,until,alias", "nato,en,name,2015,2014,Zork", "is before since"),
        ("offices.csv", "person,of,code,since,until,title_en", "kofi-annan,nato,IGONAT,1800,,cook", "no such office"),
        (
            "offices.csv", "person,of,code,since,until,title_en",
            "kofi-annan,russia-presidency,RUSGOV,2013-01-01,,president", "vladimir-putin is president of",
        ),
        ("roles.csv", "lang,sector,kind,word", "en,GO,people,zork", "CAMEO role codes"),
    ],
)  # fmt: skip
def test_faults_of_own_tables_name_file_and_line(tmp_path: Path, table: str, header: str, line: str, says: str) -> None:
    own = tmp_path / "gazetteer"
    own.mkdir()
    (own / table).write_text(f"{header}\n{line}\n", encoding="utf-8")
    faults = check(tmp_path)[1]
    assert any(says in fault and f"{own.as_posix()}/{table}: line 2" in fault for fault in faults), faults


def kg(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *map(str, args)], capture_output=True, text=True, cwd=ROOT)


ARTICLE = {"id": "a1", "lang": "en", "published": "2024-03-12",
           "text": "The Zork Front attacked a base in Iraq on Monday. Gunmen killed two soldiers."}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "in.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    assert kg("ingest", home / "in.jsonl", "--home", home).returncode == 0
    return home


def test_the_unknown_are_listed_decided_on_and_gone(filled: Path) -> None:
    listed = json.loads(kg("actors", "unresolved", "--home", filled, "--json").stdout)
    assert [(u["name"], u["count"], u["article"]) for u in listed] == [("The Zork Front", 1, "a1")]
    assert "attacked a base" in listed[0]["sentence"]
    assert kg("same", listed[0]["actor"], "hamas", "--home", filled).returncode == 0
    assert json.loads(kg("actors", "unresolved", "--home", filled, "--json").stdout) == []
    refused = kg("different", "hamas", listed[0]["actor"], "--home", filled)
    assert (refused.returncode, "line 3" in refused.stderr) == (1, True)
    assert kg("same", "x-" + "0" * 16, "hamas", "--home", filled).returncode == 2
    done = kg("rebuild", "--home", filled, "--json")
    told = json.loads(done.stdout)
    assert (told["read_again"], told["unchanged"], told["verdicts"]) == (0, 1, 1)


def test_what_only_describes_is_counted_beside_the_names(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(
        "The Zork Front attacked a base in Mosul. Fourteen states condemned Iraq.", encoding="utf-8"
    )
    read = kg("ingest", tmp_path / "in.txt", "--lang", "en", "--home", tmp_path, "--json")
    told = json.loads(read.stdout)
    checked = kg("check", "--home", tmp_path).stdout
    assert f"{told['mentions_in_graph']} mentions in graph (≥ 0.3) checked" in checked
    named = kg("actors", "unresolved", "--home", tmp_path, "--json")
    asked = kg("query", "unresolved", "--home", tmp_path, "--json")
    left_out = len(json.loads(asked.stdout)) - len(json.loads(named.stdout))
    assert left_out > 0
    assert named.stderr.startswith(f"kg: {left_out} that only describe")


class Other(RuleExtractor):
    """The same rules under another version: what it reads counts as read by other knowledge."""

    def version(self, lang: str) -> str:
        return "other"


def test_a_rebuild_reads_again_only_what_other_knowledge_read(filled: Path) -> None:
    with Archive(filled) as archive:
        first = rebuild(filled, archive, Other(), least=0.3)
        second = rebuild(filled, archive, Other(), least=0.3)
    assert (first.read_again, second.read_again) == (1, 0)
    assert first.events == second.events > 0


def test_a_rebuild_with_a_broken_verdict_changes_nothing(filled: Path) -> None:
    path = filled / FILE
    good = path.read_text(encoding="utf-8") if path.exists() else HEAD
    path.write_text(good + "same,nobody-at-all,nato,,,,\n", encoding="utf-8")
    before = kg("query", "events", "--home", filled, "--json").stdout
    done = kg("rebuild", "--home", filled)
    path.write_text(good, encoding="utf-8")
    assert done.returncode == 1
    assert "nobody-at-all" in done.stderr
    assert kg("query", "events", "--home", filled, "--json").stdout == before

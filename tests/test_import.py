"""Foreign dictionaries and extracts become tables of one's own; nothing is guessed and nothing overwritten."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg import petrarch
from kg.actors import Finder
from kg.importing import Report, import_file
from kg.petrarch import Agent, DatedCode, Entry, Refused
from kg.verdicts import gazetteer_of
from ontology.errors import UsageError

ROOT = Path(__file__).parent.parent

ACTORS = """\
# actors of a made-up dictionary
ZORK_FRONT_ [NPLREB]   ; a comment
+ZORK_LIBERATION_FRONT
+ZF_
PETER_ZORKMANN
+P._ZORKMANN
\t[NPLMIL 900101-120812]
\t[NPLGOV >140608]
\t[NPLELI]
OLD_ZORK [XXXGOV]
LONE_ZORK
NATO_ [IGOWSTNAT]
+ZORK_PACT
BLANK_ZORK
\t[NPLGOV > 20140608]
TEN_DIGITS
\t[NPLGOV 2014060811-20150101]
\t[NPLOPP]
LONE_DATE
\t[NPLGOV 140608]
\t[NPLOPP]
BACKWARDS
\t[NPLGOV 140608-120101]
\t[NPLOPP]
ZORKARMY [MIL]
NATO_AND_MORE [IGO]
+NATO
+HAMAS
NEPAL_KINGDOM [NPL]
"""


def imported(tmp_path: Path, name: str, text: str) -> Report:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return import_file(tmp_path / name, tmp_path / "home")


def test_an_actor_dictionary_is_read_entry_by_entry() -> None:
    found = list(petrarch.actors(ACTORS))
    entries = {x.names[0]: x for x in found if isinstance(x, Entry)}
    assert entries["ZORK FRONT"].names == ("ZORK FRONT", "ZORK LIBERATION FRONT", "ZF")
    assert entries["PETER ZORKMANN"].codes == (
        DatedCode("NPLMIL", dt.date(1990, 1, 1), dt.date(2012, 8, 12)),
        DatedCode("NPLGOV", dt.date(2014, 6, 8)),
        DatedCode("NPLELI"),
    )
    refused = {x.line: x for x in found if isinstance(x, Refused)}
    assert sorted(refused) == [11, 15, 17, 20, 23]
    assert "no code" in refused[11].reason
    assert refused[15].used
    assert not refused[17].used


@pytest.mark.parametrize(
    ("restriction", "expected"),
    [
        ("[IRQGOV]", DatedCode("IRQGOV")),
        ("[IRQGOV <300101]", DatedCode("IRQGOV", None, dt.date(2030, 1, 1))),
        ("[IRQGOV <310101]", DatedCode("IRQGOV", None, dt.date(1931, 1, 1))),
        ("[IRQGOV >20140608]", DatedCode("IRQGOV", dt.date(2014, 6, 8))),
        ("[IRQGOV 990101-20140608]", DatedCode("IRQGOV", dt.date(1999, 1, 1), dt.date(2014, 6, 8))),
        ("[IRQGOV 20140608-18000101]", DatedCode("IRQGOV", dt.date(2014, 6, 8))),
    ],
)
def test_restrictions_are_dates_before_after_or_between(restriction: str, expected: DatedCode) -> None:
    entry = next(iter(petrarch.actors(f"SOMEBODY\n\t{restriction}\n")))
    assert isinstance(entry, Entry)
    assert entry.codes == (expected,)


@pytest.mark.parametrize("bad", ["[IRQGOV 140608]", "[IRQGOV 1406081122-150101]", "[IRQGOV 140631-150101]", "[IRQ1]"])
def test_an_irregular_line_is_told_with_its_number(bad: str) -> None:
    found = list(petrarch.actors(f"SOMEBODY [IRQ]\n\t{bad}\n"))
    assert [x.line for x in found if isinstance(x, Refused)] == [2]


AGENTS = """\
!PERSON! = MAN, WOMAN
ZORKMASTER {ZORKMEISTERS} [~GOV]
ZORKBOSS [~REB]
ZORKY [~CVL]
ZORKLESS_ {} [~MIL]
CONGRESS!PERSON! [~LEG]
POLICE [~COP]
HELPERS [NGO~]
BROKEN [GOV]
NO!THING! [~GOV]
"""


def test_agents_have_plurals_and_sets() -> None:
    found = list(petrarch.agents(AGENTS))
    words = {x.words[0]: (x.words[1:], x.code) for x in found if isinstance(x, Agent)}
    assert words["ZORKMASTER"] == (("ZORKMEISTERS",), "GOV")
    assert words["ZORKBOSS"] == (("ZORKBOSSES",), "REB")
    assert words["ZORKY"] == (("ZORKIES",), "CVL")
    assert words["ZORKLESS"] == ((), "MIL")
    assert words["CONGRESSMAN"] == (("CONGRESSWOMAN",), "LEG")
    assert [x.line for x in found if isinstance(x, Refused)] == [8, 9, 10]


def test_what_is_imported_is_read(tmp_path: Path) -> None:
    report = imported(tmp_path, "actors.txt", ACTORS)
    finder = Finder(gazetteer_of(tmp_path / "home"))

    def code(text: str, on: str | None = None) -> str | None:
        return finder.find(text, day=dt.date.fromisoformat(on) if on else None)[0].code

    assert code("the Zork Liberation Front") == "NPLREB"
    assert (code("Peter Zorkmann", "2010-01-01"), code("P. Zorkmann", "2018-01-01")) == ("NPLMIL", "NPLGOV")
    assert code("Nepalese zorkarmy") == "NPLMIL"
    assert finder.find("Zork Pact")[0].actor == "nato"
    assert finder.find("NATO")[0].code == "IGONAT"
    assert finder.find("Nepal Kingdom")[0].actor == "nepal"
    refused = {r.line: r.reason for r in report.refused}
    assert set(refused) == {10, 11, 12, 15, 17, 20, 23, 26}
    assert "kept as it is" in refused[12]
    assert "several actors: hamas, nato" in refused[26]


def test_role_words_of_a_dictionary_are_read(tmp_path: Path) -> None:
    report = imported(tmp_path, "agents.txt", AGENTS)
    finder = Finder(gazetteer_of(tmp_path / "home"))
    assert finder.find("Peruvian zorkmeisters")[0].code == "PERGOV"
    assert report.counts()["known"] >= 1


@pytest.mark.parametrize("name", ["=CMD('calc')", "+Zork Front", "@zork", "-Zork", "'=Zork"])
def test_a_name_like_a_formula_is_guarded_in_the_tables_and_read_as_it_is(tmp_path: Path, name: str) -> None:
    report = imported(tmp_path, "own.csv", f'name,code\n"{name}",---REB\n')
    assert report.added["actors.csv"] == 1, report.refused
    for table in (tmp_path / "home").rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@")], table.name
    assert name in {actor.name for actor in gazetteer_of(tmp_path / "home").actors()}
    assert imported(tmp_path, "own.csv", f'name,code\n"{name}",---REB\n').known == 1


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    first = imported(tmp_path, "actors.txt", ACTORS)
    tables = {p.name: p.read_bytes() for p in (tmp_path / "home" / "gazetteer").iterdir()}
    second = imported(tmp_path, "actors.txt", ACTORS)
    assert sum(first.added.values()) > 5
    assert sum(second.added.values()) == 0
    assert {p.name: p.read_bytes() for p in (tmp_path / "home" / "gazetteer").iterdir()} == tables


OURS = "id,kind,code,country,wikidata,name_en,name_ar\n"


@pytest.mark.parametrize(
    ("text", "name", "actor", "code"),
    [
        (OURS + "zork-league,Organization,IGOZRK,,,Zork League,\n", "Zork League", "zork-league", "IGOZRK"),
        (
            "qid,label_en,aliases,country,code\nQ42,Zork Union,ZU One|ZU Two,ke,KENLAB\n",
            "ZU Two",
            "zork-union",
            "KENLAB",
        ),
        ("item,itemLabel,country\nhttp://example.org/entity/Q42,Zork Choir,Nepal\n", "Zork Choir", "zork-choir", "NPL"),
        ("label,country\nZork Band,Q801\n", "Zork Band", "zork-band", "ISR"),
    ],
)
def test_extracts_in_several_shapes_are_read(tmp_path: Path, text: str, name: str, actor: str, code: str) -> None:
    report = imported(tmp_path, "extract.csv", text)
    assert report.refused == []
    found = Finder(gazetteer_of(tmp_path / "home")).find(name)[0]
    assert (found.actor, found.code) == (actor, code)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("zork,Group,XXXGOV,,,Zork,", "code is 'XXXGOV'"),
        ("zork,Group,,Atlantis,,Zork,", "no state is called so"),
        ("zork,Group,,,,,", "no name"),
        ("zork,Group,NPLPTY,,,Hamas,", "code NPLPTY, but hamas has PSEREB here"),
        ("nato,Group,,,,Zork,", None),
    ],
)
def test_a_line_of_an_extract_that_cannot_be_used(tmp_path: Path, line: str, says: str | None) -> None:
    report = imported(tmp_path, "extract.csv", OURS + line + "\n")
    assert [r.line for r in report.refused] == ([2] if says else [])
    assert says is None or says in report.refused[0].reason


@pytest.mark.parametrize(("name", "data"), [("x.csv", b"a,b\n1,2\n"), ("x.txt", b"\xff\xfe\x00"), ("none.txt", None)])
def test_a_file_that_is_neither_is_refused(tmp_path: Path, name: str, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError):
        import_file(tmp_path / name, tmp_path / "home")
    assert not (tmp_path / "home" / "gazetteer").exists()


def test_the_command_tells_what_it_refused(tmp_path: Path) -> None:
    (tmp_path / "actors.txt").write_text(ACTORS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "actors", "import", tmp_path / "actors.txt", "--home", tmp_path, "--json"],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert done.returncode == 3
    assert told["actors"] >= 3
    assert {r["line"] for r in told["refused"]} >= {10, 15, 17}

"""Who is known, under which names, with which code on which day; and what the tables' reader refuses."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import gazetteer
from ontology.countries import definite_adjective
from ontology.errors import DataError, UsageError
from ontology.model import Actor
from ontology.names import fold

# Territories that depend on a state: they need names, but no nationality adjective.
DEPENDENT = {
    "ABW", "AIA", "ASM", "BMU", "COK", "CUW", "CYM", "FLK", "FRO", "GIB", "GUF", "GUM", "MNP", "MSR", "NCL",
    "PYF", "TCA", "VGB", "VIR",
}  # fmt: skip


def users_of(name: str, lang: str) -> set[str]:
    return {
        alias.actor
        for alias in gazetteer.load().aliases()
        if alias.lang == lang and fold(alias.text) == fold(name) and alias.kind != "short"
    }


def find(actor_id: str) -> Actor:
    actor = gazetteer.load().actor(actor_id)
    assert actor is not None, actor_id
    return actor


def test_the_shipped_tables_have_no_fault() -> None:
    assert gazetteer.check() == []


def test_every_state_has_a_name_in_both_languages() -> None:
    states = gazetteer.load().states
    assert len(states) > 200
    assert [code for code, state in states.items() if not state.actor.name_en or not state.actor.name_ar] == []


def test_every_state_has_an_adjective_in_both_languages() -> None:
    states = gazetteer.load().states
    without = {code for code, state in states.items() if not state.demonym_en or not state.demonym_ar}
    assert without == DEPENDENT


@pytest.mark.parametrize("code", ["KOS", "TWN", "PSE", "VAT", "SSD", "TLS"])
def test_states_of_disputed_or_late_recognition_are_there(code: str) -> None:
    assert gazetteer.load().country(code).country == code


def test_the_gazetteer_is_large_enough_for_world_news() -> None:
    actors = list(gazetteer.load().actors())
    people = [actor for actor in actors if actor.kind == "Person"]
    others = [actor for actor in actors if actor.kind not in ("Person", "Country")]
    arabic = [alias for alias in gazetteer.load().aliases() if alias.lang == "ar"]
    assert len(people) >= 800
    assert len(others) >= 450
    assert len(arabic) >= 3500
    assert len(list(gazetteer.load().places())) >= 600


@pytest.mark.parametrize(
    ("actor", "lang", "name"),
    [
        ("nato", "en", "NATO"),
        ("nato", "en", "North Atlantic Treaty Organization"),
        ("nato", "ar", "الناتو"),
        ("nato", "ar", "حلف شمال الأطلسي"),
        ("united-states", "en", "U.S."),
        ("united-states", "ar", "الولايات المتحدة"),
        ("united-states", "ar", "أميركا"),
        ("united-states", "ar", "واشنطن"),
        ("united-states", "ar", "أمريكي"),
        ("iran", "en", "Islamic Republic of Iran"),
        ("ivory-coast", "ar", "كوت ديفوار"),
        ("saudi-arabia", "ar", "السعودية"),
        ("russia-presidency", "en", "the Kremlin".removeprefix("the ")),
        ("israel-parliament", "en", "Knesset"),
        ("iraq-parliament", "ar", "مجلس النواب العراقي"),
        ("houthis", "ar", "أنصار الله"),
        ("kataib-hezbollah", "ar", "كتائب حزب الله"),
        ("coalition-against-isis", "ar", "التحالف الدولي ضد تنظيم الدولة"),
        ("turkey", "en", "Türkiye"),
    ],
)
def test_a_name_leads_to_its_actor_alone(actor: str, lang: str, name: str) -> None:
    assert users_of(name, lang) == {actor}


@pytest.mark.parametrize(
    ("actor", "code", "kind", "name_en", "name_ar"),
    [
        ("iraq-parliament", "IRQLEG", "Legislature", "Iraqi parliament", "البرلمان العراقي"),
        ("iraq-government", "IRQGOV", "Government", "Iraqi government", "الحكومة العراقية"),
        (
            "south-korea-government",
            "KORGOV",
            "Government",
            "South Korean government",
            "الحكومة الكورية الجنوبية",
        ),
        ("sudan-army", "SDNMIL", "Military", "Sudanese army", "الجيش السوداني"),
        ("kenya-police", "KENCOP", "Police", "Kenyan police", "الشرطة الكينية"),
        ("south-africa-police", "ZAFCOP", "Police", "South African police", "الشرطة الجنوب أفريقية"),
        (
            "united-states-defence-ministry",
            "USAGOVMIL",
            "Government",
            "US defence ministry",
            "وزارة الدفاع الأمريكية",
        ),
        ("aruba-government", "ABWGOV", "Government", "Aruba government", "الحكومة في أروبا"),
    ],
)
def test_bodies_of_states_are_composed(actor: str, code: str, kind: str, name_en: str, name_ar: str) -> None:
    found = find(actor)
    assert (found.code, found.kind, found.name_en, found.name_ar) == (code, kind, name_en, name_ar)
    assert found.sectors == tuple(code[start : start + 3] for start in range(3, len(code), 3))


@pytest.mark.parametrize(
    ("which", "actor"),
    [("LEG", "iraq-parliament"), ("parliament", "iraq-parliament"), ("GOV", "iraq-government"),
     ("MIL", "iraq-military"), ("COP", "iraq-police"), ("JUD", "iraq-judiciary"), ("XXX", None)],
)  # fmt: skip
def test_a_role_code_leads_to_the_body_that_it_means(which: str, actor: str | None) -> None:
    found = gazetteer.load().institution("IRQ", which)
    assert (found.id if found else None) == actor


@pytest.mark.parametrize("actor", ["", "-", "iraq-", "iraq-kitchen", "nato-parliament", "parliament", "Iraq"])
def test_an_unknown_id_gives_no_actor(actor: str) -> None:
    assert gazetteer.load().actor(actor) is None


def test_an_unknown_country_code_says_what_was_expected() -> None:
    with pytest.raises(UsageError, match="alpha-3"):
        gazetteer.load().country("XYZ")


@pytest.mark.parametrize(
    ("actor", "day", "code"),
    [
        ("abdel-fattah-el-sisi", "2005-01-01", "EGY"),
        ("abdel-fattah-el-sisi", "2012-01-01", "EGYMIL"),
        ("abdel-fattah-el-sisi", "2013-03-01", "EGYGOVMIL"),
        ("abdel-fattah-el-sisi", "2018-03-01", "EGYGOV"),
        ("adil-abdul-mahdi", "2019-06-01", "IRQGOV"),
        ("sergei-lavrov", "2022-03-01", "RUSGOV"),
        ("jens-stoltenberg", "2012-01-01", "NORGOV"),
        ("jens-stoltenberg", "2020-01-01", "IGONAT"),
        ("saddam-hussein", "2006-01-01", "IRQGOV"),
        ("taliban", "2010-01-01", "AFGREB"),
        ("taliban", "2022-01-01", "AFGGOV"),
        ("rapid-support-forces", "2022-01-01", "SDNMIL"),
        ("rapid-support-forces", "2024-01-01", "SDNREB"),
        ("nato", "2020-01-01", "IGONAT"),
        ("houthis", "2024-01-01", "YEMREB"),
        ("iraq-parliament", "2020-01-05", "IRQLEG"),
    ],
)
def test_a_code_depends_on_the_day(actor: str, day: str, code: str) -> None:
    assert gazetteer.load().code_on(actor, dt.date.fromisoformat(day)) == code


def test_without_a_day_the_last_office_counts() -> None:
    assert gazetteer.load().code_on("david-cameron") == "GBRGOV"
    assert gazetteer.load().code_on("nobody-at-all") is None


def test_offices_are_in_the_order_of_time() -> None:
    for person in gazetteer.load().offices_of:
        days = [office.since or dt.date.min for office in gazetteer.load().offices(person)]
        assert days == sorted(days)


def test_a_place_has_all_its_spellings() -> None:
    kyiv = next(place for place in gazetteer.load().places() if place.id == "kyiv")
    assert kyiv.names_en == ("Kyiv", "Kiev")
    assert kyiv.country == "UKR"
    assert kyiv.latitude == pytest.approx(50.45, abs=0.1)


def test_places_with_coordinates_lie_on_land_of_the_right_quarter() -> None:
    """A swapped or mistyped sign would move a city to another hemisphere."""
    quarters = {"IRQ": (1, 1), "USA": (1, -1), "BRA": (-1, -1), "AUS": (-1, 1), "EGY": (1, 1), "PAK": (1, 1)}
    for place in gazetteer.load().places():
        if place.country in quarters and place.latitude is not None and place.longitude is not None:
            north, east = quarters[place.country]
            assert place.latitude * north > 0, place
            assert place.longitude * east > 0, place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "الأمم المتحدة",
            "الامم المتّحده",
        ),
        (
            "مصطفى",
            "مصطفي",
        ),
        (
            "الـــعراق",
            "العراق",
        ),
        ("Élysée", "elysee"),
        ("N\u2019Djamena", "N'Djamena"),
    ],
)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("bare", "masculine", "feminine"),
    [
        (
            "عراقي",
            "العراقي",
            "العراقية",
        ),
        (
            "كوري جنوبي",
            "الكوري الجنوبي",
            "الكورية الجنوبية",
        ),
        (
            "جنوب أفريقي",
            "الجنوب أفريقي",
            "الجنوب أفريقية",
        ),
    ],
)
def test_adjectives_take_article_and_ending(bare: str, masculine: str, feminine: str) -> None:
    assert definite_adjective(bare) == masculine
    assert definite_adjective(bare, feminine=True) == feminine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table in gazetteer.FOLDER.glob("*.csv"):
        shutil.copy(table, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("table", "line", "says"),
    [
        ("actors.csv", "nato,Organization,IGONAT,,,NATO again,", "a second line for nato"),
        ("actors.csv", "iraq-parliament,Legislature,IRQLEG,IRQ,,Parliament of Iraq,", "already"),
        ("actors.csv", "iraq,Group,IRQ,IRQ,,Republic in Mesopotamia,", "already"),
        ("actors.csv", "New One,Group,,,,New One,", "small letters"),
        ("actors.csv", "new-one,Club,,,,New One,", "possible: ArmedGroup"),
        ("actors.csv", "new-one,Group,XXXGOV,,,New One,", "code is 'XXXGOV'"),
        ("actors.csv", "new-one,Group,,XXX,,New One,", "country is 'XXX'"),
        ("actors.csv", "new-one,Group,,,7184,New One,", "wikidata"),
        ("actors.csv", "new-one,Group,,,,,", "has no name"),
        ("actors.csv", "new-one,Group,,,New One", "5 cells"),
        ("actors.csv", "new-one,Group,,,,Kofi Annan,", "is a name of both"),
        ("aliases.csv", "nobody,en,name,,,Nobody", "no such actor"),
        ("aliases.csv", "nato,en,nickname,,,Alliance", "possible: name"),
        ("aliases.csv", "nato,english,name,,,Alliance", "lang is 'english'"),
        ("aliases.csv", "nato,en,name,2015,2014,Alliance", "is before since"),
        ("aliases.csv", "nato,en,name,spring,,Alliance", "write a date like"),
        ("aliases.csv", "nato,en,name,2014-13,,Alliance", "write a date like"),
        ("aliases.csv", "nato,en,name,,,", "no name for nato"),
        ("aliases.csv", "nato,en,name,,, Alliance", "blank at its beginning"),
        ("aliases.csv", "nato,ar,name,,,الحوثيون", "both"),
        ("offices.csv", "nobody,iraq-government,IRQGOV,,,minister", "no such actor"),
        ("offices.csv", "kofi-annan,iraq-kitchen,IRQGOV,,,cook", "no such actor"),
        ("offices.csv", "kofi-annan,iraq-government,GOV,,,cook", "code is 'GOV'"),
        ("offices.csv", "kofi-annan,iraq-government,IRQGOV,,,", "no title"),
        ("places.csv", "atlantis,XXX,,,Atlantis,", "country is 'XXX'"),
        ("places.csv", "atlantis,GRC,95.1,,Atlantis,", "degrees"),
        ("places.csv", "atlantis,GRC,,,,", "has no name"),
        ("places.csv", "mosul,GRC,,,Mosul,", "an id of its own"),
        ("capitals.csv", "GRC,mosul", "in GRC"),
        ("capitals.csv", "IRQ,mosul", "a second line for IRQ"),
        ("countries.csv", "XKX,yes,,,,", "has no name"),
        ("countries.csv", "AUT,maybe,,,,", "possible: yes, no"),
        ("institutions.csv", "kitchen,Club,GOV,{demonym} kitchen,{demonym}", "possible: ArmedGroup"),
        ("institutions.csv", "kitchen,Group,GO,{demonym} kitchen,{demonym}", "CAMEO role codes"),
        ("institutions.csv", "kitchen,Group,GOV,kitchen,{demonym}", "in braces"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_a_fault(folder: Path, table: str, line: str, says: str) -> None:
    with (folder / table).open("a", encoding="utf-8") as handle:
        handle.write(line + "\n")
    faults = gazetteer.read(folder)[1]
    assert [fault for fault in faults if says in fault and "ontology/" in fault], faults[:5]


def test_a_fault_names_file_and_line(folder: Path) -> None:
    lines = (folder / "offices.csv").read_text(encoding="utf-8").splitlines()
    lines[7] = lines[7].replace(",", ",no-such-", 1)
    (folder / "offices.csv").write_text("\n".join(lines), encoding="utf-8")
    assert [fault.split(": ")[:2] for fault in gazetteer.read(folder)[1]] == [["ontology/offices.csv", "line 8"]]


def test_all_faults_are_listed_at_once_and_the_rest_is_read(folder: Path) -> None:
    for table in ("aliases.csv", "offices.csv"):
        with (folder / table).open("a", encoding="utf-8") as handle:
            handle.write("nobody,x,x,,,x\n")
    found, faults = gazetteer.read(folder)
    assert len(faults) == 2
    assert found.actor("nato") is not None


@pytest.mark.parametrize("content", [None, b"", b"id,name\n", b"\xff\xfe\x00", b'"actor'])
def test_a_table_that_cannot_be_read_is_a_fault(folder: Path, content: bytes | None) -> None:
    table = folder / "aliases.csv"
    table.unlink() if content is None else table.write_bytes(content)
    assert any("ontology/aliases.csv" in fault for fault in gazetteer.read(folder)[1])


def test_loading_broken_tables_raises_the_first_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "places.csv").unlink()
    monkeypatch.setattr(gazetteer, "FOLDER", folder)
    gazetteer.load.cache_clear()
    try:
        with pytest.raises(DataError, match=r"places\.csv"):
            gazetteer.load()
    finally:
        gazetteer.load.cache_clear()


def test_a_name_may_pass_from_one_actor_to_another_in_time(folder: Path) -> None:
    with (folder / "aliases.csv").open("a", encoding="utf-8") as handle:
        handle.write("nato,en,name,,2010,The Band\nosce,en,name,2011,,The Band\n")
    assert gazetteer.read(folder)[1] == []


def test_a_spreadsheets_byte_order_mark_is_no_fault(folder: Path) -> None:
    table = folder / "places.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert gazetteer.read(folder)[1] == []

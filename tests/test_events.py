"""events.ttl is a whole codebook, its loader refuses what is unusable, and data files are safe for Arabic."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import DataError, UsageError
from ontology.events import FILE, LANGUAGES, load, read
from ontology.model import FACTUALITIES

ROOT = Path(__file__).parents[1]
QUAD_CLASSES = {
    1: ["AGREE", "CONCEDE", "CONSULT", "SUPPORT"],
    2: ["AID", "COOPERATE", "RETREAT"],
    3: ["ACCUSE", "REJECT", "REQUEST", "THREATEN"],
    4: ["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"],
}
PLOVER = [name for names in QUAD_CLASSES.values() for name in names]
CODES_BELOW_ROOT = [10, 27, 28, 7, 8, 5, 6, 25, 5, 27, 12, 26, 22, 26, 6, 13, 13, 14, 9, 7]

DATA_FILES = sorted(
    path
    for pattern in (
        "ontology/*.ttl",
        "ontology/*.csv",
        "extractors/lexicons/*.toml",
        "queries/*.rq",
        "queries/*.cypher",
    )
    for path in ROOT.glob(pattern)
)
RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
QUOTED = re.compile(r'("(?:[^"\\]|\\.)*")')


def test_there_are_plovers_sixteen_types_from_cooperation_to_conflict():
    assert list(load().types) == PLOVER
    assert {name: load().quad_class(name) for name in PLOVER} == {
        name: quad for quad, names in QUAD_CLASSES.items() for name in names
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PLOVER)
def test_each_type_is_explained_in_each_language(name, lang):
    concept = load().types[name]
    assert len(concept.labels[lang]) >= 2
    assert concept.definitions[lang] != concept.examples[lang]
    assert all(bool(RTL.search(text)) == (lang == "ar") for text in (
        *concept.labels[lang], concept.definitions[lang], concept.examples[lang],
    ))  # fmt: skip


def test_no_two_types_share_a_label():
    for lang in LANGUAGES:
        labels = Counter(label for concept in load().types.values() for label in concept.labels[lang])
        assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("name", [name for name in PLOVER if name != "REQUEST"])  # REQUEST stands at zero
def test_scores_have_the_sign_of_their_quad_class(name):
    lowest, highest = (0.5, 10) if load().quad_class(name) <= 2 else (-10, -0.5)
    scores = [load().intensity(name, mode) for mode in (None, *load().modes(name))]
    assert all(lowest <= score <= highest for score in scores)


@pytest.mark.parametrize(
    ("name", "mode", "score"),
    [
        ("ACCUSE", None, -3),
        ("SANCTION", "expel", -5.5),
        ("SANCTION", "discontinue", -6),
        ("RETREAT", "disarm", 10),
        ("REQUEST", "assist", 0.5),
        ("ASSAULT", "unconventional", -10),
    ],
)
def test_a_mode_has_its_own_score_or_that_of_its_type(name, mode, score):
    assert load().intensity(name, mode) == score


def test_contexts_and_factualities_are_complete():
    assert len(load().contexts) == 37
    assert sorted(load().factualities) == sorted(FACTUALITIES)


def test_the_codebooks_codes_are_all_there():
    counts = Counter(code[:2] for code in load().cameo if len(code) > 2)
    assert [counts[f"{root:02}"] for root in range(1, 21)] == CODES_BELOW_ROOT
    assert all(f"{root:02}" in load().cameo for root in range(1, 21))


def test_only_statements_and_appeals_have_no_type():
    assert {code[:2] for code, concept in load().cameo.items() if concept.type is None} == {"01", "02"}
    for code, concept in load().cameo.items():
        assert concept.type in PLOVER or code[:2] in ("01", "02")
        assert concept.mode is None or concept.mode in load().modes(concept.type)


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("010", (None, None)),
        ("0234", (None, None)),
        ("0333", ("AGREE", None)),
        ("042", ("CONSULT", "visit")),
        ("057", ("SUPPORT", None)),
        ("0812", ("CONCEDE", None)),
        ("0813", ("RETREAT", None)),
        ("0814", ("RETREAT", None)),
        ("0831", ("CONCEDE", None)),
        ("0841", ("RETREAT", "release")),
        ("085", ("RETREAT", None)),
        ("0874", ("RETREAT", "withdraw")),
        ("091", ("ACCUSE", "investigate")),
        ("1056", ("REQUEST", "yield")),
        ("1622", ("SANCTION", "discontinue")),
        ("163", ("COERCE", "withhold")),
        ("1711", ("COERCE", "seize")),
        ("1712", ("ASSAULT", "destroy")),
        ("175", ("ASSAULT", "crowd-control")),
        ("176", ("COERCE", "cyber")),
        ("191", ("COERCE", "restrict")),
        ("192", ("COERCE", "seize")),
        ("1952", ("ASSAULT", "drone")),
        ("2042", ("ASSAULT", "unconventional")),
        ("1213", ("REJECT", "assist")),  # a data set's own code: the longest known prefix is 121
    ],
)
def test_a_cameo_code_means_what_its_longest_prefix_says(code, meaning):
    assert load().type_of_cameo(code) == meaning


FOUR_DIGITS = st.deferred(lambda: st.sampled_from([code for code in load().cameo if len(code) == 4]))


@given(FOUR_DIGITS, st.text("0123456789"))
def test_more_digits_never_lose_the_meaning_of_a_code(code, digits):
    assert load().type_of_cameo(code + digits) == load().type_of_cameo(code)


def test_labels_fall_back_to_english():
    assert (load().label("SANCTION", "en"), load().label("SANCTION", "fr")) == ("sanction", "sanction")
    assert RTL.search(load().label("SANCTION", "ar"))


def test_a_misspelt_type_is_answered_with_the_near_one_and_the_place():
    with pytest.raises(DataError, match=r"^ar\.toml: entry 2: no such event type: 'SANCTON'; did you mean SANCTION"):
        load().check_type("SANCTON", where="ar.toml: entry 2")
    with pytest.raises(UsageError, match="did you mean SANCTION"):
        load().check_type("sanction", error=UsageError)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda types: types.check_type("zzz"), "use one of AGREE, CONCEDE"),
        (
            lambda types: types.check_mode("SANCTION", "expell"),
            "no such mode of SANCTION: 'expell'; did you mean expel",
        ),
        (
            lambda types: types.check_mode("AID", "food"),
            "no such mode of AID: 'food'; there is none, leave it out",
        ),
        (lambda types: types.check_context("militry"), "no such context: 'militry'; did you mean military"),
        (lambda types: types.check_cameo("1629"), "no such CAMEO code: '1629'; did you mean 162"),
        (lambda types: types.check_cameo("x"), r"use one of 01, 010.* … \(316 in all\)"),
        (lambda types: types.type_of_cameo("99"), "no such CAMEO code: '99'"),
        (lambda types: types.intensity("AID", "food"), "no such mode of AID"),
        (lambda types: types.label("SANCTON", "en"), "did you mean SANCTION"),
    ],
)
def test_an_unknown_name_says_what_was_possible(call, said):
    with pytest.raises(DataError, match=said):
        call(load())


def test_a_known_name_is_given_back():
    types = load()
    known = types.check_type("AID"), types.check_mode("SANCTION", "expel"), types.check_context("cyber")
    assert (*known, types.check_cameo("042")) == ("AID", "expel", "cyber", "042")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('skos:notation "SANCTION" ;', "", "kg:SANCTION has 0 values of notation"),
        ("kg:intensity -6.0 ;", "", "kg:SANCTION has 0 values of intensity"),
        ("kg:intensity -6.0 ;", 'kg:intensity "high" ;', "kg:[A-Z-]+[a-z-]* has intensity 'high'"),
        ('skos:notation "hunger" ;', 'skos:notation "riot" ;', "kg:PROTEST-hunger has the notation 'riot'"),
        ('"sanction"@en', '"sanction"@fr', "kg:SANCTION needs one preferred label.*@en"),
        ("skos:broader kg:SANCTION ;", "skos:broader kg:SANCTON ;", "did you mean SANCTION"),
        (
            "skos:broadMatch kg:SANCTION ;",
            "skos:broadMatch kg:SANCTON ;",
            "kg:cameo-16.*did you mean SANCTION",
        ),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(tmp_path, right, wrong, said):
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    broken = tmp_path / "events.ttl"
    broken.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(DataError, match=rf"(?s)ontology/events\.ttl: .*{said}"):
        read(broken)


def test_a_slip_in_turtle_is_found_by_its_line(tmp_path):
    lines = FILE.read_text(encoding="utf-8").splitlines()
    number = lines.index('    skos:notation "SANCTION" ;') + 1
    lines[number - 1] = '    skos:notation "SANCTION"'
    broken = tmp_path / "events.ttl"
    broken.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataError, match=rf"ontology/events\.ttl: line ({number}|{number + 1}): not valid Turtle"):
        read(broken)


def test_loading_twice_gives_the_same_in_the_same_order():
    first, second = read(FILE), read(FILE)
    assert first == second
    assert [list(first.cameo), list(first.modes("ASSAULT"))] == [
        list(second.cameo),
        list(second.modes("ASSAULT")),
    ]


def test_a_missing_file_is_a_data_error(tmp_path):
    with pytest.raises(DataError, match=r"none\.ttl: cannot be read"):
        read(tmp_path / "none.ttl")


def display_fault(line: str, *, is_csv: bool = False) -> str | None:
    """Why an editor would show this line in the wrong order or hide something, if it would."""
    if INVISIBLE.search(line):
        return "invisible character: write it as an escape"
    pieces = next(csv.reader([line]), []) if is_csv else QUOTED.split(line)
    at = [index for index, piece in enumerate(pieces) if RTL.search(piece)]
    if not at:
        return None
    if len(at) > 1:
        return "two right-to-left strings"
    piece, after = pieces[at[0]], pieces[at[0] + 1 :]
    unquoted = not is_csv and at[0] % 2 == 0
    if unquoted and re.search(r"[A-Za-z'=]", piece[RTL.search(piece).start() :]):
        return "words after a right-to-left one"
    if any(char.isalnum() for char in "".join(after).replace("@ar", "", 1)) or (is_csv and after):
        return "the right-to-left string is not the last thing"
    return None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('kg:X skos:prefLabel "x"@en , "\u0645\u062b\u0627\u0644"@ar ;', None),
        ('"\u0645\u062b\u0627\u0644"@ar , "x"@en', "the right-to-left string is not the last thing"),
        ('words = ["\u0645", "\u062b"]', "two right-to-left strings"),
        ('text = "\u0645 2020 NATO \u062b 7"', None),
        ('text = "\u0645"  # why', "the right-to-left string is not the last thing"),
        ("# the word \u0645", None),
        ("# \u0645 is a word", "words after a right-to-left one"),
        ("words = ['\u0645', '\u062b']", "words after a right-to-left one"),
        ('text = "a\u200f"', "invisible character: write it as an escape"),
    ],
)
def test_the_rule_for_lines_knows_good_from_bad(line, fault):
    assert display_fault(line) == fault


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('nato,ar,"a, \u0645"', None),
        ("nato,\u0645,ar", "the right-to-left string is not the last thing"),
        ("nato,\u0645,", "the right-to-left string is not the last thing"),
        ("nato,\u0645,\u062b", "two right-to-left strings"),
    ],
)
def test_the_rule_for_csv_goes_by_cells(line, fault):
    assert display_fault(line, is_csv=True) == fault


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.name)
def test_data_files_are_shown_rightly_by_editors(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    faults = {
        number: fault
        for number, line in enumerate(lines, 1)
        if (fault := display_fault(line, is_csv=path.suffix == ".csv"))
    }
    assert faults == {}

"""Every lexicon entry carries its own proof, and a slip in a file says where and what was possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors import lexicon
from extractors.check import check
from ontology import events
from ontology.errors import DataError, UsageError


@pytest.mark.parametrize("lang", lexicon.languages())
def test_every_entry_gives_its_own_example(lang: str) -> None:
    faults, entries = check([lang])
    assert entries >= 350
    assert faults == []


def test_the_languages_have_the_same_files_and_tables() -> None:
    tables = {lang: (set(lexicon.load(lang).words), set(lexicon.load(lang).links.values())) for lang in ("ar", "en")}
    assert tables["ar"][1] == tables["en"][1]
    only = {
        "ar": {
            "about", "accusative_dual", "accusative_ending", "against", "belonging", "belonging_to",
            "calling", "closed_ending", "collective", "complementizer", "dual", "feminine_ending",
            "feminine_state", "free_relative", "genre_crime", "intransitive", "kind_of", "member",
            "member_of", "membership", "modifier", "named_for", "nominative_construct",
            "nominative_ending", "office_adjective", "owned", "people", "perhaps_before_imperfect", "rank",
            "relational", "several", "summing", "venue",
        },
        "en": {
            "anniversary", "anyone", "articles", "bound_object", "clause_noun", "definite", "hearsay",
            "infinitive", "interrogative", "inverted", "journey_for", "law_book", "manner", "named_storm",
            "no_doer", "of_age", "of_no_state", "one", "particle", "plural", "relative_clause", "serves", "sides",
            "suspected_of", "unarmed",
            "under_law", "untrue", "usually", "work", "years_ago",
        },
    }  # fmt: skip
    assert tables["ar"][0] - only["ar"] == tables["en"][0] - only["en"]


@pytest.mark.parametrize("lang", lexicon.languages())
def test_every_event_type_can_be_said(lang: str) -> None:
    said = {t.type for t in lexicon.load(lang).triggers}
    assert said == set(events.load().types)


def test_a_language_without_lexicon_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="ar, en"):
        lexicon.load("fr")


@pytest.mark.parametrize(
    ("events_toml", "says"),
    [
        ('[[SANCTION]]\nid = "a"\nvreb = ["x"]\nexample = "x"\n', "did you mean verb"),
        ('[[SANCTION]]\nid = "a"\nverb = ["x"]\n', "example"),
        ('[[SANCTION]]\nid = "a"\nexample = "x"\n[[AID]]\nid = "a"\nexample = "x"\n', "two entries have the id 'a'"),
        ('[[SANCTION]]\nid = "a"\nexample = "x"\ncomplement = "maybe"\n', "planned"),
        ('[[SANCTION]]\nid = "a"\nexample = "x"\nwhen.obj = ["@nobody"]\n', "no list '@nobody'"),
        ('[[SANCTION]\nid = "a"\n', "line 1"),
    ],
)
def test_a_slip_names_file_and_entry(tmp_path: Path, events_toml: str, says: str) -> None:
    (tmp_path / "xx.events.toml").write_text(events_toml)
    (tmp_path / "xx.roles.toml").write_text("")
    (tmp_path / "xx.grammar.toml").write_text("")
    with pytest.raises(DataError, match=r"xx\.events\.toml") as error:
        lexicon.read_folder(tmp_path, "xx")
    assert says in str(error.value)

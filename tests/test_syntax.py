"""The array view of a tree, on trees made by hand: no model is needed to test a grammar rule."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from extractors.syntax import Tree, collapse, tree

# word, lemma, part of speech, head (counted from 0), relation
Row = tuple[str, str, str, int, str]


def parsed(rows: list[Row], lang: str = "en", morphs: dict[int, str] | None = None) -> Doc:
    """A Doc as a pipeline would give it."""
    return Doc(
        spacy.blank(lang).vocab,
        words=[r[0] for r in rows],
        lemmas=[r[1] for r in rows],
        pos=[r[2] for r in rows],
        heads=[r[3] for r in rows],
        deps=[r[4] for r in rows],
        morphs=[(morphs or {}).get(i, "") for i in range(len(rows))],
    )


PASSIVE: list[Row] = [
    ("Soldiers", "soldier", "NOUN", 2, "nsubj:pass"),
    ("were", "be", "AUX", 2, "aux:pass"),
    ("killed", "kill", "VERB", 2, "root"),
    ("by", "by", "ADP", 4, "case"),
    ("rebels", "rebel", "NOUN", 2, "obl:agent"),
    ("in", "in", "ADP", 6, "case"),
    ("response", "response", "NOUN", 2, "obl"),
    ("to", "to", "ADP", 9, "case"),
    ("the", "the", "DET", 9, "det"),
    ("raid", "raid", "NOUN", 6, "nmod"),
    (".", ".", "PUNCT", 2, "punct"),
]


@pytest.fixture
def view() -> Tree:
    return tree(parsed(PASSIVE))


def test_a_passive_is_seen_by_its_subject_or_auxiliary(view: Tree) -> None:
    assert view.passive(2)
    assert not view.passive(6)


def test_a_passive_is_seen_by_the_form_of_the_verb() -> None:
    rows: list[Row] = [("قُتل", "قتل", "VERB", 0, "root"), ("جندي", "جندي", "NOUN", 0, "nsubj")]
    assert tree(parsed(rows, "ar", {0: "Voice=Pass"})).passive(0)


def test_spans_give_the_words_of_the_text(view: Tree) -> None:
    for i in range(len(view)):
        span = view.span(view.name_tokens(i))
        assert view.text[span.start : span.end] == span.text
    assert view.span(view.name_tokens(9)).text == "the raid"


def test_prepositions_are_joined_as_written(view: Tree) -> None:
    assert [view.preps[i] for i in (4, 6, 9)] == ["by", "in", "to"]


def test_a_preposition_of_several_words_governs_the_noun_behind_it(view: Tree) -> None:
    after = collapse(view, {"in response to", "by"})
    assert (after.head[9], after.dep[9], after.preps[9]) == (2, "obl", "in response to")


def test_a_tree_without_the_phrase_stays_as_it_is(view: Tree) -> None:
    assert collapse(view, {"on behalf of"}) is view


def test_what_hung_on_the_phrase_stays_in_the_tree(view: Tree) -> None:
    after = collapse(view, {"in response to"})
    assert all(0 <= h < len(after) for h in after.head)
    for i in range(len(after)):
        at, steps = i, 0
        while after.head[at] != at:
            at, steps = after.head[at], steps + 1
            assert steps <= len(after), "a circle"


def test_the_arabic_article_is_left_off_for_looking_up() -> None:
    rows: list[Row] = [("الهجمات", "هجوم", "NOUN", 0, "root")]
    assert tree(parsed(rows, "ar"), {"ال"}).keys[0] == ("هجوم", "الهجمات", "هجمات")


def test_coordination_is_spread_out() -> None:
    rows: list[Row] = [
        ("Russia", "Russia", "PROPN", 3, "nsubj"),
        ("and", "and", "CCONJ", 2, "cc"),
        ("China", "China", "PROPN", 0, "conj"),
        ("met", "meet", "VERB", 3, "root"),
    ]
    assert tree(parsed(rows)).coordinated(0) == [0, 2]

"""The recipe's own material: sentences written for the project, and what is made of a lexicon of verb forms."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractors.training import treebank
from extractors.training.augment import before_pronoun
from extractors.training.morphology import to_script
from extractors.training.silver import LONGEST, SHORTEST, agreed
from extractors.training.treebank import Sentence

NAMES = {"PER", "ORG", "LOC", "GPE", "NORP"}


@pytest.fixture(scope="module")
def newswire() -> list[Sentence]:
    train, dev = treebank.newswire()
    return [*train, *dev]


def test_own_sentences_are_many_and_each_tenth_is_kept_to_choose_by(newswire: list[Sentence]) -> None:
    train, dev = treebank.newswire()
    assert len(newswire) >= 900
    assert 9 * len(dev) <= len(train) <= 9 * len(dev) + 9
    assert not {tuple(w.form for w in s) for s in train} & {tuple(w.form for w in s) for s in dev}


def crosses(heads: list[int]) -> bool:
    for i, head in enumerate(heads):
        low, high = sorted((i, head))
        for k in range(low + 1, high):
            at = k
            while at not in (i, head) and heads[at] != at:
                at = heads[at]
            if at not in (i, head):
                return True
    return False


def test_each_own_sentence_is_one_tree_and_hardly_any_has_crossing_arcs(newswire: list[Sentence]) -> None:
    trees = [[w.head for w in sentence] for sentence in newswire]
    assert all(sum(head == i for i, head in enumerate(heads)) == 1 for heads in trees)
    assert sum(map(crosses, trees)) <= 5


def test_names_of_own_sentences_are_whole(newswire: list[Sentence]) -> None:
    for sentence in newswire:
        before = "O"
        for word in sentence:
            if word.name != "O":
                assert word.name[2:] in NAMES
            if word.name.startswith("I-"):
                assert before[2:] == word.name[2:]
            before = word.name


def test_own_sentences_have_many_different_verbs(newswire: list[Sentence]) -> None:
    verbs = Counter(w.lemma for s in newswire for w in s if w.upos == "VERB")
    assert len(verbs) > 450


class Pipeline:
    """A parser that hangs every word on the first, or on the word before it."""

    def __init__(self, *, flat: bool) -> None:
        from spacy import blank

        self.flat = flat
        self.blank = blank("ar")
        self.vocab = self.blank.vocab
        self.make_doc = self.blank.make_doc

    def pipe(self, docs):  # type: ignore[no-untyped-def]
        from spacy.tokens import Doc

        for doc in docs:
            words = [t.text for t in doc]
            heads = [0 if self.flat or len(words) < 10 else max(0, i - 1) for i in range(len(words))]
            deps = ["ROOT", *["dep"] * (len(words) - 1)]
            yield Doc(self.vocab, words=words, heads=heads, deps=deps, pos=["X"] * len(words))


def test_silver_trees_are_those_that_two_parsers_agree_on() -> None:
    short, long = " ".join(["كلمة"] * 8), " ".join(["كلمة"] * 12)
    one, other = Pipeline(flat=True), Pipeline(flat=False)
    found = list(agreed([short, long], one, other))  # type: ignore[arg-type]
    assert [len(s) for s in found] == [8]
    both = list(agreed([short, long, " ".join(["كلمة"] * (LONGEST + 1))], one, one))  # type: ignore[arg-type]
    assert [len(s) for s in both] == [8, 12]
    assert not list(agreed([" ".join(["كلمة"] * (SHORTEST - 1))], one, one))  # type: ignore[arg-type]


def test_a_plural_verb_loses_its_silent_alif_before_a_pronoun() -> None:
    assert before_pronoun(to_script("qtlwA")) == to_script("qtlw")


def test_the_recipe_names_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    from extractors.training.__main__ import main

    assert main(["only", "two"]) == 2
    assert "TREEBANK_DIR" in capsys.readouterr().err


def test_the_own_sentences_stand_in_the_repository() -> None:
    assert Path(treebank.NEWSWIRE).exists()

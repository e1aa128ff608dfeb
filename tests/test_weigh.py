"""The weights by which reports are compared: fitted to labelled pairs, near to what is expected of them."""

from __future__ import annotations

from kg import logistic
from kg.identity_data import knowledge
from kg.weigh import Sample, fit, report_lines


def sample(same: bool, *features: dict[str, float]) -> Sample:
    return Sample(features=tuple({"bias": 1.0, **found} for found in features), same=same, pair="a")


def test_without_examples_the_weights_are_as_expected() -> None:
    assert fit([]) == dict(knowledge().expected)


def test_what_tells_pairs_apart_gets_weight() -> None:
    """Of a pair of one happening the likest two mentions count, of another one all."""
    found = [sample(True, {"towns": 1.0}, {"towns": -1.0})] * 20 + [sample(False, {"towns": -1.0})] * 20
    assert fit(found)["towns"] > knowledge().expected["towns"] + 0.5


def test_a_feature_without_examples_keeps_what_is_expected_of_it() -> None:
    found = [sample(True, {"towns": 1.0})] * 5
    assert fit(found)["uneven in one article"] == knowledge().expected["uneven in one article"]


def test_the_shipped_weights_know_every_feature() -> None:
    known = knowledge()
    assert known.weights.keys() == known.expected.keys()


def test_evidence_for_one_happening_never_counts_against_it() -> None:
    """A likeness is to be explained: of each feature the weight has the sign that is expected of it."""
    known = knowledge()
    for_it = ("source", "target", "same day", "within", "place", "towns", "numbers", "names", "words", "theme")
    assert all(known.weights[name] > 0 for name in for_it)
    assert all(known.weights[name] < 0 for name in known.expected if name.startswith(("other", "nobody")))


def test_the_figures_tell_how_many_unseen_pairs_are_right() -> None:
    found = [sample(True, {"source": 1.0}), sample(False, {"source": 0.1})]
    assert list(report_lines(found, [0.9, 0.6]))[1].startswith("told rightly by weights that have not seen them: 1,")


def test_few_examples_move_a_weight_little() -> None:
    strict = logistic.fit([({"x": 1.0}, True)], {"x": 0.0}, {"x": 10.0})["x"]
    loose = logistic.fit([({"x": 1.0}, True)], {"x": 0.0}, {"x": 0.1})["x"]
    assert 0 < strict < loose

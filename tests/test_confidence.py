"""Confidence: what it is computed from, that it means what it says, and what is left out below a minimum."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extractors import confidence, lexicon
from extractors.rules import RuleExtractor
from kg import calibrate, cases
from kg.calibrate import Sample
from kg.cli import main
from kg.settings import min_confidence
from ontology.errors import UsageError

HERE = Path(__file__).parent
NEWS = "Russian forces shelled the Ukrainian town of Izium on Monday, killing five civilians."


@pytest.mark.parametrize("lang", lexicon.languages())
def test_every_language_has_weights_that_know_their_features(lang: str) -> None:
    known = confidence.weights(lang)
    assert len(known) > 40
    assert "bias" in known


def test_a_language_without_weights_gets_one_confidence_for_all() -> None:
    assert confidence.confidence({"bias": 1.0}, "xx") == confidence.UNFITTED


@pytest.mark.parametrize("lang", lexicon.languages())
def test_of_the_readings_of_unseen_cases_as_many_are_right_as_confidence_says(lang: str) -> None:
    found = []
    for name in (f"{lang}.held.toml", f"{lang}.hard.held.toml"):
        found += list(calibrate.samples(cases.read(HERE / "cases" / name), RuleExtractor()))
    told = [confidence.confidence(s.features, lang) for s in found]
    sure = [s.right for s, p in zip(found, told, strict=True) if p >= 0.8]
    unsure = [s.right for s, p in zip(found, told, strict=True) if p < 0.5]
    assert abs(sum(told) / len(told) - sum(s.right for s in found) / len(found)) < 0.12
    assert sum(sure) / len(sure) > 0.72
    assert not unsure or sum(unsure) / len(unsure) < sum(sure) / len(sure)


def test_fitting_finds_which_feature_matters() -> None:
    rng = random.Random(1)
    made = []
    for i in range(400):
        good = rng.random() < 0.5
        features = {"bias": 1.0, "noise": float(rng.random() < 0.5), **({"good": 1.0} if good else {})}
        made.append(Sample(features=features, right=rng.random() < (0.9 if good else 0.2), case=str(i)))
    known = calibrate.fit(made)
    assert known["good"] > 2
    assert abs(known["noise"]) < 0.7
    told = calibrate.cross_validated(made)
    assert any(line.startswith("told 0.8-1.0") for line in calibrate.report(made, told))


def test_a_minimum_leaves_out_what_is_less_sure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NEWS, encoding="utf-8")
    counts = []
    for least in ("0", "1"):
        monkeypatch.setattr("sys.argv", ["kg", "extract", str(file), "--min-confidence", least])
        with pytest.raises(SystemExit) as done:
            main()
        assert done.value.code == 0
        counts.append(len(capsys.readouterr().out.splitlines()))
    assert counts[0] > 0
    assert counts[1] == 0


@pytest.mark.parametrize("told", [-0.1, 1.5])
def test_a_minimum_outside_0_to_1_is_refused(told: float) -> None:
    with pytest.raises(UsageError, match="minimum confidence"):
        min_confidence(told)


def test_a_minimum_in_the_environment_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MIN_CONFIDENCE", "much")
    with pytest.raises(UsageError, match="'much'"):
        min_confidence(None)

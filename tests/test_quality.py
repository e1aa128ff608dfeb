"""Quality is a floor that only rises: the project's own labelled cases, measured at every change."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.rules import RuleExtractor
from kg import cases
from kg.evaluate import LEVELS, evaluate
from kg.measure import measure
from kg.settings import min_confidence

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
CASES = [file for file in cases.files(HERE / "cases") if cases.subject(file) == "texts"]


@pytest.mark.parametrize("name", [file.stem for file in CASES if file.stem in FLOORS])
def test_no_figure_falls_below_its_floor(name: str) -> None:
    found = evaluate(cases.read(HERE / "cases" / f"{name}.toml"), RuleExtractor(), least=min_confidence(None))
    figures: dict[str, Any] = found.languages[name.split(".")[0]].to_json()
    now = {level: figures["levels"][level]["F1"] for level in LEVELS} | figures["shares"]
    fallen = {k: (now[k], floor) for k, floor in FLOORS[name].items() if k in now and now[k] < floor}
    assert fallen == {}
    assert figures["false_events_per_100"] <= FLOORS[name]["false_events_per_100"]


@pytest.mark.parametrize("name", [name for name in FLOORS if name.startswith(("pairs.", "actors."))])
def test_who_is_meant_and_what_is_one_happening_stay_above_their_floors(name: str) -> None:
    subject = name.partition(".")[0]
    measured, _ = measure([HERE / "cases" / f"{name}.toml"], RuleExtractor(), least=min_confidence(None))
    figures: dict[str, Any] = measured[subject]["all"]  # type: ignore[index]
    floors = FLOORS[name]
    assert {k: figures[k] for k, floor in floors.items() if k != "wrong" and figures[k] < floor} == {}
    assert figures.get("wrong", 0.0) <= floors.get("wrong", 0.0)


@pytest.mark.parametrize("file", CASES, ids=lambda p: p.name)
def test_the_held_fifth_is_kept_apart(file: Path) -> None:
    found = cases.read(file)
    assert len({c.id for c in found}) == len(found)
    assert all((c.id[-1] in "05") is (".held." in file.name) for c in found)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_at_least_five_hundred_texts_a_third_of_them_without_events(lang: str) -> None:
    found = [case for file in CASES if file.name.startswith(f"{lang}.") for case in cases.read(file)]
    assert len(found) >= 500
    assert sum(not c.events for c in found) >= len(found) / 3

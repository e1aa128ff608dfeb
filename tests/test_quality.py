"""Quality is a floor that only rises: the project's own labelled cases, measured at every change."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.rules import RuleExtractor
from kg import cases
from kg.evaluate import LEVELS, evaluate

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    found = evaluate(cases.read(HERE / "cases" / f"{name}.toml"), RuleExtractor())
    figures: dict[str, Any] = found.languages[name.split(".")[0]].to_json()
    now = {level: figures["levels"][level]["F1"] for level in LEVELS} | figures["shares"]
    fallen = {k: (now[k], floor) for k, floor in FLOORS[name].items() if k in now and now[k] < floor}
    assert fallen == {}
    assert figures["false_events_per_100"] <= FLOORS[name]["false_events_per_100"]


@pytest.mark.parametrize("file", sorted((HERE / "cases").glob("*.toml")), ids=lambda p: p.name)
def test_the_cases_hold_texts_without_events_and_keep_the_held_fifth_apart(file: Path) -> None:
    found = cases.read(file)
    assert sum(not c.events for c in found) >= len(found) / 4
    assert len({c.id for c in found}) == len(found)
    assert all((c.id[-1] in "05") is (".held." in file.name) for c in found)

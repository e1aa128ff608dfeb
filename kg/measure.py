"""Everything that `kg eval` measures: labelled texts, pairs of reports, strings of actors, each in files of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractors.base import Extractor
from kg import cases, pairs, strings
from kg.actors import Finder
from kg.evaluate import evaluate
from ontology import gazetteer

Figures = dict[str, object]
Line = tuple[str, str, str]


def measure(paths: Iterable[Path], extractor: Extractor, *, least: float) -> tuple[Figures, list[Line]]:
    """Figures by language, and of "pairs" and "actors" where there are such files; a line for each error."""
    files: dict[str, list[Path]] = {"texts": [], "pairs": [], "actors": []}
    for path in paths:
        for file in cases.files(path):
            files[cases.subject(file)].append(file)
    figures: Figures = {}
    errors: list[Line] = []
    if files["texts"] or not any(files.values()):
        found = evaluate([case for file in files["texts"] for case in cases.read(file)], extractor, least=least)
        figures |= found.to_json()
        errors += found.errors
    if files["pairs"]:
        scored, wrong = pairs.evaluate([p for file in files["pairs"] for p in pairs.read(file)], extractor, least=least)
        figures["pairs"] = {name: score.to_json() for name, score in scored.items()}
        errors += wrong
    if files["actors"]:
        named, missed = strings.evaluate(strings.files(files["actors"]), Finder(gazetteer.load()))
        figures["actors"] = {name: score.to_json() for name, score in named.items()}
        errors += missed
    return figures, errors

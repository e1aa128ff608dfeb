"""Fits the weights of `extractors/confidence.py` on labelled cases and says how well they hold on unseen ones.

    python -m kg.calibrate LANG OUT.toml CASES…

CASES are files that `kg eval` reads, each FILE or FILE=WEIGHT where its sentences count more or less than 1. A reading
is right where the case has an event of its type (of cases that only say whether there is one of a type, where it says
so). Told are the figures of a five-fold cross-validation: the reliability table, the Brier score, and what each
threshold would leave."""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.confidence import probability
from kg import cases, logistic
from kg.cases import Case
from kg.evaluate import assign, same_actors, same_type
from ontology.errors import UsageError
from ontology.model import Article

if TYPE_CHECKING:
    from extractors.rules import RuleExtractor

FOLDS = 5
SELDOM = 4  # features seen less often get no weight of their own
HELD_BACK = {"rule": 3.0, "": 1.0}  # how strongly weights are drawn to 0: an entry's more than a feature's
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)
THRESHOLDS = (0.0, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One reading: its features, whether it is right, the case that it is from, how much it counts."""

    features: dict[str, float]
    right: bool
    case: str
    weight: float = 1.0


def samples(labelled: Sequence[Case], extractor: RuleExtractor) -> Iterator[Sample]:
    """The readings of all cases of one language, judged."""
    from extractors import pipelines

    lang = labelled[0].lang
    for case, doc in zip(labelled, pipelines.parse((c.text for c in labelled), lang), strict=True):
        article = Article(id=case.id, text=case.text, lang=lang, published=case.published)
        read = [(m, dict(f)) for m, f in extractor.readings(article, doc)]
        right = {j for _, j in assign(case.events, [m for m, _ in read], same_actors, same_type)}
        for j, (mention, found) in enumerate(read):
            if case.detect is None and (case.complete or j in right):
                yield Sample(features=found, right=j in right, case=case.id)
            elif case.detect is not None and mention.type in case.detect:
                yield Sample(features=found, right=case.detect[mention.type], case=case.id)


def fit(found: Sequence[Sample]) -> dict[str, float]:
    """Weights by feature: logistic regression, drawn to 0."""
    seen = Counter(name for sample in found for name in sample.features)
    names = sorted(name for name, n in seen.items() if n >= SELDOM)
    drawn = {name: HELD_BACK.get(name.partition(":")[0], HELD_BACK[""]) for name in names}
    examples, weights = [(s.features, s.right) for s in found], [s.weight for s in found]
    return logistic.fit(examples, dict.fromkeys(names, 0.0), drawn, weights)


def cross_validated(found: Sequence[Sample]) -> list[float]:
    """The probability of each sample as told by weights that have not seen its case."""
    folds = [zlib.crc32(sample.case.encode()) % FOLDS for sample in found]
    told = [0.0] * len(found)
    for fold in range(FOLDS):
        known = fit([s for s, f in zip(found, folds, strict=True) if f != fold])
        for i, (sample, f) in enumerate(zip(found, folds, strict=True)):
            if f == fold:
                told[i] = probability(sample.features, known)
    return told


def report(found: Sequence[Sample], told: Sequence[float]) -> Iterator[str]:
    """The reliability table, the Brier score, and what each threshold leaves, a line each."""
    right = [sample.right for sample in found]
    brier = sum((p - r) ** 2 for p, r in zip(told, right, strict=True)) / len(right)
    yield f"{len(right)} readings, {sum(right)} right; Brier score {brier:.3f}"
    for low, high in pairwise(BINS):
        inside = [(p, r) for p, r in zip(told, right, strict=True) if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            share = sum(r for _, r in inside) / len(inside)
            yield f"told {low:.1f}-{min(high, 1):.1f}: {len(inside):5d} readings, mean {mean:.2f}, right {share:.2f}"
    for limit in THRESHOLDS:
        kept = [r for p, r in zip(told, right, strict=True) if p >= limit]
        share = sum(kept) / max(1, len(kept))
        left = sum(kept) / max(1, sum(right))
        yield f"from {limit:.2f}: {len(kept):5d} readings, {share:.2f} right, {left:.2f} of the right ones kept"


def _weighed(file: str, lang: str, extractor: RuleExtractor) -> Iterator[Sample]:
    """The samples of `FILE` or `FILE=WEIGHT`."""
    name, _, weight = file.partition("=")
    try:
        counts = float(weight or 1)
    except ValueError:
        raise UsageError(f"{file}: {weight!r} is no weight; give FILE or FILE=NUMBER, as sentences.jsonl=0.5") from None
    labelled = [case for case in cases.read(Path(name)) if case.lang == lang]
    for sample in samples(labelled, extractor) if labelled else ():
        yield replace(sample, weight=counts)


def main(arguments: Sequence[str]) -> int:
    """Exit code 2 where the arguments are not given."""
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    from extractors.rules import RuleExtractor

    lang, out, *files = arguments
    found = [sample for file in files for sample in _weighed(file, lang, RuleExtractor())]
    if not found:
        raise UsageError(f"no cases of language {lang} in {', '.join(files)}")
    print("\n".join(report(found, cross_validated(found))))
    lines = [f"{name!r} = {value}".replace("'", '"') for name, value in fit(found).items() if value]
    head = f"# How sure a reading is ({lang}), by feature: fitted by `python -m kg.calibrate`, not to be edited.\n"
    Path(out).write_text(head + "\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

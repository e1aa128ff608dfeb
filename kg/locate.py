"""Fits the weights of `extractors/where.py` on labelled cases and says how well they hold on unseen ones.

    python -m kg.locate OUT.toml CASES…

CASES are files that `kg eval` reads, of any languages, whose labels say where. A place is right where its words meet
the labelled ones. Told are the figures of a five-fold cross-validation, by language: how many events each threshold
gives a place, and how many of them the right one."""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.where import Features, probabilities
from kg import cases, logistic
from kg.cases import Case
from kg.evaluate import assign, same_actors, same_type, words_meet
from ontology.model import Article

if TYPE_CHECKING:
    from extractors.rules import RuleExtractor

FOLDS = 5
SELDOM = 4  # features seen less often get no weight of their own
HELD_BACK = {"rule": 3.0, "": 1.5}  # how strongly weights are drawn to 0: an entry's more than a feature's
THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An event that is read rightly: the features of the places around it, and which of them the label names."""

    features: tuple[Features, ...]
    right: tuple[bool, ...]
    named: bool  # whether the label names any
    lang: str
    case: str


def choices(labelled: Sequence[Case], extractor: RuleExtractor) -> Iterator[Choice]:
    """The readings that meet a labelled event."""
    from extractors import pipelines

    for lang in sorted({case.lang for case in labelled}):
        own = [case for case in labelled if case.lang == lang and any(event.dated for event in case.events)]
        for case, doc in zip(own, pipelines.parse((c.text for c in own), lang), strict=True):
            article = Article(id=case.id, text=case.text, lang=lang, published=case.published)
            read = list(extractor.places(article, doc))
            for i, j in assign(case.events, [mention for mention, _ in read], same_actors, same_type):
                told, found = case.events[i].place, read[j][1].values()
                yield Choice(
                    features=tuple(features for _, features in found),
                    right=tuple(told is not None and words_meet(told, place.text) for place, _ in found),
                    named=told is not None,
                    lang=lang,
                    case=case.id,
                )


def fit(found: Sequence[Choice]) -> dict[str, float]:
    """Weights by feature."""
    seen = Counter(name for choice in found for features in choice.features for name in features)
    drawn = {
        name: HELD_BACK.get(name.partition(":")[0], HELD_BACK[""]) for name, count in seen.items() if count >= SELDOM
    }
    groups = [
        [(dict.fromkeys(f, 1.0), r) for f, r in zip(c.features, c.right, strict=True)] for c in found if c.features
    ]
    return logistic.choose(groups, drawn)


def cross_validated(found: Sequence[Choice]) -> list[tuple[Choice, float, bool]]:
    """The choices, each with the probability of its likeliest place by weights that have not seen its case, and whether
    that one is right; without a place they are left out."""
    told = []
    for fold in range(FOLDS):
        known = fit([c for c in found if _fold(c) != fold])
        for choice in found:
            if choice.features and _fold(choice) == fold:
                likely = probabilities(dict(enumerate(choice.features)), known)
                best = max(likely, key=lambda k: likely[k])
                told.append((choice, likely[best], choice.right[best]))
    return told


def _spelled(name: str) -> str:
    """A feature's name as a TOML key; Arabic letters escaped, so that editors show the line rightly."""
    return "".join(c if c.isascii() else f"\\u{ord(c):04x}" for c in name)


def _fold(choice: Choice) -> int:
    return zlib.crc32(choice.case.encode()) % FOLDS


def report(found: Sequence[Choice], told: Sequence[tuple[Choice, float, bool]]) -> Iterator[str]:
    """What each threshold gives, a line each."""
    named = sum(choice.named for choice in found)
    yield f"{len(found)} events, {named} with a labelled place, {sum(any(c.right) for c in found)} of them found"
    for limit in THRESHOLDS:
        kept = [right for _, likely, right in told if likely >= limit]
        share, left = sum(kept) / max(1, len(kept)), sum(kept) / max(1, named)
        yield f"from {limit:.2f}: {len(kept):4d} told, {share:.2f} of them right, {left:.2f} of the labelled ones"


def main(arguments: Sequence[str]) -> int:
    """Exit code 2 where the arguments are not given."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    from extractors.rules import RuleExtractor

    out, *files = arguments
    found = list(choices([case for file in files for case in cases.read(Path(file))], RuleExtractor()))
    told = cross_validated(found)
    for lang in sorted({choice.lang for choice in found}):
        print(lang, *report([c for c in found if c.lang == lang], [t for t in told if t[0].lang == lang]), sep="\n")
    known = {name: value for name, value in fit(found).items() if value}
    lines = [f'"{_spelled(name)}" = {value}' for name, value in known.items()]
    head = "# Where an event happens, by feature: fitted by `python -m kg.locate`, not to be edited.\n"
    Path(out).write_text(head + "\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

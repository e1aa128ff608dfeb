"""Fits the weights of `kg/identity.py` on labelled pairs of reports and says how well they hold on unseen ones.

    python -m kg.weigh OUT.toml PAIRS…

PAIRS are files that `kg eval` reads. Which mentions of two reports are meant is not labelled: of a pair that tells of
one happening it is the likest two (chosen anew with each round of weights), of another pair it is none. Told are the
figures of a five-fold cross-validation."""

from __future__ import annotations

import math
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.confidence import probability
from kg import logistic, pairs
from kg.identity import Report, likeness, report
from kg.identity_data import knowledge
from kg.likely import ENOUGH
from kg.resolve import actor_id
from ontology.model import Article, EventMention

if TYPE_CHECKING:
    from extractors.base import Extractor
    from kg.pairs import Pair

FOLDS = 5
DRAWN = 2.0  # how strongly a weight is drawn to what is expected of it: as if two examples in doubt spoke for that
ROUNDS = 8
LEAST = 0.3  # confidence of the event mentions to fit with
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A labelled pair: the features of each two mentions of it that nothing rules out."""

    features: tuple[Mapping[str, float], ...]
    same: bool
    pair: str

    def likest(self, weights: Weights) -> Mapping[str, float]:
        """The features of the two mentions that are most likely of one happening."""
        return max(self.features, key=lambda found: probability(found, weights))


def samples(labelled: Sequence[Pair], extractor: Extractor) -> Iterator[Sample]:
    """The pairs whose reports have mentions to compare, of the type that the label is about or close to it."""
    for pair, read in pairs.mentions(labelled, extractor, least=LEAST):
        sides = [[m for m in read if m.article == article.id] for article in (pair.a, pair.b)]
        one, other = (_reports(side, article) for side, article in zip(sides, (pair.a, pair.b), strict=True))
        found = tuple(f for a in one for b in other if (f := _compared(pair, a, b)) is not None)
        if found:
            yield Sample(features=found, same=pair.same, pair=pair.a.text)


def _reports(read: Sequence[EventMention], article: Article) -> list[Report]:
    topic = {name for m in read for name in m.names}
    return [
        report(m, article.lang, article.published, lambda actor: actor_id(actor, article.id), topic=topic) for m in read
    ]


def _compared(pair: Pair, a: Report, b: Report) -> Mapping[str, float] | None:
    known = knowledge()
    if not any(r.mention.type == pair.type or known.is_close(r.mention, pair.type) for r in (a, b)):
        return None
    found = likeness(a, b)
    return found.features if found.veto is None else None


def fit(found: Sequence[Sample]) -> dict[str, float]:
    """Weights by feature."""
    expected = knowledge().expected
    weights = dict(expected)
    for _ in range(ROUNDS):
        examples = [
            (features, sample.same)
            for sample in found
            for features in ((sample.likest(weights),) if sample.same else sample.features)
        ]
        weights = logistic.fit(examples, expected, dict.fromkeys(expected, DRAWN))
    return weights


def cross_validated(found: Sequence[Sample]) -> list[float]:
    """The likeness of each pair as told by weights that have not seen it, nor another one of its first report."""
    folds = [zlib.crc32(sample.pair.encode()) % FOLDS for sample in found]
    known = [fit([s for s, f in zip(found, folds, strict=True) if f != fold]) for fold in range(FOLDS)]
    return [probability(s.likest(known[f]), known[f]) for s, f in zip(found, folds, strict=True)]


def report_lines(found: Sequence[Sample], told: Sequence[float]) -> Iterator[str]:
    """How many of the pairs are told rightly, and the mean logarithmic loss."""
    right = sum((p >= ENOUGH) is s.same for s, p in zip(found, told, strict=True))
    loss = -sum(math.log(p if s.same else 1 - p) for s, p in zip(found, told, strict=True)) / len(found)
    yield f"{len(found)} pairs with mentions to compare, {sum(s.same for s in found)} of one happening"
    yield f"told rightly by weights that have not seen them: {right}, logarithmic loss {loss:.3f}"


def main(arguments: Sequence[str]) -> int:
    """Exit code 2 where the arguments are not given."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    from extractors.rules import RuleExtractor

    out, *files = arguments
    found = list(samples([pair for file in files for pair in pairs.read(Path(file))], RuleExtractor()))
    print("\n".join(report_lines(found, cross_validated(found))))
    lines = [f'"{name}" = {value}' for name, value in fit(found).items()]
    head = "# How much each feature of two reports counts: fitted by `python -m kg.weigh`, not to be edited.\n"
    Path(out).write_text(head + "\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

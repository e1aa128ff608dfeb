"""Logistic regression over named features, drawn to what is expected of each weight: few examples move it little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS = 50
Example = tuple[Mapping[str, float], bool]


def fit(
    examples: Sequence[Example],
    expected: Mapping[str, float],
    drawn: Mapping[str, float],
    counts: Sequence[float] | None = None,
) -> dict[str, float]:
    """The weights of the features that `expected` names, by Newton's method; `drawn` says how strongly each is drawn
    to what is expected of it, `counts` how much each example counts (1 where nothing is said). The same examples give
    the same weights."""
    import numpy as np

    names = sorted(expected)
    x = _matrix([features for features, _ in examples], names)
    y = np.array([right for _, right in examples], dtype=float)
    prior, back = np.array([expected[name] for name in names]), np.array([drawn[name] for name in names])
    c = np.ones(len(y)) if counts is None else np.array(counts, dtype=float)
    w = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (c * (p - y)) + back * (w - prior)
        w -= np.linalg.solve((x * (c * p * (1 - p))[:, None]).T @ x + np.diag(back), slope)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def choose(groups: Sequence[Sequence[Example]], drawn: Mapping[str, float]) -> dict[str, float]:
    """The weights of a conditional logit over the groups: of the examples of one at most one is meant (where several
    are right, any of them), and nobody has the odds 1. `drawn` names the features, and how strongly each is drawn to 0.
    """
    import numpy as np

    names = sorted(drawn)
    xs = [_matrix([features for features, _ in group], names) for group in groups]
    meant = [np.array([right for _, right in group], dtype=float) for group in groups]
    back = np.array([drawn[name] for name in names])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        slope, curve = back * w, np.diag(back)
        for x, right in zip(xs, meant, strict=True):
            odds = np.exp(x @ w)
            p = odds / (1 + odds.sum())
            share = odds * right / (odds * right).sum() if right.any() else right
            mean = x.T @ p
            slope += x.T @ (p - share)
            curve += (x.T * p) @ x - np.outer(mean, mean)
        w -= np.linalg.solve(curve, slope)
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def _matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    import numpy as np

    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for number, features in enumerate(rows):
        for name, value in features.items():
            if name in place:
                x[number, place[name]] = value
    return x

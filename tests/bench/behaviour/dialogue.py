"""A simulated dialogue: the shopper knows what they will look at next and answers truly; how many questions find it?

After each answer the products that fit are ranked. A question asks for an attribute's value; the one with the most information
is asked: the greatest entropy of its answers under the posterior. It is over when the product is among the first three.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour import posterior
from tests.bench.behaviour.logs import Trial

SHOWN = 3


def dialogue(
    trial: Trial, score: Callable[[tuple[int, ...], NDArray[np.int64]], NDArray[np.float64]]
) -> NDArray[np.int64]:
    """By test, the number of questions until the product is among the first three."""
    everything = np.arange(len(trial.attributes.price))
    found = np.zeros(len(trial.tests), np.int64)
    for number, (prefix, target) in enumerate(trial.tests):
        rows, left, asked = everything, dict(trial.questions), 0
        while True:
            scores = score(prefix, rows)
            own = scores[np.searchsorted(rows, target)]
            ahead = np.count_nonzero(scores > own) + np.count_nonzero(scores[: np.searchsorted(rows, target)] == own)
            if ahead < SHOWN or not left:
                break
            odds = posterior(scores)
            best = max(left, key=lambda name: _entropy(left[name][rows], odds))
            answers = left.pop(best)
            rows = rows[answers[rows] == answers[target]]
            asked += 1
        found[number] = asked
    return found


def _entropy(answers: NDArray[np.int64], odds: NDArray[np.float64]) -> float:
    shares = np.bincount(answers, odds)
    shares = shares[shares > 0]
    return float(-(shares * np.log(shares)).sum())

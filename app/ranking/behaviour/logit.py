"""A conditional logit: which of the candidates is chosen, by their features.

D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974. The likelihood is concave, so damped
Newton steps find the one maximum: a dozen unknowns need no optimizer beyond numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RIDGE = 1.0
"""The precision of the belief that a weight is the default: a dozen choices can overrule it."""

STEPS = 50
ENOUGH = 1e-7
"""Newton stops when a step gains less than this, in nats a choice."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Chosen:
    """One choice: `features` of shape (candidates, features), the place `chosen`, and `offset` of shape
    (candidates,), the log of how many candidates each stands for."""

    features: Floats
    chosen: int
    offset: Floats


def fit(choices: Sequence[Chosen], start: Floats) -> Floats:
    """The weights of shape (features,) most likely after `choices`, with `start` as what is believed before them."""
    if not choices:
        return start.copy()
    sizes = np.array([len(choice.offset) for choice in choices])
    first = np.cumsum(sizes) - sizes
    features = np.concatenate([choice.features for choice in choices])
    offset = np.concatenate([choice.offset for choice in choices])
    chosen = first + np.array([choice.chosen for choice in choices])

    def likelihood(weights: Floats) -> tuple[float, Floats]:
        utility = features @ weights + offset
        utility -= np.repeat(np.maximum.reduceat(utility, first), sizes)
        odds = np.exp(utility)
        total = np.add.reduceat(odds, first)
        value = float((utility[chosen] - np.log(total)).sum() - RIDGE / 2 * ((weights - start) ** 2).sum())
        return value, odds / np.repeat(total, sizes)

    weights = start.copy()
    value, share = likelihood(weights)
    for _ in range(STEPS):
        weighted = features * share[:, None]
        mean = np.add.reduceat(weighted, first, axis=0)
        slope = features[chosen].sum(axis=0) - mean.sum(axis=0) - RIDGE * (weights - start)
        curvature = weighted.T @ features - mean.T @ mean + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curvature, slope)
        before = value
        for _halving in range(30):
            value, share = likelihood(weights + step)
            if value >= before:
                break
            step /= 2
        else:
            return weights
        weights = weights + step
        if value - before < ENOUGH * len(choices):
            break
    return weights

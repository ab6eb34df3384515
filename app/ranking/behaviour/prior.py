"""How popular each item is: its events, fading with time, on what its attributes let expect."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.attributes import Attributes
from app.ranking.behaviour.log import Log

HALF_LIFE = 7.0
"""Days after which an event weighs half; chosen on held-out training days."""

PSEUDO_EVENTS = 0.2
"""κ: the weight of what is expected, in events of today for an item of average expectation."""

SHRINKAGE = 20.0
"""Events that a value must have gathered to be believed half."""


def popularity(log: Log, attributes: Attributes, now: float) -> NDArray[np.float32]:
    """`prior` of what a log holds on a day."""
    return prior(faded(log, len(attributes), now), attributes)


def faded(log: Log, items: int, now: float) -> NDArray[np.float64]:
    """c_i = Σ 2^(-age / `HALF_LIFE`) over the events of each item: float64 of shape (items,)."""
    weights = 0.5 ** (np.maximum(now - log.ends, 0.0) / HALF_LIFE)
    return np.bincount(log.items, weights=np.repeat(weights, np.diff(log.offsets)), minlength=items).astype(np.float64)


def prior(counts: NDArray[np.float64], attributes: Attributes) -> NDArray[np.float32]:
    """log of an item's share of events × items, float32 of shape (items,): 0 is average; all 0 where `counts` are.

    p_i ∝ c_i + κ·e_i, where e_i, of mean 1, is the geometric mean of how popular i's values are: what nobody has seen
    yet inherits from what is like it.
    """
    return shrunken(counts, expected(counts, attributes))


def shrunken(counts: NDArray[np.float64], expectation: NDArray[np.float64]) -> NDArray[np.float32]:
    """The same, where e is known."""
    if not counts.any():
        return np.zeros(len(counts), np.float32)
    posterior = counts + PSEUDO_EVENTS * expectation
    return np.asarray(np.log(posterior / posterior.mean()), np.float32)


def expected(counts: NDArray[np.float64], attributes: Attributes) -> NDArray[np.float64]:
    """How popular each item should be by its attributes alone: float64 of shape (items,), above 0, of mean 1."""
    mean = max(float(counts.mean()), 1e-12) if len(counts) else 1.0
    total = np.zeros(len(counts))
    for place, (start, stop) in enumerate(zip(attributes.first[:-1], attributes.first[1:], strict=True)):
        codes = attributes.codes[:, place]
        gathered = np.bincount(codes, counts, stop - start)
        usual = np.bincount(codes, minlength=stop - start) * mean
        relative = np.log((gathered + SHRINKAGE) / (usual + SHRINKAGE))
        relative[0] = 0.0
        total += relative[codes]
    expectation = np.exp(total / max(len(attributes.names), 1))
    return np.asarray(expectation / max(expectation.mean(), 1e-12)) if len(counts) else expectation

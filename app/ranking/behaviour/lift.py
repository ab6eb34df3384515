"""Who looked at this value, looks at which value next: jeans for men, then T-shirts for men."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.attributes import Attributes
from app.ranking.behaviour.log import Log

SHRINKAGE = 5.0
"""κ: moves that must be seen from a value before what follows it is believed half."""

DENSE = 256
"""An attribute with more values than this learns only how far each value holds on to itself."""


@dataclass(frozen=True)
class Lift:
    """For one attribute of V values (0: not stated, always lift 1).

    `ratios` float32 of shape (V, V): P(next v | now u) / P(next v), at [u, v]; or, for many values, of shape (V, 2):
    the ratio to the same value, and to any other.
    """

    ratios: NDArray[np.float32]

    @property
    def square(self) -> bool:
        """Whether there is a ratio from each value to each."""
        return bool(self.ratios.shape[0] == self.ratios.shape[1])

    def ratio(self, values: NDArray[np.int64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """The lift of each value, float64 of shape (V,), for one who looked at `values` in these shares, which sum
        to 1; the share of "not stated" is 0."""
        size = len(self.ratios)
        if self.square:
            return np.asarray(shares @ self.ratios.take(values, axis=0))
        table = np.full(size, float(shares @ self.ratios[values, 1]))
        np.add.at(table, values, shares * (self.ratios[values, 0] - self.ratios[values, 1]))
        table[0] = 1.0
        return table


def learn_lifts(log: Log, attributes: Attributes) -> tuple[Lift, ...]:
    """The lifts of all attributes, from steps between different items of a session; all ratios are above 0.

    P(v | u) = (n_uv + κ·p_v) / (n_u + κ), with p_v the smoothed share of v among all items stepped to.
    """
    now, then = log.items[:-1], log.items[1:]
    within = np.ones(max(len(log.items) - 1, 0), np.bool_)
    within[log.offsets[1:-1] - 1] = False
    stepped = within & (now != then)
    now, then = now[stepped], then[stepped]
    return tuple(
        _learn(codes[now], codes[then], int(stop - start))
        for codes, start, stop in zip(attributes.codes.T, attributes.first[:-1], attributes.first[1:], strict=True)
    )


def _learn(now: NDArray[np.integer], then: NDArray[np.integer], size: int) -> Lift:
    stated = (now > 0) & (then > 0)
    now, then = now[stated], then[stated]
    share = np.bincount(then, minlength=size) + 1.0
    share[0] = 0.0
    share /= max(share.sum(), 1.0)
    from_value = np.bincount(now, minlength=size)
    if size <= DENSE:
        moves = np.bincount(now.astype(np.int64) * size + then, minlength=size * size).reshape(size, size)
        ratios = np.ones((size, size))
        ratios[1:, 1:] = (moves[1:, 1:] + SHRINKAGE * share[1:]) / (from_value[1:, None] + SHRINKAGE) / share[1:]
        return Lift(ratios.astype(np.float32))
    same = (np.bincount(now[now == then], minlength=size) + SHRINKAGE * share) / (from_value + SHRINKAGE)
    ratios = np.ones((size, 2))
    ratios[1:, 0] = same[1:] / share[1:]
    ratios[1:, 1] = (1.0 - same[1:]) / (1.0 - share[1:])
    return Lift(np.maximum(ratios, 1e-6).astype(np.float32))

"""The lifts of all attributes side by side, so that they are read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.lift import Lift

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Lifts:
    """`square` are the attributes with a ratio from each value to each, `wide` the others.

    `table` float64 of shape (values of the square ones, most values of one): their ratios, one attribute below the
    other from the rows `begin` on, int64 (square,). `told` int64: where in an array (square, most values) their values
    are, and `value` int64, where these are among the values of all attributes.
    """

    each: tuple[Lift, ...]
    square: NDArray[np.int64]
    table: Floats
    begin: NDArray[np.int64]
    told: NDArray[np.int64]
    value: NDArray[np.int64]
    wide: tuple[int, ...]
    first: tuple[int, ...]

    def of(self, codes: NDArray[np.int64], weights: Floats) -> Floats:
        """log lift of every value of all attributes, float64 of shape (values,), for one who looked at items with these
        `codes` (items, attributes), 0 where not stated, which weigh `weights` (items,), above 0."""
        shares = weights[:, None] * (codes > 0)
        total = shares.sum(axis=0)
        silent = total == 0.0
        shares /= total + silent
        found = np.ones(self.first[-1])
        if len(self.square):
            rows = codes.T.take(self.square, axis=0) + self.begin[:, None]
            mixed = shares.T.take(self.square, axis=0)[:, None, :] @ self.table.take(rows, axis=0)
            mixed[silent[self.square]] = 1.0
            found[self.value] = mixed.ravel().take(self.told)
        for place in self.wide:
            if not silent[place]:
                part = slice(self.first[place], self.first[place + 1])
                found[part] = self.each[place].ratio(codes[:, place], shares[:, place])
        return np.log(found, out=found)


def side_by_side(lifts: Sequence[Lift]) -> Lifts:
    """The lifts of attributes in their order; 8 bytes for each value of a square one and each of the most values."""
    sizes = np.array([len(lift.ratios) for lift in lifts], np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)])
    square = np.array([place for place, lift in enumerate(lifts) if lift.square], np.int64)
    own = sizes[square]
    most = int(own.max(initial=0))
    begin = np.cumsum(own) - own
    table = np.ones((int(own.sum()), most))
    for place, start in zip(square.tolist(), begin.tolist(), strict=True):
        table[start : start + sizes[place], : sizes[place]] = lifts[place].ratios
    told = np.flatnonzero((np.arange(most) < own[:, None]).ravel())
    value = told % max(most, 1) + np.repeat(first[square], own)
    wide = tuple(place for place, lift in enumerate(lifts) if not lift.square)
    return Lifts(tuple(lifts), square, table, begin, told, value, wide, tuple(first.tolist()))

"""What a model knows of its items: the values of their attributes, as codes, and their prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Attributes:
    """Values of all attributes are numbered through: attribute a's from `first[a]` on, which itself is "not stated".

    `padded` uint16 or int32 of shape (items, at least attributes): an item's values side by side, in 2, 4, 8, 16 or
    32 bytes or more, so that numpy copies a row in one go; `first` int64 (attributes + 1,), its last entry the number
    of all values; `price` float32 (items,): the natural logarithm of the price, NaN where none.
    """

    names: tuple[str, ...]
    padded: NDArray[np.integer]
    first: NDArray[np.int64]
    price: NDArray[np.float32]

    @property
    def values(self) -> int:
        """How many values there are, over all attributes."""
        return int(self.first[-1])

    @property
    def codes(self) -> NDArray[np.integer]:
        """The values of all items, of shape (items, attributes)."""
        return self.padded[:, : len(self.names)]

    def of(self, rows: NDArray[np.integer]) -> NDArray[np.integer]:
        """The values of some items, of shape (rows, attributes)."""
        return self.padded.take(rows, axis=0)[:, : len(self.names)]


def describe(names: Sequence[str], columns: Sequence[NDArray[np.int32]], prices: NDArray[np.float64]) -> Attributes:
    """Attributes from one column of codes each, -1 where not stated, and prices, of which 0 and less are none."""
    items = len(prices)
    first = np.zeros(len(names) + 1, np.int64)
    np.cumsum([int(column.max(initial=-1)) + 2 for column in columns], out=first[1:])
    width = 1 << max(len(names) - 1, 0).bit_length()
    codes = np.zeros((items, width), np.uint16 if first[-1] < 2**16 else np.int32)
    for place, column in enumerate(columns):
        codes[:, place] = column + 1 + first[place]
    stated = np.asarray(prices) > 0
    price = np.full(items, np.nan, np.float32)
    price[stated] = np.log(prices[stated])
    return Attributes(tuple(names), codes, first, price)


def undescribed(items: int) -> Attributes:
    """Items of which nothing is known."""
    return describe((), (), np.zeros(items))

"""What a model knows of its items: the values of their attributes, as codes, their prices, and how popular they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

COPIED_AT_ONCE = 32
"""Bytes: numpy copies a record of up to this many in one go, if their number is a power of 2."""


@dataclass(frozen=True)
class Attributes:
    """One record an item: what is told of it lies in one place, so that candidates are looked up once, not once a fact.

    `records` of shape (items,), with the fields `price` float32, the natural logarithm of the price, NaN where none;
    `popularity` float32, see `prior`, 0 before a log is learnt from; and `codes` (attributes,), the narrowest unsigned
    integers that hold every value, 0 where not stated. A record has 8, 16 or 32 bytes, or a greater multiple of 8.

    Values of all attributes are numbered through: attribute a's code c is the value `first[a]` + c; `first` int64
    (attributes + 1,), its last entry the number of all values.
    """

    names: tuple[str, ...]
    records: NDArray[np.void]
    first: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.records)

    @property
    def values(self) -> int:
        """How many values there are, over all attributes."""
        return int(self.first[-1])

    @property
    def codes(self) -> NDArray[np.unsignedinteger]:
        """The codes of all items, of shape (items, attributes)."""
        return np.asarray(self.records["codes"])

    @property
    def price(self) -> NDArray[np.float32]:
        """The natural logarithms of all items' prices, of shape (items,)."""
        return np.asarray(self.records["price"])

    @property
    def popularity(self) -> NDArray[np.float32]:
        """How popular all items are, of shape (items,)."""
        return np.asarray(self.records["popularity"])

    def rated(self, popularity: NDArray[np.float32]) -> Attributes:
        """The same of items of this popularity."""
        records = self.records.copy()
        records["popularity"] = popularity
        return replace(self, records=records)


def describe(names: Sequence[str], columns: Sequence[NDArray[np.int32]], prices: NDArray[np.float64]) -> Attributes:
    """Attributes from one column of codes each, -1 where not stated, and prices, of which 0 and less are none."""
    sizes = [int(column.max(initial=-1)) + 2 for column in columns]
    first = np.zeros(len(names) + 1, np.int64)
    np.cumsum(sizes, out=first[1:])
    records = np.zeros(len(prices), _record(len(names), max(sizes, default=1)))
    for place, column in enumerate(columns):
        records["codes"][:, place] = column + 1
    stated = np.asarray(prices) > 0
    records["price"] = np.nan
    records["price"][stated] = np.log(prices[stated])
    return Attributes(tuple(names), records, first)


def _record(attributes: int, codes: int) -> np.dtype[np.void]:
    """The type of a record of so many attributes with up to so many codes each."""
    narrow = np.min_scalar_type(codes - 1)
    used = 8 + attributes * narrow.itemsize
    size = 1 << (used - 1).bit_length() if used <= COPIED_AT_ONCE else -(-used // 8) * 8
    return np.dtype(
        {
            "names": ["price", "popularity", "codes"],
            "formats": [np.float32, np.float32, (narrow, (attributes,))],
            "offsets": [0, 4, 8],
            "itemsize": size,
        }
    )


def undescribed(items: int) -> Attributes:
    """Items of which nothing is known."""
    return describe((), (), np.zeros(items))

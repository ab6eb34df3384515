"""An attribute that a taste can be read from: which of its values each product states, one or several."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.catalog.columns import Coded, Tags
from app.catalog.ragged import Offsets, kinds_of, reorder, sizes_of
from app.ranking.blocks import BLOCK, blocks

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

GRID = 2.0**36
"""Leanings to tags are whole multiples of 1 / `GRID`: sums of thousands are exact, so that neither their order nor the
mean's rounding tells."""


class Stated(NamedTuple):
    """What some products state: for each value of each, the product's `places`, rising, and the value's `codes`; both
    int64 of the same shape."""

    places: Rows
    codes: Rows


@dataclass(frozen=True, eq=False)
class Trait(ABC):
    """An attribute with `values` values, numbered from 0.

    `kinds` (rows,) are what products state of it, as numbers below `many`: those who state the same have the same.
    `there` bool (values + 1, blocks): whether a block holds a product that states a code, the last one for what is not
    stated.
    """

    attribute: str
    kinds: NDArray[np.integer]
    there: NDArray[np.bool_]

    @property
    def values(self) -> int:
        """How many values there are."""
        return len(self.there) - 1

    @property
    @abstractmethod
    def many(self) -> int:
        """How many kinds there are."""

    @abstractmethod
    def stated(self, rows: Rows) -> Stated:
        """What some rows state, each in the order of the feed."""

    @abstractmethod
    def of(self, row: int) -> list[int]:
        """The codes that one row states."""

    @abstractmethod
    def means(self, table: Floats, kinds: NDArray[np.integer]) -> Floats:
        """The mean of a number for each code, `table` float64 (values + 1,), over what each of some kinds states; the
        last one where nothing is stated: float64 of the shape of `kinds`."""

    @abstractmethod
    def means_of_kinds(self, table: Floats) -> Floats:
        """`means` of all kinds: float64 of shape (many,)."""

    def shares(self, rows: Rows) -> Floats:
        """The share of the products that hold a value among those of some rows that state one: float64 of shape
        (values,); of single values they sum to 1."""
        stated = self.stated(rows)
        many = int(np.count_nonzero(np.diff(stated.places, prepend=-1)))
        return np.bincount(stated.codes, minlength=self.values) / max(many, 1)

    @cached_property
    def everywhere(self) -> Floats:
        """`shares` of all products."""
        return self.shares(np.arange(len(self.kinds)))


@dataclass(frozen=True, eq=False)
class Single(Trait):
    """An attribute of which a product states one value: its kind is the code, the last one for what is not stated."""

    @property
    def many(self) -> int:
        return self.values + 1

    @property
    def codes(self) -> Coded:
        """The code of each product, `values` where none is stated."""
        return self.kinds  # type: ignore[return-value]

    def stated(self, rows: Rows) -> Stated:
        codes = self.kinds[rows].astype(np.int64)
        places = np.flatnonzero(codes != self.values)
        return Stated(places, codes[places])

    def of(self, row: int) -> list[int]:
        code = int(self.kinds[row])
        return [code] if code != self.values else []

    def means(self, table: Floats, kinds: NDArray[np.integer]) -> Floats:
        return np.asarray(table[kinds])

    def means_of_kinds(self, table: Floats) -> Floats:
        return table


@dataclass(frozen=True, eq=False)
class Several(Trait):
    """An attribute of which a product states any number of values, each once: `tags` are those of each kind."""

    tags: Tags

    @property
    def many(self) -> int:
        return len(self.tags.offsets) - 1

    def stated(self, rows: Rows) -> Stated:
        offsets, places = reorder(self.tags.offsets, self.kinds[rows])
        return Stated(np.repeat(np.arange(len(rows)), sizes_of(offsets)), self.tags.codes[places].astype(np.int64))

    def of(self, row: int) -> list[int]:
        first, stop = self.tags.offsets[self.kinds[row] : self.kinds[row] + 2].tolist()
        return [int(code) for code in self.tags.codes[first:stop]]

    def means(self, table: Floats, kinds: NDArray[np.integer]) -> Floats:
        offsets, places = reorder(self.tags.offsets, kinds)
        return _means(table, *_laid(offsets), self.tags.codes[places])

    def means_of_kinds(self, table: Floats) -> Floats:
        return _means(table, *self._kinds_laid, self.tags.codes)

    @cached_property
    def _kinds_laid(self) -> tuple[NDArray[np.bool_], Rows, Rows]:
        return _laid(self.tags.offsets)


def _laid(offsets: Offsets) -> tuple[NDArray[np.bool_], Rows, Rows]:
    """Which rows hold anything: bool (rows,); and where those that do begin, and how much they hold."""
    sizes = sizes_of(offsets)
    having = sizes > 0
    return having, offsets[:-1][having].astype(np.int64), sizes[having]


def _means(table: Floats, having: NDArray[np.bool_], starts: Rows, sizes: Rows, codes: Coded) -> Floats:
    """The mean over the codes of each row, which stand one row after another; the last of the table for empty ones.

    Whole multiples of 1 / `GRID` are summed, so that no mean is beyond the greatest of these, to the last bit.
    """
    found = np.full(len(having), table[-1])
    if len(codes):
        found[having] = np.add.reduceat(fine(table)[codes], starts) / sizes
    return found


def fine(table: Floats) -> Floats:
    """The whole multiples of 1 / `GRID` next to some numbers."""
    return np.asarray(np.rint(table * GRID) / GRID)


def single(attribute: str, codes: Coded, values: int) -> Single:
    """The trait of an attribute with one value a product."""
    there = np.zeros((values + 1, blocks(len(codes))), np.bool_)
    there[codes, np.arange(len(codes)) // BLOCK] = True
    return Single(attribute, codes, there)


def several(attribute: str, tags: Tags) -> Several:
    """The trait of an attribute with tags."""
    sizes = sizes_of(tags.offsets)
    there = np.zeros((len(tags.vocabulary) + 1, blocks(len(sizes))), np.bool_)
    there[tags.codes, np.repeat(np.arange(len(sizes)) // BLOCK, sizes)] = True
    there[-1, np.flatnonzero(sizes == 0) // BLOCK] = True
    first, kinds = kinds_of(tags.offsets, tags.codes)
    return Several(attribute, kinds, there, tags.take(first))

"""An attribute that a taste can be read from: which of its values each product states, one or several."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.catalog.columns import Coded, Tags
from app.catalog.ragged import reorder, sizes_of
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
    """An attribute with `values` values, numbered from 0; `there` bool (values + 1, blocks): whether a block holds a
    product that states a code, the last one for what is not stated."""

    attribute: str
    there: NDArray[np.bool_]

    @property
    def values(self) -> int:
        """How many values there are."""
        return len(self.there) - 1

    @property
    @abstractmethod
    def rows(self) -> int:
        """How many products there are."""

    @abstractmethod
    def stated(self, rows: Rows) -> Stated:
        """What some rows state, each in the order of the feed."""

    @abstractmethod
    def of(self, row: int) -> list[int]:
        """The codes that one row states."""

    @abstractmethod
    def fine(self, table: Floats) -> Floats:
        """A number for each code as `means` takes it, at most 2^-37 away."""

    @abstractmethod
    def means(self, table: Floats, rows: Rows) -> Floats:
        """The mean of a number for each code, float64 (values + 1,) and `fine`, over what each row states; the last one
        where nothing is: float64 of shape (rows,), never beyond the greatest and the least of these to the last bit."""

    def shares(self, rows: Rows) -> Floats:
        """The share of the products that hold a value among those of some rows that state one: float64 of shape
        (values,); of single values they sum to 1."""
        stated = self.stated(rows)
        many = int(np.count_nonzero(np.diff(stated.places, prepend=-1)))
        return np.bincount(stated.codes, minlength=self.values) / max(many, 1)

    @cached_property
    def everywhere(self) -> Floats:
        """`shares` of all products."""
        return self.shares(np.arange(self.rows))


@dataclass(frozen=True, eq=False)
class Single(Trait):
    """An attribute of which a product states one value: `codes` (rows,), the last of these for what is not
    stated."""

    codes: Coded

    @property
    def rows(self) -> int:
        return len(self.codes)

    def stated(self, rows: Rows) -> Stated:
        codes = self.codes[rows].astype(np.int64)
        places = np.flatnonzero(codes != self.values)
        return Stated(places, codes[places])

    def of(self, row: int) -> list[int]:
        code = int(self.codes[row])
        return [code] if code != self.values else []

    def fine(self, table: Floats) -> Floats:
        return table

    def means(self, table: Floats, rows: Rows) -> Floats:
        return np.asarray(table[self.codes[rows]])


@dataclass(frozen=True, eq=False)
class Several(Trait):
    """An attribute of which a product states any number of values, each once."""

    tags: Tags

    @property
    def rows(self) -> int:
        return len(self.tags.offsets) - 1

    def stated(self, rows: Rows) -> Stated:
        offsets, places = reorder(self.tags.offsets, rows)
        return Stated(np.repeat(np.arange(len(rows)), sizes_of(offsets)), self.tags.codes[places].astype(np.int64))

    def of(self, row: int) -> list[int]:
        return self.tags.codes[int(self.tags.offsets[row]) : int(self.tags.offsets[row + 1])].tolist()  # type: ignore[no-any-return]

    def fine(self, table: Floats) -> Floats:
        return np.asarray(np.rint(table * GRID) / GRID)

    def means(self, table: Floats, rows: Rows) -> Floats:
        offsets, places = reorder(self.tags.offsets, rows)
        return _means(table, sizes_of(offsets), self.tags.codes[places])

    def means_of_all(self, table: Floats) -> Floats:
        """`means` of every row."""
        return _means(table, self._sizes, self.tags.codes)

    @cached_property
    def _sizes(self) -> Rows:
        return sizes_of(self.tags.offsets)


def _means(table: Floats, sizes: Rows, codes: Coded) -> Floats:
    """The mean over each row's codes, which stand one row after another; the last of the table where there are none."""
    having = sizes > 0
    found, stated = np.full(len(sizes), table[-1]), sizes[having]
    if len(stated):
        found[having] = np.add.reduceat(table[codes], np.cumsum(stated) - stated) / stated
    return found


def single(attribute: str, codes: Coded, values: int) -> Single:
    """The trait of an attribute with one value a product."""
    there = np.zeros((values + 1, blocks(len(codes))), np.bool_)
    there[codes, np.arange(len(codes)) // BLOCK] = True
    return Single(attribute, there, codes)


def several(attribute: str, tags: Tags) -> Several:
    """The trait of an attribute with tags."""
    sizes = sizes_of(tags.offsets)
    there = np.zeros((len(tags.vocabulary) + 1, blocks(len(sizes))), np.bool_)
    there[tags.codes, np.repeat(np.arange(len(sizes)) // BLOCK, sizes)] = True
    there[-1, np.flatnonzero(sizes == 0) // BLOCK] = True
    return Several(attribute, there, tags)

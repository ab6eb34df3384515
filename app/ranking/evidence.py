"""Terms of a score in the forms that evidence comes in: of a few products, of all by a number, of all by a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.ranking.blocks import BLOCK, Bounds
from app.ranking.taste import Taste

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


class Evidence(Protocol):
    """One term of every product, in score units: `kind` says which, `name` of which attribute, if of one."""

    @property
    def kind(self) -> str: ...

    @property
    def name(self) -> str: ...

    def at(self, rows: Rows) -> Floats:
        """The amounts of some rows: float64 of shape (rows,), finite."""
        ...

    def most(self, blocks: int) -> Floats:
        """For each block of rows, a number that none of its amounts exceeds: float64 of shape (blocks,)."""
        ...

    def cause(self, row: int) -> str:
        """The id of the product that the term of a row comes from; empty if it comes from none."""
        ...


def no_product(row: int) -> str:
    """The cause of what comes from no product."""
    return ""


@dataclass(frozen=True, eq=False)
class Sparse:
    """Evidence on a few products: `rows` rising, their `amounts` float64 of the same shape; of others, nothing."""

    kind: str
    rows: Rows
    amounts: Floats
    because: Callable[[int], str] = no_product
    name: str = ""

    def at(self, rows: Rows) -> Floats:
        if not len(self.rows):
            return np.zeros(len(rows))
        place = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        return np.where(self.rows[place] == rows, self.amounts[place], 0.0)

    def most(self, blocks: int) -> Floats:
        found = np.zeros(blocks)
        np.maximum.at(found, self.rows // BLOCK, self.amounts)
        return found

    def cause(self, row: int) -> str:
        return self.because(row)


@dataclass(frozen=True, eq=False)
class Dense:
    """Evidence on every product: `factor` × its value, which `values` gives and `bounds` bounds."""

    kind: str
    factor: float
    values: Callable[[Rows], Floats]
    bounds: Bounds
    because: Callable[[int], str] = no_product
    name: str = ""

    def at(self, rows: Rows) -> Floats:
        return self.factor * self.values(rows)

    def most(self, blocks: int) -> Floats:
        return self.bounds.times(self.factor)

    def cause(self, row: int) -> str:
        return self.because(row)


@dataclass(frozen=True, eq=False)
class Alike:
    """Evidence by the value of one attribute: the table of a taste holds the amounts themselves."""

    kind: str
    taste: Taste

    @property
    def name(self) -> str:
        return self.taste.trait.attribute

    def at(self, rows: Rows) -> Floats:
        return self.taste.at(rows)

    def most(self, blocks: int) -> Floats:
        return self.taste.bounds.greatest

    def cause(self, row: int) -> str:
        return self.taste.cause(row)

"""What a shopper does not want says of the products like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.ranking.taste import Taste, tastes
from app.ranking.traits import Traits
from app.shopper import Recent

UNLIKE = "unlike"
"""The kind of its term."""


AGREED = 2
"""The products that must share a value: one is dismissed for a fault of its own, and would else turn a list of near
ties upside down."""


@dataclass(frozen=True, eq=False)
class Aversion:
    """How much less wanted a product is for what it has in common with those that are not wanted.

    `weight` is the score that one unit of log-odds takes, 0 or above.
    """

    tastes: tuple[Taste, ...]
    weight: float
    kind: str = UNLIKE
    most: float = 0.0
    """It never adds anything."""

    def at(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The amounts of some rows, 0 or below: float64 of shape (rows,)."""
        total = np.zeros(len(rows))
        for taste in self.tastes:
            total -= self.weight * taste.at(rows)
        return total

    def cause(self, row: int) -> str:
        """The unwanted product that a row resembles in what weighs most."""
        at = np.array([row])
        return max(self.tastes, key=lambda taste: float(taste.at(at)[0])).cause(row)


def aversion(traits: Traits, unwanted: Sequence[tuple[int, str]], weight: float) -> Aversion | None:
    """The aversion of one who does not want some products, each given by row and id; None if they say nothing.

    It is read as a taste is (`tastes`), each product as one view, but only values count that at least `AGREED` of them
    share and that are oftener among them than usual, and their sort does not: who wants none of these jeans may well
    want jeans.
    """
    found = (
        tastes(traits, [(row, Recent(product, 1.0)) for row, product in unwanted]) if len(unwanted) >= AGREED else ()
    )
    rows = np.array([row for row, _ in unwanted], np.int64)
    shared = (_shared(taste, rows) for taste in found if taste.trait is not traits.category)
    common = tuple(taste for taste in shared if taste.table.any())
    return Aversion(common, weight) if common and weight > 0 else None


def _shared(taste: Taste, rows: NDArray[np.int64]) -> Taste:
    """The taste with nothing but what several of the rows share and have oftener than usual."""
    seen = np.bincount(taste.trait.stated(rows).codes, minlength=len(taste.table))
    return replace(taste, table=np.where(seen >= AGREED, np.maximum(taste.table, 0.0), 0.0))

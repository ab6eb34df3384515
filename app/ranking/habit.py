"""What a purchase, or a cart, makes of other products: which it brings, and which it makes less wanted."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits


@dataclass(frozen=True, eq=False)
class Habit:
    """A term of some products: `amounts` float64 of shape (parts,), one for each of `parts`, sets of products that do
    not overlap, `causes` the ids of the products that they come from. Whatever is in none of them has no such term.
    """

    kind: str
    parts: tuple[Bits, ...] = ()
    amounts: tuple[float, ...] = ()
    causes: tuple[str, ...] = ()
    most: float = field(init=False, default=0.0)
    """The most that it adds to any product."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "most", max(0.0, *self.amounts, 0.0))

    def at(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """The amounts of some rows: float64 of shape (rows,)."""
        total = np.zeros(len(rows))
        for bits, amount in zip(self.parts, self.amounts, strict=True):
            total[bitset.members(bits, rows)] = amount
        return total

    def cause(self, row: int) -> str:
        """The product that the term of a row comes from."""
        held = (cause for bits, cause in zip(self.parts, self.causes, strict=True) if bitset.contains(bits, row))
        return next(held, "")


def habit(kind: str, found: list[tuple[Bits, float, str]]) -> Habit | None:
    """A habit of sets that may overlap, each with its amount and cause: the first that holds a product counts.

    None if nothing is left.
    """
    parts, amounts, causes = [], [], []
    taken: Bits | None = None
    for bits, amount, cause in found:
        left = bits if taken is None else bits & ~taken
        taken = bits if taken is None else taken | bits
        if amount and left.any():
            parts.append(left)
            amounts.append(amount)
            causes.append(cause)
    return Habit(kind, tuple(parts), tuple(amounts), tuple(causes)) if parts else None

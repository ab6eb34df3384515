"""Blocks of rows: what bounds the scores in them, so that most need not be looked at.

Block maxima are those of Ding and Suel, Faster top-k document retrieval using block-max indexes, SIGIR 2011.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog.bitset import WORD

WORDS = 64
BLOCK = WORDS * WORD
"""Rows in a block: 4,096, so that a block of bits is 512 bytes and a million rows are 245 blocks."""


@dataclass(frozen=True, eq=False)
class Bounds:
    """The least and the greatest value in each block: float64 of shape (blocks,)."""

    least: NDArray[np.float64]
    greatest: NDArray[np.float64]

    def times(self, factor: float) -> NDArray[np.float64]:
        """The greatest product of a value with a factor in each block."""
        return factor * (self.greatest if factor >= 0 else self.least)


def blocks(rows: int) -> int:
    """How many blocks some rows make."""
    return -(-rows // BLOCK)


def bounds_of(values: Callable[[slice], NDArray[np.float64]], rows: int) -> Bounds:
    """The bounds of values that are worked out a few blocks at a time."""
    least, greatest = np.zeros(blocks(rows)), np.zeros(blocks(rows))
    for block in range(blocks(rows)):
        part = values(slice(block * BLOCK, min(rows, (block + 1) * BLOCK)))
        least[block], greatest[block] = part.min(), part.max()
    return Bounds(least, greatest)

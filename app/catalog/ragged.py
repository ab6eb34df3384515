"""Rows of varying length, one after another in one array: where each begins, and how they are put in another order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.unsignedinteger]
"""Shape (rows + 1,), uint32 or, beyond 4 GB, uint64: row i is `offsets[i]` to before `offsets[i + 1]`."""


def offsets_of(sizes: NDArray[np.integer]) -> Offsets:
    """Where rows of these sizes begin, and the end of the last.

    >>> offsets_of(np.array([2, 0, 3]))
    array([0, 2, 2, 5], dtype=uint32)
    """
    ends = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=ends[1:])
    return ends.astype(np.uint32 if ends[-1] < 2**32 else np.uint64)


def sizes_of(offsets: Offsets) -> NDArray[np.int64]:
    """How long each row is: int64 of shape (rows,)."""
    ends = offsets.astype(np.int64)
    return ends[1:] - ends[:-1]


def reorder(offsets: Offsets, order: NDArray[np.integer]) -> tuple[Offsets, NDArray[np.int64]]:
    """The offsets of the rows in another order, -1 for an empty row, and where each of their elements comes from."""
    starts = offsets[order].astype(np.int64)
    sizes = np.where(order < 0, 0, offsets[order + 1].astype(np.int64) - starts)
    taken = offsets_of(sizes)
    places = np.repeat(starts - taken[:-1].astype(np.int64), sizes)
    places += np.arange(len(places))
    return taken, places

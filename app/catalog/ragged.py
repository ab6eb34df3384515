"""Rows of varying length, one after another in one array: where each begins, and how they are put in another order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.unsignedinteger]
"""Shape (rows + 1,), uint32 or, beyond 4 GB, uint64: row i is `offsets[i]` to before `offsets[i + 1]`."""

MIXING = np.uint64(0x9E3779B97F4A7C15)
"""2^64 by the golden ratio, as in Fibonacci hashing (Knuth, TAOCP 3, 6.4)."""


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


def kinds_of(offsets: Offsets, values: NDArray[np.unsignedinteger]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Which rows hold the same values in the same order: of each kind of row one that is so, and the kind of each row.

    >>> kinds_of(np.array([0, 2, 2, 4]), np.array([7, 8, 7, 8], np.uint8))
    (array([1, 0]), array([1, 0, 1], dtype=int32))
    """
    sizes = sizes_of(offsets)
    sums, having = np.zeros(len(sizes), np.uint64), sizes > 0
    if len(values):
        starts = offsets[:-1].astype(np.int64)
        places = np.arange(len(values)) - np.repeat(starts, sizes)
        mixed = (values.astype(np.uint64) + np.uint64(1)) * MIXING
        mixed = (mixed ^ (mixed >> np.uint64(29))) * (2 * places + 1).astype(np.uint64)
        sums[having] = np.add.reduceat(mixed, starts[having])
    _, first, kinds = np.unique(sums, return_index=True, return_inverse=True)
    taken, places = reorder(offsets, first[kinds])
    if not np.array_equal(taken, offsets) or not np.array_equal(values[places], values):
        first = kinds = np.arange(len(sizes))  # two kinds with one sum, which 64 bits all but rule out
    return first, kinds.astype(np.int32)

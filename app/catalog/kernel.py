"""How many rows each of many sets shares with a mask: the one loop that narrowing spends its time in.

Two kernels with the same results: numpy, the reference, and NumKong's popcounts where that library is installed (the
extra `fast`). Which one counts is decided once, when this module is imported; `KERNELS` names both for tests and
benchmarks.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.catalog.bitset import Bits

Counts = NDArray[np.int64]
"""Shape (sets,)."""

Kernel = Callable[[Bits, Counts, Bits], Counts]
"""Takes sets of shape (sets, words), how many rows each holds, and a mask of shape (words,)."""

BLOCK = 8192
"""Words worked on at a time: the mask's part and what comes of it stay in the second-level cache."""


def count_with_numpy(sets: Bits, sizes: Counts, mask: Bits) -> Counts:
    """How many rows each set shares with the mask, by `np.bitwise_count`."""
    words = len(mask)
    width = min(words, BLOCK)
    shared, ones = np.empty((len(sets), width), np.uint64), np.empty((len(sets), width), np.uint8)
    found = np.zeros(len(sets), np.int64)
    for first in range(0, words, BLOCK):
        stop = min(first + BLOCK, words)
        part, bits = shared[:, : stop - first], ones[:, : stop - first]
        np.bitwise_and(sets[:, first:stop], mask[first:stop], out=part)
        np.bitwise_count(part, out=bits)
        found += bits.sum(axis=1, dtype=np.uint32)
    return found


def count_with_numkong(sets: Bits, sizes: Counts, mask: Bits) -> Counts:
    """The same from Hamming distances: |a ∩ m| = (|a| + |m| − |a △ m|) / 2."""
    if not sets.size:  # the library takes no empty collections
        return np.zeros(len(sets), np.int64)
    apart = _numkong.cdist(sets.view(np.uint8), mask.view(np.uint8)[None], metric="hamming", dtype="uint1")
    whole = np.add.reduce(np.bitwise_count(mask), dtype=np.int64)
    return np.asarray((sizes + whole - np.asarray(apart)[:, 0]) / 2, np.int64)


def each_with_numpy(sets: Bits, sizes: Counts, masks: Bits) -> NDArray[np.int64]:
    """How many rows each set shares with each of several masks: int64 of shape (masks, sets)."""
    return np.array([count_with_numpy(sets, sizes, mask) for mask in masks], np.int64).reshape(len(masks), len(sets))


def each_with_numkong(sets: Bits, sizes: Counts, masks: Bits) -> NDArray[np.int64]:
    """The same in one call of the library."""
    if not sets.size or not masks.size:
        return np.zeros((len(masks), len(sets)), np.int64)
    apart = np.asarray(_numkong.cdist(masks.view(np.uint8), sets.view(np.uint8), metric="hamming", dtype="uint1"))
    wholes = np.bitwise_count(masks).sum(axis=1, dtype=np.int64)
    return np.asarray((sizes + wholes[:, None] - apart.astype(np.int64)) // 2)


def sizes_with_numpy(sets: Bits) -> Counts:
    """How many rows each set holds."""
    return np.asarray(np.bitwise_count(sets).sum(axis=1, dtype=np.int64))


def sizes_with_numkong(sets: Bits) -> Counts:
    """The same as Hamming distances from the empty set."""
    if not sets.size:
        return np.zeros(len(sets), np.int64)
    nothing = np.zeros((1, sets.shape[1] * sets.itemsize), np.uint8)
    apart = _numkong.cdist(sets.view(np.uint8), nothing, metric="hamming", dtype="uint1")
    return np.asarray(np.asarray(apart)[:, 0], np.int64)


KERNELS: dict[str, Kernel] = {"numpy": count_with_numpy}
_numkong: Any = None
if find_spec("numkong"):
    import numkong as _numkong

    KERNELS["numkong"] = count_with_numkong

NAME = next(reversed(KERNELS))
"""The kernel that counts in this process."""

count_shared = KERNELS[NAME]
count_each = {"numpy": each_with_numpy, "numkong": each_with_numkong}[NAME]
count_rows = {"numpy": sizes_with_numpy, "numkong": sizes_with_numkong}[NAME]

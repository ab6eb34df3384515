"""Sets of row numbers as packed bits: uint64 words, row 0 in the lowest bit of word 0, spare bits always 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
"""Shape (words,), where words = ceil(rows / 64)."""

WORD = 64


def words(rows: int) -> int:
    """How many words `rows` bits need."""
    return -(-rows // WORD)


def pack(mask: NDArray[np.bool_]) -> Bits:
    """The set of the positions that are True in a mask of shape (rows,).

    >>> pack(np.array([True, False, True]))
    array([5], dtype=uint64)
    """
    packed = np.packbits(mask, bitorder="little")
    bits = np.zeros(words(len(mask)) * 8, np.uint8)
    bits[: len(packed)] = packed
    return bits.view("<u8").astype(np.uint64, copy=False)


def unpack(bits: Bits, rows: int) -> NDArray[np.bool_]:
    """The mask of shape (rows,) that `pack` came from."""
    return np.unpackbits(bits.astype("<u8", copy=False).view(np.uint8), bitorder="little", count=rows).view(np.bool_)


def none(rows: int) -> Bits:
    """The empty set."""
    return np.zeros(words(rows), np.uint64)


def every(rows: int) -> Bits:
    """The set of all rows."""
    return pack(np.ones(rows, np.bool_))


def one(row: int, rows: int) -> Bits:
    """The set of a single row.

    >>> one(1, 3)
    array([2], dtype=uint64)
    """
    bits = none(rows)
    bits[row // WORD] = np.uint64(1 << row % WORD)
    return bits


def count(bits: Bits) -> int:
    """How many rows are in the set."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def rows_in(bits: Bits, among: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
    """The rows in the set, or in some of its words, rising; only words with a row in them are unpacked."""
    filled = np.flatnonzero(bits != 0) if among is None else among[bits[among] != 0]
    masks = np.unpackbits(bits[filled].astype("<u8", copy=False).view(np.uint8), bitorder="little")
    places = np.flatnonzero(masks.view(np.bool_))
    return np.asarray((filled * WORD)[places // WORD] + places % WORD, np.int64)


def members(bits: Bits, rows: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether each of some rows is in the set: bool of shape (rows,)."""
    return np.asarray((bits[rows // WORD] >> (rows % WORD).astype(np.uint64)) & np.uint64(1), np.bool_)


def row_numbers(bits: Bits, rows: int) -> NDArray[np.int64]:
    """The rows in the set, rising."""
    return np.flatnonzero(unpack(bits, rows))


def contains(bits: Bits, row: int) -> bool:
    """Whether a row is in the set."""
    return bool((int(bits[row // WORD]) >> (row % WORD)) & 1)

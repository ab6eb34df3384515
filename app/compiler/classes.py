"""Products that no answer tells apart, taken together: sets of products become sets of classes with weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.compiler.flow import Flow

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Classes:
    """The eligible products by what the masks of a flow make of them.

    `weights` int64 (classes,): how many products each class has; `first` int64 (classes,): the row of one of them;
    `of_row` int64 (rows,): each product's class, -1 where it is not eligible; `masks` bool (masks, classes): the
    classes that each mask keeps, and `packed` the same as bits.
    """

    weights: NDArray[np.int64]
    first: NDArray[np.int64]
    of_row: NDArray[np.int64]
    masks: Mask
    packed: tuple[Bits, ...]

    def __len__(self) -> int:
        return len(self.weights)

    @property
    def everything(self) -> Bits:
        """All classes."""
        return bitset.every(len(self))

    def count(self, bits: Bits) -> int:
        """How many products a set of classes holds."""
        return int(self.weights[bitset.unpack(bits, len(self))].sum())

    def through(self, masks: frozenset[int]) -> Bits:
        """The classes that all of some masks keep."""
        bits = self.everything
        for mask in masks:
            bits = bits & self.packed[mask]
        return bits


def classify(flow: Flow, rows: int) -> Classes:
    """The classes of a flow over a catalog of so many products."""
    eligible = bitset.row_numbers(flow.eligible, rows)
    held = [bitset.unpack(mask, rows)[eligible] for mask in flow.masks]
    told = np.array(held, np.bool_).reshape(len(held), len(eligible))
    first, inverse, weights = _distinct(told)
    of_row = np.full(rows, -1, np.int64)
    of_row[eligible] = inverse
    masks = np.ascontiguousarray(told[:, first])
    return Classes(weights, eligible[first], of_row, masks, tuple(bitset.pack(mask) for mask in masks))


def _distinct(told: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The distinct columns: the place of the first of each, which of them each column is, and how many there are."""
    if not told.shape[1]:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    if not told.shape[0]:
        return np.zeros(1, np.int64), np.zeros(told.shape[1], np.int64), np.array([told.shape[1]])
    signature = np.ascontiguousarray(np.packbits(told, axis=0).T)
    whole = signature.view(np.dtype((np.void, signature.shape[1]))).ravel()
    _, first, inverse, counts = np.unique(whole, return_index=True, return_inverse=True, return_counts=True)
    return first.astype(np.int64), inverse.reshape(-1).astype(np.int64), counts.astype(np.int64)

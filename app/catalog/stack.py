"""Many sets of rows one above another, counted together against a mask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog.bitset import WORD, Bits, members, words
from app.catalog.groups import Groups
from app.catalog.kernel import Counts, count_each, count_rows, count_shared

FEW = 32
"""A mask with rows in fewer than one of this many words is counted by those words alone."""
NARROW = 1024
"""Words worked on at a time where variants count once: what comes between takes two such blocks for each set."""
SHORT = 512
"""Words; in shorter sets all are counted against all masks in one call."""
LONG = 4096
"""Words; in shorter sets, looking for the filled words costs more than it saves."""


@dataclass(frozen=True, eq=False)
class Stack:
    """Sets of shape (sets, words), how many rows each holds, and the variants that count once, if some do."""

    sets: Bits
    sizes: Counts
    groups: Groups | None = None

    def counts(self, mask: Bits, first: int, stop: int) -> Counts:
        """How many products each of the sets `first` to before `stop` shares with a mask: int64 of shape (sets,)."""
        if self.groups is not None:
            return self._grouped(self.groups, mask, None, first, stop)
        sets = self.sets[first:stop]
        if len(mask) >= LONG and np.count_nonzero(mask) * FEW < len(mask):
            filled = np.flatnonzero(mask != 0)
            shared = sets.take(filled, axis=1) & mask[filled]
            return np.asarray(np.bitwise_count(shared).sum(axis=1, dtype=np.int64))
        return count_shared(sets, self.sizes[first:stop], mask)

    @property
    def is_short(self) -> bool:
        """Whether counting every set against one more mask costs less than another call."""
        return self.groups is None and self.sets.shape[1] < SHORT

    def counts_each(self, masks: Sequence[Bits], first: int, stop: int) -> Counts:
        """The same for several masks: int64 of shape (masks, sets)."""
        if self.is_short:
            return count_each(self.sets[first:stop], self.sizes[first:stop], np.array(masks, np.uint64))
        return np.array([self.counts(mask, first, stop) for mask in masks]).reshape(len(masks), stop - first)

    def counts_with(self, mask: Bits, base: Bits, first: int, stop: int) -> Counts:
        """How many products each of the sets, with the rows of `base` added, shares with a mask."""
        if self.groups is None:
            return self.counts(mask & ~base, first, stop) + int(np.bitwise_count(mask & base).sum(dtype=np.int64))
        return self._grouped(self.groups, mask, base, first, stop)

    def _grouped(self, groups: Groups, mask: Bits, base: Bits | None, first: int, stop: int) -> Counts:
        sets, words = self.sets[first:stop], len(mask)
        found = np.zeros(len(sets), np.int64)
        width = max(words, 1) if len(groups.large) else NARROW
        room = np.empty((2, len(sets) * min(width, words)), np.uint64)
        for word in range(0, words, width):
            part = slice(word, min(word + width, words))
            shape = len(sets), part.stop - word
            shared, marks = (one[: shape[0] * shape[1]].reshape(shape) for one in room)
            if base is None:
                np.bitwise_and(sets[:, part], mask[part], out=shared)
            else:
                np.bitwise_or(sets[:, part], base[part], out=shared)
                shared &= mask[part]
            found += count_rows(groups.mark(shared, marks, part))
        return found


def patched(stack: Stack, rows: NDArray[np.int64], held: Mapping[int, NDArray[np.bool_]]) -> Stack:
    """The stack with some sets changed: whether each of some rows is in them, by the place of the set."""
    if not held:
        return stack
    sets, sizes = stack.sets.copy(), stack.sizes.copy()
    word, bit = rows // WORD, np.uint64(1) << (rows % WORD).astype(np.uint64)
    for place, now in held.items():
        other = members(sets[place], rows) != now
        np.bitwise_xor.at(sets[place], word[other], bit[other])
        sizes[place] += int(now[other].sum()) - int((~now[other]).sum())
    sets.flags.writeable = False
    return Stack(sets, sizes, stack.groups)


def stack_of(sets: Sequence[Bits], rows: int, groups: Groups | None) -> Stack:
    """The stack of some sets of `rows` rows."""
    stacked = np.empty((len(sets), words(rows)), np.uint64)
    for place, bits in enumerate(sets):
        stacked[place] = bits
    sizes: NDArray[np.int64] = np.bitwise_count(stacked).sum(axis=1, dtype=np.int64)
    stacked.flags.writeable = False
    return Stack(stacked, sizes, groups)

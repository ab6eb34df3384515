"""Variants that count once: how many groups have at least one row in a set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog.bitset import WORD, Bits, pack, rows_in, words

EVERYWHERE = slice(None)


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of rows that stand side by side, none across a word's edge unless it fills words of its own.

    `ends` holds the last place of every stretch within a word (and of what is empty behind it), `others` the rest.
    `large` are the groups of more than one word: the first word of each and behind its last, int64 of shape (n, 2).
    `of_row` is the group of each row, int32; rows that are empty have that of the row before.
    """

    ends: Bits
    others: Bits
    large: NDArray[np.int64]
    of_row: NDArray[np.int32]

    def marks(self, sets: Bits, part: slice = EVERYWHERE) -> Bits:
        """For sets of shape (…, words), a set with one row for each group that has a row in it.

        `part` says which words the sets are of: any, unless there are groups of more than one word.

        In a stretch, all its bits but the last as a number, plus the greatest such number, carry into the last bit
        exactly if they are not 0; a stretch ends before the word does, so that nothing is carried further.
        """
        return self.mark(sets, np.empty_like(sets), part)

    def mark(self, sets: Bits, found: Bits, part: slice = EVERYWHERE) -> Bits:
        """The same, written into `found`, of the shape of `sets`."""
        others = self.others[part]
        np.bitwise_and(sets, others, out=found)
        found += others
        found |= sets
        found &= self.ends[part]
        for first, stop in self.large.tolist():
            large = found[..., first:stop]
            met = large.any(axis=-1)
            large[...] = 0
            large[..., 0] = met
        return found

    def whole(self, bits: Bits) -> Bits:
        """Every row of the groups that have a row in a set."""
        met = np.zeros(int(self.of_row[-1]) + 1, np.bool_) if len(self.of_row) else np.zeros(0, np.bool_)
        met[self.of_row[rows_in(bits)]] = True
        return pack(met[self.of_row])

    def count(self, bits: Bits) -> int:
        """How many groups have a row in a set."""
        return int(np.bitwise_count(self.marks(bits)).sum(dtype=np.int64))


def groups_of(starts: NDArray[np.int64], rows: int) -> Groups:
    """The groups of `rows` rows that begin at `starts`, rising, as `side_by_side` has laid them."""
    last = np.append(starts, words(rows) * WORD)[1:] - 1
    edges = np.union1d(last, np.arange(WORD - 1, words(rows) * WORD, WORD))
    mask = np.zeros(words(rows) * WORD, np.bool_)
    mask[edges] = True
    ends = np.packbits(mask, bitorder="little").view("<u8").astype(np.uint64, copy=False)
    large = np.flatnonzero(last - starts >= WORD)
    spans = np.stack([starts[large] // WORD, last[large] // WORD + 1], axis=1)
    of_row = np.repeat(np.arange(len(starts), dtype=np.int32), np.diff(np.append(starts, rows)))
    return Groups(ends, ~ends, spans, of_row)

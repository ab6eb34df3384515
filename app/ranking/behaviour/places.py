"""From an item to its place among the candidates, without a search."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Places:
    """A scratch page, to be used by one thread at a time: entering candidates costs their number, not the catalog's.

    The sparse set of P. Briggs and L. Torczon, "An efficient representation for sparse sets", 1993: what earlier
    candidates left on the page is harmless, since a place counts only if the item there is the one asked for.
    """

    def __init__(self, items: int) -> None:
        self._page, self._last = np.zeros((2, items + 1), np.int32)  # one more, for -1
        self._rows = np.zeros(0, np.int64)

    def enter(self, rows: NDArray[np.int64]) -> None:
        """Takes distinct items as the candidates, in this order."""
        self._rows = rows
        self._page[rows] = np.arange(len(rows), dtype=np.int32)

    def of(self, items: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """The place of each item, and which of them are candidates; the place of one that is not means nothing."""
        if not len(self._rows):
            return np.zeros(len(items), np.int32), np.zeros(len(items), np.bool_)
        place = self._page.take(items)
        within = np.minimum(place, len(self._rows) - 1)
        inside = self._rows.take(within) == items
        inside &= place == within
        return within, inside

    def numbered(self, items: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each distinct item is, once, and which of these each item is; -1, no item, counts as one."""
        at, order = items.astype(np.int64), np.arange(len(items), dtype=np.int32)
        self._last[at] = order
        last = self._last.take(at)
        where = (last == order).nonzero()[0]
        number = np.empty(len(items), np.int64)
        number[where] = order[: len(where)]
        return where, number.take(last)

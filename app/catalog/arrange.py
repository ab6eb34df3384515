"""In which order rows stand: popular products first, so that what is shown is found early; variants side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.catalog.bitset import WORD

Rows = NDArray[np.int64]


def by_popularity(popularity: NDArray[np.float64] | None, by_id: Rows) -> Rows:
    """The rows by falling popularity (NaN: not stated, last), equals by id; without popularity, by id.

    `popularity` is float64 of shape (rows,), `by_id` the rows in the order of their ids.
    """
    if popularity is None:
        return by_id
    return by_id[np.argsort(-popularity[by_id], kind="stable")]


def side_by_side(order: Rows, group: NDArray[np.integer]) -> tuple[Rows, Rows]:
    """The rows with each group in one stretch, at the place of its first, and no stretch across a word's edge.

    `group` is the group of each row. Returns the new order, with -1 for the places left empty, and where each stretch
    begins in it. A group of more than 64 rows begins a word of its own, and so does what follows it.
    """
    if not len(order):
        return order, order
    _, first, inverse, sizes = np.unique(group[order], return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    together = order[np.argsort(rank[inverse], kind="stable")]
    sizes = sizes[np.argsort(first, kind="stable")]
    starts = _starts(sizes)
    ends = np.cumsum(sizes)
    places = np.arange(len(order)) + np.repeat(starts - (ends - sizes), sizes)
    arranged = np.full(int(starts[-1] + sizes[-1]), -1, np.int64)
    arranged[places] = together
    return arranged, starts


def _starts(sizes: Rows) -> Rows:
    """Where stretches of these sizes begin if none crosses a word's edge."""
    starts, at = [], 0
    for size in sizes.tolist():
        left = WORD - at % WORD
        if size > left and left < WORD:
            at += left
        starts.append(at)
        at += size if size <= WORD else -(-size // WORD) * WORD
    return np.array(starts, np.int64)

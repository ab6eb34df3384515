"""What stands out among products: the few that reach the best of one criterion, and the few that none dominates.

Borzsony, Kossmann and Stocker, The skyline operator, ICDE 2001.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Worth = NDArray[np.float64]
"""Shape (products, criteria), more is better; NaN is not stated, and worse than anything stated."""


def peaks(worth: Worth, most: int, alike: NDArray[np.integer] | None = None) -> NDArray[np.bool_]:
    """Which products reach the best value of which criteria: bool of the shape of `worth`.

    A criterion whose best value is that of more than `most` sets nobody apart, and neither does one of which all state
    the same. Products with the same number in `alike` (shape (products,)), as variants, count as one.
    """
    found = np.zeros(worth.shape, np.bool_)
    for criterion, values in enumerate(worth.T):
        stated = values[~np.isnan(values)]
        if not len(stated) or stated.min() == stated.max():
            continue
        best = values == stated.max()
        sharing = int(best.sum()) if alike is None else len(np.unique(alike[best]))
        if sharing <= most:
            found[:, criterion] = best
    return found


def undominated(worth: Worth, most: int) -> frozenset[int]:
    """The places of the products that state all criteria and that no other dominates: at least as good in all of them,
    and better in one. None at all if there are more than `most`.

    The greatest sum of ranks is never dominated: it is taken, what it dominates is left out, and so on.
    """
    ranks, found = _ranks(worth), list[int]()
    left = np.argsort(-ranks.sum(axis=1), kind="stable")
    while len(left):
        found.append(int(left[0]))
        if len(found) > most:
            return frozenset()
        first, others = ranks[left[0]], ranks[left[1:]]
        left = left[1:][~((first >= others).all(axis=1) & (first > others).any(axis=1))]
    return frozenset(place for place in found if not np.isnan(worth[place]).any())


def _ranks(worth: Worth) -> NDArray[np.int64]:
    """Each value's rank among those of its criterion, from 0; what is not stated has the lowest, alone."""
    ranks = np.empty(worth.shape, np.int64)
    for criterion, values in enumerate(worth.T):
        ranks[:, criterion] = np.unique(np.where(np.isnan(values), -np.inf, values), return_inverse=True)[1]
    return ranks

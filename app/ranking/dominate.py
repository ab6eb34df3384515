"""Products that nothing else dominates: none is at least as good in everything that counts and better in something.

Borzsony, Kossmann and Stocker, The skyline operator, ICDE 2001.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def unbeaten(worth: NDArray[np.float64], place: int) -> tuple[int, ...] | None:
    """In which criteria no other is better than the product at `place`, or None if another dominates it.

    `worth` has shape (products, criteria), more is better; NaN is not stated, and worse than anything stated. A product
    that does not state all of them is never called unbeaten.
    """
    mine = worth[place]
    if np.isnan(mine).any():
        return None
    stated = np.where(np.isnan(worth), -np.inf, worth)
    if ((stated >= mine).all(axis=1) & (stated > mine).any(axis=1)).any():
        return None
    return tuple(int(criterion) for criterion in np.flatnonzero(mine >= stated.max(axis=0)))

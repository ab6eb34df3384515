"""What no clerk can beat: answers carry only so many bits."""

from __future__ import annotations

from math import log2

import numpy as np

from app.guide.simulate.grid import Grid
from app.guide.simulate.lattice import leftovers


def shannon_bound(grid: Grid, enough: int) -> float:
    """A lower bound of the expected questions until `enough` products or fewer are left, or none can go.

    The bits that have to come are log2 of the products less the mean log2 of what is left at the end (Shannon, A
    mathematical theory of communication, 1948). A question of b answers brings log2 b at most, and no question comes
    twice: so many of the widest questions are needed. Exact optima are never below it.
    """
    if grid.products <= enough:
        return 0.0
    rest = np.maximum(leftovers(grid, enough), max(enough, 1))
    missing = log2(grid.products) - float((grid.sizes * np.log2(rest)).sum()) / grid.products
    asked = 0.0
    for answers in sorted(grid.answers, reverse=True):
        if missing <= 0 or answers < 2:
            break
        asked += min(1.0, missing / log2(answers))
        missing -= log2(answers)
    return asked

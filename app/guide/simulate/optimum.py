"""The fewest questions that any clerk could ask: exact, by dynamic programming over sets of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.guide.simulate.grid import Grid
from app.guide.simulate.lattice import Told, changes, lattice

Wrap = Callable[[Sequence[int]], Iterable[int]]


@dataclass(frozen=True)
class Optimum:
    """Expected questions until `enough` products or fewer are left, or no open question would change what is left.

    `adaptive` may choose the next question by the answers so far; `static` asks in one `order` and passes over
    what would change nothing. Every product is wanted equally often.
    """

    adaptive: float
    static: float
    order: tuple[str, ...]


def optimum(grid: Grid, enough: int, wrap: Wrap = iter) -> Optimum:
    """The exact optimum (Bellman, Dynamic Programming, 1957; for questions: Garey, Optimal binary identification
    procedures, 1972). What was said decides what is left, in whichever order, so that 2**questions sets suffice.

    `wrap` runs through the sets, and may show how far it is. Raises TooLarge where there are too many questions or
    products.
    """
    known = dict(lattice(grid, enough))
    values: dict[int, tuple[Told, NDArray[np.float64]]] = {}
    costs: dict[int, tuple[float, int]] = {}
    for asked in wrap(sorted(known, reverse=True)):
        told = known.pop(asked)
        best = np.full(len(told.sizes), np.inf)
        ways = [(0.0, 0)] if asked == (1 << grid.questions) - 1 else []
        for place in (place for place in range(grid.questions) if not asked >> place & 1):
            after, worth = values[asked | 1 << place]
            matters = changes(grid, told, place)
            best = np.minimum(best, np.where(matters, 1 + _to_come(grid, told, after, worth), np.inf))
            here = grid.count(told.classes[matters[told.group]])
            ways.append((here + costs[asked | 1 << place][0], place))
        best[np.isinf(best)] = 0.0
        values[asked], costs[asked] = (told, best[told.group]), min(ways)
    told, worth = values[0]
    first = float((grid.sizes[told.classes] * worth).sum())
    return Optimum(grid.share(first), grid.share(costs[0][0]), _order(grid, costs))


def _to_come(grid: Grid, told: Told, after: Told, worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each group, the questions still expected after one more, `worth` being those of each class then."""
    known = np.zeros(grid.classes)
    known[after.classes] = worth
    return told.mean(known[told.classes], grid.sizes)


def _order(grid: Grid, costs: dict[int, tuple[float, int]]) -> tuple[str, ...]:
    asked, order = 0, []
    while asked != (1 << grid.questions) - 1:
        place = costs[asked][1]
        order.append(grid.names[place])
        asked |= 1 << place
    return tuple(order)

"""What stands out in what the shopper cares for: the wishes in force, and the price."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.conditions.wish import Extreme, Wish
from app.guide.state import State
from app.guide.step import Peak
from app.ranking.dominate import Worth, peaks, undominated

FEWEST = 2
"""Of a single criterion the order already tells who is best, and of a single product nothing is to be told."""
MOST = 10_000
"""Among more products none is called the best: to compare all would take longer than to rank them."""
FEW, SHARE = 3, 4
"""At most so many products, and at most one in so many, may share what is called the best."""


@dataclass(frozen=True)
class BestIn:
    """The worth of all that is listed by criterion.

    Those of `criteria` that are None have no better and worse of which a shopper would speak: what is wished is then
    one value of many. `alike` has the same number for variants.
    """

    rows: NDArray[np.int64]
    criteria: tuple[Peak | None, ...]
    worth: Worth
    alike: NDArray[np.int32] | None

    @staticmethod
    def of(state: State, levels: list[Bits]) -> BestIn:
        """What is listed, level by level, if it is little enough to compare."""
        release = state.release
        listed = reduce(or_, levels, state.candidates)
        rows = bitset.rows_in(listed) if bitset.count(listed) <= MOST else np.empty(0, np.int64)
        wishes = [
            asked for demand in state.demands for asked in demand.wishes if asked.importance * asked.wish.importance > 0
        ]
        criteria = [_peak(asked.wish) for asked in wishes]
        worth = [release.grades_of(asked, state.narrowing.today).at(rows) for asked in wishes]
        price = release.index.catalog.role("price")
        column = release.index.products.column(price.id) if price else None
        if price and isinstance(column, Numbers) and all(asked.wish.name != price.id for asked in wishes):
            criteria.append(Peak(price.id, "least"))
            worth.append(-column.table[column.codes[rows]])
        groups = release.index.groups
        table = np.column_stack(worth) if worth else np.empty((len(rows), 0))
        return BestIn(rows, tuple(criteria), table, None if groups is None else groups.of_row[rows])

    def at(self, row: int) -> tuple[Peak, ...] | None:
        """In what a product reaches the best, shared by a few at most, whatever else it is; none named if it is only
        that no other, but for a few, is better in all that counts; None: nothing of that, or it is not listed."""
        place = int(np.searchsorted(self.rows, row))
        if len(self.criteria) < FEWEST or place == len(self.rows) or self.rows[place] != row:
            return None
        best = [peak for peak, here in zip(self.criteria, self._peaks[place], strict=True) if peak and here]
        return tuple(dict.fromkeys(best)) if best or place in self._undominated else None

    @property
    def _few(self) -> int:
        return min(FEW, len(self.rows) // SHARE) if len(self.rows) >= SHARE else len(self.rows) // FEWEST

    @cached_property
    def _peaks(self) -> NDArray[np.bool_]:
        return peaks(self.worth, self._few, self.alike)

    @cached_property
    def _undominated(self) -> frozenset[int]:
        return undominated(self.worth, self._few)


def _peak(wish: Wish) -> Peak | None:
    return Peak(wish.name, "most" if wish.aim.most else "least") if isinstance(wish.aim, Extreme) else None

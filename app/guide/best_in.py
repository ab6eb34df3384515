"""What is unbeaten in what the shopper cares for: the wishes in force, and the price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.columns import Numbers
from app.guide.state import State
from app.ranking.dominate import unbeaten

FEWEST = 2
"""Of a single criterion the order already tells who is best."""
MOST = 10_000
"""Among more candidates nothing is called unbeaten: to compare all would take longer than to rank them."""


@dataclass(frozen=True)
class BestIn:
    """The worth of some products by criterion: float64 of shape (rows, criteria), more is better."""

    rows: NDArray[np.int64]
    names: tuple[str, ...]
    worth: NDArray[np.float64]

    @staticmethod
    def of(state: State) -> BestIn:
        """The candidates, if they are few enough to compare."""
        release, few = state.release, state.remaining <= MOST
        rows = bitset.rows_in(state.candidates) if few else np.empty(0, np.int64)
        wishes = [
            asked for demand in state.demands for asked in demand.wishes if asked.importance * asked.wish.importance > 0
        ]
        named = [(asked.wish.name, release.grades_of(asked, state.narrowing.today).at(rows)) for asked in wishes]
        price = release.index.catalog.role("price")
        column = release.index.products.column(price.id) if price else None
        if price and isinstance(column, Numbers) and all(name != price.id for name, _ in named):
            named.append((price.id, -column.table[column.codes[rows]]))
        worth = np.column_stack([worth for _, worth in named]) if named else np.empty((len(rows), 0))
        return BestIn(rows, tuple(name for name, _ in named), worth)

    def at(self, row: int) -> tuple[str, ...] | None:
        """The attributes in which none is better, if none dominates a product; None: one does, or it is not here."""
        place = int(np.searchsorted(self.rows, row))
        if len(self.names) < FEWEST or place == len(self.rows) or self.rows[place] != row:
            return None
        best = unbeaten(self.worth, place)
        return None if best is None else tuple(dict.fromkeys(self.names[criterion] for criterion in best))

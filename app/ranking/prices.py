"""What products cost, in natural logarithms: twice and half the price are equally far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index
from app.catalog.columns import Numbers
from app.ranking.behaviour.design import UNPRICED
from app.ranking.blocks import Bounds, blocks


@dataclass(frozen=True, eq=False)
class Prices:
    """`logs` float32 of shape (rows,), NaN where there is no price, or none above 0."""

    logs: NDArray[np.float32]

    @cached_property
    def distances(self) -> Bounds:
        """For each block, bounds of how near prices can be to any: 0 at most, and at least less their whole span."""
        stated = self.logs[~np.isnan(self.logs)]
        span = float(stated.max() - stated.min()) if len(stated) else 0.0
        many = blocks(len(self.logs))
        return Bounds(np.full(many, -max(span, UNPRICED) - 1e-6), np.zeros(many))


def prices_of(index: Index) -> Prices:
    """The prices of a catalog's products."""
    role = index.catalog.role("price")
    column = index.products.column(role.id) if role else None
    logs = np.full(index.rows, np.nan, np.float32)
    if isinstance(column, Numbers):
        values = column.table[column.codes].astype(np.float64)
        stated = values > 0
        logs[stated] = np.log(values[stated])
    return Prices(logs)

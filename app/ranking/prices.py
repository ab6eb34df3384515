"""What products cost, in natural logarithms: twice and half the price are equally far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index
from app.catalog.columns import Codes, Numbers
from app.ranking.behaviour.design import UNPRICED
from app.ranking.blocks import Bounds, blocks
from app.ranking.grade import Listed, usual_reach


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


def usual_prices(index: Index) -> Listed | None:
    """How near each price is to what is usual among its kind, 0..1, 0 where no price is stated; None if none is.

    The kind is the value of the attribute in the role `category`, where there is one; usual is the median of the prices
    stated, and as far as the distance between their quartiles is worth nothing.
    """
    role = index.catalog.role("price")
    column = index.products.column(role.id) if role else None
    if not isinstance(column, Numbers):
        return None
    values = column.table[column.codes].astype(np.float64)
    stated = np.flatnonzero(~np.isnan(values))
    kinds = _kinds(index)[stated]
    stated = stated[np.argsort(kinds, kind="stable")]
    near = np.zeros(index.rows)
    for rows in np.split(stated, np.cumsum(np.bincount(kinds))[:-1]) if len(stated) else ():
        if len(rows):
            of_kind = values[rows]
            distance = np.abs(of_kind - float(np.percentile(of_kind, 50)))
            near[rows] = np.maximum(0.0, 1.0 - distance / usual_reach(of_kind))
    return Listed(near)


def _kinds(index: Index) -> NDArray[np.int64]:
    """A number for each product's kind: what states none is a kind too, and so is all, where there are no kinds."""
    role = index.catalog.role("category")
    column = index.products.column(role.id) if role else None
    return column.codes[:].astype(np.int64) if isinstance(column, Codes) else np.zeros(index.rows, np.int64)

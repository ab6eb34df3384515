"""How well each product fulfils a wish, from 0 to 1."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.catalog import Index, bitset
from app.catalog.columns import Numbers
from app.catalog.model import Assume
from app.conditions import Held, Test
from app.conditions.model import Literal
from app.conditions.wish import Extreme, Near, Passing, Points, Wish

Grades = NDArray[np.float64]
"""Shape (rows,), each 0..1 (of points, any number), NaN where the product does not state what the wish is about."""


def grades(wish: Wish, index: Index, today: date) -> Grades:
    """The grades of all products for a wish that was bound to the catalog."""
    match wish.aim:
        case Passing(condition):
            fit = index.fit(condition, today)
            graded = bitset.unpack(fit.meets, index.rows).astype(np.float64)
            graded[bitset.unpack(fit.passes & ~fit.meets, index.rows)] = np.nan
            return graded
        case Extreme(most):
            return beaten(_numbers(wish.name, index), most)
        case Near(value, within):
            numbers = _numbers(wish.name, index)
            reach = usual_reach(numbers) if within is None else within
            return np.asarray(np.maximum(0.0, 1.0 - np.abs(numbers - float(value)) / reach))  # type: ignore[arg-type]
        case Points(worth):
            return _worth(wish.name, worth, index, today)


def _worth(name: str, worth: tuple[tuple[Literal, float], ...], index: Index, today: date) -> Grades:
    """The sum of what a product's values are worth."""
    graded = np.zeros(index.rows)
    for value, points in worth:
        fit = index.fit(Test(name, Held((value,))), today)
        graded += points * bitset.unpack(fit.meets, index.rows)
        graded[bitset.unpack(fit.passes & ~fit.meets, index.rows)] = np.nan
    return graded


def beaten(numbers: NDArray[np.float64], most: bool) -> Grades:
    """The share of differently valued products with a smaller (`most`) or larger number; all equal: 0."""
    known = ~np.isnan(numbers)
    graded = np.full(len(numbers), np.nan)
    _, place, size = np.unique(numbers[known], return_inverse=True, return_counts=True)
    below = np.cumsum(size) - size
    above = len(place) - below - size
    different = np.maximum(below + above, 1)
    graded[known] = ((below if most else above) / different)[place]
    return graded


def usual_reach(numbers: NDArray[np.float64]) -> float:
    """The interquartile range of the stated numbers; where half of them are equal, half of the whole range, or 1."""
    known = numbers[~np.isnan(numbers)]
    if not len(known):
        return 1.0
    low, high = np.percentile(known, [25, 75])
    return float(high - low) or float(known.max() - known.min()) / 2 or 1.0


def _numbers(attribute: str, index: Index) -> NDArray[np.float64]:
    column = index.products.column(attribute)
    assert isinstance(column, Numbers), attribute
    policy = index.catalog.attributes[attribute].unknown
    if isinstance(policy, Assume) and policy.values:
        return np.where(np.isnan(column.values), float(policy.values[0]), column.values)
    return column.values

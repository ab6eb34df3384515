"""How well each product fulfils a wish, from 0 to 1: worked out for each value, looked up for a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.catalog import Fit, Index, bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Coded, Codes, Numbers
from app.catalog.model import DROP, Assume
from app.conditions import Held, Test
from app.conditions.dates import Relative
from app.conditions.model import Literal
from app.conditions.wish import Extreme, Near, Passing, Points, Wish
from app.ranking.blocks import Bounds, bounds_of

Rows = NDArray[np.integer]
Values = NDArray[np.float64]


class Grades(Protocol):
    """The grades of all products for a wish: 0..1 (of points, any number), NaN where what it is about is not stated."""

    def at(self, rows: Rows) -> Values:
        """The grades of some rows: float64 of shape (rows,)."""
        ...

    @property
    def bounds(self) -> Bounds:
        """The least and the greatest grade in each block, NaN taken as 0."""
        ...


@dataclass(frozen=True, eq=False)
class Looked:
    """A grade for each code of a column: `table` float64, the last for what is not stated."""

    codes: Coded
    table: Values

    def at(self, rows: Rows) -> Values:
        return self.table[self.codes[rows]]

    @cached_property
    def bounds(self) -> Bounds:
        return bounds_of(lambda part: np.nan_to_num(self.table[self.codes[part]]), len(self.codes))


@dataclass(frozen=True, eq=False)
class Marked:
    """1 where a condition is met, 0 where it is missed, NaN where it is kept as not stated."""

    fit: Fit
    rows: int

    def at(self, rows: Rows) -> Values:
        graded = bitset.members(self.fit.meets, rows).astype(np.float64)
        if self.fit.passes is not self.fit.meets:
            graded[bitset.members(self.fit.passes, rows) & (graded == 0)] = np.nan
        return graded

    @cached_property
    def bounds(self) -> Bounds:
        met = bitset.unpack(self.fit.meets, self.rows)
        return bounds_of(lambda part: met[part].astype(np.float64), self.rows)


@dataclass(frozen=True, eq=False)
class Listed:
    """A grade for each row: float64 of shape (rows,)."""

    values: Values

    def at(self, rows: Rows) -> Values:
        return self.values[rows]

    @cached_property
    def bounds(self) -> Bounds:
        return bounds_of(lambda part: np.nan_to_num(self.values[part]), len(self.values))


def grades(wish: Wish, index: Index, today: date) -> Grades:
    """The grades of all products for a wish that was bound to the catalog."""
    match wish.aim:
        case Passing(condition):
            return Marked(index.fit(condition, today), index.rows)
        case Points(worth):
            return _worth(wish.name, worth, index, today)
    stated = _Stated.of(wish.name, index)
    match wish.aim:
        case Extreme(most):
            return stated.graded(beaten(stated.sizes, most))
        case Near(value, within):
            reach = usual_reach(np.repeat(stated.distinct, stated.sizes)) if within is None else within
            distance = np.abs(stated.distinct - float(_on(value, today)))  # type: ignore[arg-type]
            return stated.graded(np.maximum(0.0, 1.0 - distance / reach))


def standing(wish: Wish, index: Index, among: Bits) -> Looked:
    """For a wish for most or least: the share of the differently valued products `among` which it stands that a product
    beats, NaN where none of them differs or nothing is stated."""
    assert isinstance(wish.aim, Extreme), wish
    stated = _Stated.of(wish.name, index, among)
    share = beaten(stated.sizes, wish.aim.most)
    return stated.graded(np.where(stated.sizes == stated.sizes.sum(), np.nan, share))


@dataclass(frozen=True)
class _Stated:
    """The numbers of an attribute, an assumed one among them: each once, rising, with how many products have it.

    `place` is where the assumed number stands in `distinct`, None if nothing is assumed.
    """

    column: Numbers
    distinct: Values
    sizes: NDArray[np.int64]
    place: int | None

    @staticmethod
    def of(attribute: str, index: Index, among: Bits | None = None) -> _Stated:
        """Of some products, by default all; `distinct` has the numbers of all."""
        column = index.products.column(attribute)
        assert isinstance(column, Numbers), attribute
        codes = column.codes if among is None else column.codes[bitset.rows_in(among)]
        distinct, sizes = column.distinct, np.bincount(codes, minlength=len(column.distinct) + 1)[:-1]
        policy, unstated = index.catalog.attributes[attribute].unknown, index.unstated(attribute)
        if unstated is None or not isinstance(policy, Assume) or not policy.values:
            return _Stated(column, distinct, sizes, None)
        assumed = float(policy.values[0])
        place = int(np.searchsorted(distinct, assumed))
        if place == len(distinct) or distinct[place] != assumed:
            distinct, sizes = np.insert(distinct, place, assumed), np.insert(sizes, place, 0)
        sizes[place] += bitset.count(unstated if among is None else unstated & among)
        return _Stated(column, distinct, sizes, place)

    def graded(self, table: Values) -> Looked:
        """The grades of the products, from those of the numbers in `distinct`."""
        unstated = np.nan if self.place is None else table[self.place]
        if len(table) > len(self.column.distinct):
            table = np.delete(table, self.place)  # type: ignore[arg-type]
        return Looked(self.column.codes, np.append(table, unstated))


def _worth(name: str, worth: tuple[tuple[Literal, float], ...], index: Index, today: date) -> Grades:
    """The sum of what a product's values are worth."""
    column = index.products.column(name)
    if isinstance(column, Codes | Numbers):
        dated = tuple((_on(value, today), points) for value, points in worth)
        return Looked(column.codes, _worth_of_codes(column, name, dated, index))
    graded = np.zeros(index.rows)
    for value, points in worth:
        fit = index.fit(Test(name, Held((value,))), today)
        graded += points * bitset.unpack(fit.meets, index.rows)
        if fit.passes is not fit.meets:
            graded[bitset.unpack(fit.passes & ~fit.meets, index.rows)] = np.nan
    return Listed(graded)


def _on(value: object, today: date) -> object:
    """A value as it is meant on a day."""
    return value.on(today) if isinstance(value, Relative) else value


def _worth_of_codes(column: Codes | Numbers, name: str, worth: Sequence[tuple[object, float]], index: Index) -> Values:
    values = column.vocabulary if isinstance(column, Codes) else column.distinct.tolist()
    code = {value: place for place, value in enumerate(values)}
    table = np.zeros(len(values) + 1)
    policy = index.catalog.attributes[name].unknown
    for value, points in worth:
        if value in code:
            table[code[value]] += points
        if isinstance(policy, Assume) and value in policy.values:
            table[-1] += points
    if worth and policy != DROP and not isinstance(policy, Assume):
        table[-1] = np.nan
    return table


def beaten(sizes: NDArray[np.int64], most: bool) -> Values:
    """For numbers that rise, of which there are `sizes`: the share of differently valued products with a smaller
    (`most`) or larger number; all equal: 0."""
    below = np.cumsum(sizes) - sizes
    above = int(sizes.sum()) - below - sizes
    different = np.maximum(below + above, 1)
    return np.asarray((below if most else above) / different)


def usual_reach(known: Values) -> float:
    """The interquartile range of some numbers; where half of them are equal, half of the whole range, or 1."""
    if not len(known):
        return 1.0
    low, high = np.percentile(known, [25, 75])
    return float(high - low) or float(known.max() - known.min()) / 2 or 1.0

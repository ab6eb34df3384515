"""What is better than a product, for the shopper or for the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.guide.owned import alike
from app.guide.show import best_rows_of
from app.guide.state import State
from app.ranking.grade import Grades

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]
Worth = Callable[[Rows], Floats]
"""What rows are worth in one thing that is cared for: float64 of shape (rows,)."""

MOST_PRICE = 2.0
"""What costs more than so many times the product is another purchase, not a better one."""

LEAST_GAIN = 1e-6

MOST_READ = 50
"""Of the products that may be better, so many of the highest score are looked at for each one offered."""


@dataclass(frozen=True)
class Better:
    """An attribute in which one product serves the shopper better than another: by a wish, else by a leaning."""

    attribute: str
    wished: bool


Gains = dict[Better, Flags]
"""For each thing cared for, which rows are better in it."""


def better(state: State, row: int, most: int) -> list[tuple[int, tuple[Better, ...]]]:
    """Products of the same category that are better than one, the best first, each with what it is better in.

    All meet every answer, without what is kept only because it is not stated. By the policy `shopper` each serves at
    least one wish of the answers better, and none worse; where nothing is wished, the same holds of the leanings. By
    `order` each costs more. Nothing costs more than `MOST_PRICE` times the product.
    """
    bits = _fitting(state, row)
    rows = np.array(best_rows_of(state, bits, MOST_READ * most), np.int64)
    if not len(rows):
        return []
    gains, losses = _compared(state, row, rows)
    prices = _prices(state, rows)
    price = float(_prices(state, np.array([row]))[0])
    affordable = ~(prices > MOST_PRICE * price)
    by = state.release.questionnaire.recommend.best_for
    wanted = BEST_FOR[by](gains, losses, prices > price) & affordable
    found = []
    for place in np.flatnonzero(wanted)[:most].tolist():
        found.append((int(rows[place]), tuple(cared for cared, gain in gains.items() if gain[place])))
    return found


def _for_shopper(gains: Gains, loses: Flags, dearer: Flags) -> Flags:
    gained = np.logical_or.reduce([*gains.values(), np.zeros(len(loses), np.bool_)])
    return np.asarray(gained & ~loses)


def _for_order(gains: Gains, loses: Flags, dearer: Flags) -> Flags:
    return dearer


BEST_FOR: dict[str, Callable[[Gains, Flags, Flags], Flags]] = {"shopper": _for_shopper, "order": _for_order}
"""Which products are offered as better: by what they gain (bool (rows,) for each thing cared for), whether they lose in
one, and whether they cost more."""


def _fitting(state: State, row: int) -> Bits:
    """The candidates of the same category that meet all that is said, in stock, less the product itself."""
    bits = state.candidates & alike(state.release.index, row, state.narrowing.today)
    for demand in state.demands:
        if demand.fit is not None:
            bits = bits & demand.fit.meets
    late = state.release.late(state.narrowing.today)
    bits = bits if late is None else bits & ~late
    mask = np.zeros(state.release.index.rows, np.bool_)
    mask[row] = True
    return bits & ~bitset.pack(mask)


def _compared(state: State, row: int, rows: Rows) -> tuple[Gains, Flags]:
    """In what each product is better, and whether it is worse in anything that is cared for."""
    gains, loses = Gains(), np.zeros(len(rows), np.bool_)
    for cared, worth in [*_wished(state)] or _leant(state):
        here, there = float(worth(np.array([row]))[0]), worth(rows)
        gain = there > here + LEAST_GAIN
        gains[cared] = gains[cared] | gain if cared in gains else gain
        loses |= there < here - LEAST_GAIN
    return gains, loses


def _wished(state: State) -> Iterator[tuple[Better, Worth]]:
    for demand in state.demands:
        for asked in demand.wishes:
            if asked.importance and asked.wish.importance:
                grades = state.release.grades_of(asked, state.narrowing.today)
                yield Better(asked.wish.name, True), partial(_grades, grades)


def _grades(grades: Grades, rows: Rows) -> Floats:
    return np.nan_to_num(grades.at(rows))


def _leant(state: State) -> Iterator[tuple[Better, Worth]]:
    category = state.release.index.catalog.roles.get("category")
    for taste in state.tastes:
        if taste.trait.attribute != category:
            yield Better(taste.trait.attribute, False), taste.at


def _prices(state: State, rows: Rows) -> Floats:
    """Prices, NaN where none is stated: float64 of shape (rows,)."""
    role = state.release.index.catalog.roles.get("price")
    column = state.release.index.products.column(role) if role else None
    return column.table[column.codes[rows]] if isinstance(column, Numbers) else np.full(len(rows), np.nan)

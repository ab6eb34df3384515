"""Critiques of what is shown: "cheaper", "lighter, but dearer", and "more like this", each with its exact effect.

Compound critiques are patterns that occur among the candidates as seen from the product shown first: of every
candidate it is noted where it has more and where less, pairs that are frequent enough are kept (less, and less, only if
neither follows from the other), and those that narrow most stand first (Reilly, McCarthy, McGinty and Smyth, Dynamic
critiquing, ECCBR 2004; McCarthy, Reilly, McGinty and Smyth, On the dynamic generation of compound critiques in
conversational recommender systems, AH 2004).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.columns import Numbers
from app.guide.reserved import SIGN, criticizable
from app.guide.state import State
from app.guide.step import Critique, Turn
from app.questionnaire import Answer, Answers, Between
from app.ranking.diversify import reach_of

UNITS, COMPOUNDS = 6, 3
"""How many critiques of each sort are offered at most."""
MOST_ATTRIBUTES = 5
"""How many attributes are looked at: price, what the results show, then what the answers are about."""
SUPPORT = 0.1
"""The least share of the candidates that a compound critique must leave: rarer ones are chance."""
NEAR = 0.5
"""How far, in usual reaches of the catalog, "more like this" goes to either side."""


@dataclass(frozen=True)
class _Seen:
    """The numbers of the candidates in one attribute, from where one product stands."""

    attribute: str
    here: float
    numbers: NDArray[np.float64]

    def turn(self, sign: int) -> tuple[Turn, Between, NDArray[np.bool_]] | None:
        """More (1) or less (-1) than this: its words, the widest bound, and which candidates state such a number."""
        beyond = self.numbers > self.here if sign > 0 else self.numbers < self.here
        if not beyond.any():
            return None
        end = float(self.numbers[beyond].min() if sign > 0 else self.numbers[beyond].max())
        bound = Between(end, None) if sign > 0 else Between(None, end)
        return Turn(self.attribute, "more" if sign > 0 else "less"), bound, beyond


def critiques(state: State, product: str) -> tuple[Critique, ...]:
    """The critiques that a product shown invites: single ones, then compound ones, then more like this.

    Each leaves at least one candidate that states what it asks for; `remaining` is what the PATCH leaves.
    """
    row = state.release.index.products.row_of[product]
    seen = _seen(state, row)
    turns = [turn for one in seen for sign in (-1, 1) if (turn := one.turn(sign))]
    units = [_critique(state, product, {turn.attribute: bound}, (turn,)) for turn, bound, _ in turns[:UNITS]]
    pairs = []
    for (first, low, a), (second, high, b) in combinations(turns, 2):
        support = int((a & b).sum())
        implied = first.way == second.way and support in (a.sum(), b.sum())
        frequent = support and support >= SUPPORT * state.remaining
        if first.attribute != second.attribute and frequent and not implied:
            changes = {first.attribute: low, second.attribute: high}
            pairs.append((support, _critique(state, product, changes, (first, second))))
    pairs.sort(key=lambda pair: pair[0])
    compounds = [critique for _, critique in pairs[:COMPOUNDS]]
    alike = more_like_this(state, product)
    found = [*units, *compounds, *([alike] if alike else [])]
    return tuple(critique for critique in found if critique.remaining > 0)


def more_like_this(state: State, product: str) -> Critique | None:
    """Near a product in its main attributes; None if that leaves it alone, or takes nothing away."""
    row = state.release.index.products.row_of[product]
    changes: dict[str, Between] = {}
    for one in _seen(state, row):
        column = state.release.index.products.column(one.attribute)
        assert isinstance(column, Numbers)
        reach = NEAR * reach_of(column)
        changes[one.attribute] = Between(one.here - reach, one.here + reach)
    if not changes:
        return None
    critique = _critique(state, product, changes, tuple(Turn(attribute, "near") for attribute in changes))
    return critique if 1 < critique.remaining < state.remaining else None


def main_attributes(state: State) -> tuple[str, ...]:
    """The numbers that a shopper compares by: price, what the results show, then what the answers are about."""
    catalog = state.release.index.catalog
    known = {attribute.id for attribute in criticizable(catalog)}
    about = [asked.wish.name for demand in state.demands for asked in demand.wishes]
    asked = [question.attribute for question, _ in state.path.asked]
    named = [catalog.roles.get("price", ""), *state.release.questionnaire.results.show, *about, *asked]
    return tuple(dict.fromkeys(id for id in named if id in known))[:MOST_ATTRIBUTES]


def _seen(state: State, row: int) -> list[_Seen]:
    index = state.release.index
    rows, found = bitset.row_numbers(state.candidates, index.rows), []
    for attribute in main_attributes(state):
        column = index.products.column(attribute)
        assert isinstance(column, Numbers)
        here = column.at(row)
        if here is not None:
            found.append(_Seen(attribute, here, column.table[column.codes[rows]]))
    return found


def _critique(state: State, product: str, bounds: dict[str, Between], turns: tuple[Turn, ...]) -> Critique:
    changes: dict[str, Answer | None] = {
        SIGN + attribute: _within(state.answers.get(SIGN + attribute), bound) for attribute, bound in bounds.items()
    }
    return Critique(turns, changes, count_after(state, changes), product)


def _within(given: Answer | None, bound: Between) -> Between:
    """A bound together with what an earlier critique of the same attribute said."""
    if not isinstance(given, Between):
        return bound
    lows = [end for end in (given.min, bound.min) if end is not None]
    highs = [end for end in (given.max, bound.max) if end is not None]
    return replace(given, min=max(lows, default=None), max=min(highs, default=None))


def count_after(state: State, changes: dict[str, Answer | None]) -> int:
    """What `remaining` is after a PATCH, by full replay."""
    return state.narrowing.count(state.narrowing.path(changed(state.answers, changes)), "")[1]


def changed(answers: Answers, changes: dict[str, Answer | None]) -> Answers:
    """The answers after a PATCH, in the order first given."""
    return {id: answer for id, answer in {**answers, **changes}.items() if answer is not None}

"""Critiques of what is shown: "cheaper", "lighter, but dearer", and "more like this", each with its exact effect.

Compound critiques are patterns that occur among the candidates as seen from the product shown first: of every
candidate it is noted where it has more and where less, pairs that are frequent enough are kept (less, and less, only if
neither follows from the other), and those that narrow most stand first (Reilly, McCarthy, McGinty and Smyth, Dynamic
critiquing, ECCBR 2004; McCarthy, Reilly, McGinty and Smyth, On the dynamic generation of compound critiques in
conversational recommender systems, AH 2004).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from app.catalog import Fit, bitset
from app.catalog.columns import Numbers
from app.conditions import Held, Interval, Test
from app.guide.repair.loosen import DIGITS, SHOWN
from app.guide.reserved import SIGN, criticizable
from app.guide.state import State
from app.guide.step import Critique, Turn
from app.questionnaire import Answer, Answers, Between, Path
from app.ranking.grade import usual_reach

UNITS, COMPOUNDS = 6, 3
"""How many critiques of each sort are offered at most."""
MOST_ATTRIBUTES = 5
"""How many attributes are looked at: price, what the results show, then what the answers are about."""
SUPPORT = 0.1
"""The least share of the candidates that a compound critique must leave: rarer ones are chance."""
SEEN = 4096
"""About how many candidates are looked at for what occurs among them."""
NEAR = 0.5
"""How far, in usual reaches of the candidates, "more like this" goes to either side."""
HALF = 2
"""More like this is worth a click if it leaves at most one candidate in so many."""


@dataclass(frozen=True)
class _Way:
    """One direction from where a product stands: its words, what to answer, and what that leaves by itself."""

    turn: Turn
    answer: Between
    fit: Fit


def critiques(state: State, product: str) -> tuple[Critique, ...]:
    """The critiques that a product shown invites: single ones, then compound ones, then more like this.

    Each leaves at least one candidate that states what it asks for; `remaining` is what the PATCH leaves.
    """
    row = state.release.index.products.row_of[product]
    ways = [way for attribute in main_attributes(state) for way in _ways(state, attribute, row)]
    units = [_critique(state, product, (way,)) for way in ways[:UNITS]]
    compounds = [_critique(state, product, pair) for pair in _compounds(state, ways)]
    alike = more_like_this(state, product)
    found = [*units, *compounds, *([alike] if alike else [])]
    return tuple(critique for critique in found if critique.remaining > 0)


def more_like_this(state: State, product: str) -> Critique | None:
    """Near a product in its main attributes; None if that leaves it alone, or more than half of the candidates."""
    row = state.release.index.products.row_of[product]
    ways = [way for attribute in main_attributes(state) if (way := _near(state, attribute, row))]
    if not ways:
        return None
    critique = _critique(state, product, tuple(ways))
    return critique if 1 < critique.remaining <= state.remaining / HALF else None


def _ways(state: State, attribute: str, row: int) -> list[_Way]:
    """Less, and more, of an attribute than a product has, where candidates state it."""
    column = state.release.index.products.column(attribute)
    assert isinstance(column, Numbers)
    code, found = int(column.codes[row]), []
    if code == len(column.distinct):
        return []
    ends = {"less": (None, code - 1), "more": (code + 1, None)}
    for way, (low, high) in ends.items():
        beyond = low if high is None else high
        if beyond is not None and 0 <= beyond < len(column.distinct):
            end = float(column.distinct[beyond])
            made = _way(state, Turn(attribute, way), Between(end, None) if low is not None else Between(None, end))
            if (made.fit.meets & state.candidates).any():
                found.append(made)
    return found


def _near(state: State, attribute: str, row: int) -> _Way | None:
    column = state.release.index.products.column(attribute)
    assert isinstance(column, Numbers)
    here = column.at(row)
    if here is None:
        return None
    step = max(1, state.remaining // SEEN)
    words = np.arange(0, len(state.candidates), step)
    codes = column.codes[bitset.rows_in(state.candidates, words)]
    reach = NEAR * usual_reach(column.distinct[codes[codes < len(column.distinct)]])
    decimals = state.release.index.catalog.attributes[attribute].decimals
    low, high = (_outwards(here + way * reach, SHOWN if decimals is None else decimals, way) for way in (-1, 1))
    first, last = float(column.distinct[0]), float(column.distinct[-1])
    bound = Between(None if low <= first else low, None if high >= last else high)  # no bound where it excludes nothing
    return None if bound == Between(None, None) else _way(state, Turn(attribute, "near"), bound)


def _outwards(value: float, decimals: int, way: int) -> float:
    """A bound with the decimals that are shown, rounded down for a lower one (`way` -1), up for an upper one (1).

    >>> _outwards(0.3799, 2, -1), _outwards(569.875, 0, 1)
    (0.37, 570.0)
    """
    scale = 10.0**decimals
    return round(way * math.ceil(way * round(value * scale, DIGITS)) / scale, DIGITS)


def _way(state: State, turn: Turn, bound: Between) -> _Way:
    answer = _within(state.answers.get(SIGN + turn.attribute), bound)
    within = Test(turn.attribute, Held((Interval(answer.min, answer.max),)))
    return _Way(turn, answer, state.release.index.fit(within, state.narrowing.today))


def _compounds(state: State, ways: Sequence[_Way]) -> list[tuple[_Way, ...]]:
    """The pairs that occur often enough and that narrow most; one that follows from its half is none.

    How often is seen on every n-th word of the candidates, some thousands of them.
    """
    step = max(1, state.remaining // SEEN)
    seen = [way.fit.meets[::step] & state.candidates[::step] for way in ways]
    many, sizes = bitset.count(state.candidates[::step]), [bitset.count(bits) for bits in seen]
    pairs = []
    for a, b in combinations(range(len(ways)), 2):
        if ways[a].turn.attribute == ways[b].turn.attribute:
            continue
        support = bitset.count(seen[a] & seen[b])
        implied = ways[a].turn.way == ways[b].turn.way and support in (sizes[a], sizes[b])
        if support and support >= SUPPORT * many and not implied:
            pairs.append((support, (ways[a], ways[b])))
    pairs.sort(key=lambda pair: pair[0])
    return [pair for _, pair in pairs[:COMPOUNDS]]


def _critique(state: State, product: str, ways: tuple[_Way, ...]) -> Critique:
    """Some ways together. Critiques stand after every question and nothing reads them: what they leave is what the
    rest of the path leaves, and fits."""
    left = state.narrowing.candidates(state.path)
    if any(SIGN + way.turn.attribute in state.answers for way in ways):
        left = state.narrowing.candidates(_without(state.path, {SIGN + way.turn.attribute for way in ways}))
    for way in ways:
        left = left & way.fit.passes
    changes: dict[str, Answer | None] = {SIGN + way.turn.attribute: way.answer for way in ways}
    return Critique(tuple(way.turn for way in ways), changes, state.release.index.count(left), product)


def _without(path: Path, ids: Collection[str]) -> Path:
    """A path without some critiques."""
    return replace(path, asked=tuple(pair for pair in path.asked if pair[0].id not in ids))


def main_attributes(state: State) -> tuple[str, ...]:
    """The numbers that a shopper compares by: price, what the results show, then what the answers are about."""
    catalog = state.release.index.catalog
    known = {attribute.id for attribute in criticizable(catalog)}
    about = [asked.wish.name for demand in state.demands for asked in demand.wishes]
    asked = [question.attribute for question, _ in state.path.asked]
    named = [catalog.roles.get("price", ""), *state.release.questionnaire.results.show, *about, *asked]
    return tuple(dict.fromkeys(id for id in named if id in known))[:MOST_ATTRIBUTES]


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

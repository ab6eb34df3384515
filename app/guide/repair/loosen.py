"""Less than giving an answer up: a bound moved, another choice accepted, a wanted one dropped."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Numbers
from app.conditions import Held, Interval, Test
from app.errors import Refused
from app.guide.narrow import Narrowing
from app.guide.step import Deed, Move
from app.questionnaire import Between, Choice, Path, Picked, Question, Type, read_answer, write_answer
from app.questionnaire.walk import holds

MUCH_MORE = 3
"""A second stop of a bound must bring this many times what the first brings."""
LITTLE = 0.1
"""And lie no further on than this share of the attribute's spread."""
ANOTHER = 0.5
"""The loss of accepting another choice where choices have no distance."""
UTMOST = 0.9
"""The most that loosening loses: giving up loses more."""
SHOWN = 2
"""Decimals that a number is shown with unless its attribute says otherwise."""
DIGITS = 10
"""Decimals that bounds are rounded to, so that steps such as 0.1 do not leave traces."""


def moves(narrowing: Narrowing, path: Path, question: Question, wanted: Bits) -> list[Move]:
    """The ways to loosen an answer on a path so that some product in `wanted` may pass, smallest loss first.

    An entered number or date is a fact about the shopper, and is not loosened.
    """
    answer = path.answers[question.id]
    found: list[Move] = []
    if isinstance(answer, Between) and question.attribute:
        found = list(_bounds(narrowing, question, answer, wanted))
    elif isinstance(answer, Picked):
        found = list(_choices(narrowing, path, question, answer, wanted))
    sound = (_as_sent(narrowing, question, move) for move in found)
    return sorted(dict.fromkeys(move for move in sound if move is not None), key=lambda move: move.loss)


def losses(narrowing: Narrowing, path: Path, question: Question, wanted: Bits) -> NDArray[np.float64]:
    """For each product in `wanted`, in row order, the least loss of a move that lets it pass; 1 if none does."""
    rows = narrowing.release.index.rows
    products = bitset.row_numbers(wanted, rows)
    answer = path.answers[question.id]
    least = np.ones(len(products))
    if isinstance(answer, Between) and question.attribute:
        column = narrowing.release.index.products.column(question.attribute)
        assert isinstance(column, Numbers), question.attribute
        values = column.table[column.codes[products]]
        above = values - (np.inf if answer.max is None else answer.max)
        below = (-np.inf if answer.min is None else answer.min) - values
        beyond = np.maximum(np.maximum(above, below), 0) / narrowing.release.spread(question.attribute)
        return np.where(np.isnan(beyond), 1.0, np.minimum(beyond, 1.0) * UTMOST)
    for move in moves(narrowing, path, question, wanted):
        passes = bitset.unpack(lets_in(narrowing, path, move), rows)[products]
        least[passes] = np.minimum(least[passes], move.loss)
    return least


def lets_in(narrowing: Narrowing, path: Path, move: Move) -> Bits:
    """The products that pass what an answer demands after a move."""
    assert move.answer is not None
    question = narrowing.release.questions[move.question]
    fit = narrowing.demanded.of_answer(question, move.answer, path.said).fit
    return narrowing.release.index.everything if fit is None else fit.passes


def demands_nothing(narrowing: Narrowing, path: Path, move: Move) -> bool:
    """Whether an answer keeps nothing out after a move, so that it is given up in all but name."""
    assert move.answer is not None
    question = narrowing.release.questions[move.question]
    return narrowing.demanded.of_answer(question, move.answer, path.said).fit is None


def _bounds(narrowing: Narrowing, question: Question, answer: Between, wanted: Bits) -> Iterator[Move]:
    release = narrowing.release
    column = release.index.products.column(question.attribute)
    assert isinstance(column, Numbers), question.attribute
    values = column.table[column.codes[bitset.row_numbers(wanted, release.index.rows)]]
    spread, step = release.spread(question.attribute), _step(narrowing, question)
    if answer.max is not None:
        for stop in _stops(np.sort(values[values > answer.max]), spread):
            bound = _outwards(stop, step)
            loss = min((bound - answer.max) / spread, 1.0) * UTMOST
            yield Move(question.id, replace(answer, max=bound), Deed.RAISE, loss, bound)
    if answer.min is not None:
        for stop in _stops(np.sort(-values[values < answer.min]), spread):
            bound = -_outwards(stop, step)
            loss = min((answer.min - bound) / spread, 1.0) * UTMOST
            yield Move(question.id, replace(answer, min=bound), Deed.LOWER, loss, bound)


def _stops(beyond: NDArray[np.float64], spread: float) -> Iterator[float]:
    """Where to move a bound: to the first value, and to where a little more brings much more. `beyond` rises."""
    if not len(beyond):
        return
    first = float(beyond[0])
    yield first
    many = MUCH_MORE * int(np.searchsorted(beyond, first, "right"))
    if many <= len(beyond) and beyond[many - 1] - first <= LITTLE * spread:
        yield float(beyond[many - 1])


def _step(narrowing: Narrowing, question: Question) -> float:
    """What bounds are multiples of: the question's step, or one unit of the last decimal that is shown."""
    decimals = narrowing.release.index.catalog.attributes[question.attribute].decimals
    return question.step or 10.0 ** -(SHOWN if decimals is None else decimals)


def _outwards(value: float, step: float) -> float:
    """The least multiple of a step that is not below a value.

    >>> _outwards(348.9, 1.0), _outwards(0.3, 0.1), _outwards(-2.5, 1.0)
    (349.0, 0.3, -2.0)
    """
    near = round(round(value / step) * step, DIGITS)
    return near if near >= value else round(math.floor(value / step + 1) * step, DIGITS)


def _choices(narrowing: Narrowing, path: Path, question: Question, answer: Picked, wanted: Bits) -> Iterator[Move]:
    """Another choice beside those picked, or instead of the only one; under `all`, one of them less."""
    known = narrowing.release.choices[question.id]
    if question.type is Type.MULTIPLE and question.match == "all":
        for id in answer.choices if len(answer.choices) > 1 else ():
            left = tuple(pick for pick in answer.choices if pick != id)
            yield Move(question.id, replace(answer, choices=left), Deed.DROP, 1 / len(answer.choices), choice=id)
        return
    said = path.before(question.id)
    order = list(known)
    for choice in known.values():
        if choice.id in answer.choices or not holds(choice.when, said, narrowing.today):
            continue
        alone = narrowing.demanded.of_pick(question, choice.id, path.said)
        if alone is not None and not (wanted & alone[1].passes).any():
            continue
        if question.type is Type.SINGLE or choice.exclusive:
            picks: tuple[str, ...] = (choice.id,)
        else:
            kept = [pick for pick in answer.choices if pick in known and not known[pick].exclusive]
            picks = tuple(sorted([*kept, choice.id], key=order.index))
        move = Move(question.id, replace(answer, choices=picks), Deed.ACCEPT, ANOTHER, choice=choice.id)
        if demands_nothing(narrowing, path, move):
            if not question.skippable:  # else to skip says the same
                yield replace(move, loss=UTMOST)
        elif (wanted & lets_in(narrowing, path, move)).any():
            yield replace(move, loss=_distance(narrowing, known, answer, choice))


def _distance(narrowing: Narrowing, known: dict[str, Choice], answer: Picked, choice: Choice) -> float:
    """How far a choice lies from the nearest one picked: by rank where both test one ordered attribute."""
    there, name = _rank(narrowing, choice)
    picked = [_rank(narrowing, known[pick]) for pick in answer.choices if pick in known]
    ranks = [rank for rank, other in picked if rank is not None and other == name]
    if there is None or not ranks:
        return ANOTHER
    places = len(narrowing.release.index.catalog.attributes[name].order) - 1
    return min(min(abs(there - rank) for rank in ranks) / max(places, 1), 1.0) * UTMOST


def _rank(narrowing: Narrowing, choice: Choice) -> tuple[float | None, str]:
    """Where a choice stands on the ordered attribute that it tests, and its name."""
    attributes = narrowing.release.index.catalog.attributes
    match choice.filter:
        case Test(name, Held((float(rank),))) if name in attributes and attributes[name].order:
            return rank, name
        case Test(name, Held((Interval(low, high),))) if name in attributes and attributes[name].order:
            end = high if low is None else low
            return (end, name) if isinstance(end, float) else (None, "")
    return None, ""


def _as_sent(narrowing: Narrowing, question: Question, move: Move) -> Move | None:
    """The move as its body is read; None if it is refused: an answer of long ago may be such that no change helps."""
    assert move.answer is not None
    body, known = write_answer(question, move.answer), narrowing.release.known_choices(question.id)
    try:
        return replace(move, answer=read_answer(question, body, known, narrowing.today))
    except Refused:
        return None

"""What the shopper would probably say to a question, by what they looked at: marked, and never picked for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.catalog import Fit, bitset
from app.catalog.columns import Numbers
from app.guide.fleeting import attributes_of
from app.guide.step import Bin, ChoiceView, QuestionView
from app.questionnaire import Between, Picked, Question, Type
from app.shopper import Recent

if TYPE_CHECKING:
    from app.guide.state import State

PRIOR_WEIGHT = 1.0
"""κ: a guess rests on this much of what the candidates are, beside what was looked at, in views."""

MARKED = 1.25
"""A choice is marked that is so many times as probable as among the candidates."""

CONFIRMED = 0.75
"""A choice more probable than this is offered as a confirmation: one view of a product does not make one of two choices
so probable, two that agree do."""

Floats = NDArray[np.float64]


def with_guess(state: State, view: QuestionView) -> QuestionView:
    """The question with its probable choices marked, and an answer that is all but given to be confirmed.

    p = (n_c + κ·q_c) / (n + κ): n_c is the weight of the products dealt with that meet a choice, n of all that state
    what is asked, q_c the choice's share of the candidates. What was dealt with for oneself says nothing of a gift, and
    nothing says what will be answered to a sensitive question.
    """
    if view.question.sensitive or not _recents(state, view.question) or view.answer is not None:
        return view
    if view.question.type is Type.RANGE and view.range is not None:
        return _with_bin(state, view, view.range.bins)
    if not view.question.type.has_choices or len(view.choices) < 2:
        return view
    return _with_choices(state, view)


def _recents(state: State, question: Question) -> Sequence[Recent]:
    """What the shopper has dealt with; of what a sensitive question is about too, on this visit alone."""
    recents = state.known.recents
    here = [one for one in recents if not one.earlier]
    if len(here) == len(recents) or not state.fleeting:
        return recents
    asked = attributes_of(question, state.release.choices.get(question.id, {}))
    return recents if asked.isdisjoint(state.fleeting) else here


def _recent(state: State, question: Question) -> tuple[NDArray[np.int64], Floats]:
    recents = _recents(state, question)
    rows = np.array([state.known.rows[one.product] for one in recents], np.int64)
    return rows, np.array([one.weight for one in recents])


def _with_choices(state: State, view: QuestionView) -> QuestionView:
    rows, weights = _recent(state, view.question)
    demanded = state.narrowing.demanded
    found = [demanded.of_pick(view.question, one.choice.id, state.path.said) for one in view.choices]
    fits = [None if one is None else one[1] for one in found]
    stated = np.zeros(len(rows), np.bool_)
    for fit in fits:
        stated |= _meets(fit, rows)
    whole = float(weights[stated].sum())
    if not whole:
        return view
    left = sum(one.count - one.unknown for one, fit in zip(view.choices, fits, strict=True) if fit is not None)
    guesses = [_guess(one, fit, rows, weights, whole, left) for one, fit in zip(view.choices, fits, strict=True)]
    choices = tuple(
        replace(one, likely=expected > 0 and guess >= MARKED * expected)
        for one, (guess, expected) in zip(view.choices, guesses, strict=True)
    )
    best = max(range(len(guesses)), key=lambda place: guesses[place][0])
    sure = view.question.type is Type.SINGLE and guesses[best][0] > CONFIRMED and choices[best].likely
    return replace(view, choices=choices, confirm=Picked((choices[best].choice.id,)) if sure else None)


def _guess(
    one: ChoiceView, fit: Fit | None, rows: NDArray[np.int64], weights: Floats, whole: float, left: int
) -> tuple[float, float]:
    """How probable a choice is, and its share of the candidates; 0 of what demands nothing, or is met by nothing."""
    met = float(weights[_meets(fit, rows)].sum())
    if fit is None or not met or not one.count or not left:
        return 0.0, 0.0
    expected = min((one.count - one.unknown) / left, 1.0)
    return (met + PRIOR_WEIGHT * expected) / (whole + PRIOR_WEIGHT), expected


def _meets(fit: Fit | None, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.zeros(len(rows), np.bool_) if fit is None else bitset.members(fit.meets, rows)


def _with_bin(state: State, view: QuestionView, bins: Sequence[Bin]) -> QuestionView:
    """The range with the bar to be confirmed that what was looked at lies in, if nearly all of it does."""
    column = state.release.index.products.column(view.question.attribute)
    total = sum(bin.count for bin in bins)
    if not isinstance(column, Numbers) or len(bins) < 2 or not total:
        return view
    rows, weights = _recent(state, view.question)
    values = column.table[column.codes[rows]]
    stated = ~np.isnan(values)
    whole = float(weights[stated].sum())
    for place, bin in enumerate(bins):
        inside = (values >= bin.start) & ((values <= bin.end) if place == len(bins) - 1 else (values < bin.end))
        met = float(weights[inside].sum())
        if bin.count and met and (met + PRIOR_WEIGHT * bin.count / total) / (whole + PRIOR_WEIGHT) > CONFIRMED:
            low = bin.start if view.question.bound in ("min", "both") else None
            high = bin.end if view.question.bound in ("max", "both") else None
            return replace(view, confirm=Between(low, high))
    return view

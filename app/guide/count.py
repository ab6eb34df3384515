"""A question with a live count at every choice: what ticking it would leave, by full replay of the answers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.columns import Coded, Numbers
from app.catalog.groups import Groups
from app.catalog.model import KEEP
from app.conditions import Kind
from app.guide.choice_counts import count_choices, ticked
from app.guide.narrow import Narrowing
from app.guide.repair.needs import needs
from app.guide.step import Bin, ChoiceView, QuestionView, RangeView
from app.questionnaire import Answers, Picked, Question, Skipped, Type
from app.questionnaire.answer import limits
from app.questionnaire.walk import standing

VIEW_BYTES = 250
"""About what a question, a choice or a bin takes in memory."""
DIGITS = 10
"""Decimals that bin edges are rounded to, so that steps such as 0.1 do not leave traces."""


def view_question(narrowing: Narrowing, answers: Answers, question: Question) -> QuestionView:
    """The question as it stands for these answers, with counts, and with the answer that it already has.

    What few answers lead to is worked out once for all shoppers.
    """
    early = narrowing.early(answers)
    if early is None:
        return _view(narrowing, answers, question)
    return narrowing.release.memo.get(("view", question.id, *early), lambda: _view(narrowing, answers, question), _size)


def _size(view: QuestionView) -> int:
    """About how many bytes a question takes with its counts."""
    bins = view.range.bins if view.range else ()
    return VIEW_BYTES * (1 + len(view.choices) + len(bins))


def _view(narrowing: Narrowing, answers: Answers, question: Question) -> QuestionView:
    answer = answers.get(question.id)
    least, most = limits(question, narrowing.today)
    return QuestionView(
        question,
        answer,
        choices=_choices(narrowing, answers, question) if question.type.has_choices else (),
        range=_range(narrowing, answers, question) if question.type is Type.RANGE else None,
        least=least,
        most=most,
    )


def _choices(narrowing: Narrowing, answers: Answers, question: Question) -> tuple[ChoiceView, ...]:
    answer = answers.get(question.id)
    path = narrowing.path(answers)
    known = narrowing.offered(question, path)
    stands = standing(question, answer, path.before(question.id), narrowing.today)
    picked = stands.choices if isinstance(stands, Picked) else ()
    most = question.auto.limit if question.auto and question.auto.limit is not None else len(known)
    listed = [choice for place, choice in enumerate(known) if place < most or choice.id in picked]
    counts = count_choices(narrowing, answers, question, picked, listed)
    views = []
    for choice in listed:
        view = ChoiceView(choice, *counts[choice.id], choice.id in picked)
        if view.disabled:
            found = needs(narrowing, answers, question.id, ticked(question, picked, choice), choice.id)
            view = replace(view, needs=found)
        views.append(view)
    return tuple(views)


def _range(narrowing: Narrowing, answers: Answers, question: Question) -> RangeView:
    """The histogram of what is left with the question's own answer lifted."""
    bits = narrowing.without(narrowing.path({**answers, question.id: Skipped()}), question.id)
    return _histogram(narrowing, question, bits)


def range_of(narrowing: Narrowing, answers: Answers, question: Question) -> list[tuple[int, int]]:
    """For each bin of an open range, what answering it would leave, and how many of that do not state the number."""
    view = _range(narrowing, answers, question)
    attribute = narrowing.release.index.catalog.attributes[question.attribute]
    kept = view.unknown if attribute.unknown == KEEP else 0
    return [(bin.count + kept, kept) for bin in view.bins if bin.count]


def bins_of(narrowing: Narrowing, answers: Answers, question: Question) -> list[Bin]:
    """The bins of an open range that some products are in, as `range_of` counts them."""
    return [bin for bin in _range(narrowing, answers, question).bins if bin.count]


def _histogram(narrowing: Narrowing, question: Question, bits: Bits) -> RangeView:
    index = narrowing.release.index
    column = index.products.column(question.attribute)
    assert isinstance(column, Numbers), question.attribute
    stated = bits & index.stated(question.attribute)
    rows, unknown = bitset.rows_in(stated), index.count(bits) - index.count(stated)
    codes = column.codes[rows]
    sizes = np.bincount(codes, minlength=len(column.distinct))
    present = np.flatnonzero(sizes)
    step = question.step or _usual_step(narrowing, question)
    if not len(present):
        return RangeView(None, None, step, unknown, ())
    least, most = (float(column.distinct[place]) for place in (present[0], present[-1]))
    low = math.floor(least / step)
    high = max(math.ceil(most / step), low + 1)
    width = math.ceil((high - low) / question.bins)
    edges = [round(min(edge, high) * step, DIGITS) for edge in range(low, high + width, width)]
    edges[0], edges[-1] = min(edges[0], least), max(edges[-1], most)
    ends = np.searchsorted(column.distinct, edges)
    ends[-1] = len(column.distinct)
    if index.groups is not None:
        sizes = _once(index.groups, rows, codes, ends)
    counts = np.diff(np.append(0, np.cumsum(sizes))[ends]).tolist()
    bins = tuple(Bin(start, end, count) for start, end, count in zip(edges, edges[1:], counts, strict=False))
    return RangeView(edges[0], edges[-1], step, unknown, bins)


def _once(groups: Groups, rows: NDArray[np.int64], codes: Coded, ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many groups are counted at each code: one in each bin that some of its variants fall into."""
    bin = np.searchsorted(ends, codes, "right")
    first = np.unique(groups.of_row[rows].astype(np.int64) * (len(ends) + 1) + bin, return_index=True)[1]
    return np.bincount(codes[first], minlength=int(ends[-1]))


def _usual_step(narrowing: Narrowing, question: Question) -> float:
    """One unit of the last decimal that the attribute is shown with; of whole numbers, 1."""
    attribute = narrowing.release.index.catalog.attributes[question.attribute]
    assert attribute.kind is Kind.NUMBER
    return 10.0 ** -(attribute.decimals or 0)

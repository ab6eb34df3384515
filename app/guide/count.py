"""A question with a live count at every choice: what ticking it would leave, by full replay of the answers."""

from __future__ import annotations

import math

import numpy as np

from app.catalog import bitset
from app.catalog.columns import Numbers
from app.conditions import Kind
from app.guide.choice_counts import count_choices
from app.guide.narrow import Narrowing
from app.guide.step import Bin, ChoiceView, QuestionView, RangeView
from app.questionnaire import Answers, Picked, Question, Skipped, Type
from app.questionnaire.answer import limits
from app.questionnaire.walk import standing

DIGITS = 10
"""Decimals that bin edges are rounded to, so that steps such as 0.1 do not leave traces."""


def view_question(narrowing: Narrowing, answers: Answers, question: Question) -> QuestionView:
    """The question as it stands for these answers, with counts, and with the answer that it already has."""
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
    return tuple(ChoiceView(choice, *counts[choice.id], choice.id in picked) for choice in listed)


def _range(narrowing: Narrowing, answers: Answers, question: Question) -> RangeView:
    """The histogram of what is left with the question's own answer lifted."""
    index = narrowing.release.index
    bits = narrowing.without(narrowing.path({**answers, question.id: Skipped()}), question.id)
    column = index.products.column(question.attribute)
    assert isinstance(column, Numbers), question.attribute
    left = column.values[bitset.row_numbers(bits, index.rows)]
    known = left[~np.isnan(left)]
    step = question.step or _usual_step(narrowing, question)
    if not len(known):
        return RangeView(None, None, step, len(left), ())
    low = math.floor(float(known.min()) / step)
    high = max(math.ceil(float(known.max()) / step), low + 1)
    width = math.ceil((high - low) / question.bins)
    edges = [round(min(edge, high) * step, DIGITS) for edge in range(low, high + width, width)]
    edges[0], edges[-1] = min(edges[0], float(known.min())), max(edges[-1], float(known.max()))
    counts, _ = np.histogram(known, np.array(edges))
    bins = tuple(Bin(start, end, int(count)) for start, end, count in zip(edges, edges[1:], counts, strict=False))
    return RangeView(edges[0], edges[-1], step, len(left) - len(known), bins)


def _usual_step(narrowing: Narrowing, question: Question) -> float:
    """One unit of the last decimal that the attribute is shown with; of whole numbers, 1."""
    attribute = narrowing.release.index.catalog.attributes[question.attribute]
    assert attribute.kind is Kind.NUMBER
    return 10.0 ** -(attribute.decimals or 0)

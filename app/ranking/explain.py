"""Why a product stands where it stands, read off the evaluation itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.catalog import Index
from app.conditions import Condition, Truth
from app.conditions.wish import Extreme, Points
from app.ranking.grade import Grades
from app.ranking.score import Asked

GOOD_GRADE = 0.5
"""From this grade on a wish counts as met: the product does better than half, or is closer than half the reach."""


@dataclass(frozen=True)
class Reason:
    """What a product says to one answer: its truth, and the attributes that decided it."""

    question: str
    choice: str
    truth: Truth
    attributes: tuple[str, ...]
    share: float | None = None
    """For a wish for most or least: the share of differently valued products that this one beats."""


Demand = tuple[str, tuple[tuple[str, Condition], ...], Condition]
"""A question, the conditions of its picks by choice, and the condition that they make together."""


def reasons(
    row: int,
    demands: Sequence[Demand],
    wishes: Sequence[Asked],
    index: Index,
    today: date,
    grades_of: Callable[[Asked], Grades],
) -> tuple[Reason, ...]:
    """The reasons of one product: first what must hold, then what is wished, each in the order asked."""
    found: dict[tuple[str, Truth, tuple[str, ...]], Reason] = {}
    for question, picks, together in demands:
        evidence = index.weigh(together, row, today)
        choice = next((id for id, condition in picks if index.weigh(condition, row, today).truth is evidence.truth), "")
        reason = Reason(question, choice, evidence.truth, evidence.names)
        found.setdefault((question, reason.truth, reason.attributes), reason)
    here = np.array([row])
    for asked in wishes:
        grade = float(grades_of(asked).at(here)[0])
        share = grade if isinstance(asked.wish.aim, Extreme) and not np.isnan(grade) else None
        truth = judge(grade, 0.0 if isinstance(asked.wish.aim, Points) else GOOD_GRADE)
        reason = Reason(asked.question, asked.choice, truth, (asked.wish.name,), share)
        found.setdefault((reason.question, reason.truth, reason.attributes), reason)
    return tuple(found.values())


def judge(grade: float, enough: float) -> Truth:
    """A grade in words: met if it is above 0 and at least `enough`."""
    if np.isnan(grade):
        return Truth.UNKNOWN
    return Truth.MEETS if grade > 0 and grade >= enough else Truth.MISSES

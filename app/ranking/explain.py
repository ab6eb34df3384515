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
"""From this grade on a wish counts as met: the product is closer than half the reach, or does better than half."""


@dataclass(frozen=True)
class Reason:
    """What a product says to one answer: its truth, and the attributes that decided it."""

    question: str
    choice: str
    truth: Truth
    attributes: tuple[str, ...]
    share: float | None = None
    """For a wish for most or least: the share of the differently valued products around it that this one beats; None
    if none of them differs."""
    phrased: bool = False
    """Whether the author's own words for the choice are true of all that they stand for."""


Demand = tuple[str, tuple[tuple[str, Condition], ...], Condition]
"""A question, the conditions of its picks by choice, and the condition that they make together."""

Worded = Callable[[str, str, Truth], bool]
"""Whether the author has words for what a question and its choice make of a product of that truth."""


def reasons(
    row: int,
    demands: Sequence[Demand],
    wishes: Sequence[Asked],
    index: Index,
    today: date,
    grades_of: Callable[[Asked], Grades],
    standing_of: Callable[[Asked], Grades],
    worded: Worded,
) -> tuple[Reason, ...]:
    """The reasons of one product: first what must hold, then what is wished, each in the order asked.

    A wish for most or least is judged among what the product stands with (`standing`), not by its grade: the cheapest
    phone is cheap, whatever else the shop sells.
    """
    held = []
    for question, picks, together in demands:
        evidence = index.weigh(together, row, today)
        choice = next((id for id, condition in picks if index.weigh(condition, row, today).truth is evidence.truth), "")
        held.append(Reason(question, choice, evidence.truth, evidence.names))
    here = np.array([row])
    wished = []
    for asked in wishes:
        grade, share = float(grades_of(asked).at(here)[0]), None
        if isinstance(asked.wish.aim, Extreme) and not np.isnan(grade):
            stands = float(standing_of(asked).at(here)[0])
            grade, share = (1.0, None) if np.isnan(stands) else (stands, stands)
        truth = judge(grade, 0.0 if isinstance(asked.wish.aim, Points) else GOOD_GRADE)
        wished.append(Reason(asked.question, asked.choice, truth, (asked.wish.name,), share))
    found: dict[tuple[str, Truth, tuple[str, ...]], Reason] = {}
    for reason in speak(held, wished, worded):
        found.setdefault((reason.question, reason.truth, reason.attributes), reason)
    return tuple(found.values())


def speak(held: Sequence[Reason], wished: Sequence[Reason], worded: Worded) -> list[Reason]:
    """The reasons of what must hold and of what is wished, those of one choice in its author's words if they are true.

    The words stand for all that the choice wishes, or, where it wishes nothing or what it demands is not met, for its
    demand. If the wishes are not all of one truth, neither of its texts is true: then each speaks for itself.
    """
    said: dict[tuple[str, str], Reason] = {}
    spoken_for: set[int] = set()
    for first in (*held, *wished):
        source = (first.question, first.choice)
        if source in said:
            continue
        demand = [reason for reason in held if (reason.question, reason.choice) == source]
        wishes = [reason for reason in wished if (reason.question, reason.choice) == source]
        met = all(reason.truth is Truth.MEETS for reason in demand)
        deciding = wishes if wishes and met else demand
        truth = deciding[0].truth
        if any(reason.truth is not truth for reason in deciding) or not worded(*source, truth):
            continue
        covered = [reason for reason in (*demand, *wishes) if reason.truth is truth]
        names = tuple(dict.fromkeys(name for reason in covered for name in reason.attributes))
        said[source] = Reason(*source, truth, names, phrased=True)
        spoken_for.update(map(id, covered))
    told: list[Reason] = []
    for reason in (*held, *wished):
        if id(reason) not in spoken_for:
            told.append(reason)
        elif said[reason.question, reason.choice] not in told:
            told.append(said[reason.question, reason.choice])
    return told


def judge(grade: float, enough: float) -> Truth:
    """A grade in words: met if it is above 0 and at least `enough`."""
    if np.isnan(grade):
        return Truth.UNKNOWN
    return Truth.MEETS if grade > 0 and grade >= enough else Truth.MISSES

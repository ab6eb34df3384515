"""When nothing fits: the smallest sets of answers to give up so that something does.

For every product the set of answers that it fails is a repair; those that contain no other one are minimal
(conflict sets and their hitting sets: Reiter, A theory of diagnosis from first principles, 1987).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.guide.narrow import Narrowing
from app.guide.step import Relaxation
from app.questionnaire import Answers, Path

PROPOSALS = 3
"""How many relaxations are offered."""


def relax(narrowing: Narrowing, answers: Answers, path: Path) -> tuple[Relaxation, ...]:
    """Up to three minimal sets of questions whose answers to withdraw, fewest first, then by what they bring.

    Every count is that of a full replay, so what is promised is what comes. Without an eligible product there are none.
    """
    repairs = [
        tuple(path.asked[place][0].id for place in places) for places in minimal_failures(failures(narrowing, path))
    ]
    found = []
    for questions in repairs:
        left = {id: answer for id, answer in answers.items() if id not in questions}
        remaining = bitset.count(narrowing.candidates(narrowing.path(left)))
        if remaining:
            found.append(Relaxation(questions, remaining))
    if not found and bitset.count(narrowing.eligible()):
        everything = tuple(answers)
        found.append(Relaxation(everything, bitset.count(narrowing.candidates(narrowing.path({})))))
    return tuple(sorted(found, key=lambda relaxation: (len(relaxation.questions), -relaxation.remaining))[:PROPOSALS])


def failures(narrowing: Narrowing, path: Path) -> NDArray[np.bool_]:
    """Which answers each eligible product fails: shape (distinct failures, answers on the path)."""
    rows = narrowing.release.index.rows
    eligible = bitset.unpack(narrowing.eligible(), rows)
    columns = []
    for demand in narrowing.demands(path):
        fails = np.zeros(rows, np.bool_) if demand.fit is None else ~bitset.unpack(demand.fit.passes, rows)
        columns.append(fails[eligible])
    if not columns or not len(columns[0]):
        return np.zeros((0, len(columns)), np.bool_)
    packed = np.packbits(np.stack(columns, axis=1), axis=1)
    distinct = np.unique(packed, axis=0)
    return np.unpackbits(distinct, axis=1, count=len(columns)).view(np.bool_)


def minimal_failures(distinct: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    """The rows that contain no other row, as tuples of places, smallest first."""
    minimal: list[frozenset[int]] = []
    for places in sorted(
        (frozenset(np.flatnonzero(row).tolist()) for row in distinct), key=lambda set: (len(set), sorted(set))
    ):
        if not any(smaller <= places for smaller in minimal):
            minimal.append(places)
    return [tuple(sorted(places)) for places in minimal]

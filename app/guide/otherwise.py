"""What stands first where nothing else tells products apart: the author's order, in place of that of their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.guide.learnt import LEAST
from app.ranking import Asked
from app.ranking.blocks import Bounds
from app.ranking.evidence import Dense
from app.ranking.grade import Grades

if TYPE_CHECKING:
    from app.guide.state import State

OTHERWISE = "otherwise"


def otherwise_of(state: State) -> tuple[Dense, ...]:
    """Terms that together are at most half of one step in what is wished, or in what sells: they only part equals."""
    release = state.release
    wishes = release.questionnaire.results.otherwise
    if not wishes or not release.index.rows:
        return ()
    steps = [weight for weight in (release.weights.preference, release.weights.popularity) if weight]
    factor = LEAST / release.index.rows * min(steps, default=1.0) / len(wishes)
    found = []
    for wish in wishes:
        graded = _Within(release.grades_of(Asked("", "", wish), state.narrowing.today))
        found.append(Dense(OTHERWISE, factor, graded.at, graded.bounds, name=wish.name))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Within:
    """Grades held within 0..1, so that points are no way to outweigh an answer; what is not stated has 0."""

    grades: Grades

    def at(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.clip(np.nan_to_num(self.grades.at(rows)), 0.0, 1.0)

    @property
    def bounds(self) -> Bounds:
        known = self.grades.bounds
        return Bounds(np.clip(known.least, 0.0, 1.0), np.clip(known.greatest, 0.0, 1.0))

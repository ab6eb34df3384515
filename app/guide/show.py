"""Products as the shopper sees them: ranked, each with its score, its terms and its reasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.guide.state import State
from app.guide.step import Shown
from app.ranking import Asked, Score, reasons, score, top_rows
from app.ranking.grade import Grades

Rows = NDArray[np.int64]


def ranked(state: State, limit: int, offset: int) -> tuple[int, tuple[Shown, ...]]:
    """How many candidates there are, and those at the places `offset` to `offset` + `limit`."""
    release = state.release
    rows = bitset.row_numbers(state.candidates, release.index.rows)
    late = release.late(state.narrowing.today) if release.questionnaire.results.out_of_stock == "last" else None
    late_rows = None if late is None else bitset.unpack(late, release.index.rows)[rows]
    display = _Display.of(state, rows)
    places = top_rows(display.scored.total, late_rows, offset + limit)[offset:]
    return len(rows), tuple(display.show(int(place)) for place in places)


def shown_alone(state: State, row: int) -> Shown:
    """One product, candidate or not."""
    return _Display.of(state, np.array([row])).show(0)


@dataclass(frozen=True)
class _Display:
    """Some products of a state with their scores."""

    state: State
    rows: Rows
    wishes: tuple[Asked, ...]
    scored: Score

    @staticmethod
    def of(state: State, rows: Rows) -> _Display:
        wishes = tuple(asked for demand in state.demands for asked in demand.wishes)
        fits = [(demand.question.id, demand.fit) for demand in state.demands if demand.fit]
        unstated = [(id, fit.passes & ~fit.meets) for id, fit in fits if fit.passes is not fit.meets]
        release = state.release

        def grades_of(asked: Asked) -> Grades:
            return release.grades_of(asked, state.narrowing.today)

        scored = score(rows, wishes, unstated, release.popularity, release.weights, grades_of)
        return _Display(state, rows, wishes, scored)

    def show(self, place: int) -> Shown:
        """The product at a place of `rows`."""
        release, today, row = self.state.release, self.state.narrowing.today, int(self.rows[place])
        demands = [
            (demand.question.id, demand.picks, demand.condition)
            for demand in self.state.demands
            if demand.condition is not None
        ]

        def grades_of(asked: Asked) -> Grades:
            return release.grades_of(asked, today)

        found = reasons(row, demands, self.wishes, release.index, today, grades_of)
        products = release.index.products
        total = float(self.scored.total[place])
        return Shown(products.ids[row], products.records[row], total, self.scored.terms(place), found)

"""Products as the shopper sees them: ranked, each with its score, its terms and its reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.document.texts import Localized
from app.guide.best_in import BestIn
from app.guide.spread import POOL, spread
from app.guide.state import State
from app.guide.step import Shown
from app.ranking import Asked, Score, reasons, score, top_rows
from app.ranking.grade import Grades

Rows = NDArray[np.int64]
Order = Callable[[State, Rows, Score, list[int]], list[int]]


def ranked(state: State, limit: int, offset: int) -> tuple[int, tuple[Shown, ...]]:
    """How many products there are, and those at the places `offset` to `offset` + `limit`.

    First the candidates, then what misses only trusted answers, fewest misses first.
    """
    total, shown = 0, list[Shown]()
    of_candidates: Order = spread if state.release.questionnaire.ranking.diversity else by_score
    levels = [(state.candidates, of_candidates), *((bits, by_score) for bits in sunk(state))]
    for bits, order in levels:
        rows = bitset.row_numbers(bits, state.release.index.rows)
        begin, end = (max(0, place - total) for place in (offset, offset + limit))
        if begin < min(end, len(rows)):
            shown.extend(_ranked(state, rows, begin, end, order))
        total += len(rows)
    return total, tuple(shown)


def sunk(state: State) -> list[Bits]:
    """The eligible products that miss only trusted answers: those that miss one, those that miss two, and so on."""
    trusted = state.release.trusted
    if not any(demand.id in trusted for demand in state.demands):
        return []
    levels = [state.narrowing.eligible(state.path)]
    for demand in state.demands:
        if demand.fit is None:
            continue
        held = [level & demand.fit.passes for level in levels]
        if demand.id in trusted:
            missed = [level & ~demand.fit.passes for level in levels]
            nothing = bitset.none(state.release.index.rows)
            held = [a | b for a, b in zip([*held, nothing], [nothing, *missed], strict=True)]
        levels = held
    return levels[1:]


def _ranked(state: State, rows: Rows, begin: int, end: int, order: Order) -> list[Shown]:
    """The products among `rows` that stand at the places from `begin` to before `end`."""
    release = state.release
    late = release.late(state.narrowing.today) if release.questionnaire.results.out_of_stock == "last" else None
    late_rows = None if late is None else bitset.unpack(late, release.index.rows)[rows]
    display = _Display.of(state, rows)
    pinned = _pinned(state, rows, late_rows)
    wanted = max(end, POOL * release.questionnaire.results.limit) if order is spread else end
    rank = top_rows(display.scored.total, late_rows, wanted + len(pinned))
    free = [int(place) for place in rank if int(place) not in pinned]
    behind = [place for place in free if late_rows is not None and late_rows[place]]
    ahead = free[: len(free) - len(behind)]
    places = [*pinned, *order(state, rows, display.scored, ahead), *behind][begin:end]
    best = BestIn.of(state, rows)
    return [replace(display.show(place, pinned.get(place)), unbeaten=best.at(place)) for place in places]


def by_score(state: State, rows: Rows, scored: Score, best: list[int]) -> list[int]:
    """The best first, however alike."""
    return best


def _pinned(state: State, rows: Rows, late_rows: NDArray[np.bool_] | None) -> dict[int, Localized | None]:
    """The places of the candidates that the shop has pinned, with their labels, in the order of the pins.

    What is out of stock stays behind.
    """
    found: dict[int, Localized | None] = {}
    for deed in state.merchandise:
        if deed.deed != "pin":
            continue
        meets = bitset.unpack(state.fit_of(deed).meets, state.release.index.rows)[rows]
        for place in np.flatnonzero(meets if late_rows is None else meets & ~late_rows):
            found.setdefault(int(place), deed.label)
    return found


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
        fits = [(demand.id, demand.fit) for demand in state.demands if demand.fit]
        unstated = [(id, fit.passes & ~fit.meets) for id, fit in fits if fit.passes is not fit.meets]
        release = state.release

        def grades_of(asked: Asked) -> Grades:
            return release.grades_of(asked, state.narrowing.today)

        pushes = [
            (deed.id, deed.by if deed.deed == "boost" else -deed.by, state.fit_of(deed).meets)
            for deed in state.merchandise
            if deed.deed in ("boost", "bury")
        ]
        scored = score(rows, wishes, unstated, pushes, release.popularity, release.weights, grades_of)
        return _Display(state, rows, wishes, scored)

    def show(self, place: int, label: Localized | None = None) -> Shown:
        """The product at a place of `rows`."""
        release, today, row = self.state.release, self.state.narrowing.today, int(self.rows[place])
        demands = [
            (demand.id, demand.picks, demand.condition) for demand in self.state.demands if demand.condition is not None
        ]

        def grades_of(asked: Asked) -> Grades:
            return release.grades_of(asked, today)

        found = reasons(row, demands, self.wishes, release.index, today, grades_of)
        products = release.index.products
        total = float(self.scored.total[place])
        return Shown(products.ids[row], products.records[row], total, self.scored.terms(place), found, label)

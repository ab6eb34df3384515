"""Products as the shopper sees them: ranked, each with its score, its terms and its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.conditions import Truth
from app.conditions.wish import Wish
from app.document.texts import Localized
from app.guide.best_in import BestIn
from app.guide.called import due_in
from app.guide.habits import habits_of
from app.guide.leaning import MOST_AGAIN, again
from app.guide.learnt import evidence_of, mask_of, weights_of
from app.guide.otherwise import otherwise_of
from app.guide.searched import sought_evidence
from app.guide.spread import POOL, spread
from app.guide.state import State
from app.guide.step import AGAIN, LATE, PINNED, Shown
from app.guide.unwanted import aversions_of
from app.questionnaire import Merchandise
from app.ranking import Asked, Scorer, best_rows, reasons
from app.ranking.blocks import blocks
from app.ranking.grade import Grades, standing
from app.ranking.score import Offer
from app.shopper.triggers import Due

Rows = NDArray[np.int64]
Arrange = Callable[[list[int]], list[int]]
"""The best rows, put in the order that they are shown in."""


def ranked(state: State, limit: int, offset: int) -> tuple[int, tuple[Shown, ...]]:
    """How many products there are, and those at the places `offset` to `offset` + `limit`.

    First the candidates, then what misses only trusted answers, fewest misses first.
    """
    display, index = _Display(state), state.release.index
    total, places, found = 0, list[Rows](), offset + limit
    arrange = display.unlike if state.release.questionnaire.ranking.diversity else list[int]
    for bits in _levels(state):
        size = index.count(bits)
        begin, end = (max(0, place - total) for place in (offset, found))
        if begin < min(end, size):
            places.append(display.first(bits, end, arrange)[begin:end])
        arrange = list[int]
        total += size
    if not places:
        return total, ()
    best, rows = BestIn.of(state, sunk(state)), np.concatenate(places)
    shown = zip(rows.tolist(), display.show(rows), strict=True)
    return total, tuple(replace(one, unbeaten=best.at(row)) for row, one in shown)


def best_rows_of(state: State, bits: Bits, most: int) -> list[int]:
    """The best products of any set by score, of variants that count once the best alone."""
    return _Display(state, bits)._best(bits, most) if bits.any() else []


def first_rows(state: State) -> Rows:
    """The rows of the first page; where it is chosen to be varied, all that it is chosen from."""
    questionnaire = state.release.questionnaire
    many = questionnaire.results.limit * (POOL if questionnaire.ranking.diversity else 1)
    display = _Display(state)
    levels = (display.first(bits, many, list[int]) for bits in _levels(state))
    return np.concatenate([*levels])[:many]


def _levels(state: State) -> Iterator[Bits]:
    """The candidates, then what misses trusted answers; of variants that count once, none again."""
    groups, seen = state.release.index.groups, bitset.none(state.release.index.rows)
    for bits in (state.candidates, *sunk(state)):
        yield bits & ~seen
        if groups is not None:
            seen |= groups.whole(bits)


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


def shown_alone(state: State, row: int) -> Shown:
    """One product, candidate or not."""
    among = reduce(or_, sunk(state), state.candidates) | mask_of(np.array([row]), state.release.index.rows)
    return next(_Display(state, among).show(np.array([row])))


def listed(state: State, rows: Rows) -> tuple[Shown, ...]:
    """Some products, candidates or not, in the order given."""
    return tuple(_Display(state, mask_of(rows, state.release.index.rows)).show(rows))


def leading(state: State, rows: Rows) -> tuple[str, ...]:
    """The ids of the candidates among some products that stand before all others, whatever their scores, in order."""
    if not len(rows):
        return ()
    display = _Display(state, mask_of(rows, state.release.index.rows))
    return tuple(state.release.index.products.ids[row] for row in display.leading(display.among & state.candidates))


class _Display:
    """How the products of a state are ordered and shown; evidence is held against that of the others `among` which they
    stand, by default all that is listed."""

    def __init__(self, state: State, among: Bits | None = None) -> None:
        self.state = state
        self.among = reduce(or_, sunk(state), state.candidates) if among is None else among
        self.release = state.release
        self.index = state.release.index
        self.today = state.narrowing.today
        self.lost: dict[int, float] = {}
        self._standing: dict[Wish, Grades] = {}
        self.wishes = tuple(asked for demand in state.demands for asked in demand.wishes)

    def first(self, bits: Bits, stop: int, arrange: Arrange) -> Rows:
        """The first `stop` products of a set: what is pinned, then what was looked at last time, then by score, what is
        out of stock last."""
        late = self._late
        early = bits if late is None else bits & ~late
        placed = self.leading(bits)
        pool = POOL * self.release.questionnaire.results.limit if arrange == self.unlike else 0
        free = [row for row in self._best(early, max(stop, pool) + len(placed)) if row not in placed]
        rows = self._once([*placed, *arrange(free)])
        if late is not None and len(rows) < stop:
            rows = self._once([*rows, *self._best(bits & late, stop)])
        return np.array(rows[:stop], np.int64)

    def leading(self, bits: Bits) -> dict[int, None]:
        """What stands first in a set whatever its score: what is pinned, then what was looked at last time."""
        early = bits if self._late is None else bits & ~self._late
        return dict.fromkeys([*self._pinned(early), *self._met_again(early)])

    def unlike(self, best: list[int]) -> list[int]:
        """The best first, the first page by marginal relevance; what each loses by that is kept for its terms."""
        rows = np.array(best, np.int64)
        order, lost = spread(self.state, rows, self._scorer.score(rows).total)
        self.lost.update(lost)
        return order

    def show(self, rows: Rows) -> Iterator[Shown]:
        """Some products with their scores, terms and reasons."""
        scored, products = self._scorer.score(rows), self.index.products
        if self.lost:
            scored.add("diversity", "", "", np.array([self.lost.get(row, 0.0) for row in rows.tolist()]))
        demands = [(one.id, one.picks, one.condition) for one in self.state.demands if one.condition is not None]
        for place, row in enumerate(rows.tolist()):
            found = reasons(
                row, demands, self.wishes, self.index, self.today, self._grades_of, self._standing_of, self._worded
            )
            total, terms = float(scored.total[place]), scored.terms(place)
            placed, label = self._place(row)
            yield Shown(
                products.ids[row],
                products.records[row],
                total,
                terms,
                found,
                label,
                merchandise=self._acting(row),
                placed=placed,
                stranger=not self.state.known.recents,
                bought=self.state.deeds.bought,
            )

    def _best(self, bits: Bits, stop: int) -> list[int]:
        """The best products of a set; of variants that count once, the best alone."""
        many = stop
        while True:
            rows = best_rows(bits, many, self.index.products.rank, self._total, self._bound).tolist()
            once = self._once(rows)
            if len(once) >= stop or len(rows) < many:
                return once[:stop]
            many *= 2

    def _once(self, rows: Iterable[int]) -> list[int]:
        """The rows without repetitions, and without those of a group that has come before."""
        groups = self.index.groups
        if groups is None:
            return list(dict.fromkeys(rows))
        first: dict[int, int] = {}
        for row in rows:
            first.setdefault(int(groups.of_row[row]), row)
        return list(first.values())

    def _pinned(self, bits: Bits) -> list[int]:
        """The products of a set that the shop has pinned, in the order of the pins, then by id."""
        found: list[int] = []
        for deed in self._pins:
            rows = bitset.rows_in(self.state.fit_of(deed).meets & bits)
            found += rows[np.argsort(self.index.products.rank[rows])].tolist()
        return found

    def _met_again(self, bits: Bits) -> list[int]:
        """The candidates of a set that the shopper looked at on the last visit, the newest first."""
        return [row for row in self._again if bitset.contains(bits & self.state.candidates, row)][:MOST_AGAIN]

    @cached_property
    def _again(self) -> tuple[int, ...]:
        return again(self.state)

    @cached_property
    def _pins(self) -> tuple[Merchandise, ...]:
        return tuple(deed for deed in self.state.merchandise if deed.deed == "pin")

    def _acting(self, row: int) -> tuple[str, ...]:
        """The merchandising that acts on a row; a pin does not on what is out of stock and comes last."""
        late = self._late is not None and bitset.contains(self._late, row)
        deeds = (deed for deed in self.state.merchandise if not (late and deed.deed == "pin"))
        return tuple(deed.id for deed in deeds if bitset.contains(self.state.fit_of(deed).meets, row))

    def _place(self, row: int) -> tuple[str, Localized | None]:
        """What has placed a product, if it was not its score, and what the shop says of it."""
        if self._late is not None and bitset.contains(self._late, row):
            return LATE, None
        pin = next((deed for deed in self._pins if bitset.contains(self.state.fit_of(deed).meets, row)), None)
        if pin is not None:
            return PINNED, pin.label
        return (AGAIN if row in self._first_again else ""), None

    @cached_property
    def _first_again(self) -> frozenset[int]:
        """The products that stand first since they were looked at on the last visit, of all that is listed."""
        late = self._late
        return frozenset(self._met_again(self.among if late is None else self.among & ~late))

    @cached_property
    def _late(self) -> Bits | None:
        """The products that are out of stock, unless these are shown as all others; hidden ones may be listed."""
        return self.release.late(self.today) if self.release.questionnaire.results.out_of_stock != "show" else None

    @cached_property
    def _scorer(self) -> Scorer:
        fits = [(demand.id, demand.fit) for demand in self.state.demands if demand.fit]
        pushes = [
            (deed.id, deed.by if deed.deed == "boost" else -deed.by, self.state.fit_of(deed).meets)
            for deed in self.state.merchandise
            if deed.deed in ("boost", "bury")
        ]
        return Scorer(
            wishes=[(asked, self._grades_of(asked)) for asked in self.wishes],
            unstated=[(id, fit.passes & ~fit.meets) for id, fit in fits if fit.passes is not fit.meets],
            pushes=pushes,
            popularity=self.release.popularity,
            weights=weights_of(self.state),
            tastes=self.state.tastes,
            habits=(*habits_of(self.state), *aversions_of(self.state)),
            learnt=(*sought_evidence(self.state), *evidence_of(self.state, self.among), *otherwise_of(self.state)),
            offers=[self._offer(one) for one in due_in(self.state)],
        )

    def _offer(self, one: Due) -> Offer:
        trigger = one.trigger
        fit = self.release.fit(f"~trigger {trigger.id} offer", trigger.offer, self.today)
        return Offer(trigger.id, one.bought.product, trigger.by, fit.meets)

    def _grades_of(self, asked: Asked) -> Grades:
        return self.release.grades_of(asked, self.today)

    def _standing_of(self, asked: Asked) -> Grades:
        if asked.wish not in self._standing:
            self._standing[asked.wish] = standing(asked.wish, self.index, self.among)
        return self._standing[asked.wish]

    def _worded(self, source: str, choice: str, truth: Truth) -> bool:
        return self.release.phrases(source, choice).of(truth) is not None

    def _total(self, rows: Rows) -> NDArray[np.float64]:
        return self._scorer.score(rows).total

    def _bound(self) -> NDArray[np.float64]:
        return self._scorer.bound(blocks(self.index.rows))

"""What to offer beside a product or a cart, or at the start: what is better, what goes with it, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from itertools import chain, zip_longest
from operator import or_
from typing import NamedTuple

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.guide.better import Better, better
from app.guide.habits import KIND_PAUSE, MOST_CAUSES, in_cart, is_due
from app.guide.leaning import deeds_of
from app.guide.owned import alike, companions
from app.guide.release import Release
from app.guide.show import best_rows_of, listed
from app.guide.state import Bodies, State, replay
from app.guide.step import Shown
from app.ranking.votes import COVISIT
from app.shopper import STRANGER, Event, Name, Visit

PRODUCT, CART, HOME, RESULTS = "product", "cart", "home", "results"

UP_SELL, CROSS_SELL, REFILL, NEXT, AGAIN, FOR_YOU = "up_sell", "cross_sell", "refill", "next", "again", "for_you"

LOOKING = "~recommendations"
"""The id of the event that stands for looking at the product that is asked about."""


@dataclass(frozen=True)
class Offer:
    """A product offered: for the sake of `cause`, a product's id or nothing; in what it is `better` than that."""

    shown: Shown
    cause: str = ""
    better: tuple[Better, ...] = ()
    crowd: bool = False
    """Whether others went on to it from the cause, and the mapping says nothing of the two."""


@dataclass(frozen=True)
class Offers:
    """Products offered for one reason, the best first."""

    kind: str
    offers: tuple[Offer, ...]


def recommend(
    release: Release,
    bodies: Bodies,
    events: Sequence[Event],
    now: datetime,
    place: str,
    products: Sequence[str] = (),
    limit: int = 6,
    visit: Visit = STRANGER,
) -> tuple[Offers, ...]:
    """What to offer at a place, at most `limit` products of a kind; what nothing is offered of is left out.

    `products` are those that the page is about: one of `PRODUCT`, or what lies in the cart, by default, and beside
    `RESULTS`, what was put there on this visit. Products that the catalog lacks say nothing. Nothing is offered that
    is not eligible, is out of stock, lies in the cart, fails an answer that must hold, or is of the kind of a durable
    just bought; an up-sell meets every answer.
    """
    looking = Event(LOOKING, Name.VIEW_ITEM, now, tuple(products)) if products else None
    state = replay(release, bodies, now, (*events, looking) if looking else events, visit)
    about = [product for product in dict.fromkeys(products) if product in release.index.products.row_of]
    if not about and place in (CART, RESULTS):
        about = in_cart(state)
    made = _Made(state, about, limit)
    found = (Offers(kind, tuple(made.offers(kind))) for kind in KINDS[place])
    return tuple(one for one in found if one.offers)


class Found(NamedTuple):
    """A row found, with what its offer says."""

    row: int
    cause: str = ""
    better: tuple[Better, ...] = ()
    crowd: bool = False


def _in_turn(lists: Sequence[Sequence[Found]]) -> Iterator[Found]:
    """The first of each list, then the second of each, and so on."""
    return (one for one in chain.from_iterable(zip_longest(*lists)) if one is not None)


KINDS: dict[str, tuple[str, ...]] = {
    PRODUCT: (UP_SELL, CROSS_SELL),
    CART: (UP_SELL, CROSS_SELL),
    HOME: (REFILL, NEXT, AGAIN, FOR_YOU),
    RESULTS: (CROSS_SELL, REFILL, NEXT),
}
"""What is offered at each place, in this order."""


class _Made:
    """The offers of a state about some products; nothing is offered twice."""

    def __init__(self, state: State, about: Sequence[str], limit: int) -> None:
        self.state, self.about, self.limit = state, list(about)[:MOST_CAUSES], limit
        self.index = state.release.index
        self.taken = {self._row(product) for product in (*about, *in_cart(state))}

    def offers(self, kind: str) -> Iterator[Offer]:
        """The offers of one kind."""
        by_kind = {
            UP_SELL: self._better,
            CROSS_SELL: lambda: self._companions(self.about),
            REFILL: self._refills,
            NEXT: lambda: self._companions(self._durables()),
            AGAIN: self._again,
            FOR_YOU: self._for_you,
        }
        found = self._once(by_kind[kind]())
        rows = np.array([one.row for one in found], np.int64)
        for shown, one in zip(listed(self.state, rows) if found else (), found, strict=True):
            yield Offer(shown, one.cause, one.better, one.crowd)

    def _once(self, found: Iterator[Found]) -> list[Found]:
        kept = []
        groups = self.index.groups
        seen = {row if groups is None else int(groups.of_row[row]) for row in self.taken}
        for one in found:
            place = one.row if groups is None else int(groups.of_row[one.row])
            if place not in seen:
                seen.add(place)
                kept.append(one)
                self.taken.add(one.row)
            if len(kept) == self.limit:
                break
        return kept

    def _better(self) -> Iterator[Found]:
        lists = []
        for product in self.about:
            found = better(self.state, self._row(product), self.limit)
            lists.append([Found(row, product, gains) for row, gains in found])
        return _in_turn(lists)

    def _companions(self, causes: Sequence[str]) -> Iterator[Found]:
        """What goes with some products: one of each product in turn, and of its categories in turn."""
        return _in_turn([[*_in_turn(self._companions_of(product))] for product in causes])

    def _companions_of(self, product: str) -> list[list[Found]]:
        row, today = self._row(product), self.state.narrowing.today
        sure = [bits for _, bits in companions(self.index, row, today)]
        found = [[Found(row, product) for row in self._best(bits)] for bits in sure]
        crowd = self._covisited(product, reduce(or_, sure, alike(self.index, row, today)))
        return [*found[:1], crowd, *found[1:]]

    def _covisited(self, product: str, known: Bits) -> list[Found]:
        """What others went on to from a product, among what is neither like it nor said to go with it."""
        if self.state.release.crowd is None:
            return []
        rows = np.array(self._best(self.index.everything & ~known), np.int64)
        shown = listed(self.state, rows) if len(rows) else ()
        led = (
            any(term.kind == COVISIT and term.cause == product and term.amount > 0 for term in one.terms)
            for one in shown
        )
        return [Found(row, product, crowd=True) for row, by in zip(rows.tolist(), led, strict=True) if by]

    def _best(self, bits: Bits) -> list[int]:
        return best_rows_of(self.state, bits & self._open, self.limit + len(self.taken))

    def _refills(self) -> Iterator[Found]:
        for kept in () if self.state.gift else self.state.kept[::-1]:
            row = self._row(kept.product)
            if is_due(self.state, kept) and bitset.contains(self._open, row):
                yield Found(row, kept.product)

    def _again(self) -> Iterator[Found]:
        """What was looked at before and still fits, the newest first."""
        deeds = deeds_of(self.state)
        for event in (*deeds.earlier, *deeds.here)[::-1]:
            for product in event.products:
                if bitset.contains(self._open & self.state.candidates, self._row(product)):
                    yield Found(self._row(product), product)

    def _for_you(self) -> Iterator[Found]:
        return (Found(row) for row in self._best(self.state.candidates))

    def _durables(self) -> list[str]:
        if self.state.gift:
            return []
        return [kept.product for kept in self.state.kept[::-1] if kept.until is None][:MOST_CAUSES]

    @cached_property
    def _open(self) -> Bits:
        """What may be offered at all."""
        state = self.state
        bits = state.narrowing.eligible(state.path)
        late = state.release.late(state.narrowing.today)
        if late is not None:
            bits = bits & ~late
        for demand in state.demands:
            question = state.release.questions.get(demand.id)
            if demand.fit is not None and question is not None and question.must:
                bits = bits & demand.fit.passes
        for kept in () if state.gift else state.kept:
            if kept.until is None and state.now - kept.at < KIND_PAUSE:
                bits = bits & ~alike(self.index, self._row(kept.product), state.narrowing.today)
        return bits

    def _row(self, product: str) -> int:
        return self.index.products.row_of[product]

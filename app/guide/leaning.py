"""What the shopper's own events say, for this conversation now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.guide.values import codes_of
from app.ranking import Taste, tastes
from app.shopper import Event, Name, Recent, accept, fold, split_visits

if TYPE_CHECKING:
    from app.guide.state import State

MOST_EVENTS = 200
"""The newest events that are read: what lies further back weighs next to nothing, and a script may send millions."""

MOST_AGAIN = 3
"""The products of the last visit that stand before all others."""

MOST_LINES = 20
"""The products of one event that are read, as of an order."""


def tastes_of(state: State) -> tuple[Taste, ...]:
    """What the shopper leans to, by this visit first; in what a sensitive question is about, by this visit alone. Of
    products that the catalog does not have, events say nothing."""
    recents = [(state.known.rows[one.product], one) for one in state.known.recents]
    silent = codes_of(state.release, state.visit.removed.values)
    return tastes(state.release.traits, recents, silent, state.fleeting)


@dataclass(frozen=True)
class Known:
    """The products that the shopper has dealt with, newest first, and their rows by id."""

    recents: tuple[Recent, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Deeds:
    """What the shopper did that may be used, about products that the catalog has, and what they searched for, by time:
    on this visit, and earlier; and the rows of these products by id."""

    here: tuple[Event, ...] = ()
    earlier: tuple[Event, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def bought(self) -> frozenset[str]:
        """The products that were bought, whatever else was done with them."""
        purchases = (event for event in (*self.earlier, *self.here) if event.name is Name.PURCHASE)
        return frozenset(product for event in purchases for product in event.products)


def known_of(state: State) -> Known:
    """What the shopper's events leave, this visit's and earlier ones'."""
    deeds = state.deeds
    return Known(fold(deeds.here, state.now, deeds.earlier), deeds.rows)


def deeds_of(state: State) -> Deeds:
    """What the shopper did: in this session, and in earlier ones; of a gift only what was done for it, and here."""
    past = () if state.gift else state.visit.past.events
    if not state.events and not past:
        return Deeds()
    done = accept(state.events, state.now)[-MOST_EVENTS:]
    before = accept(past, state.now)[-MOST_EVENTS:]
    here, earlier = split_visits(done, state.now)
    rows = _rows(state, (*done, *before))
    both = sorted((*earlier, *before), key=lambda event: event.at)
    return Deeds(_about(here, rows), _about(both, rows), rows)


def again(state: State) -> tuple[int, ...]:
    """The rows of the products that the shopper looked at on the visit before this one, the newest first; what was
    bought meanwhile is none of them."""
    earlier = state.deeds.earlier
    if not earlier:
        return ()
    last, _ = split_visits(earlier, earlier[-1].at)
    bought = state.deeds.bought
    return tuple(state.deeds.rows[one.product] for one in fold(last, state.now) if one.product not in bought)


def _rows(state: State, events: Sequence[Event]) -> dict[str, int]:
    """The rows of the products that events are about and that the catalog has."""
    row_of = state.release.index.products.row_of
    named = {product for event in events for product in event.products[:MOST_LINES]}
    found = {product: row_of.get(product) for product in named}
    return {product: row for product, row in found.items() if row is not None}


def _about(events: Sequence[Event], rows: Mapping[str, int]) -> tuple[Event, ...]:
    """The events about known products, with these alone; and searches."""
    about = ((event, tuple(one for one in event.products[:MOST_LINES] if one in rows)) for event in events)
    return tuple(replace(event, products=products) for event, products in about if products or event.term)

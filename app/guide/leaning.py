"""What the shopper's own events say, for this conversation now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.guide.state import State
from app.ranking import Taste, tastes
from app.shopper import Event, accept, fold, split_visits

MOST_EVENTS = 200
"""The newest events that are read: what lies further back weighs next to nothing, and a script may send millions."""

MOST_LINES = 20
"""The products of one event that are read, as of an order."""


def tastes_of(state: State) -> tuple[Taste, ...]:
    """What the shopper leans to. Events of products that the catalog does not have say nothing."""
    if not state.events:
        return ()
    events = _counting(state, accept(state.events, state.now))
    here, earlier = split_visits(events, state.now)
    row_of = state.release.index.products.row_of
    return tastes(state.release.traits, [(row_of[one.product], one) for one in fold(here, state.now, earlier)])


def _counting(state: State, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that may be used, about known products only: of a gift's conversation, those since it was chosen."""
    gifts = [state.said.get(demand.id, state.now) for demand in state.demands if demand.gift]
    since = min(gifts, default=None)
    row_of = state.release.index.products.row_of
    found = []
    for event in events[-MOST_EVENTS:]:
        products = tuple(product for product in event.products[:MOST_LINES] if product in row_of)
        if products and (since is None or event.at >= since):
            found.append(replace(event, products=products))
    return tuple(found)

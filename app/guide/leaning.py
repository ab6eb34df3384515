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
    events, rows = _counting(state, accept(state.events, state.now))
    here, earlier = split_visits(events, state.now)
    return tastes(state.release.traits, [(rows[one.product], one) for one in fold(here, state.now, earlier)])


def _counting(state: State, events: Sequence[Event]) -> tuple[tuple[Event, ...], dict[str, int]]:
    """The events that may be used, about known products only, with their rows: of a gift's conversation, those since it
    was chosen."""
    gifts = [state.visit.said.get(demand.id, state.now) for demand in state.demands if demand.gift]
    since = min(gifts, default=None)
    newest = [event for event in events[-MOST_EVENTS:] if since is None or event.at >= since]
    row_of = state.release.index.products.row_of
    named = {product for event in newest for product in event.products[:MOST_LINES]}
    found = {product: row_of.get(product) for product in named}
    rows = {product: row for product, row in found.items() if row is not None}
    about = ((event, tuple(one for one in event.products[:MOST_LINES] if one in rows)) for event in newest)
    return tuple(replace(event, products=products) for event, products in about if products), rows

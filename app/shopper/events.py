"""What a shopper did: events by GA4's names, made sound before anything is learnt from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

CLOCK_SKEW = timedelta(minutes=10)
"""How far a browser's clock may run ahead; what is later than that is taken as happening now."""

OLDEST = timedelta(days=3 * 365)
"""What claims to be older than this says nothing of today's taste."""

FLOOD = 2_000
"""The newest events of one shopper that are read: a person does not do more, a script may."""


class Name(StrEnum):
    """The events that count, by GA4's names."""

    VIEW_ITEM_LIST = "view_item_list"
    SELECT_ITEM = "select_item"
    VIEW_ITEM = "view_item"
    ADD_TO_CART = "add_to_cart"
    REMOVE_FROM_CART = "remove_from_cart"
    PURCHASE = "purchase"
    SEARCH = "search"


@dataclass(frozen=True)
class Event:
    """One thing done: `id` is the client's and names it for ever, `at` is aware or naive like `now`, products by id.

    `number` is its place in the log of all that came in; None of what was not recorded.
    """

    id: str
    name: Name
    at: datetime
    products: tuple[str, ...] = ()
    number: int | None = field(default=None, compare=False)
    term: str = ""
    """What was searched for."""


def accept(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """The events that count, oldest first: each id once, none from the future, at most the `FLOOD` newest.

    Late and out-of-order events are welcome; of two with one id the earlier stands. Equal times stand by id, so that
    the result does not depend on the order of arrival.
    """
    once: dict[str, Event] = {}
    for event in events:
        if now - event.at > OLDEST:
            continue
        if event.at > now + CLOCK_SKEW:
            event = replace(event, at=now)
        other = once.get(event.id)
        if other is None or _key(event) < _key(other):
            once[event.id] = event
    return tuple(sorted(once.values(), key=lambda event: (event.at, event.id))[-FLOOD:])


def _key(event: Event) -> tuple[datetime, str, tuple[str, ...]]:
    return event.at, event.name, event.products

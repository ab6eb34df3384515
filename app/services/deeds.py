"""What a session's shopper did, as the engine reads it."""

from __future__ import annotations

from app.guide.leaning import MOST_EVENTS
from app.services.said import NO_CONSENT
from app.shopper import Event, Name
from app.shopper.profile import KIND_WEIGHT
from app.store import Db, Session, StoredEvent, events

TELLING = frozenset({*KIND_WEIGHT, Name.REMOVE_FROM_CART, Name.SEARCH})
"""The names of events that say something of products."""


def deeds_of(db: Db, session: Session, until: int | None = None) -> tuple[Event, ...]:
    """The newest events that tell something, none numbered above `until`; none of a session without consent."""
    if session.consent == NO_CONSENT:
        return ()
    return read_deeds(db, session, until)


def read_deeds(db: Db, session: Session, until: int | None = None) -> tuple[Event, ...]:
    """The newest events that tell something, and the newest purchases, however much was done since."""
    newest = events.newest(db, session.id, TELLING, MOST_EVENTS, until)
    bought = events.newest(db, session.id, [Name.PURCHASE], MOST_EVENTS, until) if len(newest) == MOST_EVENTS else ()
    return tuple(map(as_deed, {event.id: event for event in (*newest, *bought)}.values()))


def as_deed(stored: StoredEvent) -> Event:
    """An event as it was recorded, in the engine's terms."""
    products = tuple(product["id"] for product in stored.payload.get("products", ()))
    return Event(stored.id, Name(stored.name), stored.at, products, stored.number, stored.payload.get("term") or "")

"""What becomes of events that come in: nothing that a client sends fails a step, or weighs without bounds."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from enum import StrEnum

from app.shopper import Name
from app.shopper.events import OLDEST
from app.store import StoredEvent

MOST_RECORDED = 5_000
"""Events of one session; a person does not do more, a script may. What comes later is dropped, but for purchases."""

MOST_PURCHASES = 500
"""Purchases that one session may add beyond that."""


class Fate(StrEnum):
    """What became of an event."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    """Its id was known: a retry, or a replay."""
    UNKNOWN = "unknown"
    """Recorded; but it is about products of which the catalog has none, so that it says nothing now."""
    ANCIENT = "ancient"
    """Recorded; but it claims to be so old that it says nothing."""
    FLOOD = "flood"
    """Dropped: the session has sent too many."""
    REFUSED = "refused"
    """Dropped: the shopper agrees to nothing."""


def within_bounds(happened: Iterable[StoredEvent], recorded: int) -> list[StoredEvent]:
    """The events that may be recorded beside those that a session has `recorded`."""
    kept = list[StoredEvent]()
    for event in happened:
        most = MOST_RECORDED + (MOST_PURCHASES if event.name == Name.PURCHASE else 0)
        if recorded + len(kept) < most:
            kept.append(event)
    return kept


def fate_of(event: StoredEvent, known: Container[str], now: datetime) -> Fate:
    """What becomes of an event that is recorded; `known` are the products of the catalog."""
    if now - event.at > OLDEST:
        return Fate.ANCIENT
    named = [product["id"] for product in event.payload.get("products", ())]
    return Fate.UNKNOWN if named and not any(id in known for id in named) else Fate.RECORDED

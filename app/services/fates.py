"""What becomes of events that come in: nothing that a client sends fails a step, or weighs without bounds."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.services.flaws import Flaw
from app.shopper.events import OLDEST
from app.store import StoredEvent

MOST_RECORDED = 5_000
"""Events of one session that are kept; a person does not do more, a script may. Then the oldest tenth makes room."""

MOST_PURCHASES = 500
"""The newest purchases of one session, which never make room for anything else."""


class Fate(StrEnum):
    """What became of an event."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    """Its id was known: a retry, or a replay."""
    UNKNOWN = "unknown"
    """Recorded; but it is about products of which the catalog has none, so that it says nothing now."""
    IGNORED = "ignored"
    """Dropped: Salesclerk does not use events of its name."""
    MALFORMED = "malformed"
    """Dropped: it cannot be read; `Flaw` says why."""
    ANCIENT = "ancient"
    """Dropped: it claims to be so old that it says nothing."""
    FLOOD = "flood"
    """Recorded, counted as that, and gone since: the session has sent so many that the oldest have made room."""
    REFUSED = "refused"
    """Dropped: the shopper agrees to nothing."""


@dataclass(frozen=True)
class Sent:
    """An entry of a batch as it was read: neither an event nor a flaw if its name is one that is not used; both if it
    was read in part. `detail` says where the flaw is."""

    event: StoredEvent | None = None
    flaw: Flaw | None = None
    detail: str = ""


def obstacle(event: StoredEvent, now: datetime) -> tuple[Fate, Flaw, str] | None:
    """Why a sound event is not recorded; None if it is."""
    if now - event.at > OLDEST:
        return Fate.ANCIENT, Flaw.TOO_OLD, f"at: {event.at.isoformat()} is too long ago"
    return None


def fate_of(event: StoredEvent, known: Container[str]) -> Fate:
    """What becomes of an event that is recorded; `known` are the products of the catalog."""
    named = [product["id"] for product in event.payload.get("products", ())]
    return Fate.UNKNOWN if named and not any(id in known for id in named) else Fate.RECORDED

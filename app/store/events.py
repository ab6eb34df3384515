"""What shoppers did, as a log that only grows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

import orjson
from sqlmodel import col, delete, select

from app.store import sessions
from app.store.database import Db
from app.store.insert import insert_new
from app.store.model import StoredEvent
from app.store.tables import EventRow


def add(db: Db, session_id: int, events: Iterable[StoredEvent], now: datetime) -> int:
    """Records the events whose id is new to the session; returns how many.

    Raises NotFound if the session is gone.
    """
    sessions.lock(db, session_id)
    values = [
        {
            "session_id": session_id,
            "client_id": event.id,
            "name": event.name,
            "at": event.at,
            "received_at": now,
            "payload": orjson.dumps(dict(event.payload), option=orjson.OPT_SORT_KEYS).decode(),
        }
        for event in events
    ]
    return insert_new(db, EventRow, values)


def newest(db: Db, session_id: int, names: Collection[str], most: int) -> tuple[StoredEvent, ...]:
    """The last events with these names that came in, at most so many, newest first."""
    query = select(EventRow).where(EventRow.session_id == session_id, col(EventRow.name).in_(names))
    rows = db.exec(query.order_by(col(EventRow.id).desc()).limit(most))
    return tuple(StoredEvent(row.client_id, row.name, row.at, orjson.loads(row.payload)) for row in rows)


def of_session(db: Db, session_id: int) -> tuple[StoredEvent, ...]:
    """All events of a session, by the client's time, then as they came in."""
    query = select(EventRow).where(EventRow.session_id == session_id).order_by(col(EventRow.at), col(EventRow.id))
    return tuple(StoredEvent(row.client_id, row.name, row.at, orjson.loads(row.payload)) for row in db.exec(query))


def erase(db: Db, session_id: int) -> None:
    """Deletes all events of a session; once more changes nothing."""
    db.exec(delete(EventRow).where(col(EventRow.session_id) == session_id))

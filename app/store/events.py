"""What shoppers did, as a log that only grows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, delete, select

from app.store import sessions
from app.store.database import Db
from app.store.insert import insert_new
from app.store.model import Logged, StoredEvent
from app.store.tables import EventRow, SessionRow

CHUNK = 5_000
"""Rows that are in memory at once while the whole log is read."""


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


def count(db: Db, session_id: int) -> int:
    """How many events of a session are recorded."""
    query = select(func.count()).select_from(EventRow).where(EventRow.session_id == session_id)
    return int(db.exec(query).one())


def make_room(db: Db, session_id: int, room: int, spared: str, many: int) -> int:
    """Deletes the `room` oldest events of a session, the newest `many` with the name `spared` never among them, and
    remembers that they are gone; returns how many went."""
    own = col(EventRow.session_id) == session_id
    kept = select(EventRow.id).where(own, EventRow.name == spared).order_by(col(EventRow.id).desc()).limit(many)
    oldest = select(EventRow.id).where(own, col(EventRow.id).not_in(kept)).order_by(col(EventRow.id)).limit(room)
    gone = [number for number in db.exec(oldest) if number is not None]
    if gone:
        db.exec(delete(EventRow).where(own, col(EventRow.id).in_(gone)))
        sessions.set_displaced(db, session_id, gone[-1])
    return len(gone)


def newest(
    db: Db, session_id: int, names: Collection[str], most: int, until: int | None = None
) -> tuple[StoredEvent, ...]:
    """The last events with these names that came in, at most so many, newest first; none numbered above `until`."""
    query = select(EventRow).where(EventRow.session_id == session_id, col(EventRow.name).in_(names))
    if until is not None:
        query = query.where(col(EventRow.id) <= until)
    rows = db.exec(query.order_by(col(EventRow.id).desc()).limit(most))
    return tuple(_event(row) for row in rows)


def of_session(db: Db, session_id: int) -> tuple[StoredEvent, ...]:
    """All events of a session, by the client's time, then as they came in."""
    query = select(EventRow).where(EventRow.session_id == session_id).order_by(col(EventRow.at), col(EventRow.id))
    return tuple(_event(row) for row in db.exec(query))


def _event(row: EventRow) -> StoredEvent:
    return StoredEvent(row.client_id, row.name, row.at, orjson.loads(row.payload), row.id)


def erase(db: Db, session_id: int) -> None:
    """Deletes all events of a session, which then begins anew; once more changes nothing."""
    db.exec(delete(EventRow).where(col(EventRow.session_id) == session_id))
    sessions.set_displaced(db, session_id, None)


def last_id(db: Db) -> int:
    """The number of the newest event of all; 0 if there is none."""
    return db.exec(select(func.max(EventRow.id))).one() or 0


def log(
    db: Db,
    questionnaires: Collection[str],
    names: Collection[str],
    refused: str,
    after: int = 0,
    until: int | None = None,
    newest: int | None = None,
) -> Iterator[Logged]:
    """The events with these names in sessions of some questionnaires, in the order in which they came in.

    Only those numbered above `after` and up to `until`, and of these at most the `newest`. Sessions whose consent is
    `refused`, and those that have sent so much that events have made room, are left out.
    """
    query: Any = (
        sql_select(
            col(EventRow.id),
            col(EventRow.session_id),
            col(SessionRow.shopper),
            col(EventRow.at),
            col(EventRow.received_at),
            col(EventRow.payload),
        )
        .join(SessionRow, col(SessionRow.id) == col(EventRow.session_id))
        .where(col(SessionRow.questionnaire).in_(questionnaires), col(SessionRow.consent) != refused)
        .where(col(SessionRow.displaced).is_(None))
        .where(col(EventRow.name).in_(names), col(EventRow.id) > after)
    )
    if until is not None:
        query = query.where(col(EventRow.id) <= until)
    rows: Iterable[Any]
    if newest is None:
        rows = db.execute(query.order_by(col(EventRow.id)).execution_options(yield_per=CHUNK))
    else:
        rows = reversed(db.execute(query.order_by(col(EventRow.id).desc()).limit(newest)).all())
    for id, session, shopper, at, received_at, payload in rows:
        named = tuple(product["id"] for product in orjson.loads(payload).get("products", ()))
        yield Logged(id, session, shopper, at, received_at, named)

"""Messages to the shop that wait to be sent: none is lost, and none is held by two senders at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, delete, or_, select, update

from app.store.database import Db
from app.store.insert import insert_new
from app.store.model import Message
from app.store.tables import OutboxRow

HELD = timedelta(seconds=60)
"""How long who sends a message may take before another may try."""


def put(db: Db, messages: Iterable[Message]) -> int:
    """Adds the messages whose id is new; returns how many."""
    values = [
        {
            "id": message.id,
            "shopper": message.shopper,
            "body": message.body,
            "due_at": message.due_at,
            "next_at": message.due_at,
            "tries": 0,
            "error": "",
        }
        for message in messages
    ]
    return insert_new(db, OutboxRow, values)


def hold(db: Db, now: datetime) -> Message | None:
    """The message that has waited longest, held for `HELD` against others; None if none is due."""
    free = or_(col(OutboxRow.held_until).is_(None), col(OutboxRow.held_until) < now)
    waiting = select(OutboxRow.id).where(col(OutboxRow.sent_at).is_(None), col(OutboxRow.next_at) <= now, free)
    first = waiting.order_by(col(OutboxRow.next_at), col(OutboxRow.id)).limit(1).with_for_update(skip_locked=True)
    id = db.exec(first).first()
    row = db.get(OutboxRow, id) if id is not None else None
    if row is None:
        return None
    row.held_until = now + HELD
    db.add(row)
    db.flush()
    return _message(row)


def sent(db: Db, id: str, now: datetime) -> None:
    """Says that a message has arrived."""
    _change(db, id, sent_at=now, next_at=None, held_until=None, error="")


def failed(db: Db, message: Message, again_at: datetime | None, error: str) -> None:
    """Says that a message has not arrived, and when it is tried again; None: no more."""
    _change(db, message.id, next_at=again_at, held_until=None, tries=message.tries + 1, error=error)


def drop(db: Db, id: str) -> None:
    """Takes a message out that must not be sent any more."""
    db.exec(delete(OutboxRow).where(col(OutboxRow.id) == id))


def drop_of(db: Db, shopper: str) -> None:
    """Takes out all messages about a shopper, those that were sent too."""
    db.exec(delete(OutboxRow).where(col(OutboxRow.shopper) == shopper))


def every(db: Db) -> tuple[Message, ...]:
    """All messages, by when they were due."""
    rows = db.exec(select(OutboxRow).order_by(col(OutboxRow.due_at), col(OutboxRow.id)))
    return tuple(map(_message, rows))


def _change(db: Db, id: str, **values: object) -> None:
    db.exec(update(OutboxRow).where(col(OutboxRow.id) == id).values(**values))


def _message(row: OutboxRow) -> Message:
    return Message(row.id, row.shopper, row.body, row.due_at, row.next_at, row.tries, row.sent_at, row.error)

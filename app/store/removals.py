"""What shoppers have taken out of what is known of them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, or_, select, update

from app.store import sessions
from app.store.database import Db
from app.store.insert import insert_new
from app.store.model import Session
from app.store.tables import RemovalRow


def add(db: Db, session: Session, signal: str, now: datetime) -> None:
    """Records a removal in a session, and for its shopper where that is known; once more renews its time.

    Raises NotFound if the session is gone.
    """
    sessions.lock(db, session.id)
    _keep(db, "session_id", session.id, signal, now)
    if session.shopper is not None:
        _keep(db, "shopper", session.shopper, signal, now)


def hand_over(db: Db, session: Session) -> None:
    """Lets what was removed in a session be removed for its shopper from now on."""
    if session.shopper is not None:
        for signal, at in _found(db, select(RemovalRow).where(RemovalRow.session_id == session.id)).items():
            _keep(db, "shopper", session.shopper, signal, at)


def of_session(db: Db, session: Session) -> dict[str, datetime]:
    """What was removed in a session, or by its shopper in any: signals in their order, with when."""
    mine = col(RemovalRow.session_id) == session.id
    whose = mine if session.shopper is None else or_(mine, col(RemovalRow.shopper) == session.shopper)
    return _found(db, select(RemovalRow).where(whose))


def _found(db: Db, query: object) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for row in sorted(db.exec(query), key=lambda row: (row.signal, row.at)):  # type: ignore[call-overload]
        found[row.signal] = row.at
    return found


def _keep(db: Db, holder: str, whose: int | str, signal: str, at: datetime) -> None:
    if insert_new(db, RemovalRow, [{holder: whose, "signal": signal, "at": at}]):
        return
    same = (getattr(RemovalRow, holder) == whose, col(RemovalRow.signal) == signal)
    db.exec(update(RemovalRow).where(*same, col(RemovalRow.at) < at).values(at=at))

"""The products that shoppers do not want to see."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, delete, select

from app.store import sessions
from app.store.database import Db
from app.store.insert import insert_new
from app.store.tables import DismissalRow


def add(db: Db, session_id: int, product: str, now: datetime) -> bool:
    """Dismisses a product; returns whether it had not been. Raises NotFound if the session is gone."""
    sessions.lock(db, session_id)
    return insert_new(db, DismissalRow, [{"session_id": session_id, "product_id": product, "at": now}]) == 1


def remove(db: Db, session_id: int, product: str) -> None:
    """Takes a dismissal back; once more changes nothing."""
    row = (col(DismissalRow.session_id) == session_id, col(DismissalRow.product_id) == product)
    db.exec(delete(DismissalRow).where(*row))


def of_session(db: Db, session_id: int) -> dict[str, datetime]:
    """The dismissed products of a session by id, and since when; in the order of their ids."""
    query = select(DismissalRow).where(DismissalRow.session_id == session_id)
    return {row.product_id: row.at for row in sorted(db.exec(query), key=lambda row: row.product_id)}

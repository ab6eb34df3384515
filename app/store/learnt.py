"""The triggers that orders have taught, by catalog, as texts of the format that authors write."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from app.store.database import Db
from app.store.tables import LearntRow


def all_learnt(db: Db) -> dict[str, str]:
    """The text of each catalog."""
    return {row.catalog: row.source for row in db.exec(select(LearntRow))}


def put(db: Db, catalog: str, source: str, now: datetime) -> None:
    """Replaces what was learnt of a catalog."""
    row = db.get(LearntRow, catalog)
    if row is None:
        db.add(LearntRow(catalog=catalog, source=source, at=now))
    else:
        row.source, row.at = source, now
        db.add(row)
    db.flush()

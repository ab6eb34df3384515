"""Which files of the home folder have been taken in: a later import or rollback is not undone by an old file."""

from __future__ import annotations

from sqlmodel import select

from app.store.database import Db
from app.store.tables import TakenRow


def all_taken(db: Db) -> dict[str, str]:
    """The SHA-256 of each file as it was last taken in, by name."""
    return {row.name: row.sha256 for row in db.exec(select(TakenRow))}


def take(db: Db, name: str, sha256: str) -> None:
    """Remembers that this state of a file has been taken in."""
    row = db.get(TakenRow, name)
    if row is None:
        db.add(TakenRow(name=name, sha256=sha256))
    elif row.sha256 != sha256:
        row.sha256 = sha256
        db.add(row)
    db.flush()

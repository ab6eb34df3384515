"""What an operator has turned on or off for all processes."""

from __future__ import annotations

from sqlmodel import select

from app.store.database import Db
from app.store.tables import SwitchRow


def all_set(db: Db) -> dict[str, str]:
    """The value of each switch that has ever been turned, by name."""
    return {row.name: row.value for row in db.exec(select(SwitchRow))}


def turn(db: Db, name: str, value: str) -> None:
    """Sets a switch."""
    row = db.get(SwitchRow, name)
    if row is None:
        db.add(SwitchRow(name=name, value=value))
    else:
        row.value = value
        db.add(row)
    db.flush()

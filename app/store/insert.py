"""Rows inserted unless they are there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from app.store.database import Db


def insert_new(db: Db, row: type[SQLModel], values: Sequence[dict[str, Any]]) -> int:
    """Inserts the rows that break no uniqueness; returns how many did not."""
    if not values:
        return 0
    connection = db.connection()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return connection.execute(dialect.insert(row.__table__).on_conflict_do_nothing(), values).rowcount  # type: ignore[attr-defined]

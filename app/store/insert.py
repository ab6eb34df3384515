"""Rows inserted unless they are there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from app.store.database import Db
from app.store.tables import METADATA


def insert_new(db: Db, row: type[SQLModel], values: Sequence[dict[str, Any]]) -> int:
    """Inserts the rows that break no uniqueness; returns how many did not."""
    if not values:
        return 0
    connection = db.connection()
    table: Table = METADATA.tables[str(row.__tablename__)]
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing().returning(*table.primary_key)
    return len(connection.execute(statement, values).all())  # the drivers do not agree on a row count

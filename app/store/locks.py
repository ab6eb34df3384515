"""Locks on a name, held to the end of the transaction."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import Connection, func, select


def take(connection: Connection, name: str) -> None:
    """Waits until no other transaction holds the name. On SQLite a writing transaction is alone already."""
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(sha256(f"salesclerk {name}".encode()).digest()[:8], signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(number)))

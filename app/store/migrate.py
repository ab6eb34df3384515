"""The tables brought from any earlier state to this program's, by Alembic, one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from app.store import sqlite
from app.store.locks import take

HERE = Path(__file__).parent / "migrations"

_one_thread = Lock()
"""Alembic keeps the running migration in a global."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """All steps up to `to`, in one transaction that other upgrades wait for."""
    with _migrating(engine) as connection:
        command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """The steps back to `to`, likewise; what only the newer tables hold is lost."""
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), to)


def found(engine: Engine) -> str | None:
    """The state that the tables are in; None if there are none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def head() -> str:
    """The state that this program works with."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None
    return newest


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    is_sqlite = engine.dialect.name == "sqlite"
    options = sqlite.WRITE if is_sqlite else {}
    with _one_thread, engine.connect().execution_options(**options) as connection:
        if is_sqlite:
            sqlite.use_write_ahead_log(connection)
            # SQLite changes a table by copying it and dropping the old one, which would delete in cascade.
            sqlite.pragma(connection, "foreign_keys=OFF")
        try:
            with connection.begin():
                take(connection, "upgrade")
                yield connection
        finally:
            connection.invalidate()  # this connection has no foreign keys: never back to the pool


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config

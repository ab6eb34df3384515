"""How SQLite is opened: a write-ahead log, foreign keys, and transactions that begin where the code says."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, event

BUSY_SECONDS = 10.0
"""How long a writer waits for its turn."""

BEGIN = "sqlite_begin"
READ = {BEGIN: ("PRAGMA query_only=ON", "BEGIN")}
WRITE = {BEGIN: ("PRAGMA query_only=OFF", "BEGIN IMMEDIATE")}
"""A transaction that will write takes the lock first: one that has read could no longer wait for its turn."""


def tuned(engine: Engine) -> Engine:
    """The engine with its connections set up and its own BEGIN, as SQLAlchemy's page on SQLite has it."""
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin)
    return engine


def use_write_ahead_log(connection: Connection) -> None:
    """Readers and the writer then do not wait for each other; kept in the file, so once is enough."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            pragma(connection, "journal_mode=WAL")
            return
        except sqlite3.OperationalError:  # SQLite does not itself wait here while another process does the same
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def pragma(connection: Connection, setting: str) -> list[Any]:
    """Sets or reads a pragma outside any transaction."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA {setting}")
    return list(cursor.fetchall())


def _connected(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None  # the driver itself never begins or commits
    for setting in (f"busy_timeout={BUSY_SECONDS * 1000:.0f}", "synchronous=NORMAL", "foreign_keys=ON"):
        driver.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    for statement in connection.get_execution_options().get(BEGIN, ("BEGIN",)):
        connection.exec_driver_sql(statement)

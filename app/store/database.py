"""The database: opened by URL, read and written in transactions, brought up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlmodel import Session as Db

from app.errors import Refused, Unavailable
from app.store import migrate, sqlite

__all__ = ["Database", "Db"]

HELP = "give a URL like sqlite:///var/salesclerk.db or postgresql://user:password@host/name"
READ = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Database:
    """One database, SQLite or PostgreSQL; safe to share between threads, and to carry through a fork."""

    def __init__(self, url: str) -> None:
        """Opens nothing yet. Raises Refused (`database-url`) if the URL names no database of a known kind."""
        self.url = _read(url)
        self._engine = self._open()
        self._process = os.getpid()
        self._inherited: list[Engine] = []

    @contextmanager
    def reading(self) -> Iterator[Db]:
        """A handle on one consistent state, which cannot write.

        Raises Unavailable if the database does not serve.
        """
        options = sqlite.READ if self.is_sqlite else READ
        with _translated(), Db(self.engine.execution_options(**options)) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Db]:
        """A handle on one transaction: kept at the end of the block, undone if an exception leaves it.

        SQLite has one writer at a time, from the first line of the block; PostgreSQL locks rows
        (`sessions.lock`).
        Raises Unavailable if the database does not serve, or stays locked for ten seconds.
        """
        options = sqlite.WRITE if self.is_sqlite else {}
        with (
            _translated(),
            Db(self.engine.execution_options(**options), expire_on_commit=False) as db,
            db.begin(),
        ):
            db.connection()
            yield db

    def upgrade(self) -> None:
        """Brings the tables to the newest state; several processes may do so at once."""
        if self.is_sqlite:
            Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True)
        with _translated():
            migrate.upgrade(self.engine)

    def check(self) -> str:
        """The state of the tables. Raises Unavailable if they are missing or not of this program."""
        with _translated():
            found = migrate.found(self.engine) if self.exists else None
        if found != migrate.head():
            state = f"are at {found}, not at {migrate.head()}" if found else "have not been made"
            raise Unavailable(f"the tables of the database {state}", "start Salesclerk of this version once")
        return found

    def dispose(self) -> None:
        """Closes what is open; the database can still be used afterwards."""
        self.engine.dispose()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file on this machine."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def exists(self) -> bool:
        """Whether there is anything to open: a check never makes a file."""
        return not self.is_sqlite or Path(self.url.database or "").exists()

    @property
    def engine(self) -> Engine:
        """This process's engine; a forked one is kept, unused: to close it would disturb the parent."""
        if self._process != os.getpid():
            self._inherited.append(self._engine)
            self._engine, self._process = self._open(), os.getpid()
        return self._engine

    def _open(self) -> Engine:
        try:
            if self.is_sqlite:
                return sqlite.tuned(create_engine(self.url))
            return create_engine(self.url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise Unavailable(
                f"the driver {error.name} is not installed", "pip install 'salesclerk[postgresql]'"
            ) from error


def _read(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        raise Refused("database-url", "the database URL cannot be read", HELP) from None
    if url.drivername in ("sqlite", "sqlite+pysqlite") and url.database not in (None, "", ":memory:"):
        return url
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise Refused("database-url", f"a database of the kind {url.drivername} without a file or name is not known", HELP)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if type(error) not in (OperationalError, DatabaseError):  # the latter: the file is no database
            raise
        raise Unavailable(f"the database does not serve: {error.orig}", "see whether it runs, and try again") from error

import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import Refused, Unavailable
from app.store import Database, migrate, sessions, versions
from tests.store.build import NOW, begun, digest, published


def test_a_block_that_raises_leaves_no_trace(database: Database) -> None:
    with pytest.raises(LookupError), database.writing() as db:
        published(db)
        raise LookupError
    with database.reading() as db:
        assert versions.current(db, "bikes") is None


def test_a_reading_handle_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"), database.reading() as db:
        published(db)
    with database.writing() as db:
        assert published(db)


def test_a_reading_handle_stays_on_one_state(database: Database) -> None:
    with database.reading() as db:
        assert versions.current(db, "bikes") is None
        with database.writing() as other:
            published(other)
        assert versions.current(db, "bikes") is None
    with database.reading() as db:
        assert versions.current(db, "bikes")


def test_a_session_needs_a_version_that_exists(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.writing() as db:
        sessions.create(db, sessions.NewSession("0" * 64, "bikes", "f" * 64, "en", NOW))


def test_a_database_without_tables_fails_its_check(url: str) -> None:
    with pytest.raises(Unavailable, match="have not been made"):
        Database(url).check()


def test_a_database_of_another_program_fails_its_check(database: Database) -> None:
    with database.writing() as db:
        db.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unavailable, match="at 9999"):
        database.check()


def test_a_check_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        Database(f"sqlite:///{tmp_path}/shop.db").check()
    assert list(tmp_path.iterdir()) == []


def test_a_disposed_database_can_be_used_again(database: Database) -> None:
    database.dispose()
    assert database.check() == migrate.head()


def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    database = Database(f"postgresql://user:secret@/shop?host={tmp_path}")
    with pytest.raises(Unavailable) as caught, database.reading() as db:
        versions.current(db, "bikes")
    assert "secret" not in caught.value.message


@pytest.mark.parametrize("url", ["", "bikes.db", "sqlite://", "sqlite:///:memory:", "mysql://host/shop"])
def test_a_url_of_no_known_kind_is_refused(url: str) -> None:
    with pytest.raises(Refused) as caught:
        Database(url)
    assert caught.value.code == "database-url"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_a_postgresql_url_means_psycopg(scheme: str) -> None:
    assert Database(f"{scheme}://user@host/shop").url.drivername == "postgresql+psycopg"


def test_sqlite_is_opened_as_promised(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/shop.db")
    database.upgrade()
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with database.reading() as db:
        found = [db.connection().execute(text(f"PRAGMA {pragma}")).scalar() for pragma in pragmas]
    assert found == ["wal", 1, 1, 10_000]


def test_a_forked_process_opens_its_own_connections(database: Database) -> None:
    session = begun(database)
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=begin_some, args=(database, f"child {n}")) for n in range(2)]
    for child in children:
        child.start()
    begin_some(database, "parent")
    for child in children:
        child.join()
        assert child.exitcode == 0
    with database.reading() as db:
        tokens = [f"{who} {n}" for who in ("parent", "child 0", "child 1") for n in range(10)]
        assert all(sessions.by_token(db, digest(token)) for token in tokens)
        assert sessions.by_token(db, session.token_sha256) == session


def begin_some(database: Database, who: str) -> None:
    for n in range(10):
        begun(database, f"{who} {n}")

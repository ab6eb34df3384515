import multiprocessing

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from app.store import Database, migrate, versions
from app.store.tables import METADATA
from tests.store.build import NOW, begun, digest, published, said, standing


def test_the_steps_lead_to_exactly_the_tables_of_the_program(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_steps_lead_back_to_nothing_and_up_again(database: Database) -> None:
    begun(database)
    migrate.downgrade(database.engine)
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    database.upgrade()
    with database.writing() as db:
        assert published(db)


def test_a_second_upgrade_changes_nothing(database: Database) -> None:
    session = begun(database)
    said(database, session, "ground", {"choices": ["road"]})
    database.upgrade()
    assert database.check() == migrate.head()
    assert standing(database, session) == {"ground": {"choices": ["road"]}}


def test_processes_may_upgrade_at_once(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        assert pool.map(upgraded, [url] * 8, chunksize=1) == [migrate.head()] * 8


def upgraded(url: str) -> str:
    database = Database(url)
    database.upgrade()
    return database.check()


def test_versions_from_before_parts_keep_their_names(database: Database) -> None:
    migrate.downgrade(database.engine, "0001")
    with database.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO versions VALUES ('{digest('one')}', 'bikes', 'one')"))
        columns = "(questionnaire, number, version, author, note, published_at)"
        values = f"('bikes', 1, '{digest('one')}', 'ada', '', '2026-11-20 12:00:00+00')"
        connection.execute(text(f"INSERT INTO publications {columns} VALUES {values}"))
    database.upgrade()
    with database.writing() as db:
        old = versions.current(db, "bikes")
        assert old
        assert (old.sha256, old.source, old.parts) == (digest("one"), "one", {})
        assert versions.publish(db, "bikes", "one", "bob", "", NOW) == old


def test_the_step_back_from_parts_keeps_the_texts(database: Database) -> None:
    session = begun(database)
    migrate.downgrade(database.engine, "0001")
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM versions JOIN sessions ON version = sha256")).scalar() == 1
    database.upgrade()
    with database.reading() as db:
        stored = versions.by_sha256(db, session.version)
        assert stored
        assert stored.parts == {}

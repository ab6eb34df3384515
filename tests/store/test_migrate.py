import multiprocessing

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from app.store import Database, migrate
from app.store.tables import METADATA
from tests.store.build import begun, published, said, standing


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

from datetime import timedelta

import pytest

from app.errors import NotFound
from app.store import Database, dismissals, sessions
from tests.store.build import NOW, begun


def test_a_product_is_dismissed_once_and_taken_back(database: Database) -> None:
    session, other = begun(database, "one"), begun(database, "other")
    with database.writing() as db:
        assert dismissals.add(db, session.id, "b-2", NOW)
        assert dismissals.add(db, session.id, "b-1", NOW)
        assert not dismissals.add(db, session.id, "b-1", NOW + timedelta(days=1))
        assert dismissals.add(db, other.id, "b-1", NOW)
    with database.writing() as db:
        assert [*dismissals.of_session(db, session.id).items()] == [("b-1", NOW), ("b-2", NOW)]
        dismissals.remove(db, session.id, "b-1")
        dismissals.remove(db, session.id, "b-1")
    with database.reading() as db:
        assert [*dismissals.of_session(db, session.id)] == ["b-2"]
        assert [*dismissals.of_session(db, other.id)] == ["b-1"]


def test_erasing_a_session_takes_its_dismissals_with_it(database: Database) -> None:
    session, other = begun(database, "one"), begun(database, "other")
    with database.writing() as db:
        for each in (session, other):
            dismissals.add(db, each.id, "b-1", NOW)
        sessions.erase(db, session.id)
    with database.reading() as db:
        assert dismissals.of_session(db, session.id) == {}
        assert [*dismissals.of_session(db, other.id)] == ["b-1"]
    with pytest.raises(NotFound), database.writing() as db:
        dismissals.add(db, session.id, "b-1", NOW)

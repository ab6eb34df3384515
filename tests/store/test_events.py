from datetime import timedelta

from app.store import Database, events
from tests.store.build import NOW, begun, event


def test_events_come_back_by_the_clients_time(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        assert events.add(db, session.id, [event("late", 5), event("early", -5)], NOW) == 2
        assert events.add(db, session.id, [event("between")], NOW + timedelta(minutes=9)) == 1
    with database.reading() as db:
        assert events.of_session(db, session.id) == (event("early", -5), event("between"), event("late", 5))


def test_an_event_is_counted_once_however_often_it_is_sent(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        assert events.add(db, session.id, [event("a"), event("a", name="purchase"), event("b")], NOW) == 2
    with database.writing() as db:
        assert events.add(db, session.id, [event("b"), event("c")], NOW) == 1
        assert events.add(db, session.id, [], NOW) == 0
    with database.reading() as db:
        assert [(each.id, each.name) for each in events.of_session(db, session.id)] == [
            ("a", "view_item"),
            ("b", "view_item"),
            ("c", "view_item"),
        ]


def test_two_sessions_may_use_the_same_event_ids(database: Database) -> None:
    one, other = begun(database, "one"), begun(database, "other")
    with database.writing() as db:
        assert events.add(db, one.id, [event("a")], NOW) == 1
        assert events.add(db, other.id, [event("a")], NOW) == 1

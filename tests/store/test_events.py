from datetime import timedelta

from app.store import Database, events, sessions
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


def test_the_oldest_make_room_but_not_the_newest_purchases(database: Database) -> None:
    session, other = begun(database, "one"), begun(database, "other")
    with database.writing() as db:
        names = ["purchase", "purchase", "view_item", "view_item", "purchase", "view_item", "view_item"]
        events.add(db, session.id, [event(f"e-{n}", name=name) for n, name in enumerate(names)], NOW)
        events.add(db, other.id, [event("e-0")], NOW)
        assert events.make_room(db, session.id, 3, "purchase", 2) == 3
    with database.reading() as db:
        assert [one.id for one in events.of_session(db, session.id)] == ["e-1", "e-4", "e-5", "e-6"]
        assert [one.id for one in events.of_session(db, other.id)] == ["e-0"]
        found = {one.id: one.displaced for one in sessions.all_of(db)}
        assert found[session.id] == 4
        assert found[other.id] is None
        assert sessions.any_displaced(db, [session.questionnaire], NOW, 3, 7)
        assert sessions.any_displaced(db, [session.questionnaire], NOW, 6, 7)  # of it is one among them
        assert not sessions.any_displaced(db, [session.questionnaire], NOW, 7, 8)
        assert not sessions.any_displaced(db, ["another"], NOW, 0, 8)
        assert not sessions.any_displaced(db, [session.questionnaire], NOW - timedelta(days=1), 0, 8)


def test_who_has_sent_beyond_measure_is_not_in_the_log_until_all_is_forgotten(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        events.add(db, session.id, [event(f"e-{n}") for n in range(3)], NOW)
        assert len(list(events.log(db, [session.questionnaire], ["view_item"], "none"))) == 3
        events.make_room(db, session.id, 1, "purchase", 5)
        assert list(events.log(db, [session.questionnaire], ["view_item"], "none")) == []
        events.erase(db, session.id)
        events.add(db, session.id, [event("new")], NOW)
        assert len(list(events.log(db, [session.questionnaire], ["view_item"], "none"))) == 1

"""What was taken out of what is known: in its session, and for its shopper on every visit."""

from __future__ import annotations

from datetime import timedelta

from app.store import Database, Session, removals, sessions
from tests.store.build import NOW, begun, digest

LATER = NOW + timedelta(days=1)


def of(database: Database, session: Session, shopper: str | None) -> Session:
    with database.writing() as db:
        sessions.set_shopper(db, session.id, shopper)
        found = sessions.by_token(db, session.token_sha256)
        assert found is not None
        return found


def test_a_removal_is_of_its_session_and_once_more_renews_its_time(database: Database) -> None:
    session, other = begun(database, "one"), begun(database, "other")
    with database.writing() as db:
        for at in (NOW, LATER, NOW):
            removals.add(db, session, "product:p1", at)
        removals.add(db, session, "*", NOW)
        assert removals.of_session(db, session) == {"*": NOW, "product:p1": LATER}
        assert removals.of_session(db, other) == {}


def test_a_shoppers_removals_hold_on_every_visit_and_outlive_the_session(database: Database) -> None:
    first, second = (of(database, begun(database, name), digest("ada")) for name in ("one", "two"))
    stranger = of(database, begun(database, "three"), digest("bor"))
    with database.writing() as db:
        removals.add(db, first, "product:p1", NOW)
        sessions.erase(db, first.id)
        assert removals.of_session(db, second) == {"product:p1": NOW}
        assert removals.of_session(db, stranger) == {}


def test_what_was_removed_before_the_shopper_was_known_is_handed_over(database: Database) -> None:
    session = begun(database, "one")
    with database.writing() as db:
        removals.add(db, session, "product:p1", NOW)
    known, next_visit = (of(database, one, digest("ada")) for one in (session, begun(database, "two")))
    with database.writing() as db:
        assert removals.of_session(db, next_visit) == {}
        removals.hand_over(db, known)
        assert removals.of_session(db, next_visit) == {"product:p1": NOW}

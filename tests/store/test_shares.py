from datetime import timedelta

import pytest

from app.errors import NotFound
from app.store import Database, Session, Share, sessions, shares
from tests.store.build import NOW, begun, digest

LATER = NOW + timedelta(days=1)


def shared(session: Session, **answers: dict[str, object]) -> Share:
    return Share(session.questionnaire, session.version, "en", answers, LATER)


def test_what_is_shared_is_found_until_its_time_is_over(database: Database) -> None:
    session = begun(database)
    share = shared(session, weight={"max": 5}, ground={"choices": ["road"]})
    with database.writing() as db:
        shares.keep(db, session.id, digest("id"), share)
    with database.reading() as db:
        found = shares.by_id(db, digest("id"), NOW)
        assert found == share
        assert [*found.answers] == ["weight", "ground"], "in the order in which they were given"  # type: ignore[union-attr]
        assert shares.by_id(db, digest("id"), LATER) is None
        assert shares.by_id(db, digest("other"), NOW) is None


def test_sharing_the_same_again_lets_it_last_longer(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        shares.keep(db, session.id, digest("id"), shared(session))
        longer = Share(session.questionnaire, session.version, "en", {}, LATER + timedelta(days=1))
        shares.keep(db, session.id, digest("id"), longer)
    with database.reading() as db:
        assert shares.of_session(db, session.id) == (longer,)


def test_what_is_over_is_deleted_and_the_rest_stays(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        shares.keep(db, session.id, digest("id"), shared(session))
        shares.forget_past(db, NOW)
        assert len(shares.of_session(db, session.id)) == 1
        shares.forget_past(db, LATER)
        assert shares.of_session(db, session.id) == ()


def test_erasing_a_session_takes_what_it_shares_with_it(database: Database) -> None:
    session, other = begun(database, "one"), begun(database, "other")
    with database.writing() as db:
        for each in (session, other):
            shares.keep(db, each.id, digest(f"id {each.id}"), shared(each))
        sessions.erase(db, session.id)
    with database.reading() as db:
        assert shares.by_id(db, digest(f"id {session.id}"), NOW) is None
        assert shares.by_id(db, digest(f"id {other.id}"), NOW)
    with pytest.raises(NotFound), database.writing() as db:
        shares.keep(db, session.id, digest("again"), shared(session))

from dataclasses import replace

import pytest

from app.errors import NotFound
from app.store import Database, NewSession, answers, events, sessions
from tests.store.build import KATHMANDU, NOW, begun, digest, event, published, said


def test_a_session_comes_back_as_it_was_begun(database: Database) -> None:
    with database.writing() as db:
        version = published(db)
        context = {"page": {"product": "b-1"}, "campaign": "été"}
        at = NOW.astimezone(KATHMANDU)
        new = NewSession(digest("token"), "bikes", version, "de", at, "profile", context, digest("key"))
        session = sessions.create(db, new)
    with database.reading() as db:
        assert sessions.by_token(db, digest("token")) == session
        assert sessions.by_idempotency_key(db, digest("key")) == session
        assert sessions.by_token(db, digest("other")) is None
    assert (session.language, session.consent, session.context) == ("de", "profile", context)
    assert session.begun_at == NOW
    assert session.begun_at.utcoffset() == NOW.utcoffset()


def test_the_same_idempotency_key_gives_the_same_session(database: Database) -> None:
    session = begun(database, "token", digest("key"))
    assert begun(database, "token", digest("key")) == session
    assert begun(database, "another", digest("key")) == session
    assert begun(database, "another") != session


def test_a_token_opens_one_session(database: Database) -> None:
    begun(database)
    with pytest.raises(ValueError, match="already"):
        begun(database)


def test_a_session_moves_to_another_version(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        later = published(db, "questionnaire: bikes # more\n")
        sessions.move(db, session.id, later)
        sessions.set_consent(db, session.id, "profile")
        sessions.set_context(db, session.id, {"locale": "de"})
        changed = sessions.by_token(db, session.token_sha256)
    assert changed == replace(session, version=later, consent="profile", context={"locale": "de"})


def test_erasing_leaves_nothing_of_a_session_and_all_of_the_others(database: Database) -> None:
    session, other = begun(database, "one"), begun(database, "other")
    for each in (session, other):
        said(database, each, "ground", {"choices": ["road"]})
        with database.writing() as db:
            events.add(db, each.id, [event("e-1")], NOW)
    with database.writing() as db:
        sessions.erase(db, session.id)
        sessions.erase(db, session.id)
    with database.reading() as db:
        assert sessions.by_token(db, session.token_sha256) is None
        assert answers.history(db, session.id) == ()
        assert events.of_session(db, session.id) == ()
        assert len(answers.history(db, other.id)) == len(events.of_session(db, other.id)) == 1


def test_an_erased_session_takes_no_more(database: Database) -> None:
    session = begun(database)
    with database.writing() as db:
        sessions.erase(db, session.id)
    with pytest.raises(NotFound):
        said(database, session, "ground", {"skip": True})
    with pytest.raises(NotFound), database.writing() as db:
        events.add(db, session.id, [event("e-1")], NOW)


def test_a_moment_without_a_zone_is_not_stored(database: Database) -> None:
    with pytest.raises(Exception, match="time zone"), database.writing() as db:
        sessions.create(db, NewSession("0" * 64, "bikes", published(db), "en", NOW.replace(tzinfo=None)))


def test_sessions_of_one_shopper_are_found_newest_first(database: Database) -> None:
    tokens = ("a", "b", "c", "d", "e")
    a, b, c, d, e = (begun(database, token) for token in tokens)
    with database.writing() as db:
        for session in (a, b, c):
            sessions.set_shopper(db, session.id, digest("shopper"))
        sessions.set_shopper(db, d.id, digest("another"))
        for session in (a, b, c, d, e):
            sessions.set_consent(db, session.id, "profile")
        a, b, c, e = (found for found in (sessions.by_token(db, digest(token)) for token in "abce") if found)
    with database.writing() as db:
        assert sessions.others_of(db, a, "profile", 9) == (c, b)
        assert sessions.others_of(db, a, "profile", 1) == (c,)
        assert sessions.others_of(db, e, "profile", 9) == ()
        sessions.set_shopper(db, c.id, None)
        sessions.set_consent(db, b.id, "session")
        assert sessions.others_of(db, a, "profile", 9) == ()

"""Shoppers' sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlmodel import col, delete, func, or_, select, update

from app.errors import NotFound
from app.store.database import Db
from app.store.insert import insert_new
from app.store.model import NewSession, Session
from app.store.tables import EventRow, SessionRow

NOTHING: Mapping[str, Any] = {}


def create(db: Db, new: NewSession) -> Session:
    """Begins a session; one that has begun under the same idempotency key is given instead."""
    values = {
        "token_sha256": new.token_sha256,
        "questionnaire": new.questionnaire,
        "version": new.version,
        "language": new.language,
        "consent": new.consent,
        "context": _text(new.context),
        "begun_at": new.begun_at,
        "idempotency_key_sha256": new.idempotency_key_sha256,
        "shopper": new.shopper,
        "registered": _text(new.registered),
    }
    created = insert_new(db, SessionRow, [values])
    earlier = None if created else by_idempotency_key(db, new.idempotency_key_sha256 or "")
    session = earlier or by_token(db, new.token_sha256)
    if session is None or (not created and earlier is None):
        raise ValueError("a session with this token has already begun")
    return session


def by_token(db: Db, token_sha256: str) -> Session | None:
    """The session that a token opens."""
    return _session(db.exec(select(SessionRow).where(SessionRow.token_sha256 == token_sha256)).first())


def by_idempotency_key(db: Db, key_sha256: str) -> Session | None:
    """The session that was begun under a key."""
    return _session(db.exec(select(SessionRow).where(SessionRow.idempotency_key_sha256 == key_sha256)).first())


def by_ids(db: Db, ids: Collection[int]) -> tuple[Session, ...]:
    """The sessions with some ids that are there, by id."""
    query = select(SessionRow).where(col(SessionRow.id).in_(ids)).order_by(col(SessionRow.id))
    return tuple(found for found in map(_session, db.exec(query)) if found)


def all_of(db: Db, ids: Collection[int] | None = None) -> Iterator[Session]:
    """All sessions, or those with some ids, by id."""
    numbers = sorted(ids) if ids is not None else db.exec(select(SessionRow.id).order_by(col(SessionRow.id))).all()
    for number in numbers:
        found = _session(db.get(SessionRow, number))
        if found is not None:
            yield found


def lock(db: Db, session_id: int) -> None:
    """Keeps others from writing to this session until the transaction ends. Raises NotFound if it is gone."""
    query = select(SessionRow.id).where(SessionRow.id == session_id).with_for_update()  # SQLite has no such clause
    if db.exec(query).first() is None:
        raise NotFound("this session has been erased", "begin a new one")


def move(db: Db, session_id: int, version: str) -> None:
    """Puts a session on another version of its questionnaire."""
    _change(db, session_id, version=version)


def set_consent(db: Db, session_id: int, consent: str) -> None:
    """Records what the shopper agrees to."""
    _change(db, session_id, consent=consent)


def set_shopper(db: Db, session_id: int, shopper: str | None, registered: Mapping[str, Any] = NOTHING) -> None:
    """Says of whom a session is, by a keyed hash, and what the shop has signed of them; None: it is not known."""
    _change(db, session_id, shopper=shopper, registered=_text(registered))


def others_of(db: Db, session: Session, consent: str, most: int, until: datetime | None = None) -> tuple[Session, ...]:
    """The newest other sessions of the same shopper with a consent, newest first, only those begun by a moment; none if
    the shopper is not known."""
    if session.shopper is None:
        return ()
    query = (
        select(SessionRow)
        .where(SessionRow.shopper == session.shopper, SessionRow.id != session.id, SessionRow.consent == consent)
        .order_by(col(SessionRow.begun_at).desc(), col(SessionRow.id).desc())
        .limit(most)
    )
    if until is not None:
        query = query.where(col(SessionRow.begun_at) <= until)
    return tuple(found for found in map(_session, db.exec(query)) if found)


def others_with_event(db: Db, session: Session, consent: str, name: str, most: int) -> tuple[Session, ...]:
    """Likewise, those of them in which an event happened."""
    if session.shopper is None:
        return ()
    happened = select(EventRow.session_id).where(EventRow.session_id == SessionRow.id, EventRow.name == name)
    query = (
        select(SessionRow)
        .where(SessionRow.shopper == session.shopper, SessionRow.id != session.id, SessionRow.consent == consent)
        .where(happened.exists())
        .order_by(col(SessionRow.begun_at).desc(), col(SessionRow.id).desc())
        .limit(most)
    )
    return tuple(found for found in map(_session, db.exec(query)) if found)


def with_event(db: Db, questionnaire: str, name: str, most: int) -> tuple[Session, ...]:
    """The newest sessions of a questionnaire in which an event happened, by when they began."""
    happened = select(EventRow.session_id).where(EventRow.name == name)
    query = (
        select(SessionRow)
        .where(SessionRow.questionnaire == questionnaire, col(SessionRow.id).in_(happened))
        .order_by(col(SessionRow.id).desc())
        .limit(most)
    )
    return tuple(reversed([found for found in map(_session, db.exec(query)) if found]))


def newest_of_shoppers(db: Db, consent: str) -> tuple[Session, ...]:
    """The newest session with a consent of each shopper who is known, by when it began."""
    newest = (
        select(func.max(SessionRow.id))
        .where(col(SessionRow.shopper).is_not(None), SessionRow.consent == consent)
        .group_by(col(SessionRow.shopper))
    )
    query = select(SessionRow).where(col(SessionRow.id).in_(newest)).order_by(col(SessionRow.id))
    return tuple(found for found in map(_session, db.exec(query)) if found)


def consents(db: Db, shopper: str, consent: str) -> bool:
    """Whether a shopper still has a session with a consent."""
    query = select(SessionRow.id).where(SessionRow.shopper == shopper, SessionRow.consent == consent).limit(1)
    return db.exec(query).first() is not None


def set_displaced(db: Db, session_id: int, number: int | None) -> None:
    """Records up to which event those of a session have made room for newer ones; None: none has."""
    _change(db, session_id, displaced=number)


def any_displaced(db: Db, questionnaires: Collection[str], begun_by: datetime, after: int, until: int) -> bool:
    """Whether a session of some questionnaires, begun by a moment, has sent events beyond all measure since, of which
    one numbered above `after` and up to `until` is gone, or is there."""
    within = select(EventRow.id).where(
        EventRow.session_id == SessionRow.id, col(EventRow.id) > after, col(EventRow.id) <= until
    )
    query = (
        select(SessionRow.id)
        .where(col(SessionRow.questionnaire).in_(questionnaires), col(SessionRow.begun_at) <= begun_by)
        .where(col(SessionRow.displaced).is_not(None))
        .where(or_(col(SessionRow.displaced) > after, within.exists()))
        .limit(1)
    )
    return db.exec(query).first() is not None


def set_context(db: Db, session_id: int, context: Mapping[str, Any]) -> None:
    """Records where the shopper comes from."""
    _change(db, session_id, context=_text(context))


def erase(db: Db, session_id: int) -> None:
    """Deletes a session, its answers and its events; once more changes nothing."""
    db.exec(delete(SessionRow).where(col(SessionRow.id) == session_id))


def _change(db: Db, session_id: int, **values: str | int | None) -> None:
    db.exec(update(SessionRow).where(col(SessionRow.id) == session_id).values(**values))


def _text(context: Mapping[str, Any]) -> str:
    return orjson.dumps(dict(context), option=orjson.OPT_SORT_KEYS).decode()


def _session(row: SessionRow | None) -> Session | None:
    if row is None:
        return None
    assert row.id is not None
    return Session(
        row.id,
        row.token_sha256,
        row.questionnaire,
        row.version,
        row.language,
        row.consent,
        orjson.loads(row.context),
        row.begun_at,
        row.shopper,
        orjson.loads(row.registered),
        row.displaced,
    )

"""Builders for what the tests of the store are about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

from app.store import Database, Db, NewSession, Session, StoredEvent, answers, sessions, versions

NOW = datetime(2026, 11, 20, 12, 30, 15, 250_000, tzinfo=UTC)
KATHMANDU = timezone(timedelta(hours=5, minutes=45))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def published(db: Db, source: str = "questionnaire: bikes\n") -> str:
    return versions.publish(db, "bikes", source, "ada", "", NOW).sha256


def begun(database: Database, token: str = "token", key: str | None = None) -> Session:
    with database.writing() as db:
        new = NewSession(digest(token), "bikes", published(db), "en", NOW, idempotency_key_sha256=key)
        return sessions.create(db, new)


def said(
    database: Database,
    session: Session,
    question: str,
    body: dict[str, object] | None,
    seq: int | None = None,
) -> bool:
    with database.writing() as db:
        return answers.write(db, session.id, question, body, seq, NOW, session.version, "0123456789ab")


def standing(database: Database, session: Session) -> dict[str, object]:
    with database.reading() as db:
        return {answer.question: answer.body for answer in answers.current(db, session.id)}


def event(id: str, minutes: int = 0, name: str = "view_item") -> StoredEvent:
    return StoredEvent(id, name, NOW + timedelta(minutes=minutes), {"products": [{"id": "b-1"}]})

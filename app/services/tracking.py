"""What a shopper did on the shop's pages, recorded."""

from __future__ import annotations

from collections.abc import Iterable

from app.services.answering import open_session
from app.services.context import Context
from app.store import Db, Session, StoredEvent, events

NO_CONSENT = "none"


def heard(db: Db, session: Session) -> tuple[StoredEvent, ...]:
    """The events of a session that may be used: all that are recorded, or none without consent."""
    return () if session.consent == NO_CONSENT else events.of_session(db, session.id)


def record(context: Context, token: str, happened: Iterable[StoredEvent]) -> str:
    """Records events, each once by its id; of a session without consent, none. Returns the session's questionnaire.

    Raises Unauthorized.
    """
    with context.database.writing() as db:
        session = open_session(db, token)
        if session.consent != NO_CONSENT:
            events.add(db, session.id, happened, context.clock())
        return session.questionnaire

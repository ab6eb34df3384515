"""What a shopper did on the shop's pages, recorded."""

from __future__ import annotations

from collections.abc import Iterable

from app.services.answering import open_session
from app.services.context import Context
from app.services.said import NO_CONSENT
from app.store import StoredEvent, events


def record(context: Context, token: str, happened: Iterable[StoredEvent]) -> str:
    """Records events, each once by its id; of a session without consent, none. Returns the session's questionnaire.

    Raises Unauthorized.
    """
    with context.database.writing() as db:
        session = open_session(db, token)
        if session.consent != NO_CONSENT:
            events.add(db, session.id, happened, context.clock())
        return session.questionnaire

"""What a shopper did on the shop's pages, recorded."""

from __future__ import annotations

from collections.abc import Container, Iterable

from app.errors import SalesclerkError
from app.services.answering import open_session
from app.services.context import Context
from app.services.fates import Fate, fate_of, within_bounds
from app.services.said import NO_CONSENT
from app.store import Session, StoredEvent, events


def record(context: Context, token: str, happened: Iterable[StoredEvent]) -> str:
    """Records events, each once by its id; of a session without consent, none. Returns the session's questionnaire.

    What a session sends beyond all measure is dropped. What became of each event is counted. Raises Unauthorized.
    """
    sent, now = list(happened), context.clock()
    with context.database.writing() as db:
        session = open_session(db, token)
        if session.consent == NO_CONSENT:
            context.fates.count(Fate.REFUSED, len(sent))
            return session.questionnaire
        kept = within_bounds(sent, events.count(db, session.id))
        new = events.add(db, session.id, kept, now)
    known = _products(context, session)
    said = [fate_of(event, known, now) for event in kept][:new]  # which of a batch were known is not told
    for fate in said:
        context.fates.count(fate)
    context.fates.count(Fate.REPEATED, len(kept) - new)
    context.fates.count(Fate.FLOOD, len(sent) - len(kept))
    return session.questionnaire


def _products(context: Context, session: Session) -> Container[str]:
    try:
        release, _ = context.releases.pinned(session.questionnaire, session.version)
    except SalesclerkError:
        return ()
    return release.index.products.row_of

"""What a shopper did on the shop's pages, recorded, and what of it may be used."""

from __future__ import annotations

from collections.abc import Iterable

from app.errors import SalesclerkError
from app.guide.state import replay
from app.services.answering import PROFILE, bodies_of, context_of, open_session
from app.services.context import Context
from app.services.deeds import NO_CONSENT
from app.shopper import Visit
from app.store import Db, Session, StoredEvent, events, sessions

MOST_VISITS = 20
"""Earlier sessions of one shopper that are read; what lies further back has faded."""


def heard_earlier(context: Context, db: Db, session: Session) -> tuple[StoredEvent, ...]:
    """The events of the same shopper's other sessions that may be used, by time.

    Both sessions need consent to a profile; sessions in which something was sought for somebody else teach nothing.
    """
    if session.consent != PROFILE:
        return ()
    visits = sessions.others_of(db, session, PROFILE, MOST_VISITS)
    found = [event for visit in visits if not _is_gift(context, db, visit) for event in events.of_session(db, visit.id)]
    return tuple(sorted(found, key=lambda event: event.at))


def _is_gift(context: Context, db: Db, session: Session) -> bool:
    """Whether a gift choice is on the path of a session; so too where that cannot be told any more."""
    try:
        release, _ = context.releases.pinned(session.questionnaire, session.version)
    except SalesclerkError:
        return True
    visit = Visit(context_of(session.language, session.context))
    state = replay(release, bodies_of(db, session), context.clock(), (), visit)
    return any(demand.gift for demand in state.demands)


def record(context: Context, token: str, happened: Iterable[StoredEvent]) -> str:
    """Records events, each once by its id; of a session without consent, none. Returns the session's questionnaire.

    Raises Unauthorized.
    """
    with context.database.writing() as db:
        session = open_session(db, token)
        if session.consent != NO_CONSENT:
            events.add(db, session.id, happened, context.clock())
        return session.questionnaire

"""Whether events that a recorded step was computed from have made room for newer ones since (`fates.MOST_RECORDED`)."""

from __future__ import annotations

from app.guide import Release
from app.guide.leaning import MOST_EVENTS
from app.services.context import Context
from app.services.deeds import TELLING
from app.services.known import MOST_VISITS
from app.services.said import PROFILE
from app.store import Db, Saying, Session, events, sessions


def made_room(context: Context, db: Db, session: Session, saying: Saying, release: Release) -> bool:
    """Whether a step, computed on a release, may have read events that are there no more: of the session, of earlier
    visits of its shopper, or of the crowd since the model was trained."""
    visits = sessions.others_of(db, session, PROFILE, MOST_VISITS, saying.at) if session.consent == PROFILE else ()
    if any(_lacks(db, visit, saying.heard) for visit in (session, *visits)):
        return True
    catalog = release.questionnaire.catalog
    revision, live, last = (saying.model or "").partition("+")
    known = context.releases.crowds.live_of(catalog, revision, release.index) if live else None
    if known is None:
        return False
    releases = context.releases.releases().values()
    asking = [one.questionnaire.id for one in releases if one.questionnaire.catalog == catalog]
    return sessions.any_displaced(db, asking, saying.at, known.trained.through, int(last))


def _lacks(db: Db, session: Session, heard: int | None) -> bool:
    """Whether what was read of a session at a moment reached back to what has made room."""
    gone = session.displaced
    if gone is None:
        return False
    read = events.newest(db, session.id, TELLING, MOST_EVENTS, heard)
    return sum((event.number or 0) > gone for event in read) < MOST_EVENTS

"""A session's step from the logs: what was said, done and known by a moment, held against a release."""

from __future__ import annotations

from collections.abc import Callable

from app.guide import Release, Step, advance
from app.guide.state import Bodies
from app.services.context import Context
from app.services.deeds import deeds_of
from app.services.known import past_of
from app.services.moment import Moment
from app.services.said import NO_CONSENT, context_of
from app.shopper import Visit, read_removed
from app.store import Db, Session, answers, dismissals, removals


def view_at(
    context: Context,
    db: Db,
    session: Session,
    release: Release,
    moment: Moment,
    see: Callable[..., Step] = advance,
) -> Step:
    """A session's step on a release, from what had been said and heard by a moment."""
    standing = answers.standing(db, session.id, last=moment.said)
    bodies: Bodies = {stored.question: stored.body for stored in standing.answers}
    dismissed = dismissals.of_session(db, session.id)
    unwanted = {product: at for product, at in dismissed.items() if at <= moment.now}
    removed = removals.of_session(db, session)
    visit = Visit(
        context_of(session.language, session.context),
        said={stored.question: stored.at for stored in standing.answers},
        dismissed=unwanted,
        averse={} if session.consent == NO_CONSENT else unwanted,
        past=past_of(context, db, session, moment),
        removed=read_removed((signal, at) for signal, at in removed.items() if at <= moment.now),
        gifts=standing.gifts,
    )
    return see(release, bodies, deeds_of(db, session, moment.heard), moment.now, visit)

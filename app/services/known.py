"""What is known of a shopper from before a session: what was done on earlier visits, and what was bought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.errors import SalesclerkError
from app.guide.leaning import MOST_EVENTS
from app.guide.state import replay
from app.services.context import Context
from app.services.deeds import TELLING, as_deed
from app.services.said import PROFILE, context_of
from app.shopper import Bought, Event, Past, Visit
from app.shopper.visits import VISIT_GAP
from app.store import Db, Session, answers, events, orders, sessions

MOST_VISITS = 20
"""Earlier sessions of one shopper that are read; what lies further back has faded."""

MOST_ORDERS = 1_000
"""The newest orders of one shopper that are read: a person does not buy more, a forged import may say so."""

EVER = datetime(1, 1, 1, tzinfo=UTC)

NOTHING = Past()


@dataclass(frozen=True)
class Earlier:
    """What another session of the same shopper gives: its usable events, and the span of a gift's purchases, if any."""

    events: tuple[Event, ...]
    gift: tuple[datetime, datetime] | None = None


def past_of(context: Context, db: Db, session: Session) -> Past:
    """What is known from before a session, by time; nothing unless this session has consent to a profile.

    Both sessions need that consent. Of one in which a gift is on the path, what was done before it was chosen counts,
    and nothing since, what was bought included.
    """
    if session.consent != PROFILE or session.shopper is None:
        return NOTHING
    visits = [_earlier(context, db, visit) for visit in sessions.others_of(db, session, PROFILE, MOST_VISITS)]
    found = sorted((event for visit in visits for event in visit.events), key=lambda event: (event.at, event.id))
    gifts = [visit.gift for visit in visits if visit.gift]
    bought = tuple(
        Bought(order.product, order.at, order.value, order.channel)
        for order in orders.of_shopper(db, session.shopper)[-MOST_ORDERS:]
        if not any(begin <= order.at <= end for begin, end in gifts)
    )
    return Past(tuple(found), bought)


def _earlier(context: Context, db: Db, session: Session) -> Earlier:
    stored = map(as_deed, events.newest(db, session.id, TELLING, MOST_EVENTS))
    done = [replace(event, id=f"{session.id}/{event.id}") for event in stored]  # a client's ids are a session's own
    since = gift_since(context, db, session)
    if since is None:
        return Earlier(tuple(done))
    end = max((event.at for event in done), default=since) + VISIT_GAP
    return Earlier(tuple(event for event in done if event.at < since), (since, max(end, since + VISIT_GAP)))


def gift_since(context: Context, db: Db, session: Session) -> datetime | None:
    """Since when a gift choice is on the path of a session, None if none is; since ever where that cannot be told."""
    try:
        release, _ = context.releases.pinned(session.questionnaire, session.version)
    except SalesclerkError:
        return EVER
    standing = {stored.question: stored for stored in answers.current(db, session.id)}
    asked = (release.questions[id] for id in standing if id in release.questions)
    if not any(choice.gift for question in asked for choice in question.choices):
        return None
    said = {id: stored.at for id, stored in standing.items()}
    visit = Visit(context_of(session.language, session.context), said)
    state = replay(release, {id: stored.body for id, stored in standing.items()}, context.clock(), (), visit)
    return min((said[demand.id] for demand in state.demands if demand.gift), default=None)

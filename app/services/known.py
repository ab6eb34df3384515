"""What is known of a shopper from before a session: what was done on earlier visits, and what was bought."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.errors import SalesclerkError
from app.guide import Release
from app.guide.state import replay
from app.questionnaire import recall
from app.questionnaire.answer import values_said
from app.services.deeds import read_deeds
from app.services.moment import Moment
from app.services.said import PROFILE, bodies_of, context_of
from app.shopper import Bought, Event, Name, Past, Visit
from app.shopper.removed import EVERYTHING
from app.shopper.visits import VISIT_GAP
from app.store import Db, Session, answers, orders, removals, sessions

if TYPE_CHECKING:
    from app.services.context import Context

MOST_VISITS = 20
"""Earlier sessions of one shopper that are read; what lies further back has faded."""

MOST_BUYING = 100
"""Earlier sessions in which something was bought that are read for that, however far back."""

MOST_ORDERS = 1_000
"""The newest orders of one shopper that are read: a person does not buy more, a forged import may say so."""

EVER = datetime(1, 1, 1, tzinfo=UTC)

NOTHING = Past()

Said = tuple[str | float, ...]
"""What was said at a question: picks by id, numbers, days as day numbers."""

Pinned = Callable[[str, str], tuple[Release, bool]]
"""The release of a questionnaire's version (`Releases.pinned`)."""


@dataclass(frozen=True)
class Earlier:
    """What another session of the same shopper gives: its usable events, the span of a gift's purchases, if any, and
    what was said at its questions."""

    events: tuple[Event, ...]
    gift: tuple[datetime, datetime] | None = None
    said: Mapping[str, Said] = field(default_factory=dict)


def past_of(context: Context, db: Db, session: Session, moment: Moment) -> Past:
    """What is known from before a session, by time; nothing unless this session has consent to a profile.

    What the shop has signed of who it is counts as it was signed for this session; of what was said at a question the
    newest. Both sessions need that consent. Of one in which a gift is on the path, what was done before it was chosen
    counts, and nothing since, what was bought included.
    """
    if session.consent != PROFILE or session.shopper is None:
        return NOTHING
    forgotten = removals.of_session(db, session).get(EVERYTHING, EVER)
    newest = sessions.others_of(db, session, PROFILE, MOST_VISITS, moment.now)
    visits = [earlier_of(context, db, visit, moment) for visit in newest]
    more = _buying(db, session, {visit.id for visit in newest}, moment.now)
    bought_in = [earlier_of(context, db, visit, moment) for visit in more]
    events = [event for visit in visits for event in visit.events]
    events += [event for visit in bought_in for event in visit.events if event.name is Name.PURCHASE]
    found = sorted(events, key=lambda event: (event.at, event.id))
    gifts = [visit.gift for visit in (*visits, *bought_in) if visit.gift]
    bought = tuple(
        Bought(order.product, order.at, order.value, order.channel)
        for order in orders.of_shopper(db, session.shopper)[-MOST_ORDERS:]
        if not any(begin <= order.at <= end for begin, end in gifts)
    )
    told = [earlier for visit, earlier in zip(newest, visits, strict=True) if visit.begun_at > forgotten]
    said = {question: values for visit in reversed(told) for question, values in visit.said.items()}
    return Past(tuple(found), bought, True, claims_of(session.registered), said, len(told))


def _buying(db: Db, session: Session, read: Collection[int], now: datetime) -> tuple[Session, ...]:
    """The shopper's other sessions, begun by now, in which something was bought, less those that are read anyhow."""
    found = sessions.others_with_event(db, session, PROFILE, Name.PURCHASE, MOST_BUYING)
    return tuple(visit for visit in found if visit.id not in read and visit.begun_at <= now)


def claims_of(registered: Mapping[str, Any]) -> dict[str, Said]:
    """What the shop has signed, each claim as texts and numbers; true and false are texts, as everywhere."""
    found = {name: claim if isinstance(claim, list) else [claim] for name, claim in registered.items()}
    return {
        name: tuple(str(value).lower() if isinstance(value, bool) else _value(value) for value in claim)
        for name, claim in found.items()
    }


def _value(value: Any) -> str | float:
    return float(value) if isinstance(value, int | float) else str(value)


def earlier_of(context: Context, db: Db, session: Session, moment: Moment) -> Earlier:
    """What a session gives to the shopper's others."""
    done = [
        replace(event, id=f"{session.id}/{event.id}") for event in read_deeds(db, session, moment.heard)
    ]  # a client's ids are a session's own
    since = gift_since(context.releases.pinned, db, session, moment.now)
    if since is None:
        return Earlier(tuple(done), said=said_in(context, db, session, moment.now))
    end = max((event.at for event in done), default=since) + VISIT_GAP
    return Earlier(tuple(event for event in done if event.at < since), (since, max(end, since + VISIT_GAP)))


def gift_since(pinned: Pinned, db: Db, session: Session, now: datetime) -> datetime | None:
    """Since when a gift choice is on the path of a session at a moment, None if none is; since ever where that cannot
    be told."""
    try:
        release, _ = pinned(session.questionnaire, session.version)
    except SalesclerkError:
        return EVER
    standing = {stored.question: stored for stored in answers.current(db, session.id, now)}
    asked = (release.questions[id] for id in standing if id in release.questions)
    if not any(choice.gift for question in asked for choice in question.choices):
        return None
    said = {id: stored.at for id, stored in standing.items()}
    visit = Visit(context_of(session.language, session.context), said)
    state = replay(release, {id: stored.body for id, stored in standing.items()}, now, (), visit)
    return min((said[demand.id] for demand in state.demands if demand.gift), default=None)


def said_in(context: Context, db: Db, session: Session, now: datetime) -> dict[str, Said]:
    """What a session's answers say, by question; the sensitive ones are never known elsewhere."""
    try:
        release, _ = context.releases.pinned(session.questionnaire, session.version)
    except SalesclerkError:
        return {}
    found: dict[str, Said] = {}
    for id, body in bodies_of(db, session, now).items():
        question = release.questionnaire.questions.get(id)
        answer = recall(question, body) if question and not question.sensitive else None
        if question and answer is not None:
            found[id] = tuple(values_said(question, answer))
    return {id: values for id, values in found.items() if values}

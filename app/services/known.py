"""What is known of a shopper from before a session: what was done on earlier visits, and what was bought."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.errors import SalesclerkError
from app.guide import Release
from app.questionnaire import recall
from app.questionnaire.answer import values_said
from app.services.deeds import read_deeds
from app.services.moment import Moment
from app.services.said import PROFILE
from app.shopper import Bought, Event, Gifts, Name, Past
from app.shopper.removed import EVERYTHING
from app.store import Db, Session, Standing, answers, orders, removals, sessions

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


@dataclass(frozen=True)
class Earlier:
    """What a session gives to the shopper's others: what was done in it, when that was for a gift, what was said at its
    questions for oneself, and the attributes that its sensitive questions are about."""

    done: tuple[Event, ...]
    gifts: Gifts
    said: Mapping[str, Said] = field(default_factory=dict)
    fleeting: frozenset[str] = frozenset()


def past_of(context: Context, db: Db, session: Session, moment: Moment) -> Past:
    """What is known from before a session, by time; nothing unless this session has consent to a profile.

    What the shop has signed of who it is counts as it was signed for this session; of what was said at a question the
    newest. Both sessions need that consent. What was done or bought in one while a gift was on the path never counts.
    """
    if session.consent != PROFILE or session.shopper is None:
        return NOTHING
    forgotten = removals.of_session(db, session).get(EVERYTHING, EVER)
    newest = sessions.others_of(db, session, PROFILE, MOST_VISITS, moment.now)
    visits = [earlier_of(context, db, visit, moment) for visit in newest]
    more = _buying(db, session, {visit.id for visit in newest}, moment.now)
    bought_in = [earlier_of(context, db, visit, moment) for visit in more]
    events = [event for visit in visits for event in visit.gifts.own(visit.done)]
    events += [event for visit in bought_in for event in visit.gifts.own(visit.done) if event.name is Name.PURCHASE]
    found = sorted(events, key=lambda event: (event.at, event.id))
    bought = tuple(
        Bought(order.product, order.at, order.value, order.channel)
        for order in orders.of_shopper(db, session.shopper, moment.booked)[-MOST_ORDERS:]
        if order.at <= moment.now
    )
    for visit in (*visits, *bought_in):
        bought = visit.gifts.own_orders(bought, visit.done)
    told = [earlier for visit, earlier in zip(newest, visits, strict=True) if visit.begun_at > forgotten]
    said = {question: values for visit in reversed(told) for question, values in visit.said.items()}
    fleeting = frozenset[str]().union(*(visit.fleeting for visit in (*visits, *bought_in)))
    return Past(tuple(found), bought, True, claims_of(session.registered), said, len(told), fleeting)


def all_of(context: Context, db: Db, session: Session, moment: Moment) -> Past:
    """What is known from before, less what was ordered as a gift of this session itself: for who looks at the shopper
    from outside of it. In it the engine leaves that out."""
    past = past_of(context, db, session, moment)
    if not past.orders:
        return past
    here = earlier_of(context, db, session, moment)
    return replace(past, orders=here.gifts.own_orders(past.orders, here.done))


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
    """What a session gives to the shopper's others, by a moment."""
    standing = answers.standing(db, session.id, moment.now)
    done = tuple(
        replace(event, id=f"{session.id}/{event.id}") for event in read_deeds(db, session, moment.heard)
    )  # a client's ids are a session's own
    try:
        release, _ = context.releases.pinned(session.questionnaire, session.version)
    except SalesclerkError:
        return Earlier(done, standing.gifts)
    said = {} if standing.gifts.goes_on else _said(release, standing)
    return Earlier(done, standing.gifts, said, release.fleeting)


def _said(release: Release, standing: Standing) -> dict[str, Said]:
    """What a session's answers say, by question, less what was said for a gift; the sensitive ones are never known
    elsewhere."""
    found: dict[str, Said] = {}
    for stored in standing.answers:
        question = release.questionnaire.questions.get(stored.question)
        answer = recall(question, stored.body) if question and not question.sensitive else None
        if question and answer is not None and not standing.gifts.hold(stored.at):
            found[question.id] = tuple(values_said(question, answer))
    return {id: values for id, values in found.items() if values}

"""Rank weights fitted to the goal of a questionnaire, from the sessions that reached it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from app.errors import NotFound, Refused
from app.guide import Release
from app.guide.outcome import outcome_of
from app.guide.state import replay
from app.guide.turned import towards
from app.questionnaire import Goal
from app.questionnaire.told import facts
from app.ranking.goal import Fit, Outcome, fit_goal
from app.services.context import Context
from app.services.deeds import deeds_of
from app.services.factors import switch_of, write_factors
from app.services.known import past_of
from app.services.moment import Moment
from app.services.said import context_of
from app.shopper import Past, Visit
from app.shopper.known import known_of
from app.shopper.names import SEGMENT
from app.shopper.purchases import SAME_ORDER
from app.store import Db, Session, answers, sessions, switches

MOST_SESSIONS = 5_000
"""The newest sessions that are read."""
Told = Callable[[int, int], None]
"""Says how many of how many sessions have been read."""


def fit(context: Context, questionnaire: str, dry: bool = False, told: Told | None = None) -> Fit:
    """Fits the weights of a questionnaire to its goal, and serves with them if they are better; else as written.

    Raises NotFound, or Refused if the questionnaire has no goal.
    """
    release = context.releases.releases().get(questionnaire)
    if release is None:
        raise NotFound(f"there is no questionnaire `{questionnaire[:80]}`", "the list of questionnaires has their ids")
    goal = release.questionnaire.goal
    if goal is None:
        help = "write goal: {event: purchase} into it, with segment or worth if you like"
        raise Refused("no-goal", f"the questionnaire `{questionnaire}` has no goal", help)
    plain = towards(release, {})
    found: list[tuple[datetime, int, Outcome]] = []
    with context.database.reading() as db:
        reached = sessions.with_event(db, questionnaire, goal.event, MOST_SESSIONS)
        for place, session in enumerate(reached, 1):
            if told:
                told(place, len(reached))
            one = _outcome(context, db, session, plain, goal)
            if one:
                found.append((one[0], session.id, one[1]))
    fitted = fit_goal([outcome for *_, outcome in sorted(found, key=lambda one: one[:2])])
    if not dry:
        _keep(context, questionnaire, goal, fitted.factors if fitted.kept else {})
    return fitted


def forget(context: Context, questionnaire: str) -> None:
    """Serves with the weights as they are written."""
    with context.database.writing() as db:
        switches.turn(db, switch_of(questionnaire), "{}")
    context.releases.refresh()


def _keep(context: Context, questionnaire: str, goal: Goal, factors: Mapping[str, float]) -> None:
    text = write_factors(goal, factors)
    with context.database.writing() as db:
        switches.turn(db, switch_of(questionnaire), text)
    context.releases.refresh()


def _outcome(
    context: Context, db: Db, session: Session, release: Release, goal: Goal
) -> tuple[datetime, Outcome] | None:
    """What a session took last, once for each session; none where a gift was sought, or for whom the goal is not."""
    standing = answers.standing(db, session.id)
    if standing.gifts.spans:
        return None
    done = sorted(deeds_of(db, session), key=lambda event: (event.at, event.id))
    last = next((event for event in reversed(done) if event.name == goal.event and event.products), None)
    if last is None:
        return None
    past = _before(past_of(context, db, session, Moment(context.clock())), last.at)
    where = context_of(session.language, session.context)
    if goal.segment:
        questionnaire = replace(release.questionnaire, of_shoppers=frozenset({SEGMENT}))
        known = facts(questionnaire, last.at.date(), where, known_of(past, last.at))
        if goal.segment not in known[SEGMENT]:
            return None
    visit = Visit(where, {stored.question: stored.at for stored in standing.answers}, past=past)
    earlier = [event for event in done if event.at < last.at]
    state = replay(release, {stored.question: stored.body for stored in standing.answers}, last.at, earlier, visit)
    product = last.products[0]
    outcome = outcome_of(state, product, _worth(release, goal, product))
    return (last.at, outcome) if outcome else None


def _before(past: Past, at: datetime) -> Past:
    """What was known before something was taken, and without what the shop's books say of that."""
    orders = tuple(order for order in past.orders if order.at < at - SAME_ORDER)
    return replace(past, events=tuple(event for event in past.events if event.at < at), orders=orders)


def _worth(release: Release, goal: Goal, product: str) -> float:
    """What a product is worth to the goal: the number that it states, 0 if none; 1 where the goal names none."""
    if not goal.worth:
        return 1.0
    products = release.index.products
    value = products.records[products.row_of[product]].get(goal.worth) if product in products.row_of else None
    return max(value, 0.0) if isinstance(value, float) else 0.0

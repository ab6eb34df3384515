"""Is this a gift? Asked where what a shopper does now departs from what they hold to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import log

import numpy as np

from app.catalog.columns import Coded
from app.catalog.model import Value
from app.conditions import Kind
from app.guide.critique import changed, count_after
from app.guide.state import State
from app.guide.step import GiftOffer
from app.guide.values import value_at
from app.questionnaire import Answer, Choice, Picked, Question, Type
from app.ranking.taste import agreement
from app.ranking.trait import Rows, Single, Stated
from app.shopper import Name, accept, split_visits

FEWEST_BEFORE, FEWEST_SORTS = 4, 2
"""Products from before, and of how many categories, that show what someone holds to."""
HOLDS = 0.8
"""How far they agree, 0..1, in what someone holds to."""
FEWEST_NOW = 3
"""Products that are dealt with on this visit; fewer may be chance."""
DEPARTS = log(20)
"""How much likelier the usual shopper is to deal with them than this one, in nats: twenty times."""
PRIOR = 1.0
"""Products; what the usual shopper deals with counts as so many of one's own."""
TELLING = (Name.SELECT_ITEM, Name.VIEW_ITEM, Name.ADD_TO_CART, Name.PURCHASE)


def gift_offer(state: State) -> GiftOffer | None:
    """The gift choice to offer, if this visit departs from the profile; only with a profile, so only with consent.

    The choice is of a question that is asked, or was and can be answered so with all other answers kept. What the
    shopper did before they last answered it is settled by that answer.
    """
    past = state.visit.past
    if state.gift or not (past.events or past.orders):
        return None
    for question, choice in _gift_choices(state):
        since = state.visit.said.get(question.id) if question.id in state.path.answers else None
        departure = _departure(state, since)
        if departure is not None:
            changes: dict[str, Answer | None] = {question.id: Picked((choice.id,))}
            if _keeps_the_rest(state, changes):
                return GiftOffer(question.id, choice.id, changes, count_after(state, changes), *departure)
    return None


def _gift_choices(state: State) -> Iterator[tuple[Question, Choice]]:
    """The gift choices that can be said now, those of later questions first."""
    path, questions = state.path, state.release.questionnaire.questions
    here = state.agenda.at
    asked = [question.id for question, _ in path.asked if question.id in questions]
    for id in dict.fromkeys((here, *path.open, *path.pending, *reversed(asked))):
        question = questions.get(id)
        if question is None or question.type is not Type.SINGLE:
            continue
        for choice in state.narrowing.offered(question, path):
            if choice.gift:
                yield question, choice


def _keeps_the_rest(state: State, changes: dict[str, Answer | None]) -> bool:
    """Whether every answer that counts now still counts."""
    after = state.narrowing.path(changed(state.answers, changes))
    return state.path.answers.keys() <= after.answers.keys()


def _departure(state: State, since: datetime | None) -> tuple[str, Value, Value] | None:
    """The attribute in which products of this visit depart from those of before, and its values then and now."""
    row_of = state.release.index.products.row_of
    past = state.visit.past
    told = accept(past.events, state.now)
    earlier = {product for event in told if event.name in TELLING for product in event.products}
    earlier |= {order.product for order in past.orders}
    here, _ = split_visits(accept(state.events, state.now), state.now)
    done = {
        product
        for event in here
        if event.name in TELLING and (since is None or event.at > since)
        for product in event.products
    }
    before = np.array(sorted(row_of[product] for product in earlier if product in row_of), np.int64)
    now = np.array(sorted(row_of[product] for product in done - earlier if product in row_of), np.int64)
    if len(before) < FEWEST_BEFORE or len(now) < FEWEST_NOW:
        return None
    category = state.release.traits.category
    if category is not None and len(np.unique(category.codes[before])) < FEWEST_SORTS:
        return None
    for trait in state.release.traits.single:
        kind = state.release.index.catalog.attributes[trait.attribute].kind
        if trait is not category and kind is Kind.CATEGORY and trait.attribute not in state.fleeting:
            found = _departs(trait, before, now)
            if found is not None:
                old, new = (value_at(state.release, trait.attribute, code) for code in found)
                return trait.attribute, old, new
    return None


def _departs(trait: Single, before: Rows, now: Rows) -> tuple[int, int] | None:
    """The codes that were held to, and that are dealt with now, if these depart from those."""
    then, here = (codes[codes != trait.values] for codes in (trait.codes[before], trait.codes[now]))
    if len(then) < FEWEST_BEFORE or len(here) < FEWEST_NOW or len(here) * 2 <= len(now):
        return None
    if min(_agreement(then, trait.values), _agreement(here, trait.values)) < HOLDS:
        return None
    counts = np.bincount(then, minlength=trait.values + 1)[:-1]
    own = (counts + PRIOR * trait.everywhere) / (len(then) + PRIOR)
    usual = trait.everywhere[here]
    less = float(np.sum(np.log(np.maximum(usual, 1e-12)) - np.log(np.maximum(own[here], 1e-12))))
    held, dealt = int(np.argmax(counts)), int(np.argmax(np.bincount(here)))
    return (held, dealt) if less >= DEPARTS and held != dealt else None


def _agreement(codes: Coded, values: int) -> float:
    """How far products that each state one value agree, all weighing the same."""
    return agreement(Stated(np.arange(len(codes)), codes.astype(np.int64)), np.ones(len(codes)), values)

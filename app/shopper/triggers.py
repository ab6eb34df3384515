"""Triggers: what was bought calls for something else, from some days later on, for some days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.conditions import Condition
from app.document.texts import Localized
from app.issues import Mark
from app.shopper.purchases import SAME_ORDER, Bought

AMOUNT = 0.3
"""What a trigger adds to the score of what it offers; as much as a boost."""


@dataclass(frozen=True)
class Trigger:
    """Who has bought a product that fulfils `after` is offered, from `wait` after that day on and for `lasts`, what
    fulfils `offer`; `by` is what that adds to a score. `when` says for whom; `catalog` is empty for any.

    Of one that was learnt, `support` are the shoppers who did so, and `lift` is how many times more often they did than
    all others.
    """

    id: str
    after: Condition
    offer: Condition
    wait: timedelta
    lasts: timedelta
    mark: Mark
    catalog: str = ""
    when: Condition | None = None
    label: Localized | None = None
    by: float = AMOUNT
    support: int = 0
    lift: float = 0.0
    learnt: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Due:
    """A trigger that is open for a shopper, by what they have bought, from `since` to before `until`."""

    trigger: Trigger
    bought: Bought
    since: datetime
    until: datetime


Fulfils = Callable[[Trigger, str], bool]
"""Whether a product, by its id, is one that a trigger is about."""


def due(
    triggers: Iterable[Trigger], orders: Sequence[Bought], now: datetime, calls: Fulfils, answers: Fulfils
) -> tuple[Due, ...]:
    """The triggers that are open now, in their order, each by the newest purchase that calls for it.

    One that was followed since, by buying what it offers, is not open any more; bought with the other on one day is
    not following.
    """
    found: list[Due] = []
    for trigger in triggers:
        open_ = [order for order in orders if trigger.wait <= now - order.at < trigger.wait + trigger.lasts]
        calling = [order for order in open_ if calls(trigger, order.product)]
        if calling:
            last = max(calling, key=lambda order: (order.at, order.product))
            later = (one for one in orders if last.at + SAME_ORDER < one.at <= now)
            if not any(answers(trigger, one.product) for one in later):
                since = last.at + trigger.wait
                found.append(Due(trigger, last, since, since + trigger.lasts))
    return tuple(found)


def of_catalog(triggers: Iterable[Trigger], catalog: str) -> tuple[Trigger, ...]:
    """Those that a catalog's questionnaires take in."""
    return tuple(trigger for trigger in triggers if trigger.catalog in ("", catalog))

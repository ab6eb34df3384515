"""What is known of a shopper, and what it comes from: what the shopper is shown when they ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from app.catalog.model import Value
from app.guide.leaning import deeds_of
from app.guide.owned import bought_of
from app.guide.release import Release
from app.guide.state import Bodies, State, replay
from app.guide.values import name_at, value_at
from app.shopper import STRANGER, Bought, Event, Name, Past, Visit

LEAST = 0.02
"""Log-odds; who leans less to a value does not lean to it."""

MOST_LIKINGS = 12
MOST_DEALT = 50

STRENGTH = (Name.SELECT_ITEM, Name.VIEW_ITEM, Name.ADD_TO_CART, Name.PURCHASE)
"""What can be done with a product, from the least telling on."""


@dataclass(frozen=True)
class Liking:
    """A value that the shopper seems to like: `name` names it for good, `value` is what products state, `weight` the
    log-odds that it adds, above 0. `cause` is the product that it comes from most, or the words of a search."""

    attribute: str
    name: str
    value: Value
    weight: float
    cause: str
    searched: bool = False


@dataclass(frozen=True)
class Dealt:
    """A product that the shopper has dealt with: the most telling event, how many, and when last.

    `earlier`: in an earlier visit only.
    """

    product: str
    name: Name
    times: int
    at: datetime
    earlier: bool


@dataclass(frozen=True)
class Profile:
    """What counts of a shopper now: in a gift's conversation what was done for it, and no purchase."""

    gift: bool
    likings: tuple[Liking, ...]
    dealt: tuple[Dealt, ...]
    bought: tuple[Bought, ...]
    registered: Mapping[str, tuple[str | float, ...]] = field(default_factory=dict)
    """What the shop has signed of the shopper, by name."""
    said: Mapping[str, tuple[str | float, ...]] = field(default_factory=dict)
    """What was answered on earlier visits, by question of this questionnaire; days as day numbers."""


def profile(
    release: Release, bodies: Bodies, events: Sequence[Event], now: datetime, visit: Visit = STRANGER
) -> Profile:
    """What is known of a shopper: likings by weight, what they dealt with from the newest on, purchases likewise."""
    state = replay(release, bodies, now, events, visit)
    bought = () if state.gift else bought_of(state.events, now, state.visit)[::-1]
    past = Past() if state.gift else visit.past
    said = {id: values for id, values in past.said.items() if id in release.questionnaire.questions}
    return Profile(state.gift, _likings(state), _dealt(state), bought, past.registered, said)


def _likings(state: State) -> tuple[Liking, ...]:
    found: dict[tuple[str, int], Liking] = {}
    for taste in (*state.tastes, *state.sought):
        attribute = taste.trait.attribute
        for code in np.flatnonzero(taste.table[:-1] > LEAST).tolist():
            weight, known = float(taste.table[code]), found.get((attribute, code))
            if code not in taste.causes or (known and known.weight >= weight):
                continue  # what no cause has is liked no more than by what the catalog has of it
            name, value = (read(state.release, attribute, code) for read in (name_at, value_at))
            searched = taste in state.sought
            found[attribute, code] = Liking(attribute, str(name), value, weight, taste.causes[code], searched)
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.attribute, one.name))[:MOST_LIKINGS])


def _dealt(state: State) -> tuple[Dealt, ...]:
    deeds = deeds_of(state)
    found: dict[str, Dealt] = {}
    for event, earlier in (*((one, True) for one in deeds.earlier), *((one, False) for one in deeds.here)):
        for product in event.products if event.name in STRENGTH else ():
            known = found.pop(product, None)
            name = max((event.name, known.name), key=STRENGTH.index) if known else event.name
            found[product] = Dealt(product, name, known.times + 1 if known else 1, event.at, earlier)
    return tuple([*found.values()][: -MOST_DEALT - 1 : -1])

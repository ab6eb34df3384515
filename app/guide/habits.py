"""What was bought, or lies in the cart, ranks the rest: what has run out, what goes with it, and more of the same."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.guide.owned import alike, companions, misfits
from app.guide.state import State
from app.ranking import Habit, habit
from app.ranking.taste import LIMIT
from app.shopper import Kept, Name, accept, split_visits

REFILL, GOES_WITH, MISFIT, OWNED = "refill", "goes_with", "misfit", "owned"

REFILL_GAIN = 0.5
"""Score units, half a wish: what has run out by its interval stands first among what fits alike."""

COMPANION_GAIN = 0.4
"""Of what goes with something; what would, but is made for another model, loses as much."""

OWNED_COST = 0.5
"""Beyond all that a leaning to the category can add: who has just bought one looks like someone who likes them."""

KIND_PAUSE = timedelta(days=90)
"""How long a durable makes its kind less wanted, from the full cost to none."""

COMPANION_TIME = timedelta(days=180)
"""How long a durable brings what goes with it, from the full gain to none."""

MOST_CAUSES = 10
"""The newest purchases, and things in the cart, that rank others."""


def habits_of(state: State) -> tuple[Habit, ...]:
    """What the shopper's purchases, and what they put into the cart on this visit, make of other products.

    Of a gift's conversation, nothing.
    """
    if state.gift:
        return ()
    cart = in_cart(state)
    durables = [kept for kept in state.kept[::-1] if kept.until is None][:MOST_CAUSES]
    if not state.kept and not cart:
        return ()
    found = (
        habit(REFILL, [(_alone(state, kept), REFILL_GAIN, kept.product) for kept in state.kept if is_due(state, kept)]),
        *_companions(state, cart, durables),
        habit(OWNED, [(_kind(state, kept), -_cost(state, kept), kept.product) for kept in durables]),
    )
    return tuple(one for one in found if one is not None)


def is_due(state: State, kept: Kept) -> bool:
    """Whether something has run out, and no longer ago than it lasts."""
    if kept.until is None or kept.interval is None:
        return False
    return kept.until <= state.now < kept.until + kept.interval


def in_cart(state: State) -> list[str]:
    """The products in the cart on this visit that the catalog has, the newest first."""
    here, _ = split_visits(accept(state.events, state.now), state.now)
    cart: dict[str, None] = {}
    for event in here:
        for product in event.products:
            if event.name in (Name.ADD_TO_CART, Name.REMOVE_FROM_CART, Name.PURCHASE):
                cart.pop(product, None)
            if event.name is Name.ADD_TO_CART and product in state.release.index.products.row_of:
                cart[product] = None
    return [*cart][: -MOST_CAUSES - 1 : -1]


def _companions(state: State, cart: list[str], durables: list[Kept]) -> tuple[Habit | None, Habit | None]:
    """What goes with one of the causes, and what is made for none of them."""
    index, today = state.release.index, state.narrowing.today
    causes = [(product, 1.0) for product in cart]
    causes += [(kept.product, _left(state, kept, COMPANION_TIME)) for kept in durables]
    fits, faults, fitting = [], [], bitset.none(index.rows)
    for product, share in causes:
        if share:
            row = _row(state, product)
            fits += [(bits, COMPANION_GAIN * share, product) for _, bits in companions(index, row, today)]
            faults.append((misfits(index, row, today), -COMPANION_GAIN * share, product))
    for bits, _, _ in fits:
        fitting = fitting | bits
    return habit(GOES_WITH, fits), habit(MISFIT, [(bits & ~fitting, amount, cause) for bits, amount, cause in faults])


def _cost(state: State, kept: Kept) -> float:
    return (state.release.weights.affinity * LIMIT + OWNED_COST) * _left(state, kept, KIND_PAUSE)


def _left(state: State, kept: Kept, span: timedelta) -> float:
    """How much of a span after a purchase is still to come, 0..1."""
    return max(0.0, 1.0 - max(state.now - kept.at, timedelta()) / span)


def _kind(state: State, kept: Kept) -> Bits:
    return alike(state.release.index, _row(state, kept.product), state.narrowing.today)


def _alone(state: State, kept: Kept) -> Bits:
    mask = np.zeros(state.release.index.rows, np.bool_)
    mask[_row(state, kept.product)] = True
    return bitset.pack(mask)


def _row(state: State, product: str) -> int:
    return state.release.index.products.row_of[product]

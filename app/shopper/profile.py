"""Events folded into the products that they were about, newest first, each with a weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from app.shopper.events import Event, Name

KIND_WEIGHT: Mapping[Name, float] = MappingProxyType(
    {
        Name.SELECT_ITEM: 1.0,
        Name.VIEW_ITEM: 1.0,
        Name.ADD_TO_CART: 2.0,
        Name.PURCHASE: 2.0,
    }
)
"""How much an event says of liking, in views. Lists say nothing, and searches nothing of one product
(`app.guide.searched`); leaving a cart takes it back."""

ORDER_DECAY = 0.65
"""Each step back among the session's products weighs this much of the one before; chosen on held-out training days."""

EARLIER_WEIGHT = 0.3
"""A product of an earlier visit, beside one seen just now."""

EARLIER_HALF_LIFE = timedelta(days=14)

MOST = 10
"""The products that are folded of this visit, and as many of earlier ones: what lies further back weighs under 2 %."""


@dataclass(frozen=True)
class Recent:
    """A product that the shopper has dealt with.

    `weight` is above 0, about 1 for the newest view; `times` counts its events, 1..; `earlier` says that it belongs to
    an earlier visit, not to this one.
    """

    product: str
    weight: float
    times: int = 1
    earlier: bool = False


def fold(events: Sequence[Event], now: datetime, earlier: Sequence[Event] = ()) -> tuple[Recent, ...]:
    """The recent products of accepted events, newest first; those of earlier visits after this visit's.

    A product counts once, at its newest event, with its strongest kind; one that was taken out of the cart and not
    touched since weighs as a view.
    """
    here = _last(events)
    found = [
        Recent(product, kind * ORDER_DECAY**place, times)
        for place, (product, (kind, times, _)) in enumerate(list(here.items())[:MOST])
    ]
    for product, (kind, times, at) in _last(earlier).items():
        if len(found) >= 2 * MOST:
            break
        if product not in here:
            faded = 0.5 ** (max(now - at, timedelta()) / EARLIER_HALF_LIFE)
            found.append(Recent(product, max(EARLIER_WEIGHT * kind * faded, 1e-6), times, True))
    return tuple(found)


def _last(events: Sequence[Event]) -> dict[str, tuple[float, int, datetime]]:
    """By product, newest first: its weight by kind, how often, and when last."""
    found: dict[str, tuple[float, int, datetime]] = {}
    for event in events:
        for product in event.products:
            if event.name is Name.REMOVE_FROM_CART and product in found:
                _, times, at = found[product]
                found[product] = (1.0, times, at)
                continue
            weight = KIND_WEIGHT.get(event.name)
            if weight is None:
                continue
            before = found.pop(product, (0.0, 0, event.at))
            found[product] = (max(weight, before[0]), before[1] + 1, event.at)
    return dict(reversed(found.items()))

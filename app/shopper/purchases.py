"""What a shopper has bought, through whichever channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.shopper.events import Event, Name

SAME_ORDER = timedelta(days=1)
"""The shop's books may give a purchase another time than the page did; no one buys a thing twice within this."""


@dataclass(frozen=True)
class Bought:
    """A product that the shopper has bought, by its id; `value` in the shop's currency, None if it is not known."""

    product: str
    at: datetime
    value: float | None = None
    channel: str = ""


def purchases(events: Iterable[Event], orders: Sequence[Bought] = ()) -> tuple[Bought, ...]:
    """All purchases, by time and then by product: accepted events of any visit, and orders.

    The same product within `SAME_ORDER` is one purchase, and what the order says of it stands.
    """
    seen = [Bought(product, event.at) for event in events if event.name is Name.PURCHASE for product in event.products]
    found: dict[str, list[Bought]] = {}
    for one in (*sorted(orders, key=_place), *sorted(seen, key=_place)):
        known = found.setdefault(one.product, [])
        if all(abs(one.at - other.at) > SAME_ORDER for other in known):
            known.append(one)
    return tuple(sorted((one for known in found.values() for one in known), key=_place))


def _place(bought: Bought) -> tuple[datetime, str, str]:
    return bought.at, bought.product, bought.channel

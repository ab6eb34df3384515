"""What is known of a shopper from before, as names with values that conditions read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from app.conditions.hold import Values
from app.shopper.names import REGISTERED, SAID, VISITS, both_ways
from app.shopper.purchases import Bought
from app.shopper.visit import Past

YEAR = timedelta(days=365)


def known_of(past: Past, now: datetime) -> dict[str, Values]:
    """The names that conditions may read of a shopper; none of a stranger.

    Orders are counted by day: what was bought on one day is one order, however often it was reported. Of a known
    shopper who has bought nothing the counts are 0.
    """
    found: dict[str, Values] = {f"{REGISTERED}{claim}": both_ways(said) for claim, said in past.registered.items()}
    found |= {f"{SAID}{question}": both_ways(said) for question, said in past.said.items()}
    if past.known or past.orders:
        found |= _of_orders([order for order in past.orders if order.at <= now], now)
    if past.known or past.events:
        found[VISITS] = (float(past.visits + 1),)
    return found


def _of_orders(orders: Sequence[Bought], now: datetime) -> dict[str, Values]:
    lately = [order for order in orders if now - order.at <= YEAR]
    found: dict[str, Values] = {
        "order.count": (_count(orders),),
        "order.value": (_value(orders),),
        "order.count_year": (_count(lately),),
        "order.value_year": (_value(lately),),
    }
    days = sorted(order.at.date().toordinal() for order in orders)
    if days:
        found["order.first"], found["order.last"] = (float(days[0]),), (float(days[-1]),)
        found["order.product"] = tuple(dict.fromkeys(order.product for order in orders))
        found["order.channel"] = tuple(dict.fromkeys(order.channel for order in orders if order.channel))
    return found


def _count(orders: Iterable[Bought]) -> float:
    return float(len({order.at.date() for order in orders}))


def _value(orders: Iterable[Bought]) -> float:
    return sum((order.value or 0.0 for order in orders), 0.0)

"""How often the crowd buys the same again, tallied from all orders but those of gifts, for the repurchase policies."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from app.guide.owned import category_at
from app.guide.release import Release
from app.services.given import own_orders
from app.shopper import Bought, gaps_of, rhythm_of
from app.store import Db, orders

MOST_ORDERS = 100_000
"""The newest orders that are read."""

MOST_GAPS = 20
"""Pauses of one shopper that count: a shop that buys for others is not the crowd."""


def with_rhythms(db: Db, release: Release, until: int | None = None) -> Release:
    """The release, knowing how often the same is bought again in each category that runs out, by the orders numbered
    up to `until`, or by all.

    Tallied when a release is made, so that one says one thing; it says itself up to which order.
    """
    policies, index = release.index.catalog.repurchase, release.index
    if all(days is None for days in policies.values()):
        return release
    tallied = orders.last_id(db) if until is None else until
    bought = defaultdict[tuple[str, str], list[Bought]](list)
    for order in own_orders(db, orders.newest(db, MOST_ORDERS, tallied)):
        category = category_at(index, order.product)
        if category is not None:
            bought[category, order.shopper].append(Bought(order.product, order.at))
    gaps = defaultdict[str, list[timedelta]](list)
    for (category, _), found in bought.items():
        gaps[category] += gaps_of(found)[-MOST_GAPS:]
    rhythms = {category: rhythm_of(found) for category, found in sorted(gaps.items()) if found}
    return release.having_rhythms(rhythms, tallied)

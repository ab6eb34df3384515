"""What the shopper has, by what they bought: what is kept from being shown again, and what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_

from app.catalog.bitset import Bits, none
from app.catalog.index import Index
from app.conditions import Held, Test
from app.guide.release import Release
from app.shopper import Bought, Event, Kept, Visit, accept, keep_back, purchases

MOST_BOUGHT = 1_000
"""The newest purchases that are read."""


def bought_of(events: Sequence[Event], now: datetime, visit: Visit) -> tuple[Bought, ...]:
    """What the shopper has bought, in this session and before it, by time."""
    return purchases(accept((*visit.past.events, *events), now), visit.past.orders)[-MOST_BOUGHT:]


def kept_of(release: Release, bought: Sequence[Bought]) -> tuple[Kept, ...]:
    """What the catalog's policies make of purchases; nothing without policies."""
    policies = release.index.catalog.repurchase
    if not bought or not policies:
        return ()
    category_of = {one.product: category_at(release.index, one.product) for one in bought}
    known = {product: category for product, category in category_of.items() if category is not None}
    return keep_back(bought, known, policies, release.rhythms)


def category_at(index: Index, product: str) -> str | None:
    """The category of a product, empty if it states none; None if the catalog does not have it."""
    row = index.products.row_of.get(product)
    return None if row is None else str(index.products.records[row].get(index.catalog.roles.get("category", ""), ""))


def alike(index: Index, row: int, today: date) -> Bits:
    """The products of the same category, the product itself among them; none where it has none."""
    return _of_categories(index, (category_at(index, index.products.ids[row]) or "",), today)


def companions(index: Index, row: int, today: date) -> list[tuple[str, Bits]]:
    """What the mapping says goes with a product: the category and its products, the closest category first.

    A product that states what it is compatible with is none of them unless that is this one.
    """
    others = _made_for_others(index, row, today)
    return [(category, bits & ~others) for category, bits in _beside(index, row, today)]


def misfits(index: Index, row: int, today: date) -> Bits:
    """What would go with a product, but states that it is compatible with others."""
    others = _made_for_others(index, row, today)
    return reduce(or_, (bits & others for _, bits in _beside(index, row, today)), none(index.rows))


def _beside(index: Index, row: int, today: date) -> list[tuple[str, Bits]]:
    """The categories that go with a product's, with their products."""
    own = category_at(index, index.products.ids[row]) or ""
    return [(one, _of_categories(index, (one,), today)) for one in index.catalog.goes_with.get(own, ())]


def _made_for_others(index: Index, row: int, today: date) -> Bits:
    """The products that state what they are compatible with, and this is not of it."""
    record, found = index.products.records[row], none(index.rows)
    for own, other in index.catalog.compatible.items():
        value = record.get(other)
        values = value if isinstance(value, tuple) else (str(value),) if value is not None else ()
        fit = index.fit(Test(own, Held(values)), today).meets if values else none(index.rows)
        found = found | (index.stated(own) & ~fit)
    return found


def _of_categories(index: Index, categories: tuple[str, ...], today: date) -> Bits:
    role = index.catalog.roles.get("category", "")
    return index.fit(Test(role, Held(categories)), today).meets if role and all(categories) else none(index.rows)

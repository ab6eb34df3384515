"""What customers bought, as a log that only grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select as sql_select
from sqlmodel import col, func, select

from app.store.database import Db
from app.store.insert import insert_many, insert_new
from app.store.model import Order
from app.store.tables import OrderRow

CHUNK = 5_000
"""Rows that are in memory at once while all orders are read."""

_COLUMNS = (
    col(OrderRow.shopper),
    col(OrderRow.product_id),
    col(OrderRow.at),
    col(OrderRow.value),
    col(OrderRow.channel),
)


def add(db: Db, orders: Iterable[Order]) -> int:
    """Records the orders that are new by shopper, product, time and channel; returns how many."""
    return insert_new(db, OrderRow, _rows(orders))


def add_many(db: Db, orders: Iterable[Order]) -> int:
    """The same for thousands of orders, faster."""
    return insert_many(db, OrderRow, _rows(orders))


def _rows(orders: Iterable[Order]) -> list[dict[str, Any]]:
    return [
        {
            "shopper": order.shopper,
            "product_id": order.product,
            "at": order.at,
            "value": order.value,
            "channel": order.channel,
        }
        for order in orders
    ]


def last_id(db: Db, shopper: str | None = None) -> int:
    """The number of the order that came in last, of a shopper or of all; 0 if there is none."""
    query = select(func.max(OrderRow.id))
    if shopper is not None:
        query = query.where(OrderRow.shopper == shopper)
    return db.exec(query).one() or 0


def newest(db: Db, most: int, until: int | None = None) -> tuple[Order, ...]:
    """The last orders of all shoppers by their own time, at most so many, oldest first; none numbered above `until`,
    which came in later."""
    query = select(OrderRow)
    if until is not None:
        query = query.where(col(OrderRow.id) <= until)
    query = query.order_by(col(OrderRow.at).desc(), col(OrderRow.id).desc()).limit(most)
    found = [Order(row.shopper, row.product_id, row.at, row.value, row.channel) for row in db.exec(query)]
    return tuple(reversed(found))


def of_shopper(db: Db, shopper: str, until: int | None = None) -> tuple[Order, ...]:
    """All orders of a shopper, by time; none numbered above `until`, which came in later."""
    query = select(OrderRow).where(OrderRow.shopper == shopper).order_by(col(OrderRow.at), col(OrderRow.id))
    if until is not None:
        query = query.where(col(OrderRow.id) <= until)
    return tuple(Order(row.shopper, row.product_id, row.at, row.value, row.channel) for row in db.exec(query))


def every(db: Db) -> Iterator[Order]:
    """All orders of all shoppers, by time, as they are read."""
    order = (col(OrderRow.at), col(OrderRow.id))
    for row in db.execute(sql_select(*_COLUMNS).order_by(*order).execution_options(yield_per=CHUNK)):
        yield Order(*row)

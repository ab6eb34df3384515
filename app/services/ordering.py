"""Orders: what customers bought in the shop, at the till or by telephone, from a file or as the shop signs it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.services.context import Context
from app.services.identity import Shopper, hash_of
from app.services.order_file import Watched, read_rows
from app.services.said import PROFILE
from app.services.utc import beyond, in_utc
from app.store import Db, Order, Session, orders

LONGEST = 200
BATCH = 5_000
MOST_ERRORS = 100
"""Broken rows that are named one by one; further ones are counted."""
FIRST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Orders:
    """What came of a file: the rows that were new, those that were known, and those that were broken.

    `errors` names the first `MOST_ERRORS` broken ones by line number. `strange` holds products that no catalog has,
    each with the line of its first row: these are taken, since it may have had them or be going to.
    """

    new: int
    known: int
    broken: int
    errors: tuple[tuple[int, str], ...]
    strange: Mapping[str, int]


def plainly(_heading: str, lines: Iterable[str], _size: int) -> Iterable[str]:
    """Shows nothing."""
    return lines


def import_orders(context: Context, path: Path, watched: Watched = plainly) -> Orders:
    """Records the sound rows of a CSV file, in one transaction; the same file again adds nothing.

    Columns: `customer`, `product`, `time` (ISO 8601, UTC where it names no zone), and if they are known `value` and
    `channel`. The customer is kept as a keyed hash, the one that a signed `sub` has. The file is read first: shoppers
    wait only while it is saved. Raises Refused if the file as a whole cannot be read.
    """
    found, errors, broken, strange = list[Order](), list[tuple[int, str]](), 0, dict[str, int]()
    now, catalogs = context.clock(), [index.products.row_of for index in context.releases.catalogs().values()]
    for line, cells in read_rows(path, watched):
        try:
            order = _order(context, cells, now)
        except ValueError as error:
            broken += 1
            if broken <= MOST_ERRORS:
                errors.append((line, str(error)))
            continue
        found.append(order)
        if catalogs and not any(order.product in catalog for catalog in catalogs):
            strange.setdefault(order.product, line)
    with context.database.writing() as db:
        new = sum(orders.add_many(db, found[start : start + BATCH]) for start in range(0, len(found), BATCH))
    return Orders(new, len(found) - new, broken, tuple(errors), strange)


def enter_orders(db: Db, session: Session, signed: Shopper | None) -> int:
    """Records the orders that the shop has signed of the shopper of a session; returns how many are new.

    Only with consent to a profile, and of nobody else's session. What the books hold of the same product and time is
    the same order, through whichever channel it came.
    """
    if signed is None or not signed.orders or (session.consent, session.shopper) != (PROFILE, signed.hash):
        return 0
    known = {(order.product, order.at) for order in orders.of_shopper(db, signed.hash)}
    return orders.add(db, [order for order in signed.orders if (order.product, order.at) not in known])


def _order(context: Context, row: Mapping[str, str] | str, now: datetime) -> Order:
    if isinstance(row, str):
        raise ValueError(row)
    customer, product, channel = row.get("customer", ""), row.get("product", ""), row.get("channel", "")
    for name, text in (("customer", customer), ("product", product), ("channel", channel)):
        if not text and name != "channel":
            raise ValueError(f"`{name}` is empty")
        if len(text) > LONGEST or "\0" in text:
            raise ValueError(f"`{name}` has more than {LONGEST} characters, or a NUL")
    at, value = _moment(row.get("time", ""), now), _value(row.get("value", ""))
    return Order(hash_of(context, customer), product, at, value, channel)


def _moment(text: str, now: datetime) -> datetime:
    try:
        at = beyond(text) or in_utc(datetime.fromisoformat(text))
    except ValueError:
        raise ValueError("`time` is no moment such as 2026-11-20T12:00:00Z") from None
    if at > now:
        raise ValueError("`time` lies ahead")
    if at < FIRST:
        raise ValueError("`time` lies before 1970")
    return at


def _value(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1e12:
        raise ValueError("`value` is no amount from 0 on")
    return value

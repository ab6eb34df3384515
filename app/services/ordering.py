"""Orders: what customers bought in the shop, at the till or by telephone, from a file or as the shop signs it."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.errors import Refused
from app.services.context import Context
from app.services.identity import Shopper, hash_of
from app.services.said import PROFILE
from app.store import Db, Order, Session, orders

NEEDED = ("customer", "product", "time")
OPTIONAL = ("value", "channel")
LONGEST = 200
BATCH = 500


@dataclass(frozen=True)
class Orders:
    """What came of a file: the rows that were new, those that were known, and what was wrong by line number."""

    new: int
    known: int
    errors: tuple[tuple[int, str], ...]


def import_orders(context: Context, path: Path) -> Orders:
    """Records the sound rows of a CSV file, in one transaction; the same file again adds nothing.

    Columns: `customer`, `product`, `time` (ISO 8601, UTC where it names no zone), and if they are known `value` and
    `channel`. The customer is kept as a keyed hash, the one that a signed `sub` has. Raises Refused if the file as a
    whole cannot be read.
    """
    errors: list[tuple[int, str]] = []
    found = new = 0
    with context.database.writing() as db:
        batch: list[Order] = []
        for order in _rows(context, path, errors):
            found += 1
            batch.append(order)
            if len(batch) == BATCH:
                new += orders.add(db, batch)
                batch = []
        new += orders.add(db, batch)
    return Orders(new, found - new, tuple(errors))


def enter_orders(db: Db, session: Session, signed: Shopper | None) -> int:
    """Records the orders that the shop has signed of the shopper of a session; returns how many are new.

    Only with consent to a profile, and of nobody else's session. What the books hold of the same product and time is
    the same order, through whichever channel it came.
    """
    if signed is None or not signed.orders or (session.consent, session.shopper) != (PROFILE, signed.hash):
        return 0
    known = {(order.product, order.at) for order in orders.of_shopper(db, signed.hash)}
    return orders.add(db, [order for order in signed.orders if (order.product, order.at) not in known])


def _rows(context: Context, path: Path, errors: list[tuple[int, str]]) -> Iterator[Order]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise Refused(
                    "missing-column", f"{path.name} has no column `{missing[0]}`", f"columns: {', '.join(NEEDED)}"
                )
            for row in reader:
                try:
                    yield _order(context, row)
                except ValueError as error:
                    errors.append((reader.line_num, str(error)))
    except (csv.Error, UnicodeDecodeError) as error:
        raise Refused("unreadable", f"{path.name} is no CSV in UTF-8: {error}", "nothing was imported") from None


def _order(context: Context, row: Mapping[str | None, str | None]) -> Order:
    said = {name: (row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
    if None in row:
        raise ValueError("the row has more fields than there are columns")
    for name in ("customer", "product"):
        if not said[name]:
            raise ValueError(f"`{name}` is empty")
    for name in ("customer", "product", "channel"):
        if len(said[name]) > LONGEST or "\0" in said[name]:
            raise ValueError(f"`{name}` has more than {LONGEST} characters, or a NUL")
    return Order(
        hash_of(context, said["customer"]),
        said["product"],
        _moment(said["time"], context.clock()),
        _value(said["value"]),
        said["channel"],
    )


def _moment(text: str, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("`time` is no moment such as 2026-11-20T12:00:00Z") from None
    if at > now:
        raise ValueError("`time` lies ahead")
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

"""Learnt triggers: found in the orders that were imported, kept, and read as those that authors write."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from app.catalog import Index
from app.catalog.columns import Codes
from app.ranking.traits import read_traits
from app.services.context import Context
from app.services.given import own_orders
from app.shopper.following import Habit, Purchase, Value, find_habits
from app.store import Order, learnt, orders

T = TypeVar("T")


class Watch(Protocol):
    """Lets some things through, under a heading and with about how many they are, to show how far it is."""

    def __call__(self, heading: str, read: Iterable[T], many: int) -> Iterable[T]: ...


def plainly(heading: str, read: Iterable[T], many: int) -> Iterable[T]:
    """Shows nothing."""
    return read


def learn_triggers(context: Context, watch: Watch = plainly) -> dict[str, tuple[Habit, ...]]:
    """What customers buy after what, by catalog, found anew in all orders but those of gifts, and put in the place of
    what was known."""
    with context.database.reading() as db:
        bought = own_orders(db, tuple(watch("Reading orders", orders.every(db), orders.last_id(db))))
    found: dict[str, tuple[Habit, ...]] = {}
    for id, index in sorted(context.releases.catalogs().items()):
        shoppers = _purchases(index, bought)
        if shoppers is not None:
            found[id] = find_habits(shoppers, context.clock(), partial(_within, watch, id))
    with context.database.writing() as db:
        for id, habits in found.items():
            learnt.put(db, id, _written(id, habits), context.clock())
    context.releases.refresh()
    return found


def _within(watch: Watch, catalog: str, what: str, things: Sequence[T]) -> Iterable[T]:
    return watch(f"{catalog}: {what}", things, len(things))


def _purchases(index: Index, bought: Sequence[Order]) -> dict[str, list[Purchase]] | None:
    """The purchases of products that a catalog has, by shopper; None if it tells no sorts apart."""
    category = index.catalog.roles.get("category", "")
    if not isinstance(index.products.columns.get(category), Codes):
        return None
    names = [trait.attribute for trait in read_traits(index).known if trait.attribute != category]
    columns = {name: column for name in names if isinstance(column := index.products.column(name), Codes)}
    sorts = index.products.column(category)
    assert isinstance(sorts, Codes)

    def described(product: str) -> tuple[Value, frozenset[Value]] | None:
        row = index.products.row_of.get(product)
        sort = None if row is None else sorts.at(row)
        if row is None or sort is None:
            return None
        stated = ((name, column.at(row)) for name, column in columns.items())
        return (category, sort), frozenset((name, value) for name, value in stated if value is not None)

    known = {product: described(product) for product in {order.product for order in bought}}
    found: dict[str, list[Purchase]] = defaultdict(list)
    for order in bought:
        if told := known[order.product]:
            found[order.shopper].append(Purchase(order.at, *told))
    return found


def _written(catalog: str, habits: Sequence[Habit]) -> str:
    triggers: dict[str, Mapping[str, Any]] = {}
    told: dict[str, tuple[int, float]] = {}
    for habit in habits:
        said = json.dumps([habit.after, habit.then], ensure_ascii=False)
        id = f"learnt-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        triggers[id] = {
            "catalog": catalog,
            "after": {"event": "purchase", "product": dict(habit.after)},
            "offer": dict([habit.then]),
            "in": f"{habit.wait} days",
            "for": f"{habit.lasts} days",
        }
        told[id] = (habit.support, habit.lift)
    return json.dumps({"triggers": triggers, "told": told}, ensure_ascii=False)

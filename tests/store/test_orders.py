from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from app.store import Database, Db, Order, orders
from tests.store.build import NOW, digest

Add = Callable[[Db, list[Order]], int]


@pytest.mark.parametrize("add", [orders.add, orders.add_many])
def test_an_order_is_recorded_once(database: Database, add: Add) -> None:
    first = Order(digest("one"), "b-1", NOW, 19.5, "till")
    later = replace(first, at=NOW + timedelta(days=1), value=None)
    other = replace(first, shopper=digest("other"))
    with database.writing() as db:
        assert add(db, [later, first, first]) == 2
        assert add(db, [first, replace(first, value=3.0), other]) == 1
        assert add(db, []) == 0
    with database.reading() as db:
        assert orders.of_shopper(db, digest("one")) == (first, later)
        assert orders.of_shopper(db, digest("other")) == (other,)
        assert orders.of_shopper(db, digest("nobody")) == ()


def test_thousands_are_counted_right(database: Database) -> None:
    made = [Order(digest(str(n % 7)), f"b-{n}", NOW + timedelta(seconds=n)) for n in range(3000)]
    with database.writing() as db:
        assert orders.add_many(db, made[:1000] + made[:1000]) == 1000
        assert orders.add_many(db, made) == 2000
        assert orders.add_many(db, made) == 0
        assert len(list(islice(orders.every(db), 4000))) == 3000


def test_orders_are_told_apart_by_when_they_came_in(database: Database) -> None:
    with database.writing() as db:
        assert (orders.last_id(db), orders.last_id(db, digest("one"))) == (0, 0)
        orders.add(db, [Order(digest("one"), "p1", NOW), Order(digest("other"), "p1", NOW)])
        orders.add(db, [Order(digest("one"), "p2", NOW - timedelta(days=9))])
    with database.reading() as db:
        assert (orders.last_id(db), orders.last_id(db, digest("one")), orders.last_id(db, digest("other"))) == (3, 3, 2)
        assert [one.product for one in orders.of_shopper(db, digest("one"))] == ["p2", "p1"]
        assert [one.product for one in orders.of_shopper(db, digest("one"), 2)] == ["p1"]
        assert orders.of_shopper(db, digest("one"), 0) == ()
        assert [one.product for one in orders.newest(db, 9, 2)] == ["p1", "p1"]

from dataclasses import replace
from datetime import timedelta

from app.store import Database, Order, orders
from tests.store.build import NOW, digest


def test_an_order_is_recorded_once(database: Database) -> None:
    first = Order(digest("one"), "b-1", NOW, 19.5, "till")
    later = replace(first, at=NOW + timedelta(days=1), value=None)
    other = replace(first, shopper=digest("other"))
    with database.writing() as db:
        assert orders.add(db, [later, first, first]) == 2
        assert orders.add(db, [first, replace(first, value=3.0), other]) == 1
        assert orders.add(db, []) == 0
    with database.reading() as db:
        assert orders.of_shopper(db, digest("one")) == (first, later)
        assert orders.of_shopper(db, digest("other")) == (other,)
        assert orders.of_shopper(db, digest("nobody")) == ()

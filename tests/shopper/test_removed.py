"""What is removed no longer counts: products for good, everything until a moment, values by name."""

from __future__ import annotations

from datetime import timedelta

from app.shopper import Bought, Event, Name, read_removed
from app.shopper.removed import is_signal, of_liking, of_product
from tests.builders import NOW

HOUR = timedelta(hours=1)
EVENTS = [Event("1", Name.VIEW_ITEM, NOW - HOUR, ("p1", "p2")), Event("2", Name.PURCHASE, NOW, ("p1",))]


def test_products_leave_events_and_orders_for_good() -> None:
    removed = read_removed([(of_product("p1"), NOW - 2 * HOUR)])
    assert [event.products for event in removed.events(EVENTS)] == [("p2",), ()]
    assert removed.orders([Bought("p1", NOW), Bought("p2", NOW)]) == (Bought("p2", NOW),)


def test_all_until_a_moment_leaves_what_comes_later() -> None:
    removed = read_removed([("*", NOW - 2 * HOUR), ("*", NOW - HOUR)])
    assert [event.id for event in removed.events(EVENTS)] == ["2"]
    assert removed.orders([Bought("p1", NOW - HOUR), Bought("p1", NOW)]) == (Bought("p1", NOW),)


def test_values_may_hold_anything_and_what_is_no_signal_says_nothing() -> None:
    signals = [of_liking("colour", "red: dark"), of_liking("colour", "blue"), "colour", "liking:colour:", "product:"]
    assert [is_signal(signal) for signal in signals] == [True, True, False, False, False]
    removed = read_removed([(signal, NOW) for signal in signals])
    assert removed.values == {"colour": {"red: dark", "blue"}}
    assert removed.events(EVENTS) == tuple(EVENTS)

"""Purchases of any channel, each once."""

from __future__ import annotations

from datetime import timedelta

from app.shopper import Bought, Event, Name, purchases
from tests.builders import NOW

HOUR = timedelta(hours=1)


def test_what_the_page_saw_and_the_books_say_is_one_purchase() -> None:
    seen = Event("1", Name.PURCHASE, NOW, ("p1", "p2"))
    order = Bought("p1", NOW + 5 * HOUR, 9.0, "web")
    assert purchases([seen], [order]) == (Bought("p2", NOW), order)


def test_the_same_again_later_is_another() -> None:
    often = [Bought("p1", NOW - days * 24 * HOUR) for days in (60, 30)]
    assert purchases([Event("1", Name.VIEW_ITEM, NOW, ("p1",))], often) == tuple(often)

"""Spans of gifts: what belongs to them by the log and by the clock, held against a walk through every moment."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.shopper import Bought, Event, Gifts, Mark, Name, fold_gifts
from tests.builders import NOW

HOUR = timedelta(hours=1)


def mark(hours: float, heard: int, gift: bool) -> Mark:
    return Mark(NOW + hours * HOUR, heard, gift)


def did(number: int, hours: float, name: Name = Name.VIEW_ITEM, product: str = "p") -> Event:
    return Event(str(number), name, NOW + hours * HOUR, (product,), number)


GIFT_AT_1_TO_3 = fold_gifts([mark(0, 0, False), mark(1, 10, True), mark(2, 15, True), mark(3, 20, False)])


@given(st.lists(st.booleans(), max_size=8))
def test_an_event_is_of_the_gift_that_was_sought_when_it_came_in(sought: list[bool]) -> None:
    """An event after each mark, whose clock says the beginning of time: the log alone tells."""
    gifts = fold_gifts(mark(hour, hour, gift) for hour, gift in enumerate(sought))
    events = [did(hour + 1, -99) for hour in range(len(sought))]
    assert [one not in gifts.own([one]) for one in events] == sought
    assert gifts.goes_on == bool(sought and sought[-1])
    since = next((place for place in range(len(sought), 0, -1) if not sought[place - 1]), 0)
    assert list(gifts.given(events)) == (events[since:] if gifts.goes_on else [])


@given(st.lists(st.booleans(), max_size=8))
def test_an_event_is_of_the_gift_that_was_sought_when_it_was_done(sought: list[bool]) -> None:
    """An event in the middle of each hour, all of which came in when nothing was sought any more."""
    gifts = fold_gifts(mark(hour, 0, gift) for hour, gift in enumerate([*sought, False]))
    assert [not gifts.own([did(1, hour + 0.5)]) for hour in range(len(sought))] == sought


def test_of_one_instant_the_log_tells_what_came_first() -> None:
    gifts = fold_gifts([mark(0, 5, True), mark(0, 7, False)])
    assert [one.number for one in gifts.own([did(number, 0) for number in range(4, 10)])] == [4, 5, 8, 9]


def test_nothing_is_of_a_gift_where_none_was_sought() -> None:
    gifts = fold_gifts([mark(0, 0, False), mark(1, 3, False)])
    assert gifts == Gifts()
    assert gifts.own([did(1, 0)]) == (did(1, 0),)
    assert gifts.own_orders([Bought("p", NOW)], []) == (Bought("p", NOW),)


def left(orders: list[Bought], *events: Event, gifts: Gifts = GIFT_AT_1_TO_3) -> list[Bought]:
    return list(gifts.own_orders(orders, events))


def test_orders_of_the_time_of_a_gift_are_gifts() -> None:
    before, within, after = (Bought("p", NOW + hours * HOUR) for hours in (0.5, 1.5, 3.5))
    assert left([before, within, after]) == [before, after]


def test_what_was_bought_as_a_gift_is_one_at_whatever_time_the_books_have_it() -> None:
    soon, late = Bought("p", NOW + 20 * HOUR), Bought("p", NOW + 40 * HOUR)
    other = Bought("q", NOW + 20 * HOUR)
    assert left([soon, late, other], did(11, 2, Name.PURCHASE)) == [late, other]
    assert left([soon], did(11, 2)) == [soon]
    assert left([soon], did(9, 0.5, Name.PURCHASE)) == [soon]


def test_for_the_books_a_gift_is_over_some_time_after_the_last_that_was_done_for_it() -> None:
    soon, late = Bought("p", NOW + 3.5 * HOUR), Bought("p", NOW + 90 * HOUR)
    for end in ([], [mark(99, 20, False)]):
        gifts = fold_gifts([mark(1, 10, True), mark(2, 15, True), *end])
        assert left([soon, late], gifts=gifts) == [late]
        assert left([late], did(11, 89), gifts=gifts) == []

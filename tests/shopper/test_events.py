from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from app.shopper import Event, Name, accept
from app.shopper.events import CLOCK_SKEW, FLOOD

NOW = datetime(2026, 11, 26, 12)


def view(id: str, minutes: float, *products: str) -> Event:
    return Event(id, Name.VIEW_ITEM, NOW - timedelta(minutes=minutes), products)


def test_order_of_arrival_and_repetition_change_nothing() -> None:
    events = [view("a", 3, "x"), view("b", 2, "y"), view("c", 2, "z"), view("a", 1, "y")]
    expected = accept(events, NOW)
    assert [event.id for event in expected] == ["a", "b", "c"]
    for order in itertools.permutations(events):
        assert accept([*order, *order], NOW) == expected


def test_a_clock_that_runs_ahead_is_set_back_to_now() -> None:
    far = view("far", -1e6, "x")
    near = view("near", -CLOCK_SKEW.total_seconds() / 120, "y")
    accepted = {event.id: event.at for event in accept([far, near], NOW)}
    assert accepted == {"far": NOW, "near": near.at}


def test_what_is_absurdly_old_is_ignored() -> None:
    assert accept([Event("a", Name.VIEW_ITEM, datetime(1970, 1, 1), ("x",))], NOW) == ()


def test_of_a_flood_the_newest_are_read() -> None:
    events = [view(f"{number}", number, "x") for number in range(3 * FLOOD)]
    accepted = accept(events, NOW)
    assert len(accepted) == FLOOD
    assert accepted[-1].id == "0"

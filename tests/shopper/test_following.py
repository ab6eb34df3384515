"""Habits: found where they were put, not where chance alone is, and never by a few."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from app.shopper.following import SUPPORT, Habit, Purchase, Value, find_habits

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SORTS = ["dress", "shoes", "coat", "hat", "bag"]
BRANDS = ["A", "B", "C"]


def bought(sort: str, ago: float, *traits: Value) -> Purchase:
    return Purchase(NOW - ago * DAY, ("sort", sort), frozenset(traits))


def world(followers: int, brand: str = "A", seed: int = 1) -> dict[str, list[Purchase]]:
    """400 shoppers who buy at random, and some who buy shoes two weeks after a dress of a brand."""
    rng = random.Random(seed)
    found = {
        f"any-{number}": [
            bought(rng.choice(SORTS), rng.uniform(1, 700), ("brand", rng.choice(BRANDS))) for _ in range(4)
        ]
        for number in range(400)
    }
    for number in range(followers):
        begin = rng.uniform(100, 300)
        found[f"follows-{number}"] = [
            bought("dress", begin, ("brand", brand)),
            bought("shoes", begin - 12 - number % 5, ("brand", "C")),
        ]
    return found


def told(habits: tuple[Habit, ...]) -> list[tuple[tuple[Value, ...], Value]]:
    return [(habit.after, habit.then) for habit in habits]


def test_a_habit_that_was_put_there_is_found_first_and_of_its_brand() -> None:
    habits = find_habits(world(60), NOW)
    assert told(habits)[0] == ((("sort", "dress"), ("brand", "A")), ("sort", "shoes"))
    assert habits[0].support >= 60
    assert 10 <= habits[0].wait <= 14
    assert habits[0].lift > 2


def test_chance_alone_teaches_nothing() -> None:
    for seed in range(5):
        assert find_habits(world(0, seed=seed), NOW) == ()


def test_a_few_teach_nothing_however_regular() -> None:
    few = {f"s{number}": [bought("dress", 100), bought("shoes", 86)] for number in range(SUPPORT - 1)}
    assert find_habits(few, NOW) == ()


def test_one_shopper_who_buys_a_million_times_counts_once() -> None:
    flood = {"one": [bought(sort, 100 + day) for day in range(500) for sort in ("hat", "bag")]}
    assert find_habits({**world(0), **flood}, NOW) == find_habits(world(0), NOW) == ()


def test_the_same_orders_in_another_order_teach_the_same() -> None:
    shoppers = world(60)
    turned = {shopper: list(reversed(orders)) for shopper, orders in reversed(shoppers.items())}
    assert find_habits(turned, NOW) == find_habits(shoppers, NOW)


def test_who_has_just_come_is_not_counted_against_a_habit() -> None:
    late = {f"late-{number}": [bought("dress", 3, ("brand", "A"))] for number in range(500)}
    assert find_habits({**world(60), **late}, NOW)[0] == find_habits(world(60), NOW)[0]

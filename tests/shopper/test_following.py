"""Habits: found where they were put, not where chance alone is, and never by a few."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta

import pytest

from app.shopper.following import SUPPORT, Habit, Purchase, Value, at_least, find_habits

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


def crowd(seed: int) -> dict[str, list[Purchase]]:
    """3,000 shoppers of very different appetite who buy of 20 sorts, with traits of 40 values, wholly at random."""
    rng = random.Random(seed)
    return {
        f"s{number}": [
            bought(
                f"sort {rng.randrange(20)}",
                rng.uniform(1, 700),
                ("brand", f"brand {rng.randrange(30)}"),
                ("colour", f"colour {rng.randrange(10)}"),
            )
            for _ in range(1 + int(rng.expovariate(0.12)))
        ]
        for number in range(3_000)
    }


def test_many_pairs_are_tried_and_still_chance_teaches_nothing() -> None:
    """A false discovery rate of 5 % where nothing is there means a find in one of twenty logs."""
    assert sum(bool(find_habits(crowd(seed), NOW)) for seed in range(6)) <= 1


def test_among_as_many_a_habit_that_was_put_there_is_found() -> None:
    shoppers = crowd(1)
    for number in range(60):
        begin = 100 + number
        red = bought("sort 3", begin, ("colour", "colour 2"))
        shoppers[f"habit {number}"] = [red, bought("sort 7", begin - 14)]
    found = told(find_habits(shoppers, NOW))
    assert (("sort", "sort 3"), ("colour", "colour 2")) in [
        after for after, then in found if then == ("sort", "sort 7")
    ]


def test_who_buys_much_is_not_taken_for_a_habit() -> None:
    """Rare hats are bought by those alone who buy everything else, and often."""
    shoppers = world(0)
    rng = random.Random(2)
    for number in range(60):
        orders = [bought(rng.choice(SORTS[:3]), rng.uniform(1, 700)) for _ in range(60)]
        shoppers[f"much {number}"] = [*orders, bought("fur hat", rng.uniform(100, 600))]
    assert find_habits(shoppers, NOW) == ()


def test_a_tail_is_one_less_what_is_below_it() -> None:
    for many, mean in ((10, 2.0), (12, 5.9), (60, 3.5), (10, 1e-6), (400, 180.0)):
        assert at_least(many, mean) == pytest.approx(1.0 - sum_below(many, mean), rel=1e-6, abs=1e-13)


def sum_below(many: int, mean: float) -> float:
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(many))

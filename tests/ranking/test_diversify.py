"""Marginal relevance against the naive greedy, which works every value out anew."""

from __future__ import annotations

import numpy as np
import pytest

from app.ranking.diversify import diversify, likeness
from tests.builders import index, toy


def naive(scores: list[float], alike: list[list[float]], weight: float, first: int) -> tuple[list[int], list[float]]:
    order: list[int] = []
    loss = [0.0] * len(scores)
    while len(order) < min(first, len(scores)):
        left = [place for place in range(len(scores)) if place not in order]
        cost = {place: weight * max((alike[place][other] for other in order), default=0.0) for place in left}
        best = max(left, key=lambda place: (scores[place] - cost[place], -place))
        loss[best] = -cost[best]
        order.append(best)
    return [*order, *(place for place in range(len(scores)) if place not in order)], loss


@pytest.mark.parametrize("seed", range(60))
def test_marginal_relevance_is_that_of_the_naive_greedy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(0, 12))
    scores = np.sort(rng.integers(0, 5, count) / 2.0)[::-1]
    alike = rng.integers(0, 4, (count, count)) / 3.0
    alike = np.maximum(alike, alike.T)
    weight, first = float(rng.choice([0.0, 0.5, 2.0])), int(rng.integers(0, 14))
    order, loss = diversify(scores, alike, weight, first)
    assert (order, loss.tolist()) == naive(scores.tolist(), alike.tolist(), weight, first)


def test_what_is_like_a_better_one_steps_back() -> None:
    order, loss = diversify(np.array([3.0, 2.9, 2.0]), np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1.0]]), 1.0, 3)
    assert (order, loss.tolist()) == ([0, 2, 1], [0.0, -1.0, 0.0])


def test_likeness_is_in_every_attribute_that_both_state() -> None:
    shop = [toy("a", brand="Ada", price=1.0), toy("b", brand="Ada", price=3.0), toy("c", price=2.0)]
    found = likeness(np.array([0, 1, 2]), ("brand", "price"), index(shop))
    assert found[0, 1] == 0.5  # the same brand, and as far in price as the usual reach or further
    assert found[2, 2] == 0.5  # a brand that is not stated is like no other

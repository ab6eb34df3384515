from __future__ import annotations

import numpy as np
import pytest

from app.ranking.behaviour.logit import Chosen, fit


def drawn_choices(truth: np.ndarray, count: int, offset: float = 0.0) -> list[Chosen]:
    rng = np.random.default_rng(3)
    found = []
    for _ in range(count):
        features = rng.normal(size=(8, len(truth)))
        odds = np.exp(features @ truth)
        found.append(Chosen(features, int(rng.choice(8, p=odds / odds.sum())), np.full(8, offset)))
    return found


def test_the_weights_that_made_the_choices_are_found() -> None:
    truth = np.array([1.5, -0.7, 0.0])
    np.testing.assert_allclose(fit(drawn_choices(truth, 4000), np.zeros(3)), truth, atol=0.08)


def test_no_nearby_weights_are_likelier() -> None:
    choices = drawn_choices(np.array([0.5, -1.0]), 200)
    start = np.array([0.2, 0.1])
    best = fit(choices, start)

    def loss(weights: np.ndarray) -> float:
        total = 0.5 * ((weights - start) ** 2).sum()
        for choice in choices:
            utility = choice.features @ weights
            total -= utility[choice.chosen] - np.log(np.exp(utility).sum())
        return float(total)

    for step in np.random.default_rng(0).normal(scale=0.02, size=(50, 2)):
        assert loss(best + step) > loss(best)


def test_without_choices_the_belief_stays() -> None:
    assert fit([], np.array([1.0, 2.0])).tolist() == [1.0, 2.0]


def test_an_even_offset_changes_nothing() -> None:
    truth = np.array([1.0, 0.5])
    plain, moved = (fit(drawn_choices(truth, 100, offset), np.zeros(2)) for offset in (0.0, 3.0))
    assert plain == pytest.approx(moved)

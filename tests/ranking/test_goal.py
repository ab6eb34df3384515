"""Weights fitted to a goal: towards what was taken, within bounds, and only where it is borne out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from app.ranking.goal import FARTHEST, FEWEST, NAMES, Outcome, fit_goal


def world(
    takes: Callable[[np.ndarray, np.random.Generator], int],
    many: int = 200,
    seed: int = 1,
    worth: Callable[[int], float] = lambda place: 1.0,
) -> list[Outcome]:
    """Outcomes among 20 products whose parts are drawn evenly; `takes` says which one is taken."""
    rng = np.random.default_rng(seed)
    found = []
    for place in range(many):
        parts = rng.random((20, 4)) * [1.0, 0.5, 0.5, 0.0]
        found.append(Outcome(parts, np.zeros(20), takes(parts, rng), worth(place)))
    return found


def by(*weights: float) -> Callable[[np.ndarray, np.random.Generator], int]:
    """A shopper who takes what weighs most, with some chance."""
    return lambda parts, rng: int(np.argmax(parts[:, :3] @ np.array(weights) + rng.gumbel(size=len(parts)) * 0.1))


def test_a_weight_that_counts_less_than_is_written_falls() -> None:
    fitted = fit_goal(world(by(1.0, 0.2, 1.0), 400))
    assert fitted.kept
    assert fitted.factors["popularity"] < 0.9 * fitted.factors["affinity"]
    assert fitted.after >= fitted.before


@pytest.mark.parametrize("weights", [(0.0, 0.0, 9.0), (9.0, 0.0, 0.0), (-5.0, -5.0, 5.0)])
def test_no_weight_is_more_than_doubled_or_halved(weights: tuple[float, ...]) -> None:
    factors = fit_goal(world(by(*weights))).factors.values()
    assert all(1 / FARTHEST <= factor <= FARTHEST for factor in factors)


def test_where_the_weights_are_right_nothing_much_changes() -> None:
    for factor in fit_goal(world(by(1.0, 1.0, 1.0), 400)).factors.values():
        assert factor == pytest.approx(1, abs=0.25)


def test_chance_alone_changes_little_or_nothing() -> None:
    for seed in range(3):
        fitted = fit_goal(world(lambda parts, rng: int(rng.integers(len(parts))), seed=seed))
        assert all(0.6 <= factor <= 1.7 for factor in fitted.factors.values())


def test_few_outcomes_change_nothing() -> None:
    fitted = fit_goal(world(by(0.0, 0.0, 9.0), FEWEST - 1))
    assert (fitted.kept, fitted.factors, fitted.lacking) == (False, dict.fromkeys(NAMES, 1.0), 1)


def test_what_the_newest_do_not_bear_out_is_not_used() -> None:
    turned = [*world(by(1.0, 0.1, 1.0), 150), *world(by(1.0, 8.0, 1.0), 50, seed=2)]
    assert not fit_goal(turned).kept


def test_the_goal_says_whose_taste_counts() -> None:
    """Half the shoppers follow what sells, half do not; the one half is worth ten times as much."""

    def mixed(parts: np.ndarray, rng: np.random.Generator) -> int:
        mixed.place += 1  # type: ignore[attr-defined]
        return by(1.0, 3.0, 1.0)(parts, rng) if mixed.place % 2 else by(1.0, 0.1, 1.0)(parts, rng)  # type: ignore[attr-defined]

    mixed.place = -1  # type: ignore[attr-defined]
    outcomes = world(mixed, 400)
    crowd = [replace(one, worth=10.0 if place % 2 else 1.0) for place, one in enumerate(outcomes)]
    others = [replace(one, worth=1.0 if place % 2 else 10.0) for place, one in enumerate(outcomes)]
    assert fit_goal(crowd).factors["popularity"] > fit_goal(others).factors["popularity"]


def test_no_single_outcome_moves_the_whole_however_much_it_claims_to_be_worth() -> None:
    outcomes = world(by(1.0, 1.0, 1.0), 200)
    liar = [*outcomes[:-60], replace(outcomes[-60], chosen=int(np.argmin(outcomes[-60].parts.sum(1))), worth=1e12)]
    before, after = fit_goal([*outcomes[:-60], outcomes[-60], *outcomes[-59:]]), fit_goal([*liar, *outcomes[-59:]])
    for name in NAMES:
        assert after.factors[name] == pytest.approx(before.factors[name], abs=0.2)


def test_the_same_outcomes_give_the_same_factors() -> None:
    outcomes = world(by(1.0, 0.4, 1.0))
    assert fit_goal(outcomes) == fit_goal(outcomes)

"""Lifts read in one go are those of each attribute by itself."""

from __future__ import annotations

import numpy as np
import pytest

from app.ranking.behaviour.lift import Lift, learn_lifts
from app.ranking.behaviour.lifts import side_by_side
from tests.ranking.behaviour.worlds import described, drawn

ITEMS = 300


def one_by_one(lifts: tuple[Lift, ...], codes: np.ndarray, weights: np.ndarray) -> np.ndarray:
    found = []
    for lift, own in zip(lifts, codes.T, strict=True):
        stated = own > 0
        told = weights[stated] / weights[stated].sum() if stated.any() else None
        found.append(np.ones(len(lift.ratios)) if told is None else lift.ratio(own[stated], told))
    return np.log(np.concatenate(found))


@pytest.mark.parametrize("seed", range(20))
def test_lifts_side_by_side_are_those_of_each_attribute(seed: int) -> None:
    """The world has two attributes of few values and one of 300; of some items nothing is stated."""
    attributes = described(ITEMS)
    lifts = learn_lifts(drawn(ITEMS, 500), attributes)
    assert [lift.square for lift in lifts] == [True, True, False]
    rng = np.random.default_rng(seed)
    codes = attributes.codes[rng.choice(ITEMS, rng.integers(1, 8))].astype(np.int64)
    codes[:, rng.random(3) < 0.3] = 0
    weights = rng.random(len(codes)) + 0.1
    for some in (slice(0, 3), slice(0, 2), slice(2, 3)):
        found = side_by_side(lifts[some]).of(codes[:, some], weights)
        np.testing.assert_allclose(found, one_by_one(lifts[some], codes[:, some], weights), atol=1e-12)


def test_what_is_not_stated_by_any_says_nothing() -> None:
    lifts = learn_lifts(drawn(ITEMS, 500), described(ITEMS))
    assert not side_by_side(lifts).of(np.zeros((2, 3), np.int64), np.ones(2)).any()

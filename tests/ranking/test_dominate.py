"""What stands out, against comparing every pair, value by value."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.ranking.dominate import peaks, undominated

NAN = math.nan


def dominates(one: list[float], other: list[float]) -> bool:
    pairs = [
        (-math.inf if math.isnan(a) else a, -math.inf if math.isnan(b) else b) for a, b in zip(one, other, strict=True)
    ]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def some_worth(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    worth = rng.integers(0, 4, (int(rng.integers(1, 9)), int(rng.integers(1, 4)))).astype(float)
    worth[rng.random(worth.shape) < 0.1] = np.nan
    return worth


@pytest.mark.parametrize("most", [1, 3, 9])
@pytest.mark.parametrize("seed", range(60))
def test_undominated_is_what_no_other_dominates(seed: int, most: int) -> None:
    worth = some_worth(seed)
    free = [
        place for place, mine in enumerate(worth.tolist()) if not any(dominates(one, mine) for one in worth.tolist())
    ]
    sure = frozenset(place for place in free if not np.isnan(worth[place]).any())
    assert undominated(worth, most) == (sure if len(free) <= most else frozenset())


@pytest.mark.parametrize("most", [1, 2, 9])
@pytest.mark.parametrize("seed", range(60))
def test_a_peak_is_the_best_value_of_a_few(seed: int, most: int) -> None:
    worth = some_worth(seed)
    found = peaks(worth, most)
    for criterion, column in enumerate(worth.T.tolist()):
        stated = [value for value in column if not math.isnan(value)]
        apart = len(set(stated)) > 1 and stated.count(max(stated)) <= most
        assert found[:, criterion].tolist() == [apart and value == max(stated) for value in column]


def test_variants_that_share_a_best_value_count_as_one() -> None:
    worth = np.array([[2.0], [2.0], [1.0]])
    assert not peaks(worth, 1).any()
    assert peaks(worth, 1, np.array([7, 7, 8])).ravel().tolist() == [True, True, False]

"""Dominance against comparing every pair, value by value."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.ranking.dominate import unbeaten


def dominates(one: list[float], other: list[float]) -> bool:
    pairs = [(-math.inf if math.isnan(a) else a, b) for a, b in zip(one, other, strict=True)]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


@pytest.mark.parametrize("seed", range(60))
def test_unbeaten_is_what_no_other_dominates(seed: int) -> None:
    rng = np.random.default_rng(seed)
    worth = rng.integers(0, 4, (int(rng.integers(1, 9)), int(rng.integers(1, 4)))).astype(float)
    worth[rng.random(worth.shape) < 0.1] = np.nan
    for place, mine in enumerate(worth.tolist()):
        sure = not any(math.isnan(value) for value in mine)
        beaten = any(dominates(other, mine) for other in worth.tolist())
        best = tuple(n for n, value in enumerate(mine) if not any(other[n] > value for other in worth.tolist()))
        assert unbeaten(worth, place) == (best if sure and not beaten else None)

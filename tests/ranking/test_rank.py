"""The best rows, without scoring all of them, against the full sort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import bitset
from app.ranking import best_rows
from app.ranking.blocks import BLOCK, blocks


def best(scores: list[float], stop: int) -> list[int]:
    """Of rows that stand in the order of their ids."""
    total = np.array(scores)
    rank = np.arange(len(total), dtype=np.int32)
    return best_rows(bitset.every(len(total)), stop, rank, lambda rows: total[rows], lambda: bound(total)).tolist()


def bound(total: np.ndarray) -> np.ndarray:
    return np.array([total[block * BLOCK : (block + 1) * BLOCK].max() for block in range(blocks(len(total)))])


@pytest.mark.parametrize(
    ("scores", "stop", "rows"),
    [
        ([], 3, []),
        ([1.0, 3.0, 2.0], 2, [1, 2]),
        ([1.0, 3.0, 2.0], 9, [1, 2, 0]),
        ([1.0, 1.0, 1.0], 2, [0, 1]),
        ([1.0, 2.0, 1.0, 2.0], 3, [1, 3, 0]),
        ([0.0, -0.0], 2, [0, 1]),
        ([1.0], 0, []),
    ],
)
def test_higher_scores_first_equal_ones_by_their_rank(scores: list[float], stop: int, rows: list[int]) -> None:
    assert best(scores, stop) == rows


SCORES = st.lists(st.sampled_from([0.0, -0.0, 0.1, 0.2, 0.30000000000000004, 0.3, -1.0]), max_size=60)


@settings(max_examples=300)
@given(SCORES, st.integers(0, 70), st.randoms(use_true_random=False))
def test_with_many_ties_it_equals_lexsort(scores: list[float], stop: int, random: object) -> None:
    total, rank = np.array(scores), np.arange(len(scores), dtype=np.int32)
    random.shuffle(rank)  # type: ignore[attr-defined]
    found = best_rows(bitset.every(len(total)), stop, rank, lambda rows: total[rows], lambda: bound(total))
    assert found.tolist() == np.lexsort((rank, -total))[:stop].tolist()


@pytest.mark.parametrize("stop", [1, 12, 5_000, 20_000, 100_000])
@pytest.mark.parametrize("share", [0.001, 0.3, 1.0])
@pytest.mark.parametrize("levels", [3, 1_000_000])
def test_of_a_hundred_thousand_the_first_equal_lexsort(stop: int, share: float, levels: int) -> None:
    rng = np.random.default_rng(1)
    falling = np.linspace(1, 0, 100_000)
    total = np.round((rng.random(100_000) + falling) * levels) / levels
    rank, mask = rng.permutation(100_000).astype(np.int32), rng.random(100_000) < share
    looked: list[int] = []

    def scores(rows: np.ndarray) -> np.ndarray:
        looked.extend(rows.tolist())
        return total[rows]

    found = best_rows(bitset.pack(mask), stop, rank, scores, lambda: bound(total))
    rows = np.flatnonzero(mask)
    assert found.tolist() == rows[np.lexsort((rank[rows], -total[rows]))][:stop].tolist()
    assert len(looked) == len(set(looked)) <= len(rows)
    if (stop, share, levels) == (12, 1.0, 1_000_000):
        assert len(looked) < len(rows) / 2

"""The best rows without a full sort, against the full sort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ranking import top_rows


def best(total: list[float], late: list[bool] | None, stop: int) -> list[int]:
    marks = None if late is None else np.array(late, np.bool_)
    return top_rows(np.array(total), marks, stop).tolist()


@pytest.mark.parametrize(
    ("total", "late", "stop", "places"),
    [
        ([], None, 3, []),
        ([1.0, 3.0, 2.0], None, 2, [1, 2]),
        ([1.0, 3.0, 2.0], None, 9, [1, 2, 0]),
        ([1.0, 1.0, 1.0], None, 2, [0, 1]),
        ([1.0, 2.0, 1.0, 2.0], None, 3, [1, 3, 0]),
        ([1.0, 3.0, 2.0], [False, True, False], 3, [2, 0, 1]),
        ([1.0, 3.0, 2.0], [False, True, False], 1, [2]),
        ([1.0, 3.0], [True, True], 2, [1, 0]),
        ([0.0, -0.0], None, 2, [0, 1]),
        ([1.0], None, 0, []),
    ],
)
def test_higher_scores_first_equal_ones_in_their_order_late_ones_last(
    total: list[float], late: list[bool] | None, stop: int, places: list[int]
) -> None:
    assert best(total, late, stop) == places


SCORES = st.lists(
    st.tuples(st.sampled_from([0.0, -0.0, 0.1, 0.2, 0.30000000000000004, 0.3, -1.0]), st.booleans()), max_size=60
)


@settings(max_examples=400)
@given(SCORES, st.integers(0, 70), st.booleans())
def test_with_many_ties_it_equals_lexsort(scores: list[tuple[float, bool]], stop: int, has_late: bool) -> None:
    total = np.array([score for score, _ in scores])
    late = np.array([mark for _, mark in scores], np.bool_)
    keys = (np.arange(len(total)), -total, late) if has_late else (np.arange(len(total)), -total)
    assert top_rows(total, late if has_late else None, stop).tolist() == np.lexsort(keys)[:stop].tolist()


def test_of_a_hundred_thousand_the_first_twelve_equal_lexsort() -> None:
    rng = np.random.default_rng(1)
    total, late = rng.integers(0, 50, 100_000) / 7, rng.random(100_000) < 0.9
    for stop in (1, 12, 5_000, 20_000):
        expected = np.lexsort((np.arange(len(total)), -total, late))[:stop]
        assert top_rows(total, late, stop).tolist() == expected.tolist()

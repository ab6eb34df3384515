"""The order of rows: against a sort, and the rules that stretches keep."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog.arrange import by_popularity, side_by_side
from app.catalog.bitset import WORD

SIZES = st.lists(
    st.one_of(st.integers(1, 5), st.integers(1, 200), st.sampled_from([63, 64, 65, 128, 129])), max_size=25
)


@given(st.lists(st.none() | st.sampled_from([0.0, 1.0, 2.0, 7.5]), max_size=40), st.randoms(use_true_random=False))
def test_the_popular_stand_first_equals_by_id_and_unstated_last(popularity: list[float | None], random: Any) -> None:
    by_id = list(range(len(popularity)))
    random.shuffle(by_id)
    stated = np.array([np.nan if one is None else one for one in popularity], np.float64)

    def key(row: int) -> tuple[bool, float]:
        found = popularity[row]
        return found is None, -(found or 0.0)

    ids = np.array(by_id, np.int64)
    assert by_popularity(stated, ids).tolist() == sorted(by_id, key=key)
    assert by_popularity(None, ids).tolist() == by_id


@settings(max_examples=60)
@given(SIZES, st.randoms(use_true_random=False))
def test_groups_stand_in_one_stretch_in_the_order_of_their_first_and_none_crosses_a_word(
    sizes: list[int], random: Any
) -> None:
    group = [number for number, size in enumerate(sizes) for _ in range(size)]
    random.shuffle(group)
    order = list(range(len(group)))
    random.shuffle(order)
    arranged, starts = side_by_side(np.array(order, np.int64), np.array(group, np.int64))
    members: dict[int, list[int]] = {}
    for row in order:
        members.setdefault(group[row], []).append(row)
    rows = arranged.tolist()
    assert [row for row in rows if row >= 0] == [row for family in members.values() for row in family]
    assert len(starts) == len(members)
    behind = 0
    for start, family in zip(starts.tolist(), members.values(), strict=True):
        stop = start + len(family)
        assert rows[start:stop] == family
        assert start >= behind
        if len(family) <= WORD:
            assert start // WORD == (stop - 1) // WORD
            behind = stop
        else:
            assert start % WORD == 0
            behind = -(-stop // WORD) * WORD
    assert len(rows) <= 2 * len(group) + WORD


def test_nothing_stays_nothing() -> None:
    arranged, starts = side_by_side(np.empty(0, np.int64), np.empty(0, np.int64))
    assert (len(arranged), len(starts)) == (0, 0)

"""Groups that count once against Python sets of groups."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import bitset
from app.catalog.arrange import side_by_side
from app.catalog.bitset import WORD
from app.catalog.groups import Groups, groups_of

SMALL = st.lists(st.one_of(st.integers(1, 5), st.integers(1, WORD)), min_size=1, max_size=12)
SIZES = SMALL | st.lists(st.integers(1, 200), min_size=1, max_size=6)


def laid(sizes: list[int]) -> tuple[Groups, list[int]]:
    """Groups of these sizes, and the group of each row, -1 where it is empty."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    arranged, starts = side_by_side(np.arange(len(group)), group)
    return groups_of(starts, len(arranged)), [int(group[row]) if row >= 0 else -1 for row in arranged]


def drawn(data: st.DataObject, group: list[int]) -> set[int]:
    """Some rows that are not empty: few, many, or all of some groups."""
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    share = data.draw(st.sampled_from([0.0, 0.01, 0.5, 1.0]))
    chosen = rng.random(max(group) + 1) < data.draw(st.sampled_from([0.3, 1.0]))
    return {row for row, one in enumerate(group) if one >= 0 and chosen[one] and rng.random() < share}


def packed(rows: set[int], size: int) -> bitset.Bits:
    return bitset.pack(np.array([row in rows for row in range(size)], np.bool_))


@settings(max_examples=80)
@given(SIZES, st.data())
def test_a_group_counts_once_and_is_marked_by_one_row(sizes: list[int], data: st.DataObject) -> None:
    groups, group = laid(sizes)
    rows = drawn(data, group)
    bits, met = packed(rows, len(group)), {group[row] for row in rows}
    assert groups.count(bits) == len(met)
    marks = groups.marks(bits)
    assert bitset.count(marks) == len(met)
    whole = {row for row, one in enumerate(group) if one in met}
    found = set(bitset.row_numbers(groups.whole(bits), len(group)).tolist())
    assert {row for row in found if group[row] >= 0} == whole
    assert {int(groups.of_row[row]) for row in rows} == met


@settings(max_examples=30)
@given(SMALL, st.data())
def test_words_may_be_marked_by_themselves_where_no_group_is_larger(sizes: list[int], data: st.DataObject) -> None:
    groups, group = laid(sizes)
    sets = np.stack([packed(drawn(data, group), len(group)) for _ in range(3)])
    before = sets.copy()
    apart = [groups.marks(sets[:, word : word + 1], slice(word, word + 1)) for word in range(sets.shape[1])]
    assert np.concatenate(apart, axis=1).tolist() == groups.marks(sets).tolist()
    assert (sets == before).all()


@pytest.mark.parametrize("size", [1, 63, 64, 65, 127, 128, 129, 200])
def test_any_single_row_of_a_group_marks_it(size: int) -> None:
    groups, group = laid([3, size, 2])
    assert [groups.count(packed({row}, len(group))) for row, one in enumerate(group) if one >= 0] == [1] * (size + 5)


def test_of_no_rows_there_are_no_groups() -> None:
    groups = groups_of(np.empty(0, np.int64), 0)
    assert groups.count(bitset.none(0)) == 0
    assert len(groups.whole(bitset.none(0))) == 0

"""Stacked sets counted together against Python sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import bitset
from app.catalog.groups import Groups
from app.catalog.stack import FEW, LONG, Stack, stack_of
from tests.catalog.test_groups import SIZES, drawn, laid, packed


def counted(rows: set[int], group: list[int] | None) -> int:
    return len(rows if group is None else {group[row] for row in rows})


def check(stack: Stack, sets: list[set[int]], mask: set[int], base: set[int], group: list[int] | None) -> None:
    size = stack.sets.shape[1] * bitset.WORD
    bits, of_base = packed(mask, size), packed(base, size)
    for first, stop in [(0, len(sets)), (1, len(sets)), (0, 1), (1, 1)]:
        part = sets[first:stop]
        assert stack.counts(bits, first, stop).tolist() == [counted(one & mask, group) for one in part]
        found = stack.counts_with(bits, of_base, first, stop)
        assert found.tolist() == [counted((one | base) & mask, group) for one in part]


@pytest.mark.parametrize("sizes", [[1], [1, 1], [2, 3, 1], [40, 24], [64], [64, 1], [65]])
def test_of_one_word_or_little_more_the_base_counts_too(sizes: list[int]) -> None:
    groups, group = laid(sizes)
    filled = [row for row, one in enumerate(group) if one >= 0]
    sets: list[set[int]] = [set(), set(filled[::2]), set(filled)]
    for held, families in [(None, None), (groups, group)]:
        stack = stack_of([packed(one, len(group)) for one in sets], len(group), held)
        for base in (set(), set(filled[:1]), set(filled[-1:]), set(filled)):
            check(stack, sets, set(filled), base, families)
            check(stack, sets, set(filled[1:]), base, families)


@settings(max_examples=40)
@given(SIZES, st.booleans(), st.data())
def test_counts_are_those_of_sets(sizes: list[int], together: bool, data: st.DataObject) -> None:
    groups, group = laid(sizes)
    sets = [drawn(data, group) for _ in range(3)]
    held: Groups | None = groups if together else None
    stack = stack_of([packed(one, len(group)) for one in sets], len(group), held)
    check(stack, sets, drawn(data, group), drawn(data, group), group if together else None)


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("filled", [0, 1, LONG // FEW - 1, LONG // FEW + 1, LONG])
def test_of_many_words_few_or_many_are_filled(filled: int, together: bool) -> None:
    rng = np.random.default_rng(filled)
    rows, words = (LONG + 1) * bitset.WORD, LONG + 1
    groups, group = laid([4] * (rows // 4))
    sets = rng.integers(0, 2**64, (3, words), np.uint64)
    mask, base = np.zeros(words, np.uint64), rng.integers(0, 2**64, words, np.uint64)
    mask[rng.permutation(words)[:filled]] = rng.integers(0, 2**64, filled, np.uint64)
    stack = stack_of(list(sets), rows, groups if together else None)

    def expected(bits: np.ndarray) -> int:
        found = bitset.row_numbers(bits, rows)
        return len(np.unique(np.array(group)[found])) if together else len(found)

    assert stack.counts(mask, 0, 3).tolist() == [expected(one & mask) for one in sets]
    assert stack.counts_with(mask, base, 0, 3).tolist() == [expected((one | base) & mask) for one in sets]


def test_blocks_of_groups_join_to_the_whole() -> None:
    rng = np.random.default_rng(5)
    words = 20_000
    groups, group = laid([2] * (words * 32))
    sets, mask = rng.integers(0, 2**64, (2, words), np.uint64), rng.integers(0, 2**64, words, np.uint64)
    pairs = np.array(group).reshape(-1, 2)
    assert (pairs[:, 0] == pairs[:, 1]).all()
    masks = [bitset.unpack(one & mask, words * 64).reshape(-1, 2).any(axis=1).sum() for one in sets]
    assert stack_of(list(sets), words * 64, groups).counts(mask, 0, 2).tolist() == masks


def test_a_stack_of_nothing_counts_nothing() -> None:
    stack = stack_of([], 100, None)
    assert stack.counts(bitset.every(100), 0, 0).tolist() == []

"""Bitsets against Python sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.catalog import bitset

SIZES = (0, 1, 2, 63, 64, 65, 127, 128, 1000)


def packed(rows: set[int], size: int) -> bitset.Bits:
    return bitset.pack(np.array([row in rows for row in range(size)], np.bool_))


class Sets(RuleBasedStateMachine):
    """Every set that was made, as bits and as a Python set, goes through the same operations."""

    made = Bundle("made")

    @initialize(size=st.sampled_from(SIZES))
    def of_size(self, size: int) -> None:
        self.size = size
        self.all: list[tuple[bitset.Bits, set[int]]] = []

    def keep(self, bits: bitset.Bits, rows: set[int]) -> tuple[bitset.Bits, set[int]]:
        self.all.append((bits, rows))
        return bits, rows

    @rule(target=made, data=st.data())
    def pack(self, data: st.DataObject) -> object:
        rows = data.draw(st.sets(st.integers(0, self.size - 1))) if self.size else set()
        return self.keep(packed(rows, self.size), rows)

    @rule(target=made)
    def none(self) -> object:
        return self.keep(bitset.none(self.size), set())

    @rule(target=made)
    def every(self) -> object:
        return self.keep(bitset.every(self.size), set(range(self.size)))

    @rule(target=made, one=made, other=made)
    def both(self, one: tuple[bitset.Bits, set[int]], other: tuple[bitset.Bits, set[int]]) -> object:
        return self.keep(one[0] & other[0], one[1] & other[1])

    @rule(target=made, one=made, other=made)
    def either(self, one: tuple[bitset.Bits, set[int]], other: tuple[bitset.Bits, set[int]]) -> object:
        return self.keep(one[0] | other[0], one[1] | other[1])

    @rule(target=made, one=made)
    def others(self, one: tuple[bitset.Bits, set[int]]) -> object:
        return self.keep(bitset.every(self.size) & ~one[0], set(range(self.size)) - one[1])

    @rule(one=made)
    def unpack(self, one: tuple[bitset.Bits, set[int]]) -> None:
        assert bitset.unpack(one[0], self.size).tolist() == [row in one[1] for row in range(self.size)]

    @rule(one=made, data=st.data())
    def rows_in_some_words(self, one: tuple[bitset.Bits, set[int]], data: st.DataObject) -> None:
        among = sorted(data.draw(st.sets(st.integers(0, bitset.words(self.size) - 1)))) if self.size else []
        found = bitset.rows_in(one[0], np.array(among, np.int64))
        assert found.tolist() == [row for row in sorted(one[1]) if row // 64 in among]
        assert found.dtype == np.int64

    @rule(one=made, data=st.data(), kind=st.sampled_from([np.int64, np.int32, np.uint16]))
    def members(self, one: tuple[bitset.Bits, set[int]], data: st.DataObject, kind: type) -> None:
        rows = data.draw(st.lists(st.integers(0, self.size - 1), max_size=20)) if self.size else []
        assert bitset.members(one[0], np.array(rows, kind)).tolist() == [row in one[1] for row in rows]

    @precondition(lambda self: self.size)
    @rule(one=made, data=st.data())
    def contains(self, one: tuple[bitset.Bits, set[int]], data: st.DataObject) -> None:
        row = data.draw(st.integers(0, self.size - 1))
        assert bitset.contains(one[0], row) == (row in one[1])

    @invariant()
    def all_are_equal(self) -> None:
        for bits, rows in getattr(self, "all", [])[-3:]:
            assert bitset.count(bits) == len(rows)
            assert bitset.row_numbers(bits, self.size).tolist() == bitset.rows_in(bits).tolist() == sorted(rows)
            assert bits.dtype == np.uint64
            assert len(bits) == -(-self.size // 64)


TestSets = Sets.TestCase


@pytest.mark.parametrize("size", SIZES)
def test_spare_bits_stay_zero(size: int) -> None:
    assert bitset.count(bitset.every(size)) == size


def test_row_0_is_the_lowest_bit_and_row_64_begins_a_word() -> None:
    assert packed({0, 63, 64}, 65).tolist() == [1 | 1 << 63, 1]

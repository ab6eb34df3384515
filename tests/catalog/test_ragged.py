"""Rows of varying length against a list of lists."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import ragged
from app.catalog.ragged import kinds_of, offsets_of, reorder, sizes_of

ROWS = st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=20)


@given(ROWS)
def test_offsets_tell_where_rows_begin_and_end(rows: list[list[int]]) -> None:
    sizes = np.array([len(row) for row in rows], np.int64)
    flat = [one for row in rows for one in row]
    offsets = offsets_of(sizes)
    assert offsets.dtype == np.uint32
    assert sizes_of(offsets).tolist() == sizes.tolist()
    assert [flat[first:stop] for first, stop in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)] == rows


def test_beyond_4_gb_offsets_are_of_64_bits() -> None:
    sizes = np.array([2**32 - 1, 0, 5])
    assert offsets_of(sizes[:2]).dtype == np.uint32
    assert offsets_of(sizes).dtype == np.uint64
    assert sizes_of(offsets_of(sizes)).tolist() == sizes.tolist()


@given(ROWS.filter(len), st.data())
def test_in_another_order_rows_keep_their_elements(rows: list[list[int]], data: st.DataObject) -> None:
    order = data.draw(st.lists(st.integers(-1, len(rows) - 1), max_size=30))
    flat = np.array([one for row in rows for one in row], np.int64)
    offsets, places = reorder(offsets_of(np.array([len(row) for row in rows])), np.array(order, np.int64))
    taken = flat[places].tolist()
    expected = [[] if row < 0 else rows[row] for row in order]
    assert sizes_of(offsets).tolist() == [len(row) for row in expected]
    assert taken == [one for row in expected for one in row]


def packed(rows: list[list[int]]) -> tuple[ragged.Offsets, np.ndarray]:
    sizes = np.array([len(row) for row in rows], np.int64)
    return offsets_of(sizes), np.array([one for row in rows for one in row], np.uint8)


@given(ROWS)
def test_rows_are_of_a_kind_if_they_hold_the_same_in_the_same_order(rows: list[list[int]]) -> None:
    first, kinds = kinds_of(*packed(rows))
    assert [rows[one] for one in first[kinds].tolist()] == rows
    assert len(first) == len({tuple(row) for row in rows})


@given(ROWS)
def test_where_two_sums_are_one_every_row_is_a_kind_of_its_own(rows: list[list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ragged, "MIXING", np.uint64(0))
        first, kinds = kinds_of(*packed(rows))
    assert [rows[one] for one in first[kinds].tolist()] == rows

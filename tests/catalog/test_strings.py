"""Texts in one blob against a list of texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.strings import WIDEST, Strings, build_strings

LONG = "x" * (WIDEST - 1)
TEXTS = st.one_of(
    st.none(),
    st.sampled_from(["", "a", "a\0", "\0", "a\0b", "é", "z", "日本", "\U0001f600", "ä" * WIDEST, LONG, LONG + "yz"]),
    st.text(st.characters(codec="utf-8"), max_size=6),
)
LISTS = st.lists(TEXTS, max_size=30)


def built(values: list[str | None]) -> Strings:
    return build_strings(values)


@given(LISTS)
def test_each_row_holds_its_text(values: list[str | None]) -> None:
    strings = built(values)
    assert [strings.at(row) for row in range(len(strings))] == values
    assert list(strings) == [strings[row] for row in range(len(strings))] == [value or "" for value in values]
    assert strings.stated().tolist() == [value is not None for value in values]
    assert strings.vocabulary == tuple(sorted({value for value in values if value is not None}))


@given(LISTS, TEXTS)
def test_equal_is_the_text_itself_and_nothing_shorter_or_longer(values: list[str | None], wanted: str | None) -> None:
    strings = built(values)
    for text in {wanted or "", *(value for value in values if value is not None)}:
        assert strings.equal(text).tolist() == [value == text for value in values]
        assert strings.has(text) == (text in values)


@given(LISTS)
def test_sorted_is_that_of_python_equal_texts_as_they_stand(values: list[str | None]) -> None:
    texts = [value or "" for value in values]
    assert built(values).sorted().tolist() == sorted(range(len(texts)), key=texts.__getitem__)


@pytest.mark.parametrize("end", ["", "é", "\0", LONG])
def test_sorted_of_many_with_and_without_nul_and_long_texts(end: str) -> None:
    rng = np.random.default_rng(3)
    texts = ["".join(rng.choice(list("aé\x7f日"), rng.integers(0, 4)).tolist()) + end for _ in range(2_000)]
    assert built(list(texts)).sorted().tolist() == sorted(range(len(texts)), key=texts.__getitem__)


@given(LISTS.filter(len), st.data())
def test_taken_in_another_order_a_row_may_repeat_be_left_out_or_state_nothing(
    values: list[str | None], data: st.DataObject
) -> None:
    order = data.draw(st.lists(st.integers(-1, len(values) - 1), max_size=40))
    taken = built(values).take(np.array(order, np.int64))
    assert [taken.at(row) for row in range(len(taken))] == [None if row < 0 else values[row] for row in order]

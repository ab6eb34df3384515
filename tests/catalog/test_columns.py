"""Columns coded by their dictionaries against the values themselves."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.columns import Column, Numbers, Tags, build_column, code_numbers, code_tags, code_texts, smallest
from app.catalog.strings import Strings
from tests.builders import toys

NUMBERS = st.lists(st.none() | st.floats(allow_nan=False) | st.sampled_from([0.0, 1.0, 2.0]), max_size=30)
TEXTS = st.lists(st.none() | st.text(st.characters(codec="utf-8"), max_size=2), max_size=30)
TAGS = st.lists(
    st.none() | st.lists(st.sampled_from("abcdé"), min_size=1, max_size=4, unique=True).map(tuple), max_size=30
)
VALUES: dict[str, st.SearchStrategy[list[Any]]] = {
    "price": NUMBERS,
    "size": st.lists(st.none() | st.sampled_from([0.0, 1.0, 2.0]), max_size=30),
    "brand": TEXTS,
    "gps": st.lists(st.none() | st.sampled_from(["true", "false"]), max_size=30),
    "ports": TAGS,
    "title": TEXTS,
}


def built(attribute: str, values: list[Any]) -> Column:
    return build_column(toys().attributes[attribute], values)


@pytest.mark.parametrize("attribute", VALUES)
@given(data=st.data())
def test_a_column_gives_back_what_it_was_built_from_in_any_order(attribute: str, data: st.DataObject) -> None:
    values = data.draw(VALUES[attribute])
    column = built(attribute, values)
    assert [column.at(row) for row in range(len(values))] == values
    assert column.stated().tolist() == [value is not None for value in values]
    if not values:
        return
    order = data.draw(st.lists(st.integers(-1, len(values) - 1), max_size=40))
    taken = column.take(np.array(order, np.int64))
    assert type(taken) is type(column)
    assert [taken.at(row) for row in range(len(order))] == [None if row < 0 else values[row] for row in order]
    assert taken.stated().tolist() == [row >= 0 and values[row] is not None for row in order]


@given(NUMBERS)
def test_numbers_stand_once_each_and_rise(numbers: list[float | None]) -> None:
    column = code_numbers(np.array([math.nan if one is None else one for one in numbers], np.float64))
    stated = {one for one in numbers if one is not None}
    assert column.distinct.tolist() == sorted(stated)
    assert [None if one != one else one for one in column.values.tolist()] == numbers
    assert column.codes.dtype == smallest(len(stated))


@given(TEXTS)
def test_texts_stand_once_each_and_sorted(texts: list[str | None]) -> None:
    column = code_texts(texts)
    stated = {text for text in texts if text is not None}
    assert column.vocabulary == tuple(sorted(stated))
    assert {text: column.vocabulary[code] for text, code in column.code_of.items()} == {text: text for text in stated}
    assert all(column.has(text) == (text in stated) for text in [*stated, "nowhere"])


@given(TAGS)
def test_the_rows_of_each_tag_are_those_that_hold_it(lists: list[tuple[str, ...] | None]) -> None:
    column = code_tags(lists)
    assert column.vocabulary == tuple(sorted({tag for tags in lists for tag in tags or ()}))
    for tag, code in column.code_of.items():
        assert column.rows_of(code).tolist() == [row for row, tags in enumerate(lists) if tag in (tags or ())]
        assert column.has(tag)
    assert not column.has("nowhere")


@pytest.mark.parametrize(("count", "kind"), [(255, "u1"), (256, "u2"), (65_535, "u2"), (65_536, "u4")])
def test_codes_take_as_few_bytes_as_the_dictionary_and_the_mark_of_nothing_allow(count: int, kind: str) -> None:
    column = code_numbers(np.append(np.arange(count, dtype=np.float64), math.nan))
    assert column.codes.dtype == np.dtype(kind)
    assert column.at(count - 1) == count - 1
    assert column.at(count) is None


@pytest.mark.parametrize(
    ("attribute", "kind"), [("released", Numbers), ("size", Numbers), ("ports", Tags), ("title", Strings)]
)
def test_the_kind_of_an_attribute_says_what_its_column_is(attribute: str, kind: type) -> None:
    assert isinstance(built(attribute, [None]), kind)

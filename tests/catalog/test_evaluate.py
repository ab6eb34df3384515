"""Checks on columns against loops over values, where dictionaries are large or codes fill their type.

What all checks of the grammar say of small catalogs is in test_index.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.columns import code_numbers, code_tags, code_texts
from app.catalog.evaluate import rows_passing
from app.catalog.strings import build_strings
from app.conditions import Held, HeldAll, Interval
from tests.builders import TODAY


def lies(value: float, span: Interval) -> bool:
    low, high = span.low, span.high
    above = low is None or (value > low if span.low_open else value >= low)  # type: ignore[operator]
    return above and (high is None or (value < high if span.high_open else value <= high))  # type: ignore[operator]


def passes(value: Any, check: Held | HeldAll) -> bool:
    said = [lies(value, wanted) if isinstance(wanted, Interval) else value == wanted for wanted in check.values]
    return all(said) and bool(said) if isinstance(check, HeldAll) else any(said)


@pytest.mark.parametrize("count", [1, 2, 254, 255, 256, 300, 65_535, 65_536])
def test_intervals_at_the_edges_of_a_code_type(count: int) -> None:
    numbers = np.arange(count, dtype=np.float64)
    column = code_numbers(np.append(numbers, np.nan))
    ends: list[float | None] = [None, -1.0, 0.0, 0.5, 1.0, count - 2.0, count - 1.0, float(count)]
    for low in ends:
        for high in ends:
            for opened in [(False, False), (True, True), (True, False)]:
                check = Held((Interval(low, high, *opened),))
                found = rows_passing(column, check, TODAY)[:-1]
                above = np.ones(count, bool) if low is None else numbers > low if opened[0] else numbers >= low
                below = np.ones(count, bool) if high is None else numbers < high if opened[1] else numbers <= high
                assert (found == (above & below)).all(), check


NUMBER = st.sampled_from([-2.0, -0.0, 0.0, 0.5, 1.0, 2.0, 3.0])
SPAN = st.builds(Interval, st.none() | NUMBER, st.none() | NUMBER, st.booleans(), st.booleans())
CHECKS = st.sampled_from([Held, HeldAll])


@given(st.lists(NUMBER, min_size=1, max_size=20), st.lists(NUMBER | SPAN, max_size=3), CHECKS)
def test_numbers_and_intervals_any_or_all(numbers: list[float], wanted: list[Any], kind: type) -> None:
    check = kind(tuple(wanted))
    found = rows_passing(code_numbers(np.array(numbers)), check, TODAY)
    assert found.tolist() == [passes(number, check) for number in numbers]


TEXT = st.sampled_from(["", "a", "b", "ab", "é", "c\0"])


@given(st.lists(TEXT, max_size=20), st.lists(TEXT, max_size=3), CHECKS)
def test_texts_by_code_or_in_a_blob_any_or_all(texts: list[str], wanted: list[str], kind: type) -> None:
    check = kind(tuple(wanted))
    for column in (code_texts(texts), build_strings(texts)):
        found = rows_passing(column, check, TODAY)
        if isinstance(check, HeldAll) and not wanted:
            continue  # not in the grammar
        assert found.tolist() == [passes(text, check) for text in texts], column


@given(
    st.lists(st.lists(TEXT, max_size=4, unique=True).map(tuple), max_size=20),
    st.lists(TEXT | st.just("nowhere"), min_size=1, max_size=3),
    CHECKS,
)
def test_tags_any_or_all(lists: list[tuple[str, ...]], wanted: list[str], kind: type) -> None:
    check = kind(tuple(wanted))
    join = all if kind is HeldAll else any
    found = rows_passing(code_tags(lists), check, TODAY)
    assert found.tolist() == [join(value in tags for value in wanted) for tags in lists]

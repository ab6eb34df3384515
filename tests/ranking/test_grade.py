"""Grades against plain loops."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions import Scope
from app.conditions.wish import bind_wish, parse_wishes
from app.issues import Collector
from app.ranking import grades
from app.ranking.grade import usual_reach
from tests.builders import TODAY, as_yaml, index, node, said, toy

HOLE = math.nan


def graded(wish: Any, name: str, *values: Any) -> list[float | None]:
    """The grades of products with these values, for one wish."""
    held = index([toy(f"p{row:03}", **({} if value is None else {name: value})) for row, value in enumerate(values)])
    issues = Collector()
    (parsed,) = parse_wishes(node(as_yaml({name: wish})), issues) or ()
    bound = bind_wish(parsed, Scope(held.catalog.names, "the attribute", "unknown-attribute"), issues)
    assert not issues.issues, said(issues)
    return [None if grade != grade else grade for grade in grades(bound, held, TODAY).at(held.products.by_id).tolist()]


@pytest.mark.parametrize(
    ("wish", "name", "values", "expected"),
    [
        ("most", "price", (1.0, 2.0, 3.0), [0.0, 0.5, 1.0]),
        ("least", "price", (1.0, 2.0, 3.0), [1.0, 0.5, 0.0]),
        ("most", "price", (1.0, None, 3.0), [0.0, None, 1.0]),
        ("most", "price", (2.0, 2.0), [0.0, 0.0]),
        ("most", "price", (1.0, 2.0, 2.0, 2.0), [0.0, 1.0, 1.0, 1.0]),
        ("most", "size", (0.0, 2.0, 1.0), [0.0, 1.0, 0.5]),
        ({"near": 5, "within": 4}, "price", (5.0, 7.0, 3.0, 9.0, 20.0, None), [1.0, 0.5, 0.5, 0.0, 0.0, None]),
        ({"near": 2}, "price", (1.0, 2.0, 3.0, 4.0, 5.0), [0.5, 1.0, 0.5, 0.0, 0.0]),
        ({"near": "M", "within": 2}, "size", (0.0, 1.0, 2.0), [0.5, 1.0, 0.5]),
        ({"near": "-90 days", "within": 10}, "released", (739850.0, 739855.0, 739840.0), [1.0, 0.5, 0.0]),
        ({"points": {"-90 days": 2, "2026-08-22": 1}}, "released", (739850.0, 739940.0, None), [3.0, 0.0, None]),
        ({"min": 3}, "price", (2.0, 3.0, None), [0.0, 1.0, None]),
        (["Ada", "Bor"], "brand", ("Ada", "Cid", None), [1.0, 0.0, None]),
        ({"known": True}, "brand", ("Ada", None), [1.0, 0.0]),
        ("usb-c", "ports", (("usb-c", "hdmi"), ("hdmi",)), [1.0, 0.0]),
    ],
)
def test_a_wish_grades_from_0_to_1(wish: Any, name: str, values: Any, expected: Any) -> None:
    assert graded(wish, name, *values) == expected


NUMBERS = st.lists(st.sampled_from([0.0, 1.0, 1.5, -3.0, 1e9, HOLE]), max_size=25)


@given(NUMBERS, st.booleans())
def test_beaten_is_the_share_of_others_that_are_outdone(numbers: list[float], most: bool) -> None:
    known = [number for number in numbers if number == number]
    found = graded("most" if most else "least", "price", *(None if number != number else number for number in numbers))
    for number, grade in zip(numbers, found, strict=True):
        if grade is None:
            assert number != number
            continue
        others = [other for other in known if other != number]
        outdone = [other for other in others if (other < number if most else other > number)]
        assert grade == (len(outdone) / len(others) if others else 0.0)


@pytest.mark.parametrize(
    ("numbers", "reach"),
    [
        ([], 1.0),
        ([3.0], 1.0),
        ([1.0, 2.0, 3.0, 4.0, 5.0], 2.0),
        ([0.0, 1.0], 0.5),
        ([7.0] * 9 + [9.0], 1.0),
    ],
)
def test_the_usual_reach_is_the_interquartile_range(numbers: list[float], reach: float) -> None:
    assert usual_reach(np.array(numbers)) == reach

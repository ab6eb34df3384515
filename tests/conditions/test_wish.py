"""Wishes: points, and what refers to answers."""

from __future__ import annotations

from typing import Any

import pytest

from app.conditions import Kind, Name, Scope
from app.conditions.wish import Near, Points, bind_wish, parse_wishes, settle_wish
from app.issues import Collector
from tests.builders import TODAY, as_yaml, node

NAMES = {"type": Name(Kind.CATEGORY), "size": Name(Kind.ORDERED, ("S", "M")), "price": Name(Kind.NUMBER)}
SCOPE = Scope(NAMES, "the attribute", "unknown-attribute", {"height": Name(Kind.NUMBER)})


def read(written: dict[str, Any]) -> tuple[Any, list[str]]:
    """The first wish, bound, and the issues."""
    issues = Collector()
    parsed = parse_wishes(node(as_yaml(written)), issues) or ()
    bound = [bind_wish(wish, SCOPE, issues) for wish in parsed]
    return (bound[0] if bound else None), [issue.code for issue in issues.issues]


def test_points_are_numbers_by_value() -> None:
    wish, codes = read({"type": {"points": {"road": 3, "gravel": -2.5}, "importance": 2}})
    assert codes == []
    assert (wish.aim, wish.importance) == (Points((("road", 3.0), ("gravel", -2.5))), 2.0)


def test_points_are_typed_by_the_attribute() -> None:
    assert read({"size": {"points": {"S": 1, "M": 2}}})[0].aim == Points(((0.0, 1.0), (1.0, 2.0)))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"type": {"points": {}}}, "wrong-type"),
        ({"type": {"points": ["road"]}}, "wrong-type"),
        ({"type": {"points": {"road": "many"}}}, "wrong-type"),
        ({"type": {"points": {"road": 1}, "near": 2}}, "unknown-key"),
        ({"type": {"points": {"road": 1}, "min": 2}}, "unknown-key"),
        ({"size": {"points": {"XL": 1}}}, "wrong-test"),
        ({"price": {"near": {"answer": "weight"}}}, "unknown-question"),
        ({"size": {"near": {"answer": "height"}}}, "wrong-test"),
        ({"type": {"near": {"answer": "height"}}}, "wrong-test"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(written: dict[str, Any], code: str) -> None:
    assert read(written)[1] == [code]


def test_near_what_was_entered() -> None:
    wish, codes = read({"price": {"near": {"answer": "height", "times": 2}, "within": 4}})
    assert codes == [] and wish.refs == {"height"}
    near = settle_wish(wish, {"height": (5.0,)}, TODAY)
    assert near is not None and near.aim == Near(10.0, 4.0)
    assert settle_wish(wish, {}, TODAY) is None


def test_a_wish_that_tests_what_was_entered_has_no_effect_until_it_is() -> None:
    wish, _ = read({"price": {"max": {"answer": "height"}, "importance": 2}})
    assert settle_wish(wish, {"height": ()}, TODAY) is None
    settled = settle_wish(wish, {"height": (5.0,)}, TODAY)
    assert settled is not None and settled.importance == 2 and not settled.refs

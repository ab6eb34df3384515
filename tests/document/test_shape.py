"""Scalars get their meaning from the place where they stand."""

from __future__ import annotations

import pytest

from app.document.shape import count, flag, identifier, number
from app.issues import Collector
from tests.builders import node


def read(reader: object, text: str) -> object:
    issues = Collector()
    value = reader(node(f"a: {text}").get("a"), issues)  # type: ignore[operator, union-attr]
    assert (value is None) == bool(issues.issues)
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.5", 12.5),
        ("-3", -3.0),
        ("1e3", 1000.0),
        ("nan", None),
        ("inf", None),
        ("1_000", None),
        ("1,5", None),
        ("twelve", None),
        ("1e999", None),
        ("[1]", None),
    ],
)
def test_a_number_is_written_in_digits(text: str, value: float | None) -> None:
    assert read(number, text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("12", 12), ("-1", None), ("1.0", None), ("9999999999", None), ("²", None)]
)
def test_a_count_is_a_whole_number(text: str, value: int | None) -> None:
    assert read(count, text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("Yes", True), ("no", False), ("FALSE", False), ("on", None), ("1", None)]
)
def test_a_flag_is_true_or_false(text: str, value: bool | None) -> None:
    assert read(flag, text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("a-1_b", "a-1_b"), ("007", "007"), ("_a", None), ("a b", None), ("ä", None), ('"a\\n"', None)]
)
def test_an_id_is_letters_digits_and_dashes(text: str, value: str | None) -> None:
    assert read(identifier, text) == value

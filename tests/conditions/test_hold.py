"""What a condition means, held against one record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.conditions import Kind, Name, Truth, hold
from app.conditions.dates import parse_date
from tests.builders import TODAY, condition

NAMES = {
    "price": Name(Kind.NUMBER),
    "weight": Name(Kind.NUMBER),
    "brand": Name(Kind.CATEGORY),
    "ports": Name(Kind.TAGS),
    "size": Name(Kind.ORDERED, ("S", "M", "L")),
    "released": Name(Kind.DATE),
    "gps": Name(Kind.FLAG),
    "code": Name(Kind.TEXT),
}
MEETS, UNKNOWN, MISSES = Truth.MEETS, Truth.UNKNOWN, Truth.MISSES


def held(written: Any, today: date = TODAY, **record: Any) -> Truth:
    """As answers are judged: what was not said holds nothing."""
    values = {name: value if isinstance(value, tuple) else (value,) for name, value in record.items()}
    return hold(condition(written, NAMES), values, today)


def kept(written: Any, **record: Any) -> Truth:
    """As products are judged that do not state everything."""
    values = {name: (value,) for name, value in record.items()}
    return hold(condition(written, NAMES), values, TODAY, lambda name, check, negated: UNKNOWN)


@pytest.mark.parametrize(
    ("written", "value", "truth"),
    [
        ("{price: {min: 5}}", 5.0, MEETS),
        ("{price: {above: 5}}", 5.0, MISSES),
        ("{price: {max: 5}}", 5.0, MEETS),
        ("{price: {below: 5}}", 5.0, MISSES),
        ("{price: {min: 5, max: 9}}", 9.0, MEETS),
        ("{price: {min: 5, max: 9}}", 9.5, MISSES),
        ("{price: {above: 5, below: 9}}", 7.0, MEETS),
        ("{price: 5}", 5.0, MEETS),
        ("{price: 5.0}", 5.0, MEETS),
        ("{price: [1, 5]}", 5.0, MEETS),
        ("{price: [{max: 5}, {min: 9}]}", 7.0, MISSES),
        ("{price: [{max: 5}, {min: 9}]}", 9.0, MEETS),
        ("{price: [{max: 5}, 7]}", 7.0, MEETS),
        ("{price: {not: 5}}", 5.0, MISSES),
        ("{price: {not: {min: 5}}}", 4.0, MEETS),
        ("{price: {min: 1, not: 5}}", 5.0, MISSES),
        ("{price: [{min: 1, not: 5}, 5]}", 5.0, MEETS),
        ("{brand: Ada}", "Ada", MEETS),
        ("{brand: ada}", "Ada", MISSES),
        ("{brand: [Ada, Bor]}", "Bor", MEETS),
        ("{brand: {not: [Ada, Bor]}}", "Bor", MISSES),
        ("{size: {min: M}}", 1.0, MEETS),
        ("{size: {below: M}}", 1.0, MISSES),
        ("{size: [S, L]}", 1.0, MISSES),
        ("{gps: true}", "true", MEETS),
        ("{gps: yes}", "true", MEETS),
        ("{gps: no}", "true", MISSES),
        ("{code: 007}", "007", MEETS),
        ("{code: 007}", "7", MISSES),
        ("{code: no}", "no", MEETS),
        ("{released: {min: 2026-11-20}}", parse_date("2026-11-20"), MEETS),
        ("{released: {min: -90 days}}", parse_date("2026-08-22"), MEETS),
        ("{released: {above: -90 days}}", parse_date("2026-08-22"), MISSES),
        ("{released: today}", parse_date("2026-11-20"), MEETS),
    ],
)
def test_a_test_on_one_value(written: str, value: Any, truth: Truth) -> None:
    name = written[1:].partition(":")[0]
    assert held(written, **{name: value}) is truth


@pytest.mark.parametrize(
    ("written", "values", "truth"),
    [
        ("{ports: hdmi}", ("hdmi", "usb-c"), MEETS),
        ("{ports: [vga, usb-c]}", ("hdmi", "usb-c"), MEETS),
        ("{ports: {all: [hdmi, usb-c]}}", ("hdmi", "usb-c", "vga"), MEETS),
        ("{ports: {all: [hdmi, usb-c]}}", ("hdmi",), MISSES),
        ("{ports: {not: hdmi}}", ("hdmi", "usb-c"), MISSES),
        ("{ports: {not: [vga, scart]}}", ("hdmi", "usb-c"), MEETS),
        ("{ports: {not: {all: [hdmi, usb-c]}}}", ("hdmi",), MEETS),
        ("{price: {min: 3, max: 5}}", (1.0, 9.0), MISSES),
        ("{price: {min: 3, max: 5}}", (1.0, 4.0), MEETS),
    ],
)
def test_one_of_many_values_must_pass_all_words(written: str, values: Any, truth: Truth) -> None:
    name = written[1:].partition(":")[0]
    assert held(written, **{name: values}) is truth


@pytest.mark.parametrize(
    ("written", "truth"),
    [
        ("{price: {min: 3}}", MISSES),
        ("{price: {not: {min: 3}}}", MEETS),
        ("{not: {price: {min: 3}}}", MEETS),
        ("{price: {known: true}}", MISSES),
        ("{price: {known: false}}", MEETS),
        ("{price: [{known: true}]}", MISSES),
        ("{price: {not: {known: false}}}", MISSES),
        ("{}", MEETS),
        ("{any: []}", MISSES),
        ("{not: {any: []}}", MEETS),
        ("{not: {all: []}}", MISSES),
    ],
)
def test_what_was_not_said_is_empty(written: str, truth: Truth) -> None:
    assert held(written) is truth


TRUTHS = {"{price: {min: 3}}": MEETS, "{price: {max: 3}}": MISSES, "{weight: 1}": UNKNOWN}
NEGATED = {MEETS: MISSES, MISSES: MEETS, UNKNOWN: UNKNOWN}


@pytest.mark.parametrize("one", TRUTHS)
@pytest.mark.parametrize("other", TRUTHS)
def test_kleenes_tables(one: str, other: str) -> None:
    lesser, greater = sorted((TRUTHS[one], TRUTHS[other]))
    assert kept(f"{{all: [{one}, {other}]}}", price=5.0) is lesser
    assert kept(f"{{any: [{one}, {other}]}}", price=5.0) is greater
    assert kept(f"{{not: {{all: [{one}, {other}]}}}}", price=5.0) is NEGATED[lesser]
    assert kept(f"{{not: {{any: [{one}, {other}]}}}}", price=5.0) is NEGATED[greater]
    assert kept(f"{{not: {{not: {one}}}}}", price=5.0) is TRUTHS[one]


def test_keys_side_by_side_are_and() -> None:
    assert held("{price: 3, brand: Ada}", price=3.0, brand="Ada") is MEETS
    assert held("{price: 3, brand: Ada}", price=3.0, brand="Bor") is MISSES


def test_a_list_of_known_tests_says_what_the_test_alone_says() -> None:
    assert kept("{weight: [{known: true}]}") is kept("{weight: {known: true}}") is MISSES

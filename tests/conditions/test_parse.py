"""Every form of the grammar is read; what is not a form is refused where it stands."""

from __future__ import annotations

import pytest

from app.conditions import All, Any, Condition, Held, HeldAll, Interval, Known, Not, Test, parse
from app.document import Text
from app.issues import Collector
from tests.builders import condition, node


def plain(found: Condition) -> str:
    """A condition in short."""
    match found:
        case All(parts):
            return f"all({', '.join(map(plain, parts))})"
        case Any(parts):
            return f"any({', '.join(map(plain, parts))})"
        case Not(part):
            return f"not {plain(part)}"
        case Test(name, Known()):
            return f"{name} known"
        case Test(name, HeldAll(values)):
            return f"{name} holds all {' '.join(map(shown, values))}"
        case Test(name, Held(values)):
            return f"{name} in {' '.join(map(shown, values)) or 'nothing'}"


def shown(value: object) -> str:
    if isinstance(value, Interval):
        left, right = "(" if value.low_open else "[", ")" if value.high_open else "]"
        return f"{left}{shown(value.low)}..{shown(value.high)}{right}"
    return value.value if isinstance(value, Text) else ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{price: {min: 500, max: 900}}", "price in [500..900]"),
        ("{price: {above: 500, below: 900}}", "price in (500..900)"),
        ("{price: {above: 500, max: 900}}", "price in (500..900]"),
        ("{price: {max: 900}}", "price in [..900]"),
        ("{brand: Dell}", "brand in Dell"),
        ("{brand: [Lenovo, Dell]}", "brand in Lenovo Dell"),
        ("{brand: []}", "brand in nothing"),
        ("{width: [{max: 75}, {min: 150}]}", "width in [..75] [150..]"),
        ("{width: [75, {min: 150}]}", "width in 75 [150..]"),
        ("{width: [75, {not: 80}]}", "any(width in 75, not width in 80)"),
        ("{width: [{known: false}]}", "any(not width known)"),
        ("{ports: {all: [usb-c, hdmi]}}", "ports holds all usb-c hdmi"),
        ("{os: {not: chromeos}}", "not os in chromeos"),
        ("{os: {not: [a, b]}}", "not os in a b"),
        ("{os: {not: {min: 3}}}", "not os in [3..]"),
        ("{gps: true}", "gps in true"),
        ("{weight: {known: true}}", "weight known"),
        ("{weight: {known: no}}", "not weight known"),
        ("{released: {min: -90 days}}", "released in [-90 days..]"),
        ("{a: 1, b: 2}", "all(a in 1, b in 2)"),
        ("{a: {min: 1, not: 2, all: [3]}}", "all(a in [1..], not a in 2, a holds all 3)"),
        ("{any: [{a: 1}, {b: 2}]}", "any(a in 1, b in 2)"),
        ("{all: [{a: 1}, {b: 2}]}", "all(a in 1, b in 2)"),
        ("{not: {a: 1, b: 2}}", "not all(a in 1, b in 2)"),
        ("{any: [{a: 1}, {not: {all: [{b: 2}, {c: 3}]}}], d: 4}", "all(any(a in 1, not all(b in 2, c in 3)), d in 4)"),
        ("{}", "all()"),
        ("{any: []}", "any()"),
    ],
)
def test_a_form_of_the_grammar(written: str, meant: str) -> None:
    assert plain(condition(written)) == meant


@pytest.mark.parametrize(
    ("written", "issue"),
    [
        ("price", "a.yaml:1:1 wrong-type"),
        ("[a, b]", "a.yaml:1:1 wrong-type"),
        ("{price: {mni: 3}}", "a.yaml:1:10 unknown-key"),
        ("{price: {}}", "a.yaml:1:9 bad-value"),
        ("{price: {min: 1, above: 2}}", "a.yaml:1:18 bad-value"),
        ("{price: {max: [1]}}", "a.yaml:1:15 wrong-type"),
        ("{ports: {all: hdmi}}", "a.yaml:1:15 wrong-type"),
        ("{ports: {all: []}}", "a.yaml:1:15 wrong-type"),
        ("{ports: {all: [{min: 3}]}}", "a.yaml:1:15 wrong-type"),
        ("{price: {known: perhaps}}", "a.yaml:1:17 wrong-type"),
        ("{price: {max: {answer: age, tims: 2}}}", "a.yaml:1:29 unknown-key"),
        ("{price: {max: {answer: age, in: hours}}}", "a.yaml:1:33 bad-value"),
        ("{any: {a: 1}}", "a.yaml:1:7 wrong-type"),
        ("{not: [a]}", "a.yaml:1:7 wrong-type"),
        ("{known: true}", "a.yaml:1:2 bad-value"),
        ("{answer: age}", "a.yaml:1:2 bad-value"),
        ("{~price: 3}", "a.yaml:1:2 bad-id"),
        ("{any: [{a: {min: []}}, {b: 1}]}", "a.yaml:1:18 wrong-type"),
    ],
)
def test_anything_else_is_refused_where_it_stands(written: str, issue: str) -> None:
    issues = Collector()
    assert parse(node(written), issues) is None
    assert [f"{found.mark} {found.code}" for found in issues.issues] == [issue]

"""YAML with marks: what is read, and where it stands."""

from __future__ import annotations

import pytest

from app.document import Listing, Mapping, Node, Text
from tests.builders import node
from tests.document.reading import plain


def marks(found: Node) -> list[str]:
    """Every key and value with its line and column."""
    here = f"{found.mark.line}:{found.mark.column}"
    match found:
        case Text(value):
            return [f"{value}@{here}"]
        case Listing(nodes):
            return [f"[@{here}", *(mark for part in nodes for mark in marks(part))]
        case Mapping(entries):
            return [f"{{@{here}", *(mark for e in entries.values() for mark in [*marks(e.key), *marks(e.value)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1", ["{@1:1", "a@1:1", "1@1:4"]),
        ("a:\n  b: 1\n  c:   2", ["{@1:1", "a@1:1", "{@2:3", "b@2:3", "1@2:6", "c@3:3", "2@3:8"]),
        ("{a: [x, {b: y}]}", ["{@1:1", "a@1:2", "[@1:5", "x@1:6", "{@1:9", "b@1:10", "y@1:13"]),
        ("- x\n- - y\n  - z", ["[@1:1", "x@1:3", "[@2:3", "y@2:5", "z@3:5"]),
        ("a: |\n  long\n  text\nb: c", ["{@1:1", "a@1:1", "long\ntext\n@1:4", "b@4:1", "c@4:4"]),
        ("a: one\n  two\nb: c", ["{@1:1", "a@1:1", "one two@1:4", "b@3:1", "c@3:4"]),
        ("# first\n\na: 'x'", ["{@3:1", "a@3:1", "x@3:4"]),
        ("ä: ö\n😀: {ü: ß}", ["{@1:1", "ä@1:1", "ö@1:4", "😀@2:1", "{@2:4", "ü@2:5", "ß@2:8"]),
        ("\ufeffa: 1\nb: 2", ["{@1:1", "a@1:1", "1@1:4", "b@2:1", "2@2:4"]),
        ("a: 1\r\nb: 2\r\n", ["{@1:1", "a@1:1", "1@1:4", "b@2:1", "2@2:4"]),
        ("a: 1\rb: 2", ["{@1:1", "a@1:1", "1@1:4", "b@2:1", "2@2:4"]),
        ("%YAML 1.1\n---\na: 1\n...\n", ["{@3:1", "a@3:1", "1@3:4"]),
    ],
)
def test_every_key_and_value_knows_its_line_and_column(text: str, expected: list[str]) -> None:
    assert marks(node(text)) == expected


@pytest.mark.parametrize(
    "scalar",
    ["no", "12:30", "007", "1_000", "0x1F", "~", "null", "1.10", "2026-11-20", "yes", "=", "1e3", ".inf", "Off"],
)
def test_a_scalar_is_taken_as_written(scalar: str) -> None:
    assert plain(node(f"a: {scalar}\nb: [{scalar}]\n{scalar}: c")) == {"a": scalar, "b": [scalar], scalar: "c"}


def test_quotes_around_nothing_are_a_value() -> None:
    assert plain(node("a: ''\nb: \"\"\nc: ['']\nd: &x ''\ne: *x")) == {"a": "", "b": "", "c": [""], "d": "", "e": ""}


def test_anchors_repeat_a_value() -> None:
    assert plain(node("a: &x {b: 1}\nc: [*x, *x]")) == {"a": {"b": "1"}, "c": [{"b": "1"}, {"b": "1"}]}


@pytest.mark.parametrize(
    "text", ["a: one # two", "a: 'one #two'", "a: one#two", "a: | # two\n  one #two\n", "a: [one] #two"]
)
def test_a_comment_that_is_meant_cuts_nothing(text: str) -> None:
    assert node(text)

"""What a condition is: a tree of tests on names.

Before `bind`, literals are the texts that the author wrote; after it they are typed values.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.conditions.dates import Relative
from app.document import Text
from app.issues import Mark

Scalar = str | float | Relative
"""A typed value: a text, a number (also a rank or a day number), or a date that moves with today."""

Literal = Text | Scalar


@dataclass(frozen=True)
class Interval:
    """Ordered values between two ends; `low` and `high` belong to it unless marked open. None: no end."""

    low: Literal | None = None
    high: Literal | None = None
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True)
class Held:
    """One of the name's values is one of these, or lies in one of these intervals."""

    values: tuple[Literal | Interval, ...]


@dataclass(frozen=True)
class HeldAll:
    """The name holds all of these values."""

    values: tuple[Literal, ...]


@dataclass(frozen=True)
class Known:
    """The name has a value."""


Check = Held | HeldAll | Known


@dataclass(frozen=True)
class Test:
    """A check on one name."""

    name: str
    check: Check
    mark: Mark | None = None

    __test__ = False  # not a pytest class


@dataclass(frozen=True)
class All:
    """Every part holds; without parts it always holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any:
    """At least one part holds; without parts it never holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold; in products, pushed down to the tests before anything is unknown."""

    part: Condition


Condition = Test | All | Any | Not

ALWAYS = All(())


def tests(condition: Condition) -> tuple[Test, ...]:
    """All tests of a condition, in the order written."""
    match condition:
        case Test():
            return (condition,)
        case Not(part):
            return tests(part)
        case All(parts) | Any(parts):
            return tuple(test for part in parts for test in tests(part))


def names(condition: Condition) -> frozenset[str]:
    """The names that a condition reads."""
    return frozenset(test.name for test in tests(condition))


def moves(condition: Condition) -> bool:
    """Whether the condition's truth can change with the date alone."""

    def relative(value: Literal | Interval) -> bool:
        if isinstance(value, Interval):
            return isinstance(value.low, Relative) or isinstance(value.high, Relative)
        return isinstance(value, Relative)

    return any(
        relative(value) for test in tests(condition) if not isinstance(test.check, Known) for value in test.check.values
    )

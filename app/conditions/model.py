"""What a condition is: a tree of tests on names.

Before `bind`, literals are the texts that the author wrote; after it they are typed values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from app.conditions.dates import Relative
from app.document import Text
from app.issues import Mark

Scalar = str | float | Relative
"""A typed value: a text, a number (also a rank or a day number), or a date that moves with today."""


@dataclass(frozen=True)
class Ref:
    """What was entered at a question, times `times` plus `plus`; with `until`, the time from today to that date,
    counted in days, weeks, months or years."""

    question: str
    times: float = 1.0
    plus: float = 0.0
    until: str = ""
    mark: Mark | None = field(default=None, compare=False)


Literal = Text | Scalar | Ref


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


class _Part:
    """What every part of a condition knows of itself."""

    @cached_property
    def refs(self) -> frozenset[str]:
        """The questions that the part refers to by `{answer: …}`."""
        return frozenset(ref.question for test in tests(self) for ref in _refs(test))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Test(_Part):
    """A check on one name."""

    name: str
    check: Check
    mark: Mark | None = None

    __test__ = False  # not a pytest class


@dataclass(frozen=True)
class All(_Part):
    """Every part holds; without parts it always holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any(_Part):
    """At least one part holds; without parts it never holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not(_Part):
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


def literals(test: Test) -> tuple[Literal, ...]:
    """Every value and end that a test names, in the order written."""
    found: list[Literal] = []
    for value in () if isinstance(test.check, Known) else test.check.values:
        ends = (value.low, value.high) if isinstance(value, Interval) else (value,)
        found.extend(end for end in ends if end is not None)
    return tuple(found)


def moves(condition: Condition) -> bool:
    """Whether the condition's truth can change with the date alone."""
    return any(isinstance(literal, Relative) for test in tests(condition) for literal in literals(test))


def _refs(test: Test) -> tuple[Ref, ...]:
    return tuple(literal for literal in literals(test) if isinstance(literal, Ref))

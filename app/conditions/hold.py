"""A condition held against one plain record: the simple truth that every faster way is tested with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import IntEnum

from app.conditions.dates import Relative
from app.conditions.model import All, Any, Check, Condition, Held, HeldAll, Interval, Known, Not, Scalar, Test

Values = Collection[str | float]
"""The values of a name in one record: none when not stated, several when it is many-valued."""


class Truth(IntEnum):
    """Kleene's three values: `UNKNOWN` passes where a policy keeps what is not stated, but is never reported as met."""

    MISSES = 0
    UNKNOWN = 1
    MEETS = 2


Policy = Callable[[str, Check, bool], Truth]
"""What a check (negated or not) on a name without a value amounts to."""


def empty(name: str, check: Check, negated: bool) -> Truth:
    """The policy for answers: what was not said holds nothing, so a positive check fails and its negation holds."""
    return Truth.MEETS if negated else Truth.MISSES


def hold(
    condition: Condition,
    record: Mapping[str, Values],
    today: date,
    unknown: Policy = empty,
    negated: bool = False,
) -> Truth:
    """Whether a typed condition holds for a record; `not` is pushed down to the tests first."""
    match condition:
        case Not(part):
            return hold(part, record, today, unknown, not negated)
        case All(parts) | Any(parts):
            truths = [hold(part, record, today, unknown, negated) for part in parts]
            if isinstance(condition, All) is negated:
                return max(truths, default=Truth.MISSES)
            return min(truths, default=Truth.MEETS)
        case Test(name, check):
            return hold_test(name, check, record.get(name, ()), today, unknown, negated)


def hold_test(name: str, check: Check, values: Values, today: date, unknown: Policy, negated: bool) -> Truth:
    """Whether one check holds for the values of a name."""
    if isinstance(check, Known):
        return _truth(bool(values) is not negated)
    if not values:
        return unknown(name, check, negated)
    return _truth(passes(check, values, today) is not negated)


def passes(check: Held | HeldAll, values: Values, today: date) -> bool:
    """Whether values that are stated pass a check."""
    if isinstance(check, HeldAll):
        return all(_day(wanted, today) in values for wanted in check.values)
    return any(_within(value, allowed, today) for allowed in check.values for value in values)


def _within(value: str | float, allowed: object, today: date) -> bool:
    if not isinstance(allowed, Interval):
        return bool(value == _day(allowed, today))
    low, high = _day(allowed.low, today), _day(allowed.high, today)
    if isinstance(value, str) is not isinstance(high if low is None else low, str):
        return False  # a name whose kind is free holds texts beside numbers
    above = low is None or (value > low if allowed.low_open else value >= low)  # type: ignore[operator]
    below = high is None or (value < high if allowed.high_open else value <= high)  # type: ignore[operator]
    return above and below


def _day(value: object, today: date) -> object:
    return value.on(today) if isinstance(value, Relative) else value


def _truth(holds: bool) -> Truth:
    return Truth.MEETS if holds else Truth.MISSES


__all__ = ["Policy", "Scalar", "Truth", "Values", "empty", "hold", "hold_test", "passes"]

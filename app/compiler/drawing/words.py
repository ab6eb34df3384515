"""Conditions in a few words, for labels."""

from __future__ import annotations

from app.conditions import All, Any, Condition, Held, Interval, Known, Not, Test
from app.conditions.dates import Relative, write_date
from app.conditions.model import HeldAll, Literal, Ref


def in_words(condition: Condition, days: frozenset[str] = frozenset()) -> str:
    """The condition as a person would jot it down; `days` are the names whose values are dates."""
    match condition:
        case Test():
            return _test(condition, days, negated=False)
        case Not(Test() as test):
            return _test(test, days, negated=True)
        case Not(part):
            return f"not ({in_words(part, days)})"
        case All(parts):
            return " and ".join(_part(part, days) for part in parts) or "always"
        case Any(parts):
            return " or ".join(_part(part, days) for part in parts) or "never"


def _part(condition: Condition, days: frozenset[str]) -> str:
    said = in_words(condition, days)
    return f"({said})" if isinstance(condition, All | Any) and len(condition.parts) > 1 else said


def _test(test: Test, days: frozenset[str], negated: bool) -> str:
    day = test.name in days
    match test.check:
        case Known():
            return f"{test.name} not answered" if negated else f"{test.name} answered"
        case HeldAll(values):
            said = " and ".join(_value(value, day) for value in values)
            return f"{test.name} {'is not' if negated else 'is'} {said}"
        case Held((Interval() as interval,)):
            said = _interval(interval, day)
            return f"{test.name} not {said}" if negated else f"{test.name} {said}"
        case Held(values):
            parts = [_interval(one, day) if isinstance(one, Interval) else _value(one, day) for one in values]
            return f"{test.name} {'is not' if negated else 'is'} {' or '.join(parts)}"


def _interval(interval: Interval, day: bool) -> str:
    low = "" if interval.low is None else f"{'>' if interval.low_open else '≥'} {_value(interval.low, day)}"
    high = "" if interval.high is None else f"{'<' if interval.high_open else '≤'} {_value(interval.high, day)}"
    return " and ".join(end for end in (low, high) if end)


def _value(value: Literal, day: bool) -> str:
    match value:
        case float() | int():
            return write_date(value) if day else f"{value:g}"
        case Relative(amount, unit):
            return f"today {amount:+d} {unit}s" if amount else "today"
        case Ref(question):
            return f"the answer to {question}"
        case str():
            return value
    return value.value

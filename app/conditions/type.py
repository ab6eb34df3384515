"""Typing a condition by the names that it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.conditions.kinds import Name
from app.conditions.model import (
    All,
    Any,
    Check,
    Condition,
    Held,
    HeldAll,
    Interval,
    Known,
    Literal,
    Not,
    Scalar,
    Test,
)
from app.document import Text
from app.issues import Collector

NEVER = Any(())


def bind(condition: Condition, names: Mapping[str, Name], what: str, code: str, issues: Collector) -> Condition:
    """The condition with every literal typed.

    `what` says in messages what a name is (an attribute, a question), `code` is the issue code of one that is
    not known. A test that cannot be typed is recorded and never holds.
    """
    match condition:
        case All(parts):
            return All(tuple(bind(part, names, what, code, issues) for part in parts))
        case Any(parts):
            return Any(tuple(bind(part, names, what, code, issues) for part in parts))
        case Not(part):
            return Not(bind(part, names, what, code, issues))
        case Test(name, check, mark):
            if name in names:
                typed = _check(check, name, names[name], issues)
                return NEVER if typed is None else replace(condition, check=typed)
            if mark:
                issues.unknown_word(code, mark, what, name, names)
            return NEVER


def _check(check: Check, name: str, kind: Name, issues: Collector) -> Check | None:
    match check:
        case Known():
            return check
        case Held(values):
            held = [
                _interval(value, name, kind, issues)
                if isinstance(value, Interval)
                else _literal(value, name, kind, issues)
                for value in values
            ]
            return None if None in held else Held(tuple(value for value in held if value is not None))
        case HeldAll(values):
            wanted = [_literal(value, name, kind, issues) for value in values]
            return None if None in wanted else HeldAll(tuple(value for value in wanted if value is not None))


def _interval(interval: Interval, name: str, kind: Name, issues: Collector) -> Interval | None:
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if not kind.kind.has_order:
        first = next((end for end in ends if isinstance(end, Text)), None)
        if first:
            issues.add(
                "wrong-test",
                first.mark,
                f"`{name}` is of kind {kind.kind}, which has no order",
                "min, max, above and below fit number, date and ordered; list the values instead",
            )
        return None
    typed = [None if end is None else _literal(end, name, kind, issues) for end in (interval.low, interval.high)]
    if sum(end is not None for end in typed) < len(ends):
        return None
    return replace(interval, low=typed[0], high=typed[1])


def _literal(literal: Literal, name: str, kind: Name, issues: Collector) -> Scalar | None:
    if not isinstance(literal, Text):
        return literal
    value = kind.literal(literal.value)
    if value is None and kind.order:
        issues.unknown_word(
            "wrong-test", literal.mark, f"`{name}` is ordered, and the value", literal.value, kind.order
        )
    elif value is None:
        issues.add(
            "wrong-test",
            literal.mark,
            f"`{literal.value}` does not fit `{name}`, which is of kind {kind.kind}",
            kind.wanted,
        )
    elif kind.allowed is not None and value not in kind.allowed:
        issues.unknown_word(
            "unknown-choice",
            literal.mark,
            f"`{name}` offers choices, and the choice",
            literal.value,
            sorted(kind.allowed),
        )
    return value

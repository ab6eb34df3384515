"""Typing a condition by the names that it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.conditions.kinds import Name, misfit
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
    Ref,
    Scalar,
    Test,
)
from app.conditions.refer import bind_ref
from app.document import Text
from app.issues import Collector, Mark

NEVER = Any(())


@dataclass(frozen=True)
class Scope:
    """The names that a condition may use.

    `what` says in messages what a name is (an attribute, a question), `code` is the issue code of one that is not
    known. `questions` are those that `{answer: …}` may refer to.
    """

    names: Mapping[str, Name]
    what: str
    code: str
    questions: Mapping[str, Name] = field(default_factory=dict)

    def unknown(self, name: str, mark: Mark, issues: Collector) -> None:
        """Record a name that is not one of these."""
        issues.unknown_word(self.code, mark, self.what, name, self.names)


def bind(condition: Condition, scope: Scope, issues: Collector) -> Condition:
    """The condition with every literal typed. A test that cannot be typed is recorded and never holds."""
    match condition:
        case All(parts):
            return All(tuple(bind(part, scope, issues) for part in parts))
        case Any(parts):
            return Any(tuple(bind(part, scope, issues) for part in parts))
        case Not(part):
            return Not(bind(part, scope, issues))
        case Test(name, check, mark):
            if name in scope.names:
                typed = _Typer(name, scope.names[name], scope.questions, issues).check(check)
                return NEVER if typed is None else replace(condition, check=typed)
            if mark:
                scope.unknown(name, mark, issues)
            return NEVER


@dataclass(frozen=True)
class _Typer:
    """Types the values of one name."""

    name: str
    kind: Name
    questions: Mapping[str, Name]
    issues: Collector

    def check(self, check: Check) -> Check | None:
        match check:
            case Known():
                return check
            case Held(values):
                held = [self.interval(value) if isinstance(value, Interval) else self.value(value) for value in values]
                return None if None in held else Held(tuple(value for value in held if value is not None))
            case HeldAll(values):
                wanted = [self.value(value) for value in values]
                return None if None in wanted else HeldAll(tuple(value for value in wanted if value is not None))

    def interval(self, interval: Interval) -> Interval | None:
        ends = [end for end in (interval.low, interval.high) if end is not None]
        if not self.kind.kind.has_order:
            first = next((end for end in ends if isinstance(end, Text | Ref)), None)
            if first and first.mark:
                self.issues.add(
                    "wrong-test",
                    first.mark,
                    f"`{self.name}` is of kind {self.kind.kind}, which has no order",
                    "min, max, above and below fit number, date and ordered; list the values instead",
                )
            return None
        typed = [None if end is None else self.value(end) for end in (interval.low, interval.high)]
        if sum(end is not None for end in typed) < len(ends):
            return None
        return replace(interval, low=typed[0], high=typed[1])

    def value(self, literal: Literal) -> Scalar | Ref | None:
        if isinstance(literal, Ref):
            return bind_ref(literal, self.name, self.kind, self.questions, self.issues)
        return literal if not isinstance(literal, Text) else type_literal(literal, self.name, self.kind, self.issues)


def type_literal(literal: Text, name: str, kind: Name, issues: Collector) -> Scalar | None:
    """The typed value of a text, or None with an issue."""
    value = kind.literal(literal.value)
    if value is None and kind.order:
        issues.unknown_word(
            "wrong-test", literal.mark, f"`{name}` is ordered, and the value", literal.value, kind.order
        )
    elif value is None:
        issues.add("wrong-test", literal.mark, *misfit(literal.value, name, kind))
    elif kind.allowed is not None and value not in kind.allowed:
        issues.unknown_word(
            "unknown-choice",
            literal.mark,
            f"`{name}` offers choices, and the choice",
            literal.value,
            sorted(kind.allowed),
        )
    return value

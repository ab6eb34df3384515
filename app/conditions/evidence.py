"""Why a condition holds or not for one record: the tests that decided, found while it is evaluated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.conditions.hold import Truth
from app.conditions.model import All, Any, Condition, Not, Test


@dataclass(frozen=True)
class Evidence:
    """The truth of a condition, and the names whose tests made it so, in the order written."""

    truth: Truth
    names: tuple[str, ...]


Judge = Callable[[Test, bool], Truth]
"""The truth of one test, negated or not, for the record in question."""


def weigh(condition: Condition, judge: Judge, negated: bool = False) -> Evidence:
    """The evidence of a condition.

    Of parts that must all hold, those as bad as the worst decide, and all of them if they are met. Of alternatives,
    the first as good as the best decides, and all of them if they are missed.
    """
    match condition:
        case Test():
            return Evidence(judge(condition, negated), (condition.name,))
        case Not(part):
            return weigh(part, judge, not negated)
        case All(parts) | Any(parts):
            found = [weigh(part, judge, negated) for part in parts]
            conjunction = isinstance(condition, All) is not negated
            if not found:
                return Evidence(Truth.MEETS if conjunction else Truth.MISSES, ())
            truths = [evidence.truth for evidence in found]
            truth = min(truths) if conjunction else max(truths)
            deciding = [evidence for evidence in found if evidence.truth is truth]
            if not conjunction and truth is not Truth.MISSES:
                deciding = deciding[:1]
            return Evidence(truth, tuple(dict.fromkeys(name for evidence in deciding for name in evidence.names)))

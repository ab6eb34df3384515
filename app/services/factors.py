"""What a goal multiplies the weights of a ranking by, as it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.questionnaire import Goal
from app.ranking.goal import FARTHEST, NAMES


def switch_of(questionnaire: str) -> str:
    """The name under which the factors of a questionnaire are kept."""
    return f"goal {questionnaire}"


def write_factors(goal: Goal, factors: Mapping[str, float]) -> str:
    """The factors, with the goal that they were fitted to."""
    return json.dumps({"goal": goal.written, "factors": dict(factors)}, sort_keys=True)


def read_factors(text: str, goal: Goal) -> dict[str, float]:
    """The factors that are kept for a goal, within their bounds; none of another goal, or where none are kept."""
    try:
        kept = json.loads(text)
        if kept.get("goal") != goal.written:
            return {}
        factors = {name: float(kept["factors"][name]) for name in NAMES if name in kept["factors"]}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {name: factor for name, factor in factors.items() if 1 / FARTHEST <= factor <= FARTHEST}

"""When rules, and merchandising, act on a path."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date

from app.conditions.model import names
from app.questionnaire.rule import Merchandise, Rule
from app.questionnaire.walk import Path, holds

Ahead = Mapping[str, Set[str]]
"""For each question, and the hub, itself and every question that can still come after it."""


def decided(rule: Rule, path: Path, ahead: Ahead) -> bool:
    """Whether nothing that is still to come can change the rule's `when`: each question that it reads was answered,
    skipped or passed over, or cannot come any more."""
    if rule.when is None or path.at not in ahead:
        return True
    open_ = ahead[path.at] - path.answers.keys()
    return not open_ & (names(rule.when) | rule.when.refs | rule.behind)


def holds_rule(rule: Rule, path: Path, today: date) -> bool:
    """Whether a decided rule's `when` holds."""
    return holds(rule.when, path.said, today)


def begun(deed: Merchandise, today: date) -> bool:
    """Whether the first day of merchandising has come."""
    return deed.since is None or deed.since <= today.toordinal()


def ended(deed: Merchandise, today: date) -> bool:
    """Whether the last day of merchandising has passed."""
    return deed.until is not None and deed.until < today.toordinal()


def in_force(deed: Merchandise, path: Path, today: date) -> bool:
    """Whether merchandising acts today, for what was said so far."""
    return begun(deed, today) and not ended(deed, today) and holds(deed.when, path.said, today)

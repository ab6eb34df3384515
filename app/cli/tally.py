"""How many issues there are, and in which order they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from app.issues import Issue, Severity

ACKNOWLEDGED = "acknowledged"
"""What is counted apart from the severities."""

Tally = Counter[str]
"""How many issues there are of each severity, and how many are acknowledged."""


def by_place(issues: Iterable[Issue]) -> list[Issue]:
    """Issues in the order of their places; what is said twice of one place, as by an anchor, stands once."""
    return sorted(dict.fromkeys(issues), key=lambda issue: issue.mark)


def count(issues: Iterable[Issue]) -> Tally:
    """How many there are of each severity that nobody has acknowledged, and how many that somebody has."""
    return Counter(str(issue.severity) if issue.allowed is None else ACKNOWLEDGED for issue in issues)


def totals(tally: Tally) -> str:
    """`2 errors, 1 warning`, or that nothing was found."""
    parts = [f"{tally[severity]} {severity}{'s' * (tally[severity] != 1)}" for severity in Severity if tally[severity]]
    if tally[ACKNOWLEDGED]:
        parts.append(f"{tally[ACKNOWLEDGED]} {ACKNOWLEDGED}")
    return ", ".join(parts) or "no issues"

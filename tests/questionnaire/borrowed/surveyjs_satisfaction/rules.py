"""The source's own rule: a page is seen if its `visibleIf` holds; pages and elements of free text are left out."""

from __future__ import annotations

from typing import Any

SCORES = ["5", "4", "3", "2", "1"]
THANKS = {"apology": "12", "thanks": "12345", "voucher": "45"}
"""The invented outcomes, each with the scores that it is for."""


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    for question in ("welcome", "satisfaction_score"):
        if question not in answers:
            return question
    return "nps_score" if int(answers["satisfaction_score"]) >= 4 and "nps_score" not in answers else None


def offered(question: str, answers: dict[str, Any]) -> list[Any]:
    """The choices of a question, in order; of a rating, its ends and one between."""
    return [0, 7, 10] if question == "nps_score" else SCORES


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The outcomes for the score."""
    return [outcome for outcome, scores in THANKS.items() if answers["satisfaction_score"] in scores]

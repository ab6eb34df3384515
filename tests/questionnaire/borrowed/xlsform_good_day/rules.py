"""The source's own rule: one question."""

from __future__ import annotations

from typing import Any

REPLIES = {"yes": "glad", "no": "sorry"}


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    return None if "good_day" in answers else "good_day"


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return list(REPLIES)


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The invented reply; both if nothing was said."""
    return [REPLIES[answers["good_day"]]] if answers["good_day"] else list(REPLIES.values())

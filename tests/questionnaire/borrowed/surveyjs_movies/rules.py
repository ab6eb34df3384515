"""The source's own rule: one picture can be picked only if an earlier question was answered with 3."""

from __future__ import annotations

from typing import Any

MOVIES = [f"movie_{number}" for number in range(1, 11)]
ENABLED_BY_3 = "movie_3"


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    return next((question for question in ("trailer_follow_up", "best_picture") if question not in answers), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    if question == "trailer_follow_up":
        return ["yes", "no"]
    return [movie for movie in MOVIES if movie != ENABLED_BY_3 or answers["trailer_follow_up"] == "yes"]


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The films picked; all of them if none was."""
    return answers["best_picture"] or MOVIES

"""The source's own rule: add up the points by type, and show the first bike of each of the three highest types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHOWN = 3
TYPES = ["road", "mountain", "hybrid", "electric", "gravel", "cruiser"]
"""As the source's code initialises its scores; its sort keeps this order among equals."""

_quiz: dict[str, dict[str, dict[str, int]]] = {}


def read(source: Path) -> None:
    """Take the questions with their options and points from the source's file."""
    for question in json.loads(source.read_text("utf-8"))["quizData"]:
        _quiz[f"q{question['id']}"] = {option["id"]: option["weight"] for option in question["options"]}


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    return next((id for id in _quiz if id not in answers), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return list(_quiz[question])


def ranking(answers: dict[str, Any]) -> list[str]:
    """The bikes that are shown, best first."""
    scores = dict.fromkeys(TYPES, 0)
    for question, option in answers.items():
        for type, points in _quiz[question][option].items():
            scores[type] += points
    best = sorted(TYPES, key=lambda type: -scores[type])[:SHOWN]
    return [f"{TYPES.index(type)}-{type}" for type in best]

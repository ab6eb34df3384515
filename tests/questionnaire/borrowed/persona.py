"""Quizzes that add points to traits and show the persona of the highest: their conversion, and their own rules.

No licence is stated for the two that are tried, so nothing of them stands here. Their code is not in their files either: the
persona that stands first in the file is taken among equals.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.questionnaire.borrowed.texts import feed, mapping


def convert(source: Path) -> dict[str, str]:
    """The texts of the tree's files by name; a persona is a product."""
    quiz = json.loads(source.read_text("utf-8"))
    questions = {}
    for question in quiz["questions"]:
        choices = {}
        for option in question["options"]:
            scores = {"prefer": {"trait": {"points": option["scores"]}}} if option["scores"] else {}
            choices[option["id"]] = {"label": option["text"], **scores}
        questions[question["id"]] = {
            "ask": question["text"],
            "type": "single",
            "skippable": False,
            "choices": choices,
        }
    rows = [
        {"id": f"{place}-{result['id']}", "title": result["text"], "trait": result["primaryTrait"]}
        for place, result in enumerate(quiz["results"])
    ]
    questionnaire = {"questionnaire": "persona", "catalog": "persona", "title": quiz["title"], "questions": questions}
    return {
        "questionnaire.yaml": json.dumps(questionnaire, ensure_ascii=False),
        "catalog.mapping.yaml": mapping("persona", {"trait": {"kind": "category"}}),
        "feed.csv": feed(rows),
    }


class Rules:
    """The source's own rules; `read` comes first."""

    def read(self, source: Path) -> None:
        """Take the questions and the personas from the source's file."""
        quiz = json.loads(source.read_text("utf-8"))
        self.options = {
            question["id"]: {option["id"]: option["scores"] for option in question["options"]}
            for question in quiz["questions"]
        }
        self.results = {
            f"{place}-{result['id']}": result["primaryTrait"] for place, result in enumerate(quiz["results"])
        }

    def ask(self, answers: dict[str, Any]) -> str | None:
        """The next question, or None when there is nothing more to ask."""
        return next((id for id in self.options if id not in answers), None)

    def offered(self, question: str, answers: dict[str, Any]) -> list[str]:
        """The choices of a question, in order."""
        return list(self.options[question])

    def ranking(self, answers: dict[str, Any]) -> list[str]:
        """All personas, the one with the most points first."""
        scores = dict.fromkeys(self.results.values(), 0)
        for question, option in answers.items():
            for trait, points in self.options[question][option].items():
                scores[trait] += points
        return sorted(self.results, key=lambda persona: -scores[self.results[persona]])

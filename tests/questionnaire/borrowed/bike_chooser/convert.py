"""A quiz whose options add points to types of bike. No licence is stated, so nothing of it stands here."""

from __future__ import annotations

import json
from pathlib import Path

from tests.questionnaire.borrowed.texts import feed, mapping

SOURCE = "bike_chooser_weighted.json"

TYPES = ("road", "mountain", "hybrid", "electric", "gravel", "cruiser")
"""In the order in which the source's code counts them, and shows equals."""


def convert(source: Path) -> dict[str, str]:
    """The texts of the tree's files by name. A product is the bike that the source shows for a type: its first."""
    found = json.loads(source.read_text("utf-8"))
    questions = {}
    for question in found["quizData"]:
        choices = {
            option["id"]: {"label": option["text"], "prefer": {"type": {"points": option["weight"]}}}
            for option in question["options"]
        }
        questions[f"q{question['id']}"] = {
            "ask": question["question"],
            "type": "single",
            "skippable": False,
            "choices": choices,
        }
    rows = [
        {"id": f"{place}-{type}", "title": found["bikeDatabase"][type][0]["name"], "type": type}
        for place, type in enumerate(TYPES)
    ]
    questionnaire = {"questionnaire": "bikes", "catalog": "bikes", "title": "Bikes", "questions": questions}
    return {
        "questionnaire.yaml": json.dumps(questionnaire, ensure_ascii=False),
        "catalog.mapping.yaml": mapping("bikes", {"type": {"kind": "category"}}),
        "feed.csv": feed(rows),
    }

"""A quiz that weighs licences by what they grant. No licence is stated for it, so nothing of it stands here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.questionnaire.borrowed.texts import feed, mapping

SOURCE = "license_wtf_questions.json"
LICENCES = "license_wtf_licenses.json"

SHARE: dict[tuple[str, str], float] = {
    ("maybe", "true"): 0.7,
    ("maybe", "required"): 0.7,
    ("optional", "true"): 0.7,
    ("optional", "required"): 0.7,
    ("required", "optional"): 0.7,
    ("not_needed", "false"): 0.8,
    ("false", "not_needed"): 1,
    ("true", "required"): 1,
}
"""Which part of a question's weight its answer is worth for a licence's value; the same value: all of it."""


def convert(source: Path) -> dict[str, str]:
    """The texts of the tree's files by name; a licence is a product."""
    licences = json.loads(source.with_name(LICENCES).read_text("utf-8"))
    grants = [{name: _written(value) for name, value in one["characteristics"].items()} for one in licences]
    questions = {}
    for question in json.loads(source.read_text("utf-8")):
        choices = {}
        for option in question["options"]:
            wishes = _wishes(question, option["value"], grants)
            choices[option["value"]] = {"label": option["text"], **({"prefer": wishes} if wishes else {})}
        questions[question["id"]] = {
            "ask": question["text"],
            "help": question["description"],
            "type": "single",
            "skippable": False,
            "choices": choices,
        }
    rows = [
        {"id": f"{place:02}-{licence['name']}", "title": licence["name"], **granted}
        for place, (licence, granted) in enumerate(zip(licences, grants, strict=True))
    ]
    questionnaire = {"questionnaire": "licences", "catalog": "licences", "title": "Licences", "questions": questions}
    return {
        "questionnaire.yaml": json.dumps(questionnaire, ensure_ascii=False),
        "catalog.mapping.yaml": mapping("licences", {name: {"kind": "category"} for name in grants[0]}),
        "feed.csv": feed(rows),
    }


def _wishes(question: dict[str, Any], answer: str, grants: list[dict[str, str]]) -> dict[str, Any]:
    """The points that an answer is worth. Only the first of a question's characteristics that fits a licence counts,
    which is the same as adding up as long as no more than one can fit at all."""
    params = [question["param"]] if isinstance(question["param"], str) else question["param"]
    wishes = {}
    for param in params:
        shares = {value: 1.0 if value == answer else SHARE.get((answer, value)) for value in _values(param, grants)}
        points = {value: question["weight"] * share for value, share in shares.items() if share}
        if points:
            wishes[param] = {"points": points}
    assert len(wishes) < 2, question
    return wishes


def _values(param: str, grants: list[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(granted[param] for granted in grants))


def _written(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else value

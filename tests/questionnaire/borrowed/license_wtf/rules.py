"""The source's own rule, as its code has it: each question adds its weight, or a part of it, to the licences that fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHOWN = 3

_questions: dict[str, Any] = {}
_licences: dict[str, Any] = {}


def read(source: Path) -> None:
    """Take the questions and the licences from the source's files."""
    for question in json.loads(source.read_text("utf-8")):
        _questions[question["id"]] = question
    found = json.loads(source.with_name("license_wtf_licenses.json").read_text("utf-8"))
    for place, licence in enumerate(found):
        _licences[f"{place:02}-{licence['name']}"] = licence["characteristics"]


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    return next((id for id in _questions if id not in answers), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return [option["value"] for option in _questions[question]["options"]]


def ranking(answers: dict[str, Any]) -> list[str]:
    """The licences that are shown, best first; equals keep the order of the file, since the source's tie-breaks read
    characteristics that no licence has."""
    whole = sum(question["weight"] for question in _questions.values())
    scores = {id: _score(licence, answers) / whole * 100 for id, licence in _licences.items()}
    return sorted(_licences, key=lambda id: -scores[id])[:SHOWN]


def _score(licence: dict[str, Any], answers: dict[str, Any]) -> float:
    score = 0.0
    for id, question in _questions.items():
        answer = {"true": True, "false": False}.get(answers[id], answers[id])
        for param in question["param"] if isinstance(question["param"], list) else [question["param"]]:
            share = _share(answer, licence[param])
            if share:
                score += question["weight"] * share
                break
    return score


def _share(answer: bool | str, value: bool | str) -> float:
    """Which part of the weight counts; the tests stand in the order of the source."""
    if value is answer or (isinstance(value, str) and value == answer):
        return 1
    if answer in ("maybe", "optional") and (value is True or value == "required"):
        return 0.7
    if answer == "not_needed" and (value is False or value == "not_needed"):
        return 0.8
    if answer == "required" and value == "optional":
        return 0.7
    if answer is False and (value is False or value == "not_needed"):
        return 1
    if answer is True and (value is True or value == "required"):
        return 1
    return 0

"""The source's own rules: `relevant` says whether a question is asked; two calculations say what was chosen in the end."""

from __future__ import annotations

from typing import Any

LISTS = {
    "zone": ["zone_1", "zone_2"],
    "state_in_zone_1": ["state_1", "state_2"],
    "state_in_zone_2": ["state_3", "state_4"],
    "lga_in_state_1": ["lga_1", "lga_2"],
    "lga_in_state_2": ["lga_3", "lga_4"],
    "lga_in_state_3": ["lga_5", "lga_6"],
    "lga_in_state_4": ["lga_1", "lga_2"],
}
NEVER = "ERROR"
"""What the calculations come to when nothing relevant was chosen."""


def _value(answers: dict[str, Any], question: str) -> str:
    return answers.get(question) or ""


def _state(answers: dict[str, Any]) -> str:
    """The source's calculation of `mylga_state`."""
    if _value(answers, "zone") == "zone_1":
        return _value(answers, "state_in_zone_1")
    return _value(answers, "state_in_zone_2") if _value(answers, "zone") == "zone_2" else NEVER


def _lga(answers: dict[str, Any]) -> str:
    """The source's calculation of `mylga`."""
    for state in ("state_1", "state_2", "state_3", "state_4"):
        if _state(answers) == state:
            return _value(answers, f"lga_in_{state}")
    return NEVER


def _is_relevant(question: str, answers: dict[str, Any]) -> bool:
    kind, _, parent = question.partition("_in_")
    if not parent:
        return True
    return (_value(answers, "zone") if kind == "state" else _state(answers)) == parent


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    return next((id for id in LISTS if id not in answers and _is_relevant(id, answers)), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return LISTS[question]


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The areas that agree with what was chosen, as far as something was."""
    zone, state, lga = _value(answers, "zone"), _state(answers), _lga(answers)
    areas = [
        (parent, child, area)
        for parent in LISTS["zone"]
        for child in LISTS[f"state_in_{parent}"]
        for area in LISTS[f"lga_in_{child}"]
    ]
    return [
        f"{child}-{area}"
        for parent, child, area in areas
        if zone in ("", parent) and state in ("", NEVER, child) and lga in ("", NEVER, area)
    ]

"""The source's own rules: `bind:relevant` says whether a question is asked, `bind:constraint` what may be entered."""

from __future__ import annotations

from typing import Any

YES_NO = ["yes", "no"]
LISTS = {
    "relationship_to_household_head": ["head", "wife_or_husband", "son_or_daughter"],
    "sex": ["male", "female"],
}
AGES = {"age_in_months": [0, 59, 72], "age_in_years": [5, 14, 15, 30, 49, 50, 90]}
QUESTIONS = [
    *LISTS,
    "resident",
    "stayed_last_night",
    "older_than_five",
    "age_in_months",
    "age_in_years",
    "literate",
    "pregnant",
]


def _is_relevant(question: str, answers: dict[str, Any]) -> bool:
    if question == "age_in_months":
        return answers.get("older_than_five") == "no"
    if question == "age_in_years":
        return answers.get("older_than_five") == "yes"
    if question in ("literate", "pregnant"):
        years = answers.get("age_in_years")
        return answers.get("sex") == "female" and years is not None and years >= 15 and years <= 49
    return True


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    return next((id for id in QUESTIONS if id not in answers and _is_relevant(id, answers)), None)


def offered(question: str, answers: dict[str, Any]) -> list[Any]:
    """The choices of a question, in order; of ages, the edges of what may be entered and of what is asked after."""
    return AGES.get(question) or LISTS.get(question, YES_NO)


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The form has no outcome of its own: what is compared is the flow."""
    return ["member"]

"""The source's own rules: a list of questions, and for each action a tree of criteria over the values that were picked."""

from __future__ import annotations

from typing import Any

Criteria = str | tuple[str, list[Any]]

QUESTIONS = {
    "registered-location": ["england", "scotland", "wales", "northern-ireland"],
    "employee-number": ["0-249", "250-plus"],
    "self-employed": ["yes", "no"],
    "turnover": ["45m-plus", "85k-45m", "0-85k"],
    "business-rates": ["yes", "no"],
    "property-rateable-value": ["51k-plus", "15k-51k", "0-15k"],
    "self-assessment-due": ["yes", "no"],
    "business-sector": ["retail", "hospitality", "leisure", "nurseries", "none"],
}
ENGLAND = "registered-location: england"
SMALL = "employee-number: 0-249"
EMPLOYED = "self-employed: no"
RATES = "business-rates: yes"
DUE = "self-assessment-due: yes"
FUN = ("any", ["business-sector: retail", "business-sector: hospitality", "business-sector: leisure"])
MODEST = ("any", ["turnover: 85k-45m", "turnover: 0-85k"])
CHEAP = ("any", ["property-rateable-value: 15k-51k", "property-rateable-value: 0-15k"])

ACTIONS: dict[str, Criteria] = {
    "F001": ("all", [EMPLOYED]),
    "F002": ("any", ["turnover: 45m-plus", "turnover: 85k-45m"]),
    "F003": ("all", [DUE]),
    "F004": ("all", [SMALL, EMPLOYED, DUE]),
    "F005": ("all", [SMALL, "self-employed: yes"]),
    "F006": ("all", [ENGLAND, RATES, FUN]),
    "F007": ("all", [ENGLAND, RATES, CHEAP, FUN]),
    "F008": ("all", [ENGLAND, RATES, "business-sector: nurseries"]),
    "F009": ("all", [ENGLAND, SMALL, "property-rateable-value: 0-15k"]),
    "F010": ("all", [EMPLOYED, MODEST]),
    "F011": ("all", [EMPLOYED]),
    "F012": ("all", [EMPLOYED, MODEST]),
}


def ask(answers: dict[str, Any]) -> str | None:
    """The first question that is not answered."""
    return next((question for question in QUESTIONS if question not in answers), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return QUESTIONS[question]


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The actions whose criteria hold."""
    picked = {
        f"{question}: {value}"
        for question, said in answers.items()
        for value in (said if isinstance(said, list) else [said])
    }
    return [action for action, criteria in ACTIONS.items() if _holds(criteria, picked)]


def _holds(criteria: Criteria, picked: set[str]) -> bool:
    if isinstance(criteria, str):
        return criteria in picked
    word, parts = criteria
    return (any if word == "any" else all)(_holds(part, picked) for part in parts)

"""The source's own rule: a row of a list is offered if its `cf` is what was chosen in the question before."""

from __future__ import annotations

from typing import Any

STATES = ["texas", "washington"]
COUNTIES = [
    ("king", "washington"),
    ("pierce", "washington"),
    ("king", "texas"),
    ("cameron", "texas"),
]
CITIES = [
    ("dumont", "king"),
    ("finney", "king"),
    ("brownsville", "cameron"),
    ("harlingen", "cameron"),
    ("seattle", "king"),
    ("redmond", "king"),
    ("tacoma", "pierce"),
    ("puyallup", "pierce"),
]


def ask(answers: dict[str, Any]) -> str | None:
    """The next question that has something to offer, or None when there is nothing more to ask."""
    return next((id for id in ("state", "county", "city") if id not in answers and offered(id, answers)), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    if question == "state":
        return STATES
    rows, chosen = (COUNTIES, answers.get("state")) if question == "county" else (CITIES, answers.get("county"))
    return [name for name, cf in rows if cf == chosen]


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The cities that agree with what was chosen, as far as something was."""
    if answers.get("city"):
        return [answers["city"]]
    counties = {county for county, state in COUNTIES if answers.get("state") in (None, state)}
    return [city for city, county in CITIES if county in counties and answers.get("county") in (None, county)]

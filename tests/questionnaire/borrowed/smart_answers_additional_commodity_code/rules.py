"""The source's own rules: each question leads on by the answer as a number, and at the end four answers name a cell."""

from __future__ import annotations

from typing import Any

OPTIONS = {
    "how_much_starch_glucose": "0 5 25 50 75",
    "how_much_sucrose_1": "0 5 30 50 70",
    "how_much_sucrose_2": "0 5 30 50",
    "how_much_sucrose_3": "0 5 30",
    "how_much_sucrose_4": "0 5",
    "how_much_milk_fat": "0 1 3 6 9 12 18 26 40 55 70 85",
    "how_much_milk_protein_ab": "0 2 6 18 30 60",
    "how_much_milk_protein_c": "0 2 12",
    "how_much_milk_protein_d": "0 4 15",
    "how_much_milk_protein_ef": "0 6 18",
    "how_much_milk_protein_gh": "0 6",
}
CODE = "commodity_code_result"


def _next(question: str, response: int) -> str:
    """Where a response leads."""
    if question == "how_much_starch_glucose":
        if response == 25:
            return "how_much_sucrose_2"
        if response == 50:
            return "how_much_sucrose_3"
        if response == 75:
            return "how_much_sucrose_4"
        return "how_much_sucrose_1"
    if question.startswith("how_much_sucrose"):
        return "how_much_milk_fat"
    if question == "how_much_milk_fat":
        if response in (0, 1):
            return "how_much_milk_protein_ab"
        if response == 3:
            return "how_much_milk_protein_c"
        if response == 6:
            return "how_much_milk_protein_d"
        if response in (9, 12):
            return "how_much_milk_protein_ef"
        if response in (18, 26):
            return "how_much_milk_protein_gh"
    return CODE


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None at the code."""
    at = "how_much_starch_glucose"
    while at != CODE and at in answers:
        at = _next(at, int(answers[at]))
    return None if at == CODE else at


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return OPTIONS[question].split()


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The cell that the responses name."""
    return ["-".join(answers.values())]

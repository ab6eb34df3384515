"""The source's own rules: five questions one after the other, and a predicate for each result."""

from __future__ import annotations

from typing import Any

QUESTIONS = {
    "annual_turnover_over_90k": ["yes", "no", "not_sure"],
    "employ_someone": ["in_future", "yes", "no", "not_sure"],
    "activities": ["import_goods", "export_goods_or_services", "none"],
    "financial_support": ["yes", "no"],
    "business_premises": ["home", "rented", "owned", "none"],
}


def ask(answers: dict[str, Any]) -> str | None:
    """The first question that is not answered."""
    return next((question for question in QUESTIONS if question not in answers), None)


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return QUESTIONS[question]


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The results whose predicates hold."""
    turnover = answers["annual_turnover_over_90k"]
    found = {f"r{number}" for number in range(1, 16)}
    found |= {"yes": {"r16", "r28"}, "not_sure": {"r17"}, "no": {"r29"}}[turnover]
    if answers["employ_someone"] != "no":
        found |= {"r18", "r21"}
    if answers["financial_support"] == "yes":
        found |= {"r19", "r20"}
    if "home" in answers["business_premises"]:
        found.add("r22")
    if "rented" in answers["business_premises"]:
        found.add("r23")
    if {"rented", "owned", "none"} & set(answers["business_premises"]):
        found |= {"r24", "r25"}
    if "import_goods" in answers["activities"]:
        found.add("r26")
    if "export_goods_or_services" in answers["activities"]:
        found |= {"r27", "r30"}
    return sorted(found)

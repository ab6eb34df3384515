"""The source's own rules: a page of criteria per life event, and benefits that each ask for some of them.

A benefit is shown unless an answer rules it out. `criteria.txt` holds the benefits: id | life events | what they ask for.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.builders import TODAY

PAGES = {
    "death-of-a-loved-one": [
        ("", "applicant_date_of_birth applicant_relationship deceased_served_in_active_military"),
        (
            "",
            "deceased_paid_into_SS deceased_died_of_COVID deceased_death_location_is_US deceased_public_safety_officer deceased_date_of_death deceased_date_of_funeral",
        ),
        (
            "deceased_served_in_active_military",
            "deceased_service_status deceased_death_circumstance deceased_grave_headstone",
        ),
        (
            "",
            "applicant_marital_status applicant_care_for_child applicant_paid_funeral_expenses applicant_funeral_reimbursment applicant_citizen_status",
        ),
    ],
    "disability": [
        ("", "applicant_date_of_birth applicant_served_in_active_military applicant_lost_a_family_member"),
        (
            "",
            "applicant_disability applicant_ability_to_work applicant_child_spouse_SS applicant_paid_into_SS applicant_income applicant_marital_status applicant_citizen_status",
        ),
        ("applicant_served_in_active_military", "applicant_service_status applicant_service_disability"),
        (
            "applicant_lost_a_family_member",
            "applicant_relationship deceased_paid_into_SS deceased_served_in_active_military",
        ),
    ],
    "late-adulthood": [
        ("", "applicant_date_of_birth"),
        (
            "",
            "applicant_paid_into_SS applicant_income applicant_disability applicant_child_spouse_SS applicant_marital_status applicant_citizen_status",
        ),
    ],
    "loss-of-job-and-low-income": [
        ("", "applicant_date_of_birth"),
        (
            "",
            "applicant_paid_into_SS applicant_income applicant_disability applicant_ability_to_work applicant_child_spouse_SS applicant_care_for_child applicant_marital_status applicant_citizen_status",
        ),
    ],
    "military-service": [
        ("", "applicant_date_of_birth applicant_served_in_active_military applicant_lost_a_service_member"),
        ("", "applicant_disability applicant_marital_status"),
        (
            "applicant_served_in_active_military",
            "applicant_service_status applicant_minimum_service_requirement applicant_service_disability",
        ),
        (
            "applicant_lost_a_service_member",
            "deceased_service_status deceased_death_circumstance deceased_grave_headstone applicant_relationship",
        ),
    ],
    "national-emergency-and-disaster": [
        ("", "applicant_declared_disaster applicant_citizen_status"),
        ("", "deceased_died_of_COVID deceased_death_location_is_US applicant_paid_funeral_expenses"),
    ],
    "pregnancy-and-baby": [
        ("", "applicant_date_of_birth applicant_income applicant_citizen_status"),
    ],
    "retirement": [
        ("", "applicant_date_of_birth applicant_served_in_active_military"),
        (
            "",
            "applicant_paid_into_SS applicant_marital_status applicant_disability applicant_ability_to_work applicant_income applicant_child_spouse_SS applicant_care_for_child applicant_citizen_status",
        ),
        ("applicant_served_in_active_military", "applicant_service_status"),
    ],
    "school-and-education": [
        ("", "applicant_date_of_birth applicant_served_in_active_military applicant_lost_a_family_member"),
        (
            "",
            "applicant_high_school_diploma applicant_degree_cerificate_program applicant_citizen_status applicant_family_of_service_member",
        ),
        (
            "applicant_served_in_active_military",
            "applicant_service_status applicant_disability applicant_service_disability",
        ),
        (
            "applicant_lost_a_family_member",
            "applicant_relationship deceased_public_safety_officer deceased_served_in_active_military deceased_service_status",
        ),
    ],
}
"""Per life event, groups of criteria; a group is switched off by No to the question named before it."""

TICKED = ("deceased", "applicant")
"""Questions that gather the criteria that can only be ticked."""

ORDER = {
    "life_event": list(PAGES),
    "applicant_date_of_birth": [],
    "applicant_served_in_active_military": ["yes", "no"],
    "applicant_lost_a_family_member": ["yes", "no"],
    "applicant_lost_a_service_member": ["yes", "no"],
    "applicant_relationship": ["spouse", "child", "parent", "other-family", "representative"],
    "deceased_served_in_active_military": ["yes", "no"],
    "deceased": [
        "deceased_paid_into_SS",
        "deceased_died_of_COVID",
        "deceased_death_location_is_US",
        "deceased_public_safety_officer",
        "deceased_grave_headstone",
    ],
    "deceased_date_of_death": [],
    "deceased_date_of_funeral": [],
    "deceased_service_status": ["active", "discharged", "retired", "reserve"],
    "deceased_death_circumstance": ["active-duty", "training", "service-disability", "va-care", "va-compensation"],
    "applicant": [
        "applicant_paid_into_SS",
        "applicant_citizen_status",
        "applicant_disability",
        "applicant_ability_to_work",
        "applicant_income",
        "applicant_declared_disaster",
        "applicant_high_school_diploma",
        "applicant_degree_cerificate_program",
        "applicant_child_spouse_SS",
        "applicant_care_for_child",
        "applicant_paid_funeral_expenses",
        "applicant_funeral_reimbursment",
        "applicant_minimum_service_requirement",
        "applicant_service_disability",
    ],
    "applicant_marital_status": ["married", "not-married", "widowed", "divorced"],
    "applicant_service_status": ["active", "discharged", "retired", "reserve"],
    "applicant_family_of_service_member": ["missing", "captured", "disabled"],
}
EDGES = {
    "applicant_date_of_birth": [(years, days) for years in (5, 18, 50, 60, 62, 64, 65) for days in (-1, 0, 1)],
    "deceased_date_of_death": [(2, -1), (2, 0), (2, 1), (0, 0)],
    "deceased_date_of_funeral": [(2, -1), (2, 0), (2, 1), (0, 0)],
}
"""Dates to answer: so many years ago, and so many days later."""
DAYS = {
    "deceased_date_of_death": [date(1977, 12, 31), date(1978, 1, 1)],
    "deceased_date_of_funeral": [date(2020, 1, 20), date(2020, 1, 21)],
}


def ask(answers: dict[str, Any]) -> str | None:
    """The first question that the page has and that is not answered."""
    if "life_event" not in answers:
        return "life_event"
    shown = _shown(answers)
    for question, options in ORDER.items():
        if question not in answers and (shown & set(options) if question in TICKED else question in shown):
            return question
    return None


def _shown(answers: dict[str, Any]) -> set[str]:
    """The criteria on the page that no answer has switched off."""
    groups = PAGES[answers["life_event"]]
    return {key for gate, keys in groups if answers.get(gate) != "no" for key in keys.split()}


def offered(question: str, answers: dict[str, Any]) -> list[Any]:
    """The choices of a question, in order; for a date, days at the edges of the rules."""
    if question in EDGES:
        days = [date.fromordinal(_ago(years).toordinal() + later) for years, later in EDGES[question]]
        return [day for day in days if day <= TODAY] + DAYS.get(question, [])
    options = ORDER[question]
    return [option for option in options if option in _shown(answers)] if question in TICKED else options


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The benefits of the life event that no answer rules out."""
    found = []
    for line in Path(__file__).with_name("criteria.txt").read_text("utf-8").splitlines():
        benefit, events, criteria = line.split(" | ")
        if answers["life_event"] in events.split() and all(_allows(one, answers) for one in criteria.split("; ")):
            found.append(benefit)
    return found


def _allows(criterion: str, answers: dict[str, Any]) -> bool:
    """Whether the answer to a criterion, if there is one, is among those that the benefit accepts.

    What can be ticked has no other answer than yes.
    """
    key, *values = criterion.split()
    said = answers.get(key)
    if said is None:
        return True
    if isinstance(said, date):
        return all(_fits(value, said) for value in values)
    return said in values


def _fits(value: str, day: date) -> bool:
    """`>65years`: at least so long ago; `<18years`: less long ago; `<1978-01-01`: before; `>2020-01-20`: after."""
    if value.endswith("years"):
        edge = _ago(int(value[1:].removesuffix("years")))
        return day <= edge if value[0] == ">" else day > edge
    return day < date.fromisoformat(value[1:]) if value[0] == "<" else day > date.fromisoformat(value[1:])


def _ago(years: int) -> date:
    return TODAY.replace(year=TODAY.year - years)

"""The source's own rule: a list shows the entries that name the entry picked before, and is disabled until one is."""

from __future__ import annotations

from typing import Any

PROGRAMS = {
    "Science College": ["bsc_cs", "bsc_phy", "bsc_chem"],
    "Engineering College": ["btech_cse", "btech_mech", "btech_civil"],
    "Management College": ["bba", "mba", "pgdm"],
    "Medical College": ["mbbs", "bds", "bpharma"],
    "Fine Arts College": ["bfa_paint", "bfa_sculpt", "bfa_photo"],
}

COURSES = {
    "bsc_cs": ["ds", "os", "algorithms"],
    "bsc_phy": ["quantum_phy", "optics", "thermo"],
    "bsc_chem": ["organic_chem", "inorganic_chem", "physical_chem"],
    "btech_cse": ["oop", "networks", "ai"],
    "btech_mech": ["thermo_mech", "fluid_mech", "machine_design"],
    "btech_civil": ["structural", "surveying", "geotech"],
    "bba": ["marketing", "finance", "hr"],
    "mba": ["strategic", "leadership", "business_analysis"],
    "pgdm": ["economics", "operations", "digital_marketing"],
    "mbbs": ["anatomy", "physiology", "pathology"],
    "bds": ["oral_bio", "dental_materials", "periodontics"],
    "bpharma": ["pharmaceutics", "pharmacology", "pharma_chem"],
    "bfa_paint": ["color_theory", "portrait_painting", "art_history"],
    "bfa_sculpt": ["clay_modelling", "stone_carving", "metal_casting"],
    "bfa_photo": ["digital_photo", "lighting", "photo_editing"],
}


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    if "college" not in answers:
        return "college"
    if answers["college"] and "program" not in answers:
        return "program"
    if answers.get("program") and "course" not in answers:
        return "course"
    return None


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    if question == "college":
        return list(PROGRAMS)
    return PROGRAMS[answers["college"]] if question == "program" else COURSES[answers["program"]]


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The courses that are not ruled out."""
    if answers.get("course"):
        return [answers["course"]]
    if answers.get("program"):
        return COURSES[answers["program"]]
    programs = PROGRAMS[answers["college"]] if answers.get("college") else COURSES
    return [course for program in programs for course in COURSES[program]]

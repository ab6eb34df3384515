"""The source's own rules: from each answer to the next node, the first rule that holds, with what was said before."""

from __future__ import annotations

from typing import Any

YES_NO = ["yes", "no"]
VISITS = ["tourism", "work", "study", "transit", "family", "marriage", "school", "medical", "diplomatic"]
OPTIONS = {
    "what_passport_do_you_have": [
        *("ireland", "israel", "estonia", "latvia", "hong-kong", "macao", "taiwan", "venezuela"),
        *("stateless-or-refugee", "other"),
    ],
    "dual_british_or_irish_citizenship": ["yes", "no", "dont_know"],
    "israeli_document_type": ["full-passport", "provisional-passport"],
    "what_sort_of_passport": ["citizen", "alien"],
    "what_sort_of_travel_document": ["passport", "travel_document"],
    "country_lists": [
        *("non_visa_national", "eea", "british_overseas_territories", "electronic_travel_authorisation"),
        *("visa_national", "direct_airside_transit_visa", "none"),
    ],
    "purpose_of_visit": VISITS,
    "travelling_to_cta": ["channel_islands_or_isle_of_man", "republic_of_ireland", "somewhere_else"],
    "channel_islands_or_isle_of_man": [visit for visit in VISITS if visit != "transit"],
    "passing_through_uk_border_control": YES_NO,
    "staying_for_how_long": ["six_months_or_less", "longer_than_six_months"],
    "what_type_of_work": ["health", "digital", "academic", "arts", "sports", "religious", "business", "other"],
    "travelling_visiting_partner_family_member": YES_NO,
    "partner_family_british_citizen": YES_NO,
    "partner_family_eea": YES_NO,
}
NOWHERE = "outcome: "
"""Where the source has no rule."""


class Calculator:
    """What the source remembers of the answers."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.country = answers.get("what_passport_do_you_have")
        self.lists = answers.get("country_lists", [])
        self.visit = answers.get("channel_islands_or_isle_of_man") or answers.get("purpose_of_visit")
        self.travel_document = answers.get("what_sort_of_travel_document") == "travel_document"
        self.taiwan = self.country == "taiwan"
        self.eta = "electronic_travel_authorisation" in self.lists
        self.visa_national = "visa_national" in self.lists
        self.datv = "direct_airside_transit_visa" in self.lists
        self.listed = any(name in self.lists for name in ("non_visa_national", "eea", "british_overseas_territories"))


def next_node(question: str, response: Any, said: Calculator) -> str:
    """The node that a response leads to; outcomes begin with `outcome: `."""
    match question:
        case "what_passport_do_you_have":
            return "outcome: no_visa_needed_ireland" if response == "ireland" else "dual_british_or_irish_citizenship"
        case "dual_british_or_irish_citizenship":
            if response in ("yes", "dont_know"):
                return "outcome: no_visa_or_eta_for_british_or_irish_dual_citizens"
            if said.country == "israel":
                return "israeli_document_type"
            if said.country in ("estonia", "latvia"):
                return "what_sort_of_passport"
            return "what_sort_of_travel_document" if said.country in ("hong-kong", "macao") else "country_lists"
        case "israeli_document_type" | "what_sort_of_passport" | "what_sort_of_travel_document":
            return "country_lists"
        case "country_lists":
            return "purpose_of_visit"
        case "purpose_of_visit" | "channel_islands_or_isle_of_man":
            return _visit(response, said)
        case "travelling_to_cta":
            return _common_travel_area(response, said)
        case "passing_through_uk_border_control":
            return _through(said) if response == "yes" else _airside(said)
        case "staying_for_how_long":
            if response == "longer_than_six_months":
                return "outcome: study_y" if said.visit == "study" else "what_type_of_work"
            return _short_study(said) if said.visit == "study" else _short_work(said)
        case "what_type_of_work":
            return "outcome: work_y"
        case "travelling_visiting_partner_family_member":
            return "outcome: tourism_visa_partner" if response == "yes" else "outcome: standard_visitor_visa"
        case "partner_family_british_citizen":
            return "outcome: partner_family_british_citizen_y" if response == "yes" else "partner_family_eea"
    return "outcome: partner_family_eea_y" if response == "yes" else "outcome: partner_family_eea_n"


def _visit(visit: str, said: Calculator) -> str:
    match visit:
        case "study" | "work":
            return "staying_for_how_long"
        case "diplomatic":
            return "outcome: diplomatic_business"
        case "school":
            if said.eta:
                return "outcome: school_electronic_travel_authorisation"
            if said.taiwan:
                return "outcome: study_waiver_taiwan"
            return "outcome: school_n" if said.listed else "outcome: school_y"
        case "medical" | "tourism":
            if said.eta:
                return f"outcome: {visit}_electronic_travel_authorisation"
            if said.taiwan:
                return "outcome: visit_waiver_taiwan"
            if said.listed and not said.travel_document:
                return f"outcome: {visit}_n"
            return "outcome: medical_y" if visit == "medical" else "travelling_visiting_partner_family_member"
        case "marriage":
            if said.listed:
                return "outcome: marriage_nvn"
            if said.taiwan:
                return "outcome: marriage_taiwan"
            visa = said.datv or said.visa_national
            return "outcome: marriage_visa_nat_direct_airside_transit_visa" if visa else NOWHERE
        case "transit":
            return "travelling_to_cta"
    return "outcome: joining_family_nvn" if said.listed else "partner_family_british_citizen"


def _common_travel_area(to: str, said: Calculator) -> str:
    if to == "channel_islands_or_isle_of_man":
        return to
    if to == "republic_of_ireland" and said.eta:
        return "outcome: transit_to_the_republic_of_ireland_electronic_travel_authorisation"
    if said.listed and not said.travel_document:
        return "outcome: no_visa_needed"
    if to == "republic_of_ireland":
        return "outcome: transit_to_the_republic_of_ireland"
    return "passing_through_uk_border_control"


def _through(said: Calculator) -> str:
    if said.taiwan:
        return "outcome: transit_taiwan_through_border_control"
    if said.visa_national or said.travel_document:
        return "outcome: transit_leaving_airport"
    return "outcome: transit_leaving_airport_direct_airside_transit_visa" if said.datv else NOWHERE


def _airside(said: Calculator) -> str:
    if said.taiwan:
        return "outcome: transit_taiwan"
    if said.country == "venezuela":
        return "outcome: no_visa_needed"
    if said.country == "stateless-or-refugee":
        return "outcome: transit_refugee_not_leaving_airport"
    if said.datv:
        return "outcome: transit_not_leaving_airport"
    return "outcome: no_visa_needed" if said.visa_national or said.travel_document else NOWHERE


def _short_study(said: Calculator) -> str:
    if said.eta:
        return "outcome: study_electronic_travel_authorisation"
    if said.taiwan:
        return "outcome: study_waiver_taiwan"
    if said.datv or said.visa_national or said.travel_document:
        return "outcome: study_m"
    return "outcome: study_no_visa_needed" if said.listed else NOWHERE


def _short_work(said: Calculator) -> str:
    if said.eta:
        return "outcome: work_electronic_travel_authorisation"
    if (said.listed or said.taiwan) and not said.travel_document:
        return "outcome: work_n"
    return "outcome: work_m"


def _at(answers: dict[str, Any]) -> str:
    said = Calculator(answers)
    at = "what_passport_do_you_have"
    while at in answers:
        at = next_node(at, answers[at], said)
    return at


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None at an outcome."""
    at = _at(answers)
    return None if at.startswith("outcome: ") else at


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return OPTIONS[question]


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The outcome, or none where the source has no rule."""
    return [_at(answers).removeprefix("outcome: ")] if _at(answers) != NOWHERE else []

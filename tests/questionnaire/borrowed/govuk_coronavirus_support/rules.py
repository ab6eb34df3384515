"""The source's own rules: groups of questions, and for each question the links that some of its answers show."""

from __future__ import annotations

from typing import Any

NATIONS = {"E": "england", "S": "scotland", "W": "wales", "N": "northern-ireland"}
GROUPS: dict[str, dict[str, list[str]]] = {
    "feeling_unsafe": {
        "feel_safe": ["yes", "yes-someone-else", "no", "not-sure"],
    },
    "paying_bills": {
        "afford_rent_mortgage_bills": ["yes", "no", "not-sure"],
    },
    "getting_food": {
        "afford_food": ["yes", "no", "not-sure"],
        "get_food": ["yes", "no", "not-sure"],
    },
    "being_unemployed": {
        "self_employed": ["yes", "no", "not-sure"],
        "have_you_been_made_unemployed": ["yes", "might-be", "no", "not-sure"],
    },
    "going_in_to_work": {
        "worried_about_work": ["yes", "no", "not-sure"],
        "are_you_off_work_ill": ["yes", "no"],
    },
    "somewhere_to_live": {
        "have_somewhere_to_live": ["yes", "may-lose", "no", "not-sure"],
        "have_you_been_evicted": ["yes", "soon", "no", "not-sure"],
    },
    "mental_health": {
        "mental_health_worries": ["yes", "no", "not-sure"],
    },
}
SKIPS = {"self_employed": ["yes"]}
"""Answers after which the next question of the group is skipped; the other that the source has is its group's last."""

LINKS: dict[str, tuple[tuple[str, ...], str]] = {
    "feel_safe": (
        ("yes-someone-else", "no", "not-sure"),
        "0001 0002 0003 0004 0007:N 0008:W 0009:S 0010:S 0013 0401 0014:W 0015:W 0122 0123 0124 0125 0126 "
        "0127:EW 0006 0128 0005 0012:W ",
    ),
    "afford_rent_mortgage_bills": (
        ("yes", "not-sure"),
        "0017:E 0018:S 0019:W 0020:E 0021:S 0022:W 0023:N 0024:N 0120 0119 0016 0025:W 0026:S 0027:S ",
    ),
    "afford_food": (
        ("yes", "not-sure"),
        "0028 0029:W 0111:E 0030:N 0113 0031 0032:EWN 0034:S 0035:S 0036:W 0037:N ",
    ),
    "get_food": (
        ("no", "not-sure"),
        "0042:S 0039 0041 0040:E 0140:W 0043 0044:E 0144:W ",
    ),
    "have_you_been_made_unemployed": (
        ("yes", "might-be", "not-sure"),
        "0045 0048 0048-2 0301 0301-2 0301-3 0047 0052:N 0061:W 0063:S 0121:SWE 0120 0302:E 0303:W 0304:S "
        "0302-2:E 0303-2:W 0304-2:S 0049:E 0050:S 0051:W 0054:E 0055:S 0056:W 0057:N 0058:N 0059:W 0062:S ",
    ),
    "self_employed": (
        ("yes", "not-sure"),
        "0068 0124 0070:N 0074:N 0077:W 0079:S 0121 0069 0071:E 0072:S 0073:W 0075:N 0076:N 0078:S ",
    ),
    "worried_about_work": (
        ("yes", "not-sure"),
        "0207:E 0081:E 0082:S 0083:W 0084:N 0084-2 0084-3 0084-4 0084-5 0208 0084-6 0084-7:E 0084-8:W "
        "0084-9:S 0084-10 0084-11 ",
    ),
    "are_you_off_work_ill": (
        ("yes",),
        "0064 1000 0067:W 0066 0065 ",
    ),
    "have_somewhere_to_live": (
        ("may-lose", "no", "not-sure"),
        "0085:E 0086:W 0087:N 0090:S 0114 0200 0201 0088:N 0091:S ",
    ),
    "have_you_been_evicted": (
        ("yes", "soon", "not-sure"),
        "0093:E 0095:N 0100:S 0098:W 0205:E 0206:S 0115 0092:E 0099:W 0101:S 0102:S 0096:N 0097:N 0094:S ",
    ),
    "mental_health_worries": (
        ("yes", "not-sure"),
        "0103 0106 0104 0144 0106-2 0116 2000 2001 0108:N 0109:W 0110:S 0117 ",
    ),
}
"""Per question: the answers that show its links, and these by number; behind a colon the nations that they are for."""


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    for question in ("nation", "need_help_with"):
        if question not in answers:
            return question
    skip = False
    for question in _questions(answers):
        if not skip and question not in answers:
            return question
        skip = answers.get(question) in SKIPS.get(question, ())
    return None


def _questions(answers: dict[str, Any]) -> list[str]:
    """The questions of the groups that were picked, or of all if none was."""
    picked = [group for group in GROUPS if group in answers["need_help_with"]]
    return [question for group in picked or GROUPS for question in GROUPS[group]]


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    if question == "nation":
        return list(NATIONS.values())
    if question == "need_help_with":
        return [*GROUPS, "not-sure"]
    return next(questions[question] for questions in GROUPS.values() if question in questions)


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The links of the questions that were answered so, for the nation."""
    found = []
    for question, (shows, links) in LINKS.items():
        for link in links.split() if answers.get(question) in shows else ():
            number, _, nations = link.partition(":")
            if not nations or answers["nation"] in [NATIONS[letter] for letter in nations]:
                found.append(f"{question.replace('_', '-')}-{number}")
    return found

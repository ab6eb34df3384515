"""The rules that stand here by hand are those of the sources, where these lie beside the repository."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.questionnaire.borrowed.biostats import rules as biostats
from tests.questionnaire.borrowed.gift_genie import rules as gift_genie
from tests.questionnaire.borrowed.statistical_method import rules as statistical_method
from tests.questionnaire.borrowed.surveyjs_courses import rules as courses
from tests.questionnaire.borrowed.surveyjs_movies import rules as movies
from tests.questionnaire.borrowed.surveyjs_satisfaction import rules as satisfaction
from tests.questionnaire.borrowed.tree import SHARED
from tests.questionnaire.borrowed.xlsform_counties import rules as counties
from tests.questionnaire.borrowed.xlsform_good_day import rules as good_day
from tests.questionnaire.borrowed.xlsform_household import rules as household
from tests.questionnaire.borrowed.xlsform_zones import rules as zones


def read(name: str) -> Any:
    """A source's file, or a skip where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    return json.loads(path.read_text("utf-8"))


def lists(form: dict[str, Any], key: str = "list name") -> dict[str, list[str]]:
    """The choices of an XLSForm by list."""
    found: dict[str, list[str]] = {}
    for row in form["choices"]:
        if row:
            found.setdefault(row[key], []).append(row["name"])
    return found


def test_biostats_leads_where_its_source_leads() -> None:
    source = {int(number): node for number, node in read("biostats_which_test.json").items()}
    names: dict[str, str] = {}
    for number, (_, leads) in biostats.TREE.items():
        for theirs, ours in zip(source[number]["next"], leads.values(), strict=True):
            if isinstance(theirs, int):
                assert ours == theirs, number
            else:
                assert names.setdefault(theirs, str(ours)) == ours, number
    assert len(names) == len(set(names.values())) + 2  # two outcomes are spelled in two ways
    reached = {target for _, leads in biostats.TREE.values() for target in leads.values() if isinstance(target, int)}
    assert reached - {biostats.UPLOAD} == set(biostats.TREE) - {0}


def test_statistical_method_leads_where_its_source_leads() -> None:
    source = read("statistical_method_recommender_en_zh.json")
    names: dict[str, str] = {}
    open_nodes = [("root", "data")]
    while open_nodes:
        theirs, ours = open_nodes.pop()
        for option, target in zip(source[theirs]["options"], statistical_method.TREE[ours].values(), strict=True):
            if "next" in option:
                open_nodes.append((option["next"], target.removeprefix("> ")))
            else:
                assert names.setdefault(option["result"]["en"], target) == target
    assert len(names) == len(set(names.values()))


def test_gift_genie_has_the_keywords_of_its_source() -> None:
    source = read("gift_genie.json")
    assert [[answer["keyword"] for answer in each["answers"]] for each in source] == list(gift_genie.QUESTIONS.values())


def test_courses_have_the_lists_of_their_source() -> None:
    college, program, course = read("surveyjs/surveyjs_1_design_survey_conditional_logic_md.json")["pages"][0][
        "elements"
    ]
    assert college["choices"] == list(courses.PROGRAMS)
    assert [(each["college"], each["value"]) for each in program["choices"]] == pairs(courses.PROGRAMS)
    assert [(each["program"], each["value"]) for each in course["choices"]] == pairs(courses.COURSES)


def pairs(by_parent: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(parent, child) for parent, children in by_parent.items() for child in children]


def test_movies_have_the_pictures_of_their_source() -> None:
    question = read("surveyjs/surveyjs_5_imagepicker_spec_ts.json")["pages"][0]["elements"][0]
    assert [choice["value"] for choice in question["choices"]] == movies.MOVIES
    assert [choice["value"] for choice in question["choices"] if "enableIf" in choice] == [movies.ENABLED_BY_3]


def test_satisfaction_has_the_pages_of_its_source() -> None:
    pages = read("surveyjs/surveyjs_6_design_survey_create_a_multi_page_survey_md.json")["pages"]
    asked = [(element, page) for page in pages for element in page["elements"] if element["type"] != "comment"]
    assert [element["type"] for element, _ in asked] == ["html", "radiogroup", "rating"]
    assert [str(choice["value"]) for choice in asked[1][0]["choices"]] == satisfaction.SCORES
    assert asked[2][1]["visibleIf"] == "{satisfaction-score} >= 4"


def test_zones_have_the_lists_of_their_source() -> None:
    found = lists(read("xlsform/cascading_select_test_equivalent.json"))
    assert {name.removeprefix("mylga_"): names for name, names in found.items()} == zones.LISTS


def test_counties_have_the_rows_of_their_source() -> None:
    rows = read("xlsform/choice_filter_test.json")["choices"]
    assert [row["name"] for row in rows if row["list_name"] == "states"] == counties.STATES
    assert [(row["name"], row["cf"]) for row in rows if row["list_name"] == "counties"] == counties.COUNTIES
    assert [(row["name"], row["cf"]) for row in rows if row["list_name"] == "cities"] == counties.CITIES


def test_household_has_the_questions_of_its_source() -> None:
    form = read("xlsform/tutorial.json")
    asked = [row["name"] for row in form["survey"] if row["type"].startswith(("select one", "integer"))]
    assert asked == household.QUESTIONS
    assert list(lists(form).values()) == [*household.LISTS.values(), household.YES_NO]


def test_good_day_has_the_list_of_its_source() -> None:
    assert lists(read("xlsform/yes_or_no_question.json")) == {"yes_or_no": list(good_day.REPLIES)}

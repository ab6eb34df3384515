"""The rules of the trees of governments are those of the sources, where these lie beside the repository."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from app.document import Listing, Mapping, Node, Text, load
from app.issues import Collector
from tests.questionnaire.borrowed.govuk_business_support_checker import rules as business
from tests.questionnaire.borrowed.govuk_coronavirus_support import rules as coronavirus
from tests.questionnaire.borrowed.gsa_benefits import rules as benefits
from tests.questionnaire.borrowed.smart_answers_additional_commodity_code import rules as commodity
from tests.questionnaire.borrowed.smart_answers_check_uk_visa import rules as visa
from tests.questionnaire.borrowed.smart_answers_next_steps import rules as steps
from tests.questionnaire.borrowed.tree import HERE, SHARED


def read(name: str) -> Any:
    """A source's file as plain data, or a skip where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    root = load(mended(text), name, Collector())
    assert root
    return plain(root)


def mended(text: str) -> str:
    """One item of a source says twice which nation it is for, and another has a key without a value."""
    twice = "          show_to_nations:\n          - Wales\n" * 2
    return text.replace(twice, twice[: len(twice) // 2]).replace("          support_and_advice_items:\n", "")


def plain(node: Node) -> Any:
    match node:
        case Text(value):
            return value
        case Listing(nodes):
            return [plain(entry) for entry in nodes]
        case Mapping(entries):
            return {key: plain(entry.value) for key, entry in entries.items()}


def test_business_support_has_the_criteria_of_its_source() -> None:
    questions = read("govuk_business_support_checker/questions.yaml")["questions"]
    assert [len(question["options"]) for question in questions] == [len(ids) for ids in business.QUESTIONS.values()]
    ours = {}
    for question, (id, choices) in zip(questions, business.QUESTIONS.items(), strict=True):
        for option, choice in zip(question["options"], choices, strict=True):
            ours[f"{id}: {choice}"] = option["value"]

    def told(criteria: Any) -> Any:
        if isinstance(criteria, str):
            return ours[criteria]
        word, parts = criteria
        return {f"{word}_of": [told(part) for part in parts]}

    def tidy(criteria: Any) -> Any:
        """The source writes sector_retail for sector-retail."""
        if isinstance(criteria, str):
            return criteria.replace("sector_", "sector-")
        return {word: [tidy(part) for part in parts] for word, parts in criteria.items()}

    actions = read("govuk_business_support_checker/actions.yaml")["actions"]
    theirs = {action["id"]: [tidy(part) for part in action["criteria"]] for action in actions}
    assert {id: [told(criteria)] for id, criteria in business.ACTIONS.items()} == theirs


def test_coronavirus_support_has_the_links_of_its_source() -> None:
    source = read("govuk_coronavirus_support/en.yml")["en"]
    groups = {id: group["questions"] for id, group in source["coronavirus_form"]["groups"].items() if "title" in group}
    assert {id: list(questions) for id, questions in groups.items()} == {
        id: list(questions) for id, questions in coronavirus.GROUPS.items()
    }
    for group, pages in source["results_link"].items():
        for question, page in pages.items():
            labels = [option["label"] for option in groups[group][question]["options"].values()]
            shows, links = coronavirus.LINKS[question]
            ids = coronavirus.GROUPS[group][question]
            assert {labels[ids.index(show)] for show in shows} == set(page["show_options"]), question
            theirs = [told(link) for link in [*page["items"], *page.get("support_and_advice_items", [])]]
            assert [re.sub(r"-\d+", "", link) for link in links.split()] == theirs, question


def told(link: dict[str, Any]) -> str:
    """A link as the rules write it: its number, and the first letters of its nations."""
    nations = link.get("show_to_nations", [])
    letters = "".join(nation[0] for nation in ([nations] if isinstance(nations, str) else nations))
    return link["id"] + (f":{letters}" if letters else "")


def test_benefits_have_the_criteria_of_their_source() -> None:
    source = read("gsa_benefits/benefits_and_life_events.json")
    lines = (HERE / "gsa_benefits" / "criteria.txt").read_text("utf-8").splitlines()
    for theirs, line in zip(source["benefits"], lines, strict=True):
        benefit, events, criteria = line.split(" | ")
        assert (benefit, events.split()) == (theirs["id"], theirs["lifeEvents"])
        for one, ours in zip(theirs["eligibility"], criteria.split("; "), strict=True):
            key, *values = ours.split()
            assert key == same(one["criteriaKey"]), benefit
            assert len([value for value in values if value != "="]) == len(one["acceptableValues"]), (benefit, key)
            if key.endswith("birth") and "." not in one["acceptableValues"][0]:
                assert values == one["acceptableValues"], benefit


def test_life_events_have_the_pages_of_their_source() -> None:
    for event in read("gsa_benefits/benefits_and_life_events.json")["life_events"]:
        top = event.get("topLevelFilter", [])
        keys = [key["criteriaKey"] if isinstance(key["criteriaKey"], str) else key["criteriaKey"][0] for key in top]
        gates = {one["disableGroupKey"]: key for one, key in zip(top, keys, strict=True) if one["disableGroupKey"]}
        groups = [
            (gates.get(group["criteriaGroupKey"], ""), group["criteriaKeys"]) for group in event["eligibilityCriteria"]
        ]
        groups = [("", keys), *groups] if keys else groups
        assert benefits.PAGES[event["id"]] == [(gate, " ".join(map(same, keys))) for gate, keys in groups], event["id"]


def same(key: str) -> str:
    """Ids know no way of writing that mixes - and _."""
    return key.replace("high-school", "high_school")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("additional_commodity_code", {id: options.split() for id, options in commodity.OPTIONS.items()}),
        ("check_uk_visa", visa.OPTIONS),
        ("next_steps_for_your_business", steps.QUESTIONS),
    ],
)
def test_smart_answers_have_the_options_of_their_source(name: str, options: dict[str, list[str]]) -> None:
    source = read(f"smart_answers/{name}.json")
    for question in source["questions"]:
        theirs = question["options"] + (["none"] if question["kind"] == "checkbox_question" else [])
        assert not theirs or options[question["id"].rstrip("?")] == theirs, question["id"]
    assert {question["id"].rstrip("?") for question in source["questions"]} == set(options) - {"country_lists"}


def test_the_visa_check_has_the_outcomes_of_its_source() -> None:
    outcomes = read("smart_answers/check_uk_visa.json")["outcomes"]
    lines = (HERE / "smart_answers_check_uk_visa" / "outcomes.csv").read_text("utf-8").splitlines()
    assert sorted(line.partition(",")[0] for line in lines[1:]) == sorted(
        outcome.removeprefix("outcome_") for outcome in outcomes
    )


def test_the_commodity_code_leads_where_its_source_leads() -> None:
    for question in read("smart_answers/additional_commodity_code.json")["questions"]:
        for option in question["options"]:
            to = commodity._next(question["id"].rstrip("?"), int(option))
            assert to == goto(question["rules"], option).rstrip("?"), (question["id"], option)


def goto(rules: list[dict[str, str]], option: str) -> str:
    """The target of the first rule that names the option, or that always holds."""
    for rule in rules:
        values = rule["when"].removeprefix("response.to_i is ").split(", ")
        if option in values or rule["when"] in ("always", "otherwise"):
            return rule["goto"]
    raise AssertionError(option)

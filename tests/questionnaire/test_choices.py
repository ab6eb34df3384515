"""Choices under a condition: picks that go, come back, and questions of which nothing is left to offer."""

from __future__ import annotations

from typing import Any

import pytest

from app.guide import advance, look
from tests.builders import NOW, release, toy

SHOP = [toy("a", brand="Ada"), toy("b", brand="Bor"), toy("c", brand="Cid")]
WHERE = {"ask": "?", "type": "single", "choices": {"town": {"label": "Town"}, "hills": {"label": "Hills"}}}
EXTRAS = {
    "ask": "?",
    "type": "multiple",
    "choices": {
        "rack": {"label": "Rack", "when": {"where": "town"}, "filter": {"brand": "Ada"}},
        "motor": {"label": "Motor", "when": {"where": "hills"}, "filter": {"brand": "Bor"}},
        "light": {"label": "Light", "filter": {"brand": ["Ada", "Cid"]}},
    },
}
QUESTIONS = {"where": WHERE, "extras": EXTRAS, "last": {"ask": "?", "type": "info"}}


def at(answers: dict[str, Any], questions: dict[str, Any] = QUESTIONS) -> tuple[str, int]:
    """Where the shopper stands, and how many products are left."""
    step = advance(release(questions, SHOP), answers, (), NOW)
    return (step.question.question.id if step.question else "results"), step.remaining


def picked(*choices: str) -> dict[str, Any]:
    return {"choices": list(choices)}


def offered(answers: dict[str, Any], question: str = "extras") -> list[str]:
    view = look(release(QUESTIONS, SHOP), answers, (), NOW, question).question
    assert view
    return [choice.choice.id + ("*" if choice.selected else "") for choice in view.choices]


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        (picked("town"), ["rack", "light"]),
        (picked("hills"), ["motor", "light"]),
        ({"skip": True}, ["light"]),
    ],
)
def test_only_choices_whose_condition_holds_are_offered(where: Any, ids: list[str]) -> None:
    assert offered({"where": where}) == ids


def test_a_pick_that_is_not_offered_any_more_has_no_effect_and_comes_back() -> None:
    extras = {"extras": picked("rack", "light")}
    assert at({"where": picked("town"), **extras}) == ("last", 2)
    assert offered({"where": picked("town"), **extras}) == ["rack*", "light*"]
    assert at({"where": picked("hills"), **extras}) == ("last", 2)
    assert offered({"where": picked("hills"), **extras}) == ["motor", "light*"]
    assert at({"where": picked("town"), "extras": picked("rack")}) == ("last", 1)


def test_a_question_is_open_again_when_no_pick_is_left() -> None:
    rack = {"extras": picked("rack")}
    assert at({"where": picked("town"), **rack}) == ("last", 1)
    assert at({"where": picked("hills"), **rack}) == ("extras", 3)
    step = advance(release(QUESTIONS, SHOP), {"where": picked("hills"), **rack}, (), NOW)
    assert {view.question: view.stale for view in step.answers} == {"where": False, "extras": True}
    assert at({"where": picked("town"), **rack}) == ("last", 1)


def test_none_of_them_still_stands_when_choices_go() -> None:
    assert at({"where": picked("hills"), "extras": picked()}) == ("last", 3)


def test_a_question_none_of_whose_choices_is_offered_is_passed_over() -> None:
    choices = {id: choice for id, choice in EXTRAS["choices"].items() if id != "light"}  # type: ignore[attr-defined]
    questions = {**QUESTIONS, "extras": {**EXTRAS, "choices": choices}}
    assert at({"where": picked("town")}, questions)[0] == "extras"
    assert at({"where": {"skip": True}}, questions)[0] == "last"
    assert at({"where": {"skip": True}, "extras": picked("rack")}, questions) == ("last", 3)


def test_ticking_sends_only_picks_that_are_offered() -> None:
    answers = {"where": picked("hills"), "extras": picked("rack", "light")}
    view = look(release(QUESTIONS, SHOP), answers, (), NOW, "extras").question
    assert view
    assert {choice.choice.id: choice.count for choice in view.choices} == {"motor": 3, "light": 2}


def test_a_choice_that_is_gone_for_good_fits_nothing() -> None:
    assert at({"where": picked("town"), "extras": picked("wings")}) == ("results", 0)


def test_only_picks_that_count_are_named_among_the_answers_and_all_are_kept() -> None:
    answers = {"where": picked("hills"), "extras": picked("rack", "light")}
    view = advance(release(QUESTIONS, SHOP), answers, (), NOW).answers[1]
    assert [label.pick("") for label in view.labels] == ["Light"]
    assert view.body == picked("rack", "light")
    assert not view.stale and not view.gone

"""When rules are decided, and when merchandising is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.questionnaire import Answers, Entered, Picked, Skipped, walk
from app.questionnaire.acting import decided, holds_rule, in_force
from app.questionnaire.graph import ahead_of
from tests.builders import TODAY, questionnaire
from tests.questionnaire.test_walk import ask, led

QUESTIONS = {"a": led("z", "c"), "b": ask(), "c": ask(), "d": {"ask": "?", "type": "number"}}


def state(when: dict[str, Any], order: str = "author", **said: Any) -> str:
    """Whether a rule is open, acts, or does not act."""
    written = {"questions": QUESTIONS, "order": order, "rules": [{"when": when, "warn": "!"}]}
    asked = questionnaire(written)
    answers: Answers = {
        id: Entered(pick) if isinstance(pick, float) else Skipped() if pick == "-" else Picked((pick,))
        for id, pick in said.items()
    }
    path = walk(asked, answers, TODAY)
    (rule,) = asked.rules
    if not decided(rule, path, ahead_of(asked)):
        return "open"
    return "acts" if holds_rule(rule, path, TODAY) else "idle"


@pytest.mark.parametrize(
    ("when", "said", "expected"),
    [
        ({}, {}, "acts"),
        ({"a": "x"}, {}, "open"),
        ({"a": "x"}, {"a": "x"}, "acts"),
        ({"a": "x"}, {"a": "y"}, "idle"),
        ({"a": "x"}, {"a": "-"}, "idle"),
        ({"a": {"not": "x"}}, {}, "open"),
        ({"a": {"not": "x"}}, {"a": "-"}, "acts"),
        ({"a": "x", "c": "x"}, {"a": "x"}, "open"),
        ({"a": "x", "c": "x"}, {"a": "y"}, "open"),
        ({"a": "x", "c": "x"}, {"a": "x", "b": "x", "c": "x"}, "acts"),
        ({"any": [{"a": "x"}, {"c": "x"}]}, {"a": "x"}, "open"),
        ({"b": {"not": "x"}}, {"a": "z"}, "acts"),
        ({"b": "x"}, {"a": "z", "b": "x"}, "idle"),
        ({"c": "x"}, {"c": "x"}, "open"),
        ({"locale": "de"}, {}, "idle"),
        ({"today": {"min": "2026-11-20"}}, {}, "acts"),
        ({"d": {"min": 3}}, {"a": "z", "c": "x"}, "open"),
        ({"d": {"min": 3}}, {"a": "z", "c": "x", "d": 3.0}, "acts"),
    ],
)
def test_a_rule_is_decided_once_nothing_to_come_can_change_it(when: Any, said: Any, expected: str) -> None:
    assert state(when, **said) == expected


def test_under_best_a_question_of_the_pool_can_still_come_until_it_was_answered() -> None:
    assert state({"b": "x"}, order="best", a="x", d=1.0, c="x") == "open"
    assert state({"b": "x"}, order="best", a="x", d=1.0, b="x") == "acts"
    assert state({"b": "x"}, order="best", a="x", b="-") == "idle"


def test_a_when_of_nothing_but_a_reference_to_a_skipped_answer_holds() -> None:
    asked = {"a": "z", "c": "x", "d": "-"}
    assert state({"d": {"min": {"answer": "d", "plus": -1}}}, **asked) == "acts"
    assert state({"d": {"min": {"answer": "d"}}, "a": "y"}, **asked) == "idle"


@pytest.mark.parametrize(
    ("days", "when", "expected"),
    [
        ({}, {}, True),
        ({"from": "2026-11-20"}, {}, True),
        ({"until": "2026-11-20"}, {}, True),
        ({"from": "2026-11-21"}, {}, False),
        ({"until": "2026-11-19"}, {}, False),
        ({"from": "2026-11-19", "until": "2026-11-21"}, {}, True),
        ({}, {"campaign": "spring"}, True),
        ({}, {"campaign": "autumn"}, False),
        ({}, {"a": "x"}, False),
        ({}, {"a": {"known": False}}, True),
    ],
)
def test_merchandising_acts_on_its_days_and_for_its_shoppers(days: Any, when: Any, expected: bool) -> None:
    entry = {"pin": {"id": "p1"}, **days, **({"when": when} if when else {})}
    asked = questionnaire({"questions": QUESTIONS, "merchandise": [entry]})
    path = walk(asked, {}, TODAY, {"campaign": "spring"})
    assert in_force(asked.merchandise[0], path, TODAY) is expected


def test_merchandising_does_not_wait_for_answers_to_come() -> None:
    entry = {"pin": {"id": "p1"}, "when": {"c": {"not": "x"}}, "from": str(TODAY)}
    asked = questionnaire({"questions": QUESTIONS, "merchandise": [entry]})
    (deed,) = asked.merchandise
    assert in_force(deed, walk(asked, {}, TODAY), TODAY)
    assert not in_force(deed, walk(asked, {}, TODAY), TODAY - timedelta(1))
    assert not in_force(replace(deed, until=deed.since), walk(asked, {}, TODAY), TODAY + timedelta(1))

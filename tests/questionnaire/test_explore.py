"""Exploring says what trying every answer says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings

from app.issues import Collector
from app.questionnaire import Questionnaire, check_graph, parse
from app.questionnaire.explore import Exploration
from app.questionnaire.explorer import explore
from app.questionnaire.visits import possible
from tests.builders import TODAY, as_yaml
from tests.questionnaire.logics import Everything, TooMany, logics


def explored(asked: Questionnaire, most: int = 20_000) -> Exploration:
    return explore(asked, possible(asked, TODAY), most=most)


def read(written: dict[str, Any]) -> Questionnaire | None:
    issues = Collector()
    found = parse(as_yaml({"questionnaire": "q", "catalog": "c", "title": "T", **written}), "q.yaml", issues)
    if found is None:
        assert {issue.code for issue in issues.issues} == {"bad-value"}, issues.issues  # a min above its max
        return None
    check_graph(found, issues)
    return None if {"cycle", "empty-pool"} & {issue.code for issue in issues.issues} else found


def agrees(written: dict[str, Any], most: int) -> None:
    asked = read(written)
    assume(asked is not None)
    assert asked is not None
    found = explored(asked)
    event(f"exact: {found.exact}")
    try:
        happened = Everything(asked, most).happens()
    except TooMany:
        assume(False)
        raise
    if not found.exact:
        return
    assert (found.held, found.failed) == (happened.held, happened.failed)
    assert found.taken == happened.taken
    assert found.asked == happened.asked


@given(logics())
@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_exploring_sees_what_trying_every_answer_sees(written: dict[str, Any]) -> None:
    agrees(written, 600)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@given(logics(5))
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_exploring_sees_what_trying_every_answer_sees_thoroughly(written: dict[str, Any]) -> None:
    agrees(written, 4000)


def test_days_on_which_there_is_room_between_two_dates_are_visited() -> None:
    """Only from the day after tomorrow on lies a date between yesterday and today."""
    yesterday = str(TODAY - timedelta(days=1))
    questions = {
        "q0": {"ask": "?", "type": "date", "skippable": False, "next": [{"to": "q1", "when": {"q0": {"below": "today"}}}, {"to": "results"}]},
        "q1": {"ask": "?", "type": "single", "when": {"q0": {"above": yesterday}}, "choices": {"a": {"label": "a"}}},
    }  # fmt: skip
    asked = read({"questions": questions})
    assert asked
    assert "q1" in explored(asked).asked

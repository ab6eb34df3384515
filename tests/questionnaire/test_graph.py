"""The graph: what is walked is what is checked."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.issues import Collector
from app.questionnaire import check_graph, check_logic, parse, walk
from app.questionnaire.answer import recall
from app.questionnaire.graph import build_graph
from tests import worlds
from tests.builders import TODAY, as_yaml, questionnaire
from tests.questionnaire.test_walk import ask, led


def codes(questions: dict[str, Any]) -> list[str]:
    issues = Collector()
    found = parse(
        as_yaml({"questionnaire": "q", "catalog": "c", "title": "T", "questions": questions}), "q.yaml", issues
    )
    assert found and not issues.issues
    check_graph(found, issues)
    if not issues.failed:
        check_logic(found, TODAY, issues)
    return [f"{issue.code}: {issue.message}" for issue in issues.issues]


def test_a_straight_line_has_no_issues() -> None:
    assert codes({"a": ask(), "b": ask(), "c": ask()}) == []


@pytest.mark.parametrize(
    ("questions", "loop"),
    [
        ({"a": ask(next="a")}, "a → a"),
        ({"a": ask(), "b": ask(next="a")}, "a → b → a"),
        ({"a": ask(), "b": led("x", "a")}, "a → b → a"),
        ({"a": ask(), "b": ask(next=[{"when": {"a": "x"}, "to": "a"}])}, "a → b → a"),
    ],
)
def test_a_route_that_leads_back_is_a_cycle(questions: dict[str, Any], loop: str) -> None:
    assert codes(questions) == [f"cycle: the routes lead round in a circle: {loop}"]


def test_two_circles_are_two_issues() -> None:
    found = codes({"a": ask(next=[{"when": {"a": "x"}, "to": "a"}, {"to": "b"}]), "b": ask(), "c": ask(next="b")})
    assert [issue.partition(": ")[2] for issue in found] == [
        "the routes lead round in a circle: a → a",
        "the routes lead round in a circle: b → c → b",
    ]


def test_a_question_that_nothing_leads_to_is_unreachable() -> None:
    assert codes({"a": ask(next="c"), "b": ask(), "c": ask()}) == ["unreachable: no route leads to the question `b`"]


def test_a_question_whose_every_choice_leads_elsewhere_can_still_be_skipped() -> None:
    choices = {id: {"label": id, "next": "c"} for id in "xy"}
    assert codes({"a": ask(choices=choices), "b": ask(), "c": ask()}) == []
    must = ask(choices=choices, skippable=False)
    assert codes({"a": must, "b": ask(), "c": ask()}) == ["unreachable: no route leads to the question `b`"]


def test_a_route_after_one_that_always_holds_is_never_taken() -> None:
    routes = [{"to": "c"}, {"when": {"a": "x"}, "to": "b"}]
    assert codes({"a": ask(next=routes), "b": ask(), "c": ask()}) == [
        "unreachable: no route leads to the question `b`",
        "shadowed-route: the route from `a` to `b` is never taken: it stands behind the route to `c`, which has no `when`",
    ]


def test_a_route_to_nowhere_is_named() -> None:
    assert codes({"a": ask(next="bb"), "b": ask()})[0] == "unknown-question: the question `bb` is not known"


def test_the_route_best_needs_something_to_choose_among() -> None:
    assert codes({"a": ask(next="best")})[0].startswith("empty-pool: ")
    assert codes({"a": ask(next="best"), "b": ask()}) == []


@given(worlds.questionnaires(most=6), st.data())
def test_every_step_of_a_walk_is_an_edge(written: dict[str, Any], data: st.DataObject) -> None:
    asked = questionnaire(written)
    graph = build_graph(asked)
    bodies = data.draw(worlds.answers(asked))
    answers = {id: recall(asked.questions[id], body) for id, body in bodies.items()}
    path = walk(asked, {id: answer for id, answer in answers.items() if answer is not None}, TODAY)
    visited = {question.id for question, _ in path.asked} | set(path.passed)
    stops = [id for id in asked.questions if id in visited]
    for stop, then in pairwise([*stops, path.at]):
        assert graph.has_edge(stop, then)


def test_a_single_question_needs_no_hub() -> None:
    graph = build_graph(questionnaire({"order": "best", "questions": {"a": ask()}}))
    assert list(graph.edges("a")) == [("a", "results")]

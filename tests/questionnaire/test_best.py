"""`best`: a pool of questions, asked in the order of the file, answered in the order given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.issues import Collector
from app.questionnaire import Answers, Picked, Skipped, check_graph, parse, walk
from app.questionnaire.walk import ahead
from tests import worlds
from tests.builders import TODAY, as_yaml, questionnaire
from tests.questionnaire.test_walk import ask, led


def way(questions: dict[str, Any], order: str = "author", **picks: str) -> str:
    """The path of some picks, in short; `-` skips."""
    answers: Answers = {id: Skipped() if pick == "-" else Picked((pick,)) for id, pick in picks.items()}
    path = walk(questionnaire({"questions": questions, "order": order}), answers, TODAY)
    return " ".join([*(question.id for question, _ in path.asked), f"→{path.at}"])


FREE = {"a": ask(), "b": ask(), "c": ask(), "d": ask()}


@pytest.mark.parametrize(
    ("picks", "path"),
    [
        ({}, "→a"),
        ({"a": "x"}, "a →b"),
        ({"a": "x", "c": "x"}, "a c →b"),
        ({"a": "x", "d": "x", "b": "x"}, "a d b →c"),
        ({"d": "x", "c": "-"}, "→a"),
        ({"d": "x", "c": "-", "a": "x"}, "a d c →b"),
        ({"a": "x", "d": "x", "c": "x", "b": "x"}, "a d c b →results"),
    ],
)
def test_the_first_stays_first_and_answers_keep_their_order(picks: dict[str, str], path: str) -> None:
    assert way(FREE, order="best", **picks) == path


def test_an_edit_keeps_the_order_in_which_answers_were_first_given() -> None:
    assert way(FREE, order="best", a="x", c="x", b="x") == "a c b →d"
    assert way(FREE, order="best", a="x", c="y", b="x") == "a c b →d"


def test_a_pool_question_waits_until_its_when_holds() -> None:
    questions = {**FREE, "b": ask(when={"d": "x"})}
    assert way(questions, order="best", a="x") == "a →c"
    assert way(questions, order="best", a="x", c="x", d="y") == "a c d →results"
    assert way(questions, order="best", a="x", c="x", d="x") == "a c d →b"
    assert way(questions, order="best", a="x", b="x", c="x", d="x") == "a c d b →results"
    assert way(questions, order="best", a="x", b="x", c="x", d="y") == "a c d →results"


def test_a_pool_question_with_a_route_of_its_own_follows_it() -> None:
    assert way({**FREE, "b": ask(next="results")}, order="best", a="x", b="x") == "a b →results"
    assert way({**FREE, "b": led("x", "d")}, order="best", a="x", b="x") == "a b →d"
    assert way({**FREE, "b": led("x", "d")}, order="best", a="x", b="x", d="x") == "a b d →c"


def test_a_pool_question_that_was_asked_on_another_way_is_not_asked_again() -> None:
    questions = {**FREE, "a": led("x", "c")}
    assert way(questions, order="best", a="x", c="x") == "a c →b"
    assert way(questions, order="best", a="x", c="x", b="x", d="x") == "a c b d →results"


POOL = {"a": ask(next=[{"when": {"a": "z"}, "to": "results"}, "best"]), "b": ask(), "c": ask()}


def test_a_route_to_best_opens_the_questions_that_no_other_route_reaches() -> None:
    assert way(POOL, a="z") == "a →results"
    assert way(POOL, a="x") == "a →b"
    assert way(POOL, a="x", c="x") == "a c →b"
    assert way(POOL, a="x", b="-", c="-") == "a b c →results"


def test_a_question_that_another_route_reaches_is_not_in_the_pool() -> None:
    questions = {"a": ask(next=[{"when": {"a": "x"}, "to": "d"}, "best"]), "b": ask(), "c": ask(), "d": ask()}
    assert questionnaire(questions).pool == ("b", "c")
    assert way(questions, a="x") == "a →d"
    assert way(questions, a="y", b="x", c="x") == "a b c →results"


def test_routes_from_the_pool_back_lead_round_in_no_circle() -> None:
    questions = {"a": ask(), "m": ask(next="best"), "b": ask(next="m"), "c": ask(next="m")}
    assert way(questions, a="x", m="x", b="x") == "a m b →c"
    assert way(questions, a="x", m="x", b="x", c="x") == "a m b c →results"


def test_the_route_best_without_a_pool_is_refused() -> None:
    issues = Collector()
    text = as_yaml({"questionnaire": "q", "catalog": "c", "title": "T", "questions": {"a": ask(next="best")}})
    found = parse(text, "q.yaml", issues)
    assert found
    check_graph(found, issues)
    assert "empty-pool" in [issue.code for issue in issues.issues]


def test_what_lies_ahead_leaves_out_pool_questions_that_cannot_be_asked() -> None:
    questions = {**FREE, "b": ask(when={"a": "y"}, next="end")}
    asked = questionnaire({"questions": questions, "order": "best"})
    for pick, coming in (("x", 2), ("y", 1)):
        assert ahead(asked, walk(asked, {"a": Picked((pick,))}, TODAY), TODAY) == coming


@given(worlds.questionnaires(most=6, also=worlds.CONSTRUCTS), st.data())
def test_no_path_is_endless_and_none_asks_twice(written: dict[str, Any], data: st.DataObject) -> None:
    asked = questionnaire(written)
    answers: Answers = {}
    for _ in range(len(asked.questions) + 1):
        path = walk(asked, answers, TODAY)
        ids = [question.id for question, _ in path.asked]
        assert len(ids) == len(set(ids)) and path.at not in ids
        if path.at not in asked.questions:
            return
        answers[path.at] = Skipped()
    raise AssertionError(f"still asked after every question: {path.at}")

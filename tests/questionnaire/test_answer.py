"""What a shopper can say, as JSON: what is read, what is refused, and what is remembered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conditions.dates import parse_date
from app.errors import Refused
from app.questionnaire import Between, Entered, Picked, Question, Seen, Skipped, read_answer, recall, write_answer
from tests import worlds
from tests.builders import TODAY, questionnaire

QUESTIONS = questionnaire(
    {
        "one": {"ask": "?", "type": "single", "choices": {id: id for id in "abc"}},
        "must": {"ask": "?", "type": "single", "skippable": False, "choices": {"a": "a"}},
        "many": {
            "ask": "?",
            "type": "multiple",
            "max": 2,
            "choices": {"a": "a", "b": "b", "c": "c", "none": {"label": "none", "exclusive": True}},
        },
        "span": {"ask": "?", "type": "range", "attribute": "price"},
        "upto": {"ask": "?", "type": "range", "attribute": "price", "bound": "max"},
        "from": {"ask": "?", "type": "range", "attribute": "price", "bound": "min"},
        "age": {"ask": "?", "type": "number", "min": 3, "max": 99},
        "day": {"ask": "?", "type": "date", "min": "today", "max": "+1 year"},
        "note": {"ask": "?", "type": "info"},
    }
).questions


def read(question: str, body: Any) -> Any:
    asked: Question = QUESTIONS[question]
    return read_answer(asked, body, frozenset(choice.id for choice in asked.choices), TODAY)


@pytest.mark.parametrize(
    ("question", "body", "answer"),
    [
        ("one", {"choices": ["b"]}, Picked(("b",))),
        ("one", {"choices": ["b", "b"]}, Picked(("b",))),
        ("one", {"skip": True}, Skipped()),
        ("many", {"choices": ["c", "a"]}, Picked(("a", "c"))),
        ("many", {"choices": []}, Picked(())),
        ("many", {"choices": ["none"]}, Picked(("none",))),
        ("span", {"min": 1, "max": 2.5}, Between(1.0, 2.5)),
        ("span", {"min": 1}, Between(1.0, None)),
        ("span", {"min": None, "max": 2}, Between(None, 2.0)),
        ("upto", {"max": 0}, Between(None, 0.0)),
        ("from", {"min": -1}, Between(-1.0, None)),
        ("age", {"value": 3}, Entered(3.0)),
        ("age", {"value": 99.0}, Entered(99.0)),
        ("day", {"value": "2026-11-20"}, Entered(parse_date("2026-11-20"))),  # type: ignore[arg-type]
        ("day", {"value": "2027-11-20"}, Entered(parse_date("2027-11-20"))),  # type: ignore[arg-type]
        ("note", {"seen": True}, Seen()),
    ],
)
def test_a_body_is_read_and_written_back(question: str, body: dict[str, Any], answer: Any) -> None:
    assert read(question, body) == answer
    written = write_answer(QUESTIONS[question], answer)
    assert read(question, written) == answer
    assert recall(QUESTIONS[question], written) == answer


@pytest.mark.parametrize(
    ("question", "body", "code"),
    [
        ("one", None, "invalid-answer"),
        ("one", [], "invalid-answer"),
        ("one", {}, "invalid-answer"),
        ("one", {"choices": "a"}, "invalid-answer"),
        ("one", {"choices": [1]}, "invalid-answer"),
        ("one", {"choices": []}, "invalid-answer"),
        ("one", {"choices": ["a"], "skip": True}, "invalid-answer"),
        ("one", {"value": 1}, "invalid-answer"),
        ("one", {"choices": ["a", "b"]}, "too-many-choices"),
        ("one", {"choices": ["z"]}, "unknown-choice"),
        ("one", {"skip": False}, "invalid-answer"),
        ("must", {"skip": True}, "not-skippable"),
        ("many", {"choices": ["a", "b", "c"]}, "too-many-choices"),
        ("many", {"choices": ["a", "none"]}, "exclusive"),
        ("many", {"choices": ["a"] * 201}, "invalid-answer"),
        ("span", {}, "invalid-answer"),
        ("span", {"min": None, "max": None}, "invalid-answer"),
        ("span", {"min": 2, "max": 1}, "out-of-bounds"),
        ("span", {"min": "1"}, "invalid-answer"),
        ("span", {"min": True}, "invalid-answer"),
        ("span", {"max": float("nan")}, "invalid-answer"),
        ("span", {"max": float("inf")}, "invalid-answer"),
        ("span", {"max": 10**400}, "invalid-answer"),
        ("upto", {"min": 1}, "invalid-answer"),
        ("from", {"max": 1}, "invalid-answer"),
        ("age", {"value": 2}, "out-of-bounds"),
        ("age", {"value": 100}, "out-of-bounds"),
        ("age", {"value": "30"}, "invalid-answer"),
        ("age", {"value": None}, "invalid-answer"),
        ("day", {"value": "2026-11-19"}, "out-of-bounds"),
        ("day", {"value": "2027-11-21"}, "out-of-bounds"),
        ("day", {"value": "today"}, "invalid-answer"),
        ("day", {"value": 739940}, "invalid-answer"),
        ("note", {"seen": False}, "invalid-answer"),
        ("note", {"value": 1}, "invalid-answer"),
    ],
)
def test_a_body_is_refused_with_its_code(question: str, body: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(question, body)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("question", "body", "answer"),
    [
        ("one", {"choices": ["gone"]}, Picked(("gone",))),
        ("one", {"choices": ["a", "b"]}, None),
        ("must", {"skip": True}, Skipped()),
        ("many", {"choices": ["gone", "c", "a"]}, Picked(("a", "c", "gone"))),
        ("age", {"value": 200}, Entered(200.0)),
        ("age", {"value": "2026-11-20"}, None),
        ("age", {"value": True}, None),
        ("day", {"value": "1999-01-01"}, Entered(parse_date("1999-01-01"))),  # type: ignore[arg-type]
        ("day", {"value": 3}, None),
        ("span", {"choices": ["a"]}, None),
        ("span", {"min": "cheap"}, None),
        ("span", {"min": None, "max": float("nan")}, None),
        ("note", {"choices": ["a"]}, None),
        ("note", {}, None),
    ],
)
def test_a_stored_answer_is_recalled_as_far_as_it_still_says_something(question: str, body: Any, answer: Any) -> None:
    assert recall(QUESTIONS[question], body) == answer


@given(worlds.questionnaires(), st.data())
def test_what_is_accepted_is_recalled_the_same(written: dict[str, Any], data: st.DataObject) -> None:
    asked = questionnaire(written)
    for id, question in asked.questions.items():
        body = data.draw(worlds.bodies(asked, id))
        known = frozenset(body.get("choices", ()))
        answer = read_answer(question, body, known, TODAY)
        assert recall(question, write_answer(question, answer)) == answer

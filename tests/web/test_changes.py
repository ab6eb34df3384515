"""Answers that are withdrawn, or changed several at once."""

from typing import Any

import pytest

from tests.web.caller import Caller
from tests.web.refusal import problem


def test_an_answer_is_withdrawn(caller: Caller) -> None:
    before = caller.answer("hello", {"seen": True})
    caller.answer("brand", {"choices": ["Ada"]})
    assert caller.withdraw("brand") == before
    assert caller.withdraw("brand") == before


def test_a_withdrawal_is_refused(caller: Caller) -> None:
    assert problem(caller.call("DELETE", "/answers/colour")) == (404, "not-found")
    assert problem(caller.call("DELETE", "/answers/brand?seq=soon")) == (422, "invalid-request")
    assert problem(caller.call("DELETE", "/answers/brand?seq=-1")) == (422, "invalid-request")


def test_several_answers_change_at_once(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    caller.answer("brand", {"choices": ["Ada"]})
    step = caller.change({"brand": {"choices": ["Bor"]}, "hello": None, "price": {"max": 30}})
    assert {answer["question"]: answer["value"] for answer in step["answers"]} == {
        "brand": {"choices": ["Bor"]},
        "price": {"max": 30},
    }
    assert caller.change({}) == step


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"brand": {"choices": ["Bor"]}, "price": {"max": "x"}}, (422, "invalid-request")),
        ({"brand": {"choices": ["Bor"]}, "price": {"value": 1}}, (422, "invalid-answer")),
        ({"brand": {"choices": ["Bor"]}, "colour": None}, (404, "not-found")),
        ({"brand": {"choices": ["Bor"]}, "colour": {"skip": True}}, (404, "not-found")),
        ({"brand": []}, (422, "invalid-request")),
        ([], (422, "invalid-request")),
    ],
)
def test_several_answers_change_all_or_none(caller: Caller, changes: Any, expected: tuple[int, str]) -> None:
    before = caller.answer("brand", {"choices": ["Ada"]})
    assert problem(caller.call("PATCH", "/answers", json=changes)) == expected
    assert caller.get() == before


def test_several_answers_at_once_are_one_write(caller: Caller) -> None:
    step = caller.answer("brand", {"choices": ["Ada"], "seq": 3})
    late = caller.call("PATCH", "/answers?seq=2", json={"brand": {"choices": ["Bor"]}})
    assert late.json == step
    assert problem(caller.call("PATCH", "/answers", json={"brand": {"choices": ["Bor"], "seq": 4}})) == (
        422,
        "invalid-request",
    )

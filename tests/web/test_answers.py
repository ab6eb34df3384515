"""Answers that are given: where each leads, and what is refused."""

from typing import Any

import pytest

from tests.web.caller import Caller
from tests.web.refusal import problem

SKIPPED = ["ports", "price", "height", "born"]


@pytest.mark.parametrize(
    ("question", "body", "remaining"),
    [
        ("hello", {"seen": True}, 2),
        ("hello", {"skip": True}, 2),
        ("brand", {"choices": ["Ada"]}, 2),
        ("brand", {"choices": ["Nobody"]}, 0),
        ("ports", {"choices": ["hdmi"]}, 1),
        ("ports", {"choices": ["hdmi", "usb-c"]}, 2),
        ("ports", {"choices": ["none"]}, 2),
        ("ports", {"choices": []}, 2),
        ("price", {"max": 30}, 1),
        ("price", {"max": 29.5, "min": None}, 0),
        ("height", {"value": 180}, 2),
        ("born", {"value": "2000-02-29"}, 2),
    ],
)
def test_an_answer_leads_to_the_next_step(caller: Caller, question: str, body: Any, remaining: int) -> None:
    on_the_way = {"hello": {"seen": True}, "brand": {"choices": ["Bor"]}, **{id: {"skip": True} for id in SKIPPED}}
    caller.change({id: answer for id, answer in on_the_way.items() if id != question})
    assert caller.answer(question, body)["remaining"] == remaining


def test_an_answer_off_the_path_is_kept_as_stale(caller: Caller) -> None:
    step = caller.answer("price", {"max": 30})
    assert [(answer["question"], answer["stale"]) for answer in step["answers"]] == [("price", True)]
    assert step["remaining"] == 5


def test_a_choice_that_leaves_nothing_is_accepted_and_can_be_relaxed(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    step = caller.answer("brand", {"choices": ["Nobody"]})
    assert (step["kind"], step["remaining"], step["products"]) == ("results", 0, [])
    assert (step["conflict"], step["empty"]) == (["brand"], False)
    *loosened, given_up = step["relaxations"]
    assert [each["label"] for each in loosened] == ["Accept Ada", "Accept Bor"]
    assert given_up["change"] == {"brand": None}  # the question may not be skipped
    for relaxation in step["relaxations"]:
        assert caller.change(relaxation["change"])["remaining"] == relaxation["remaining"] > 0
    assert caller.get()["remaining"] == 5


@pytest.mark.parametrize(
    ("question", "body", "expected"),
    [
        ("colour", {"choices": ["red"]}, (404, "not-found")),
        ("~brand", {"max": 3}, (404, "not-found")),
        ("x" * 201, {"skip": True}, (422, "invalid-request")),
        ("brand", {}, (422, "invalid-answer")),
        ("brand", {"choices": []}, (422, "invalid-answer")),
        ("brand", {"choices": ["Ada", "Bor"]}, (422, "too-many-choices")),
        ("brand", {"choices": ["Zed"]}, (422, "unknown-choice")),
        ("brand", {"choices": [1]}, (422, "invalid-request")),
        ("brand", {"choices": "Ada"}, (422, "invalid-request")),
        ("brand", {"choices": None}, (422, "invalid-answer")),
        ("brand", {"choices": ["Ada"] * 201}, (422, "invalid-request")),
        ("brand", {"choices": ["Ada"], "skip": True}, (422, "invalid-answer")),
        ("brand", {"skip": True}, (422, "not-skippable")),
        ("brand", {"skip": False}, (422, "invalid-request")),
        ("brand", {"value": "Ada"}, (422, "invalid-answer")),
        ("ports", {"choices": ["none", "hdmi"]}, (422, "exclusive")),
        ("ports", {"choices": ["hdmi", "usb-c", "none"]}, (422, "too-many-choices")),
        ("price", {"min": 3}, (422, "invalid-answer")),
        ("price", {"max": None}, (422, "invalid-answer")),
        ("price", {"max": "30"}, (422, "invalid-request")),
        ("price", {"max": True}, (422, "invalid-request")),
        ("price", {"max": 1e300}, (422, "invalid-answer")),
        ("price", {"max": -5}, (422, "out-of-bounds")),
        ("height", {"value": 99}, (422, "out-of-bounds")),
        ("height", {"value": 221}, (422, "out-of-bounds")),
        ("height", {"value": "180"}, (422, "invalid-answer")),
        ("height", {"value": True}, (422, "invalid-request")),
        ("born", {"value": "29.2.2000"}, (422, "invalid-answer")),
        ("born", {"value": "2001-02-29"}, (422, "invalid-answer")),
        ("born", {"value": "2026-11-21"}, (422, "out-of-bounds")),
        ("born", {"value": 730000}, (422, "invalid-answer")),
        ("hello", {"seen": False}, (422, "invalid-request")),
        ("hello", {"choices": ["Ada"]}, (422, "invalid-answer")),
        ("brand", {"choices": ["Ada"], "colour": 1}, (422, "invalid-request")),
        ("brand", {"choices": ["Ada"], "seq": -1}, (422, "invalid-request")),
        ("brand", {"choices": ["Ada"], "seq": 2**53}, (422, "invalid-request")),
        ("brand", {"choices": ["Ada"], "seq": 1.5}, (422, "invalid-request")),
    ],
)
def test_an_answer_is_refused_and_nothing_is_lost(
    caller: Caller, question: str, body: Any, expected: tuple[int, str]
) -> None:
    before = caller.answer("hello", {"seen": True})
    assert problem(caller.call("PUT", f"/answers/{question}", json=body)) == expected
    assert caller.get() == before


def test_a_late_retry_is_answered_with_the_current_step(caller: Caller) -> None:
    caller.answer("hello", {"seen": True, "seq": 1})
    step = caller.answer("brand", {"choices": ["Bor"], "seq": 3})
    assert caller.answer("brand", {"choices": ["Ada"], "seq": 2}) == step
    assert caller.call("DELETE", "/answers/brand?seq=2").json == step
    assert caller.call("DELETE", "/answers/brand?seq=4").json != step

"""How a session begins."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.caller import API, Caller
from tests.web.refusal import problem

KEY = {"Idempotency-Key": "5e0c6a52-key-of-a-client"}


def test_a_session_begins(api: FlaskClient) -> None:
    response = api.post(f"{API}/sessions", json={"questionnaire": "toys", "language": "de"})
    assert response.status_code == 201
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json is not None
    assert set(response.json) == {"token", "step", "shopper"} and response.json["shopper"] is None
    step = response.json["step"]
    assert (step["kind"], step["question"]["id"], step["remaining"]) == ("question", "hello", 5)
    assert (step["language"], step["title"]) == ("de", "Finde ein Spielzeug")


def test_a_session_begins_with_answers(api: FlaskClient) -> None:
    caller = Caller.begin(api, "toys", prefill={"hello": {"seen": True}, "brand": {"choices": ["Ada"]}})
    assert [answer["value"] for answer in caller.step["answers"]] == [{"seen": True}, {"choices": ["Ada"]}]
    assert (caller.step["question"]["id"], caller.step["remaining"]) == ("ports", 2)


def test_an_idempotency_key_begins_one_session(api: FlaskClient) -> None:
    first, again = (api.post(f"{API}/sessions", json={"questionnaire": "toys"}, headers=KEY) for _ in range(2))
    assert (first.status_code, first.json) == (again.status_code, again.json)


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        ({"questionnaire": "ships"}, {}, (404, "not-found")),
        ({}, {}, (422, "invalid-request")),
        ({"questionnaire": 1}, {}, (422, "invalid-request")),
        ({"questionnaire": None}, {}, (422, "invalid-request")),
        ({"questionnaire": "x" * 201}, {}, (422, "invalid-request")),
        ({"questionnaire": "toys", "color": "red"}, {}, (422, "invalid-request")),
        ({"questionnaire": "toys", "consent": "maybe"}, {}, (422, "invalid-request")),
        ({"questionnaire": "toys", "context": {"page": {}}}, {}, (422, "invalid-request")),
        ({"questionnaire": "toys", "prefill": {"colour": {"skip": True}}}, {}, (404, "not-found")),
        ({"questionnaire": "toys", "prefill": {"brand": {"choices": []}}}, {}, (422, "invalid-answer")),
        ({"questionnaire": "toys"}, {"Idempotency-Key": "1"}, (422, "short-key")),
    ],
)
def test_a_beginning_is_refused(api: FlaskClient, body: Any, headers: Any, expected: tuple[int, str]) -> None:
    assert problem(api.post(f"{API}/sessions", json=body, headers=headers)) == expected

"""What there is with no session: a step, the questionnaires, and whether the server is well."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.web import create_app
from tests.homes import Home
from tests.web.caller import API, Caller
from tests.web.refusal import problem


def test_a_step_is_worked_out_with_nothing_stored(caller: Caller) -> None:
    answers = {"hello": {"seen": True}, "brand": {"choices": ["Ada"]}}
    step = caller.client.post(f"{API}/questionnaires/toys/step", json={"answers": answers}).json
    assert step == caller.change(answers)
    version = step["version"][:12]  # type: ignore[index]
    named = {"answers": answers, "version": version, "language": "en"}
    assert caller.client.post(f"{API}/questionnaires/toys/step", json=named).json == step


@pytest.mark.parametrize(
    ("questionnaire", "body", "expected"),
    [
        ("ships", {}, (404, "not-found")),
        ("x" * 201, {}, (422, "invalid-request")),
        ("toys", {"answers": {"colour": {"skip": True}}}, (404, "not-found")),
        ("toys", {"answers": {"brand": {"choices": []}}}, (422, "invalid-answer")),
        ("toys", {"answers": {"brand": None}}, (422, "invalid-request")),
        ("toys", {"answers": []}, (422, "invalid-request")),
        ("toys", {"version": "0" * 64}, (404, "not-found")),
        ("toys", {"version": "0" * 65}, (422, "invalid-request")),
        ("toys", {"colour": 1}, (422, "invalid-request")),
    ],
)
def test_a_step_is_refused(api: FlaskClient, questionnaire: str, body: Any, expected: tuple[int, str]) -> None:
    assert problem(api.post(f"{API}/questionnaires/{questionnaire}/step", json=body)) == expected


def test_questionnaires_are_listed(api: FlaskClient) -> None:
    found = api.get(f"{API}/questionnaires?language=de").json
    assert [(each["id"], each["title"], each["catalog"]) for each in found["questionnaires"]] == [  # type: ignore[index]
        ("toys", "Finde ein Spielzeug", "toys")
    ]
    assert problem(api.get(f"{API}/questionnaires?language={'x' * 36}")) == (422, "invalid-request")


def test_a_questionnaire_is_defined(api: FlaskClient) -> None:
    found = api.get(f"{API}/questionnaires/toys").json
    assert [question["id"] for question in found["questions"]] == [  # type: ignore[index]
        "hello",
        "brand",
        "ports",
        "price",
        "height",
        "born",
    ]
    assert problem(api.get(f"{API}/questionnaires/ships")) == (404, "not-found")


def test_health(api: FlaskClient) -> None:
    assert api.get("/healthz").json == {"status": "alive"}
    assert api.get("/readyz").json == {"status": "ready", "questionnaires": ["toys"]}


def test_without_a_questionnaire_it_is_not_ready(tmp_path: Any) -> None:
    context = Home(tmp_path / "empty").open()
    api = create_app(context).test_client()
    assert problem(api.get("/readyz")) == (503, "unavailable")
    assert api.get("/healthz").status_code == 200
    context.close()

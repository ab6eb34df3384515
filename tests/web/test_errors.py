"""What is no call at all, and what goes wrong inside."""

import pytest
from flask.testing import FlaskClient

from app.services import Context
from tests.web.caller import API
from tests.web.refusal import problem


@pytest.mark.parametrize(
    "path", [f"{API}/", f"{API}/session/answers", f"{API}/session/answers/", "/nowhere", f"{API}/x"]
)
def test_an_address_that_does_not_exist_is_not_found(api: FlaskClient, path: str) -> None:
    assert problem(api.get(path))[0] in (404, 405)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/sessions"),
        ("POST", "/session"),
        ("POST", "/session/answers/brand"),
        ("PUT", "/session/answers"),
        ("DELETE", "/session/results"),
        ("PATCH", "/questionnaires"),
        ("GET", "/questionnaires/toys/step"),
    ],
)
def test_a_wrong_method_is_refused_with_those_that_serve(api: FlaskClient, method: str, path: str) -> None:
    response = api.open(API + path, method=method, json={})
    assert problem(response) == (405, "method-not-allowed")
    assert response.headers["Allow"]


def test_what_goes_wrong_inside_is_told_to_the_log_alone(
    context: Context, api: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fall() -> None:
        raise RuntimeError("the till is stuck")

    monkeypatch.setattr(type(context.folders), "look_aside", lambda self: fall())
    response = api.get(f"{API}/questionnaires")
    assert problem(response) == (500, "internal")
    assert "till" not in response.text
    assert "the till is stuck" in caplog.text

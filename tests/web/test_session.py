"""What only the token of a session opens."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.caller import API, Caller
from tests.web.calls import SESSION_CALLS
from tests.web.refusal import problem


def test_the_current_step_comes_back_after_a_reload(caller: Caller) -> None:
    assert caller.get() == caller.step
    step = caller.answer("hello", {"seen": True})
    assert caller.get() == step


@pytest.mark.parametrize(("method", "path", "body"), SESSION_CALLS)
@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Bearer forged", "Basic forged", "Bearer Ö"])
def test_without_the_token_of_a_session_nothing_is_told(
    api: FlaskClient, method: str, path: str, body: Any, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    response = api.open(f"{API}/session{path}", method=method, json=body, headers=headers)
    assert problem(response) == (401, "unauthorized")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_is_not_taken_from_the_address(caller: Caller) -> None:
    for name in ("token", "access_token", "authorization"):
        response = caller.client.get(f"{API}/session", query_string={name: caller.token})
        assert problem(response) == (401, "unauthorized")


def test_a_token_is_read_up_to_what_is_noted_behind_it(caller: Caller) -> None:
    noted = {"Authorization": f"Bearer {caller.token}~%7B%22deed%22%3A%22results%3A24%22%7D"}
    assert caller.client.get("/api/v1/session", headers=noted).status_code == 200
    assert caller.client.get("/api/v1/session", headers={"Authorization": "Bearer ~results"}).status_code == 401

"""Which pages may call: those that may embed."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.services import Context
from app.web import create_app
from tests.homes import toy_home
from tests.web.caller import API, Caller
from tests.web.calls import SESSION_CALLS

ORIGINS = [
    ("https://shop.example", True),
    ("http://localhost:3000", True),
    ("http://localhost", True),
    ("http://127.0.0.1:8000", True),
    ("https://shop.example:444", False),
    ("http://shop.example", False),
    ("https://shop.example.evil.example", False),
    ("https://evil.example", False),
    ("http://localhost.evil.example", False),
    ("http://localhost:80.evil.example", False),
    ("https://localhost", False),
    ("null", False),
    ("*", False),
]


@pytest.mark.parametrize(("origin", "allowed"), ORIGINS)
def test_only_pages_that_may_embed_may_call(caller: Caller, origin: str, allowed: bool) -> None:
    calls = [
        caller.client.post(f"{API}/sessions", json={"questionnaire": "toys"}, headers={"Origin": origin}),
        caller.client.get(f"{API}/questionnaires/toys", headers={"Origin": origin}),
        caller.client.options(f"{API}/session/answers/brand", headers={"Origin": origin}),
        *(caller.call(method, path, json=body, headers={"Origin": origin}) for method, path, body in SESSION_CALLS),
        caller.call("GET", "/questions/colour", headers={"Origin": origin}),
    ]
    for response in calls:
        assert response.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "Origin" in response.headers["Vary"]


def test_a_page_of_one_questionnaire_may_not_call_another(context: Context, api: FlaskClient) -> None:
    folder = context.settings.questionnaires
    text = (folder / "toys.yaml").read_text().replace("questionnaire: toys", "questionnaire: more")
    (folder / "more.yaml").write_text(text.replace("shop.example", "other.example"))
    context.folders.take_in()
    headers = {"Origin": "https://other.example"}
    for call in (
        lambda name: api.post(f"{API}/sessions", json={"questionnaire": name}, headers=headers),
        lambda name: api.get(f"{API}/questionnaires/{name}", headers=headers),
        lambda name: api.post(f"{API}/questionnaires/{name}/step", json={}, headers=headers),
    ):
        assert call("more").headers.get("Access-Control-Allow-Origin") == "https://other.example"
        assert call("toys").headers.get("Access-Control-Allow-Origin") is None


def test_a_preflight_names_what_the_widget_sends(api: FlaskClient) -> None:
    asked = {"Origin": "https://shop.example", "Access-Control-Request-Method": "PUT"}
    response = api.options(f"{API}/session/answers/brand", headers=asked)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, POST, PUT, PATCH, DELETE"
    assert response.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type, Idempotency-Key"


def test_the_operator_may_name_further_origins(tmp_path: Any) -> None:
    context = toy_home(tmp_path / "home").open(embed_origins="https://a.example https://b.example")
    api = create_app(context).test_client()
    response = api.get(f"{API}/questionnaires", headers={"Origin": "https://b.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "https://b.example"
    local = api.get(f"{API}/questionnaires", headers={"Origin": "http://localhost:3000"})
    assert "Access-Control-Allow-Origin" not in local.headers, "what the operator names replaces localhost"
    assert "localhost" not in api.get("/w/toys").headers["Content-Security-Policy"]
    context.close()


def test_the_version_published_now_names_the_origins_whatever_a_session_holds(context: Context, caller: Caller) -> None:
    path = context.settings.questionnaires / "toys.yaml"
    path.write_text(path.read_text().replace("https://shop.example", "https://new.example"))
    context.folders.take_in()
    page = caller.client.post("/w/toys", data={"token": caller.token, "do": "continue"})
    policy = page.headers["Content-Security-Policy"]
    assert "https://new.example" in policy and "shop.example" not in policy
    for origin, allowed in (("https://shop.example", None), ("https://new.example", "https://new.example")):
        response = caller.call("GET", "", headers={"Origin": origin})
        assert response.headers.get("Access-Control-Allow-Origin") == allowed

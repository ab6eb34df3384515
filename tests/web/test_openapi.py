"""The description of the interface is sound, what is sent is what it says, and nothing that comes in breaks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from app.web import create_app
from tests.homes import toy_home
from tests.web.caller import API, Caller, Json

QUESTIONS = ["hello", "brand", "ports", "price", "height", "born"]


@pytest.fixture
def described(api: FlaskClient) -> Json:
    found: Json = api.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    return found


def test_the_description_validates(described: Json) -> None:
    validate(described)


def test_every_route_is_described(api: FlaskClient, described: Json) -> None:
    routes = {
        (rule.rule.removeprefix(API).replace("path:", "").translate(str.maketrans("<>", "{}")), method.lower())
        for rule in api.application.url_map.iter_rules()
        if rule.rule.startswith(API) and rule.rule != f"{API}/openapi.json"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    found = {(path.removeprefix(API), method) for path, methods in described["paths"].items() for method in methods}
    assert found == routes


# What is sent


def conform(described: Json, path: str, method: str, status: int, body: Any) -> None:
    """Holds a body against the schema of its route and status; a property that is not described fails too."""
    content = described["paths"][f"{API}{path}"][method]["responses"][str(status)]["content"]
    ((_, media),) = content.items()
    schema = {**media["schema"], "components": described["components"]}
    Draft202012Validator(closed(schema)).validate(body)


def closed(schema: Any) -> Any:
    """The schema with no room for properties that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: closed(part) for key, part in schema.items()}
    if "properties" in schema and "additionalProperties" not in schema and schema.get("type") == "object":
        shut["additionalProperties"] = False
    return shut


def test_what_a_session_is_told_is_what_is_described(api: FlaskClient, described: Json) -> None:
    begun = api.post(f"{API}/sessions", json={"questionnaire": "toys"})
    conform(described, "/sessions", "post", 201, begun.json)
    caller = Caller(api, begun.json["token"], {})  # type: ignore[index]
    answers = [{"seen": True}, {"choices": ["Ada"]}, {"choices": ["hdmi"]}, {"max": 30}, {"value": 180}]
    for question, body in zip(QUESTIONS, [*answers, {"value": "2000-02-29"}], strict=True):
        conform(described, "/session/questions/{question}", "get", 200, caller.get(f"/questions/{question}"))
        conform(described, "/session/answers/{question}", "put", 200, caller.answer(question, body))
        conform(described, "/session", "get", 200, caller.get())
    conform(described, "/session/results", "get", 200, caller.get("/results"))
    for listed in (["p4", "p1"], ["gone"]):
        ranked = caller.call("POST", "/rank", json={"products": listed, "query": "hdmi"})
        conform(described, "/session/rank", "post", 200, ranked.json)
    for product in ("p1", "p4"):
        conform(described, "/session/products/{product}/why", "get", 200, caller.get(f"/products/{product}/why"))
    conform(described, "/session/answers/{question}", "delete", 200, caller.withdraw("born"))
    conform(described, "/session/answers", "patch", 200, caller.change({"brand": {"choices": ["Nobody"]}}))
    conform(described, "/session/results", "get", 200, caller.get("/results"))


def test_what_is_told_without_a_session_is_what_is_described(api: FlaskClient, described: Json) -> None:
    step = api.post(f"{API}/questionnaires/toys/step", json={})
    conform(described, "/questionnaires/{questionnaire}/step", "post", 200, step.json)
    conform(described, "/questionnaires", "get", 200, api.get(f"{API}/questionnaires").json)
    conform(described, "/questionnaires/{questionnaire}", "get", 200, api.get(f"{API}/questionnaires/toys").json)


def test_refusals_are_what_is_described(caller: Caller, described: Json) -> None:
    for status, response in (
        (401, caller.client.get(f"{API}/session")),
        (404, caller.call("GET", "/questions/colour")),
        (422, caller.call("PUT", "/answers/brand", json={})),
    ):
        path = {401: "/session", 404: "/session/questions/{question}", 422: "/session/answers/{question}"}[status]
        conform(described, path, {422: "put"}.get(status, "get"), status, response.json)


# What comes in

TEXTS = st.text(max_size=12) | st.sampled_from([*QUESTIONS, "toys", "Ada", "hdmi", "none", "2000-02-29", "~price"])
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, 1e308, 2**53, -0.0])
LEAVES = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=8
)
PICKS = st.lists(st.sampled_from(["Ada", "Bor", "hdmi", "usb-c", "none"]) | VALUES, max_size=4)
ANSWERS = st.fixed_dictionaries(
    {}, optional={"choices": PICKS, **dict.fromkeys(("min", "max", "value", "skip", "seen", "seq"), VALUES)}
)
BODIES = st.one_of(
    VALUES,
    ANSWERS,
    st.dictionaries(st.sampled_from(QUESTIONS) | TEXTS, ANSWERS | VALUES, max_size=3),
    st.fixed_dictionaries(
        {"questionnaire": st.just("toys") | VALUES},
        optional={"prefill": VALUES, "language": VALUES, "consent": VALUES, "context": VALUES},
    ),
    st.fixed_dictionaries(
        {"answers": st.dictionaries(st.sampled_from(QUESTIONS), ANSWERS, max_size=3) | VALUES},
        optional={"version": VALUES, "language": VALUES},
    ),
)
SENT = BODIES.map(lambda body: json.dumps(body).encode()) | st.binary(max_size=40)
SEGMENTS = st.sampled_from([*QUESTIONS, "p1", "toys", "%00", "%ff", "..", "a%2Fb", "%F0%9F%A6%86"]) | st.text(
    st.characters(codec="utf-8", exclude_characters="?#"), min_size=1, max_size=8
)
PATHS = st.one_of(
    st.sampled_from(["/sessions", "/session", "/session/answers", "/session/results", "/questionnaires"]),
    st.builds("/session/answers/{}".format, SEGMENTS),
    st.builds("/session/questions/{}".format, SEGMENTS),
    st.builds("/session/products/{}/why".format, SEGMENTS),
    st.builds("/questionnaires/{}".format, SEGMENTS),
    st.builds("/questionnaires/{}/step".format, SEGMENTS),
    st.builds("/{}".format, SEGMENTS),
)
QUERIES = st.dictionaries(
    st.sampled_from(["limit", "offset", "language", "seq", "token"]), TEXTS | NUMBERS.map(str), max_size=3
)
METHODS = st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"])
KEYS = st.none() | st.text(st.characters(codec="latin-1", categories=["L", "N", "P"]), max_size=40)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """A session that everything is thrown at."""
    context = toy_home(tmp_path_factory.mktemp("toys")).open(look_every=0)
    yield Caller.begin(create_app(context).test_client(), "toys")
    context.close()


@given(method=METHODS, path=PATHS, query=QUERIES, body=SENT, key=KEYS, known=st.booleans())
def test_nothing_that_comes_in_is_an_error_of_ours(
    visitor: Caller, method: str, path: str, query: dict[str, str], body: bytes, key: str | None, known: bool
) -> None:
    headers = {"Idempotency-Key": key} if key is not None else {}
    if known:
        headers["Authorization"] = f"Bearer {visitor.token}"
    response = visitor.client.open(
        f"{API}{path}", method=method, query_string=query, data=body, content_type="application/json", headers=headers
    )
    assert response.status_code < 500
    if response.status_code >= 400 and method != "HEAD":
        assert response.mimetype == "application/problem+json"
        assert response.json is not None
        assert response.json["status"] == response.status_code


@pytest.mark.parametrize("question", QUESTIONS)
@given(body=ANSWERS)
def test_no_answer_is_an_error_of_ours_and_none_is_lost(visitor: Caller, question: str, body: Json) -> None:
    before = visitor.get()["answers"]
    data = json.dumps(body).encode()
    response = visitor.call("PUT", f"/answers/{question}", data=data, content_type="application/json")
    assert response.status_code in (200, 400, 404, 422)
    if response.status_code != 200:
        assert visitor.get()["answers"] == before

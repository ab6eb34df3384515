"""Each route of the interface, once for what it does and once for each way in which it refuses."""

import json
import logging
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.services import Context
from app.web import create_app
from tests.homes import Home, toy_home
from tests.web.caller import API, Caller

KEY = {"Idempotency-Key": "5e0c6a52-key-of-a-client"}


def problem(response: TestResponse) -> tuple[int, str]:
    """The status and code of a refusal, which is a problem document like all others."""
    assert response.mimetype == "application/problem+json", response.text
    body = response.json
    assert isinstance(body, dict)
    assert {"type", "title", "status", "code"} <= set(body) <= {"type", "title", "status", "code", "detail", "help"}
    assert (body["status"], body["type"]) == (response.status_code, f"urn:salesclerk:problem:{body['code']}")
    assert body["title"]
    assert response.headers["Cache-Control"] == "no-store"
    return response.status_code, body["code"]


# POST /sessions


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


# GET /session, and tokens


def test_the_current_step_comes_back_after_a_reload(caller: Caller) -> None:
    assert caller.get() == caller.step
    step = caller.answer("hello", {"seen": True})
    assert caller.get() == step


SESSION_CALLS: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("PUT", "/answers/brand", {"choices": ["Ada"]}),
    ("DELETE", "/answers/brand", None),
    ("PATCH", "/answers", {"brand": None}),
    ("GET", "/questions/brand", None),
    ("GET", "/results", None),
    ("GET", "/products/p1/why", None),
]


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


# PUT /session/answers/{question}

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (400, "bad-request")),
        ("{", (400, "bad-request")),
        ("\udc80", (400, "bad-request")),
        ('{"choices": ["\\ud800"]}', (400, "bad-request")),
        ('{"max": NaN}', (400, "bad-request")),
        ('{"max": Infinity}', (400, "bad-request")),
        ('{"max": 1e999}', (400, "bad-request")),
        (f'{{"max": {10**400}}}', (400, "bad-request")),
        (f'{{"max": {10**30}}}', (422, "invalid-answer")),
        ("[" * 5000 + "]" * 5000, (400, "bad-request")),
        ('{"choices": ' + "[" * 200 + "]" * 200 + "}", (422, "invalid-request")),
        ("null", (422, "invalid-request")),
        ("[]", (422, "invalid-request")),
        ("3", (422, "invalid-request")),
        ('"text"', (422, "invalid-request")),
        ('"{\\"max\\": 30}"', (422, "invalid-request")),
        ('"{\\"max\\": NaN}"', (422, "invalid-request")),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(caller: Caller, text: str, expected: tuple[int, str]) -> None:
    data = text.encode("utf-8", "surrogateescape")
    response = caller.call("PUT", "/answers/price", data=data, content_type="application/json")
    assert problem(response) == expected


def test_a_body_of_more_than_256_kb_is_refused(caller: Caller) -> None:
    fits = json.dumps({"max": 30}).ljust(256 * 1024)
    assert caller.call("PUT", "/answers/price", data=fits, content_type="application/json").status_code == 200
    response = caller.call("PUT", "/answers/price", data=fits + " ", content_type="application/json")
    assert problem(response) == (413, "request-entity-too-large")


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_body_of_another_type_is_refused(caller: Caller, content_type: str | None) -> None:
    response = caller.call("PUT", "/answers/price", data='{"max": 30}', content_type=content_type)
    assert problem(response) == (415, "unsupported-media-type")


def test_a_late_retry_is_answered_with_the_current_step(caller: Caller) -> None:
    caller.answer("hello", {"seen": True, "seq": 1})
    step = caller.answer("brand", {"choices": ["Bor"], "seq": 3})
    assert caller.answer("brand", {"choices": ["Ada"], "seq": 2}) == step
    assert caller.call("DELETE", "/answers/brand?seq=2").json == step
    assert caller.call("DELETE", "/answers/brand?seq=4").json != step


# DELETE and PATCH


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


# GET questions, results and why


def test_a_question_is_shown_again_with_its_answer_and_counts(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    before = caller.answer("brand", {"choices": ["Ada"]})
    step = caller.get("/questions/brand")
    assert [(choice["id"], choice["count"], choice["selected"]) for choice in step["question"]["choices"]] == [
        ("Ada", 2, True),
        ("Bor", 2, False),
        ("Nobody", 0, False),
    ]
    assert [choice["disabled"] for choice in step["question"]["choices"]] == [False, False, True]
    assert {**step, "question": None} == {**before, "question": None}


def test_a_question_that_does_not_exist_is_not_found(caller: Caller) -> None:
    assert problem(caller.call("GET", "/questions/colour")) == (404, "not-found")


def test_results_come_page_by_page(caller: Caller) -> None:
    first, last = caller.get("/results?limit=3"), caller.get("/results?limit=3&offset=3")
    assert [product["id"] for product in first["products"]] == ["p5", "p3", "p2"]
    assert [product["id"] for product in last["products"]] == ["p1", "p4"]
    assert (first["total"], last["total"], last["offset"]) == (5, 5, 3)
    assert len(caller.get("/results")["products"]) == 2
    assert caller.get("/results?offset=10000000")["products"] == []


def test_results_list_what_can_be_asked_to_be_surer(caller: Caller) -> None:
    caller.change({"hello": {"seen": True}, "brand": {"choices": ["Bor"]}})
    found = caller.get("/results")["further"]
    assert {one["question"] for one in found} == {"ports", "price"}
    assert [one["gain"] for one in found] == sorted((one["gain"] for one in found), reverse=True)
    assert found[0]["gain"] > 0 and found[0]["ask"]
    first = found[0]["question"]
    body = {"ports": {"choices": ["usb-c"]}, "price": {"max": 35}}[first]
    step = caller.answer(first, body)
    assert [answer["stale"] for answer in step["answers"]] == [False] * 3
    assert first not in {one["question"] for one in caller.get("/results")["further"]}


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "offset=-1", "offset=10000001", "limit=1.5"])
def test_a_page_that_cannot_be_is_refused(caller: Caller, query: str) -> None:
    assert problem(caller.call("GET", f"/results?{query}")) == (422, "invalid-request")


def test_terms_sum_to_the_score(caller: Caller) -> None:
    for product in caller.get("/results?limit=100")["products"]:
        assert sum(term["amount"] for term in product["terms"]) == product["score"]


def test_why_says_what_a_product_meets_misses_and_does_not_state(caller: Caller) -> None:
    caller.answer("hello", {"seen": True})
    caller.answer("brand", {"choices": ["Ada"]})
    caller.answer("ports", {"choices": ["hdmi"]})
    why = caller.get("/products/p4/why")
    assert (why["id"], why["candidate"], why["failed"]) == ("p4", False, ["brand"])
    said = {state: [reason["question"] for reason in why[state]] for state in ("meets", "misses", "unknown")}
    assert said == {"meets": [], "misses": ["brand"], "unknown": ["ports"]}
    assert caller.get("/products/p1/why")["candidate"] is True


def test_why_of_a_product_that_does_not_exist_is_not_found(caller: Caller) -> None:
    assert problem(caller.call("GET", "/products/p99/why")) == (404, "not-found")
    assert problem(caller.call("GET", "/products/a/b/why")) == (404, "not-found")


# With no session


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


# What is no call at all


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


# What others may see


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


def test_what_was_said_stands_in_no_log_and_no_address(caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caller.answer("hello", {"seen": True})
    step = caller.answer("brand", {"choices": ["Bor"]})
    caller.answer("born", {"value": "1999-12-31"})
    caller.call("PUT", "/answers/born", json={"value": "1931-01-01 or so"})
    caller.call("PUT", "/answers/born", json={"value": ["1931-01-01"]})
    caller.withdraw("born")
    caller.get("/results")
    assert not [word for word in ("1999-12-31", "1931", "Bor", caller.token) if word in caplog.text]
    addresses = [product["url"] for product in step["products"]] + [product["image"] for product in step["products"]]
    assert not [address for address in addresses if "Bor" in address]


def test_a_refusal_does_not_repeat_what_was_said(caller: Caller) -> None:
    for body in ({"value": "1931-01-01 or so"}, {"value": ["1931-01-01"]}, {"value": "2931-01-01"}):
        assert "931-01-01" not in caller.call("PUT", "/answers/born", json=body).text


def test_a_token_is_read_up_to_what_is_noted_behind_it(caller: Caller) -> None:
    noted = {"Authorization": f"Bearer {caller.token}~%7B%22deed%22%3A%22results%3A24%22%7D"}
    assert caller.client.get("/api/v1/session", headers=noted).status_code == 200
    assert caller.client.get("/api/v1/session", headers={"Authorization": "Bearer ~results"}).status_code == 401

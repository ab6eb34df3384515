"""What is wrong with a token of the shop is said, with what to do; the session begins all the same, and nothing of it
counts."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.services import Context
from app.services.claims import LONGEST, MOST_CLAIMS, MOST_ORDERS
from app.services.identity import TOLD, hash_of
from app.services.token import LONGEST_LIFE, SKEW, TokenFlaw, Verdict, read_token
from app.store import orders
from app.web import create_app
from tests.homes import NOW, toy_home
from tests.web.caller import API, Caller, Json
from tests.web.test_batches import figures
from tests.web.test_openapi import VALUES, conform, described
from tests.web.test_shopper import HOUR, KEY, at, hash_held, signed, unsigned

__all__ = ["described"]  # a fixture


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """One home for all tests: no token leaves anything behind that another would see."""
    opened = toy_home(tmp_path_factory.mktemp("toys")).open(shop_key=KEY, look_every=0)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def api(context: Context) -> FlaskClient:
    return create_app(context).test_client()


def grown(api: FlaskClient, metric: str, before: dict[str, int]) -> dict[str, int]:
    return {key: many - before.get(key, 0) for key, many in figures(api, metric).items() if many != before.get(key, 0)}


def sealed(header: Any, claims: Any, seal: str = "") -> str:
    """A token whose parts are whatever they are."""
    parts = [urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (header, claims)]
    return ".".join([*parts, seal])


def raw(claims: str) -> str:
    """A token that is signed rightly over a text that Python would not write."""
    return jwt.PyJWS().encode(claims.encode(), KEY, "HS256")


HS = {"alg": "HS256", "typ": "JWT"}
SOUND = {"sub": "customer-7", "exp": at(HOUR)}
FLAWED = {
    "no algorithm": (unsigned(), TokenFlaw.ALGORITHM),
    "None": (sealed({"alg": "None"}, SOUND), TokenFlaw.ALGORITHM),
    "another algorithm": (signed(key=KEY * 2, algorithm="HS512"), TokenFlaw.ALGORITHM),
    "a key of its own": (sealed({"alg": "RS256", "jwk": {"kty": "oct", "k": ""}}, SOUND, "eHh4"), TokenFlaw.ALGORITHM),
    "another key": (signed(key="the key of another shop, just as long"), TokenFlaw.SIGNATURE),
    "no seal": (sealed(HS, SOUND), TokenFlaw.SIGNATURE),
    "changed": (signed().rpartition(".")[0] + "." + signed("another").rpartition(".")[2], TokenFlaw.SIGNATURE),
    "an id": ("customer-7", TokenFlaw.UNREADABLE),
    "dots": ("..", TokenFlaw.UNREADABLE),
    "letters": ("🦆" * 100, TokenFlaw.UNREADABLE),
    "NUL": ("\0", TokenFlaw.UNREADABLE),
    "a list": (sealed([], {}), TokenFlaw.UNREADABLE),
    "claims no mapping": (raw("[1]"), TokenFlaw.UNREADABLE),
    "deep": (raw("[" * 20_000), TokenFlaw.UNREADABLE),
    "no id": (jwt.encode({"exp": at(HOUR)}, KEY, "HS256"), TokenFlaw.CLAIM),
    "empty id": (signed(""), TokenFlaw.CLAIM),
    "long id": (signed("x" * 10_000), TokenFlaw.CLAIM),
    "id a number": (raw(json.dumps({**SOUND, "sub": 7})), TokenFlaw.CLAIM),
    "id null": (raw(json.dumps({**SOUND, "sub": None})), TokenFlaw.CLAIM),
    "id a mapping": (raw(json.dumps({**SOUND, "sub": {"a": [1]}})), TokenFlaw.CLAIM),
    "no expiry": (jwt.encode({"sub": "customer-7"}, KEY, "HS256"), TokenFlaw.CLAIM),
    "expiry a text": (signed(exp="tomorrow"), TokenFlaw.CLAIM),
    "expiry true": (signed(exp=True), TokenFlaw.CLAIM),
    "expiry NaN": (raw(json.dumps({**SOUND, "exp": float("nan")})), TokenFlaw.CLAIM),
    "begin NaN": (raw(json.dumps({**SOUND, "iat": float("nan")})), TokenFlaw.CLAIM),
    "begin null": (raw(json.dumps({**SOUND, "nbf": None})), TokenFlaw.CLAIM),
    "for others": (signed(aud="another"), TokenFlaw.CLAIM),
    "expired": (signed(exp=at(-SKEW)), TokenFlaw.EXPIRED),
    "long expired": (signed(exp=-(10**400)), TokenFlaw.EXPIRED),
    "for ever": (signed(exp=10**400), TokenFlaw.LONG),
    "too long": (signed(exp=at(LONGEST_LIFE + 2 * SKEW)), TokenFlaw.LONG),
    "not yet": (signed(nbf=at(2 * SKEW)), TokenFlaw.EARLY),
    "from the future": (signed(iat=1e300), TokenFlaw.EARLY),
}


def begin(api: FlaskClient, token: str, **more: Any) -> Json:
    response = api.post(
        f"{API}/sessions", json={"questionnaire": "toys", "consent": "profile", "shopper": token, **more}
    )
    assert response.status_code == 201, response.text
    found: Json = response.json  # type: ignore[assignment]
    return found


@pytest.mark.parametrize(("token", "flaw"), FLAWED.values(), ids=FLAWED)
def test_what_is_wrong_is_named_and_nothing_counts(
    context: Context, api: FlaskClient, token: str, flaw: TokenFlaw
) -> None:
    flaws, verdicts = figures(api, "shopper_token_flaws"), figures(api, "shopper_tokens")
    begun = begin(api, token)
    (refused,) = begun["shopper"]["refused"]
    assert (refused["pointer"], refused["code"], refused["help"]) == ("/shopper", flaw.value, flaw.help)
    assert refused["detail"] and len(refused["detail"]) < 300
    assert begun["shopper"]["verdict"] == flaw.verdict != Verdict.SIGNED
    caller = Caller(api, begun["token"], begun["step"])
    assert (
        caller.call("PUT", "/consent", json={"consent": "profile", "shopper": token}).json["shopper"]
        == begun["shopper"]
    )  # type: ignore[index]
    assert hash_held(caller) is None and caller.get("/profile")["joined"] is False
    assert grown(api, "shopper_token_flaws", flaws) == {flaw.value: 2}
    assert grown(api, "shopper_tokens", verdicts) == {flaw.verdict.value: 2}


def test_a_server_without_a_key_says_so(tmp_path: Path) -> None:
    for key in ("", "short"):
        context = toy_home(tmp_path / f"home{key}").open(shop_key=key)
        (refused,) = begin(create_app(context).test_client(), signed())["shopper"]["refused"]
        assert refused["code"] == "no-shop-key" and "SALESCLERK_SHOP_KEY" in refused["help"]
        context.close()


def test_a_token_without_fault_is_said_to_be_one(api: FlaskClient, described: Json) -> None:
    begun = begin(api, signed(registration={"place": "Ulm"}, orders=[]))
    assert begun["shopper"] == {"verdict": "signed", "refused": []}
    none = api.post(f"{API}/sessions", json={"questionnaire": "toys"}).json
    assert none and none["shopper"] is None
    for body in (begun, none, begin(api, unsigned())):
        conform(described, "/sessions", "post", 201, body)
    agreed = Caller(api, begun["token"], {}).call("PUT", "/consent", json={"consent": "session"})
    conform(described, "/session/consent", "put", 200, agreed.json)


ORDER = {"product": "p1", "at": (NOW - HOUR).isoformat()}
LEFT_OUT = [
    ({"orders": "all"}, "orders: no list"),
    ({"orders": [7]}, "orders.0: no mapping"),
    ({"orders": [ORDER, {**ORDER, "product": "x" * 201}]}, "orders.1: `product`"),
    ({"orders": [{**ORDER, "at": "0001-01-01T00:00:00+14:00"}]}, "orders.0: `at`"),
    ({"orders": [{**ORDER, "at": "+010000-01-01T00:00:00Z"}]}, "orders.0: `at`"),
    ({"orders": [{**ORDER, "at": -(10**400)}]}, "orders.0: `at`"),
    ({"orders": [{**ORDER, "value": -1}]}, "orders.0: `value`"),
    ({"orders": [{**ORDER, "channel": {"a": [[[]]]}}]}, "orders.0: `channel`"),
    ({"orders": [{**ORDER, "at": n} for n in range(MOST_ORDERS + 7)]}, "orders: 7 more"),
    ({"registration": []}, "registration: no mapping"),
    ({"registration": {"a b": 1}}, "registration: 'a b'"),
    ({"registration": {"\ud800" * 100: 1}}, "registration: '\\ud800"),
    ({"registration": {"a": {"b": {"c": 1}}}}, "registration.a: "),
    ({"registration": {"a": "x" * (LONGEST + 1)}}, "registration.a: "),
    ({"registration": {f"a{n}": 1 for n in range(MOST_CLAIMS + 1)}}, f"registration.a{MOST_CLAIMS}: more than"),
]


@pytest.mark.parametrize(("claims", "detail"), LEFT_OUT, ids=[detail for _, detail in LEFT_OUT])
def test_claims_that_are_left_out_are_named(api: FlaskClient, claims: Json, detail: str) -> None:
    begun = begin(api, signed(**claims))
    assert begun["shopper"]["verdict"] == "signed"
    (refused,) = begun["shopper"]["refused"]
    assert refused["code"] == "claims-left-out" and refused["detail"].startswith(detail), refused
    assert hash_held(Caller(api, begun["token"], {})) is not None


def test_a_hundred_orders_of_the_longest_names_fit(context: Context, api: FlaskClient) -> None:
    many = [
        {"product": f"{n:0200}", "at": at(timedelta(hours=-n)), "value": 1234.5, "channel": "till"} for n in range(100)
    ]
    assert begin(api, signed("regular", orders=many))["shopper"] == {"verdict": "signed", "refused": []}
    with context.database.reading() as db:
        assert len(orders.of_shopper(db, hash_of(context, "regular"))) == MOST_ORDERS


@pytest.mark.parametrize(("many", "status"), [(2_500, 422), (100_000, 413)])
def test_more_than_a_token_may_hold_is_refused(context: Context, api: FlaskClient, many: int, status: int) -> None:
    token = signed("buyer", orders=[{"product": "p1", "at": n} for n in range(many)])
    response = api.post(f"{API}/sessions", json={"questionnaire": "toys", "consent": "profile", "shopper": token})
    assert response.status_code == status
    assert response.json and (status != 422 or response.json["detail"].startswith("shopper: "))
    with context.database.reading() as db:
        assert orders.of_shopper(db, hash_of(context, "buyer")) == ()


def test_of_many_faults_the_first_are_named(api: FlaskClient) -> None:
    begun = begin(api, signed(orders=[7] * 1000))
    assert [one["detail"] for one in begun["shopper"]["refused"]] == [f"orders.{n}: no mapping" for n in range(TOLD)]


ABSURD = [
    "0001-01-01",
    "9999-12-31",
    "0000-00-00",
    "+275760-09-13",
    "2026-02-30",
    "",
    1e300,
    1e15,
    -1,
    [],
    ["9999-12-31"],
]


@pytest.mark.parametrize("day", ABSURD, ids=str)
def test_absurd_dates_of_registration_fail_no_step(api: FlaskClient, day: Any) -> None:
    begun = begin(api, signed(registration={"wedding": day, "place": "Ulm"}))
    caller = Caller(api, begun["token"], {})
    assert caller.get("/export")["registered"]["place"] == "Ulm"
    for path in ("", "/results", "/profile", "/recommendations?for=home"):
        assert caller.call("GET", path).status_code == 200


@given(claims=st.dictionaries(st.sampled_from(["sub", "exp", "nbf", "iat", "orders", "registration", "x"]), VALUES))
def test_no_claim_is_an_error_of_ours(claims: Json) -> None:
    for more in ({}, SOUND):
        fault, found = read_token(raw(json.dumps({**more, **claims})), KEY, NOW)
        assert fault is None or fault.detail
        assert fault is not None or isinstance(found["sub"], str)

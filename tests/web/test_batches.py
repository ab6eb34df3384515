"""No event loses another: what cannot be read of a batch is left out, named by its place, and counted."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.services import Context, fates
from app.services.flaws import Flaw
from tests.homes import NOW
from tests.web.caller import API, Caller, Json
from tests.web.test_events import recorded, view
from tests.web.test_openapi import VALUES, conform, described, visitor

__all__ = ["described", "visitor"]  # fixtures

GOOD = [view(number) for number in (1, 2)]
PRODUCT = {"id": "p1"}


def send(caller: Caller, events: list[Any]) -> Json:
    """What a batch is answered, written as Python writes JSON, with NaN; asserts that it is taken."""
    data = json.dumps({"events": events}).encode()
    response = caller.call("POST", "/events", data=data, content_type="application/json")
    assert response.status_code == 202, response.text
    found: Json = response.json  # type: ignore[assignment]
    assert found["accepted"] + found["repeated"] + found["ignored"] <= len(events)
    return found


def figures(api: FlaskClient, metric: str) -> dict[str, int]:
    lines = [line for line in api.get("/metrics").text.splitlines() if line.startswith(f"salesclerk_{metric}_total{{")]
    found = {line.split('"')[1]: int(float(line.split()[-1])) for line in lines}
    return {label: count for label, count in found.items() if count}


UNREADABLE: list[tuple[Any, Flaw, str]] = [
    (None, Flaw.NOT_AN_EVENT, "event: "),
    ("view_item", Flaw.NOT_AN_EVENT, "event: "),
    ([[]], Flaw.NOT_AN_EVENT, "event: "),
    ({"id": "x"}, Flaw.BAD_NAME, "name: "),
    (view(9, name=7), Flaw.BAD_NAME, "name: "),
    ({"name": "search"}, Flaw.BAD_ID, "id: "),
    (view(9, id=""), Flaw.BAD_ID, "id: "),
    (view(9, id="a\0b"), Flaw.BAD_ID, "id: "),
    (view(9, id="x" * 100_000), Flaw.BAD_ID, "id: "),
    (view(9, id=7), Flaw.BAD_ID, "id: "),
    (view(9, at="2026-01-01T00:00:00"), Flaw.BAD_TIME, "at: "),
    (view(9, at="yesterday"), Flaw.BAD_TIME, "at: "),
    (view(9, at=float("nan")), Flaw.BAD_TIME, "at: "),
    (view(9, at=float("inf")), Flaw.BAD_TIME, "at: "),
    (view(9, at="+999999-13-99T00:00:00Z"), Flaw.BAD_TIME, "at: "),
    (view(9, at=True), Flaw.BAD_TIME, "at: "),
    (view(9, products="p1"), Flaw.BAD_PRODUCTS, "products: "),
    (view(9, products=[{**PRODUCT, "price": float("nan")}]), Flaw.BAD_PRODUCTS, "products.0.price: "),
    (view(9, products=[{**PRODUCT, "price": 10**400}]), Flaw.BAD_PRODUCTS, "products.0.price: "),
    (view(9, products=[{**PRODUCT, "quantity": -1}]), Flaw.BAD_PRODUCTS, "products.0.quantity: "),
    (view(9, products=[{"item_id": "p1"}]), Flaw.BAD_PRODUCTS, "products.0.id: "),
    (view(9, products=[PRODUCT] * 101), Flaw.TOO_MANY_PRODUCTS, "products: "),
    (view(9, products=[PRODUCT] * 10_000), Flaw.TOO_MANY_PRODUCTS, "products: "),
    (view(9, currency="EUR"), Flaw.UNKNOWN_FIELD, "currency: "),
    (view(9, term="x" * 501), Flaw.BAD_TEXT, "term: "),
    (view(9, order=7), Flaw.BAD_TEXT, "order: "),
]


@pytest.mark.parametrize(("event", "flaw", "detail"), UNREADABLE, ids=str)
def test_what_cannot_be_read_is_left_out_alone(
    context: Context, caller: Caller, event: Any, flaw: Flaw, detail: str
) -> None:
    done = send(caller, [GOOD[0], event, GOOD[1]])
    assert {one.id for one in recorded(context, caller)} == {"e-1", "e-2"}
    assert (done["accepted"], done["repeated"], done["ignored"]) == (2, 0, 0)
    (refused,) = done["refused"]
    assert (refused["pointer"], refused["code"], refused["help"]) == ("/events/1", flaw.value, flaw.help)
    assert refused["detail"].startswith(detail) and len(refused["detail"]) < 500
    assert figures(caller.client, "events") == {"unknown": 2, "malformed": 1}
    assert figures(caller.client, "event_flaws") == {flaw.value: 1}


def test_events_that_salesclerk_does_not_use_are_no_fault(context: Context, caller: Caller) -> None:
    others = ["begin_checkout", "view_cart", "page_view", "refund", "", "👻", "VIEW_ITEM", "x" * 1000]
    done = send(caller, [GOOD[0], *({"name": name, "ecommerce": {"items": []}} for name in others), GOOD[1]])
    assert done == {"accepted": 2, "repeated": 0, "ignored": len(others), "refused": []}
    assert figures(caller.client, "events") == {"unknown": 2, "ignored": len(others)}
    assert len(recorded(context, caller)) == 2


def test_of_an_event_with_a_product_that_cannot_be_read_the_others_count(context: Context, caller: Caller) -> None:
    lines = [PRODUCT, {"id": "voucher", "price": -5}, {"id": "p2", "quantity": 2, "price": 0}, 7, {"id": "p3", "x": 1}]
    done = send(caller, [view(1, name="purchase", products=lines)])
    assert done["accepted"] == 1
    (refused,) = done["refused"]
    assert (refused["pointer"], refused["code"]) == ("/events/0", "products-left-out")
    assert [part.split(":")[0] for part in refused["detail"].split("; ")] == [
        "products.1.price",
        "products.3",
        "products.4.x",
    ]
    (event,) = recorded(context, caller)
    assert [product["id"] for product in event.payload["products"]] == ["p1", "p2"]
    assert figures(caller.client, "events") == {"recorded": 1}
    assert figures(caller.client, "event_flaws") == {"products-left-out": 1}


def test_half_a_letter_costs_nothing(context: Context, caller: Caller) -> None:
    cut = view(1, name="search", term="\ud83e")
    assert send(caller, [cut, *GOOD[1:]])["accepted"] == 2
    assert next(one for one in recorded(context, caller) if one.id == "e-1").payload["term"] == "\ufffd"


FUTURE = ["9999-12-31T23:59:59-14:00", "+010000-01-01T00:00:00.000Z", "+275760-09-13T00:00:00.000Z", 1e300, 10**18]
PAST = ["0001-01-01T00:00:00+14:00", "0000-01-01T00:00:00.000Z", "-000001-12-31T00:00:00.000Z", -1e300, 0]


@pytest.mark.parametrize("at", FUTURE, ids=str)
def test_what_lies_beyond_all_years_is_taken_as_now(context: Context, caller: Caller, at: Any) -> None:
    assert send(caller, [GOOD[0], view(9, at=at)])["accepted"] == 2
    assert [event.at for event in recorded(context, caller)] == [NOW, NOW]


@pytest.mark.parametrize("at", PAST, ids=str)
def test_what_is_absurdly_old_is_dropped_and_counted(context: Context, caller: Caller, at: Any) -> None:
    done = send(caller, [view(9, at=at), GOOD[0]])
    assert (done["accepted"], done["refused"][0]["pointer"], done["refused"][0]["code"]) == (1, "/events/0", "too-old")
    assert [event.id for event in recorded(context, caller)] == ["e-1"]
    assert figures(caller.client, "events") == {"unknown": 1, "ancient": 1}


@pytest.mark.parametrize("at", [*FUTURE, *PAST], ids=str)
def test_absurd_times_fail_no_step_with_nothing_stored(api: FlaskClient, at: Any) -> None:
    def shown(**more: Any) -> Any:
        body = {"answers": {"hello": {"seen": True}}, **more}
        response = api.post(f"{API}/questionnaires/toys/step", json=body)
        assert response.status_code == 200, response.text
        return response.json

    seen = view(1, products=[PRODUCT])
    same = shown(events=[seen]) if at in FUTURE else shown()
    assert shown(events=[{**seen, "at": at}, {"name": "page_view"}]) == same


def test_of_a_step_with_nothing_stored_an_event_that_cannot_be_read_is_named(api: FlaskClient) -> None:
    response = api.post(f"{API}/questionnaires/toys/step", json={"answers": {}, "events": [GOOD[0], {"id": "x"}]})
    assert response.status_code == 422
    assert response.json and response.json["title"] == "events.1 cannot be read: name: Field required"


def test_one_id_for_two_events_is_told(context: Context, caller: Caller) -> None:
    done = send(caller, [view(1), view(1, name="purchase"), view(2)])
    assert (done["accepted"], done["repeated"]) == (2, 1)
    assert [event.name for event in recorded(context, caller)] == ["view_item", "view_item"]
    assert (send(caller, GOOD)["accepted"], send(caller, GOOD)["repeated"]) == (0, 2)


def test_without_consent_all_is_ignored(context: Context, api: FlaskClient) -> None:
    caller = Caller.begin(api, "toys", consent="none")
    done = send(caller, [*GOOD, {"name": "page_view"}, {"id": "x"}])
    assert (done["accepted"], done["ignored"], [one["code"] for one in done["refused"]]) == (0, 3, ["bad-name"])
    assert recorded(context, caller) == ()
    assert figures(api, "events") == {"refused": 2, "ignored": 1, "malformed": 1}


def test_of_a_flood_the_newest_stay_and_the_figures_are_true(
    context: Context, api: FlaskClient, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fates, "MOST_RECORDED", 10)
    sent = [view(number, name="purchase" if number == 1 else "view_item") for number in range(25)]
    for start in range(0, 25, 5):
        done = send(caller, sent[start : start + 5])
        assert (done["accepted"], done["refused"]) == (5, [])
    kept = [event.id for event in recorded(context, caller)]
    assert kept == ["e-1", *(f"e-{number}" for number in range(17, 25))]
    assert figures(api, "events") == {"unknown": 25, "flood": 25 - len(kept)}
    assert send(caller, sent[-5:])["repeated"] == 5
    assert [event.id for event in recorded(context, caller)] == kept


@pytest.mark.parametrize("late", [timedelta(days=1), timedelta(days=3 * 365)])
def test_late_events_are_welcome(caller: Caller, late: timedelta) -> None:
    assert send(caller, [view(1, at=(NOW - late).isoformat())])["accepted"] == 1


def test_an_erased_session_takes_nothing_and_says_so(caller: Caller) -> None:
    assert caller.call("DELETE", "").status_code == 204
    response = caller.call("POST", "/events", json={"events": GOOD})
    assert response.status_code == 401
    assert response.json and (response.json["code"], response.json["help"]) == ("unauthorized", "begin a new one")


def test_more_than_a_body_holds_is_refused_with_what_to_do(context: Context, caller: Caller) -> None:
    response = caller.call("POST", "/events", json={"events": [view(1, id="x" * 10_000_000)]})
    assert response.status_code == 413
    assert response.json and "parted" in response.json["help"]
    assert recorded(context, caller) == ()


def test_what_a_batch_is_answered_is_what_is_described(caller: Caller, described: Json) -> None:
    done = send(caller, [*GOOD, *(event for event, _, _ in UNREADABLE), {"name": "page_view"}])
    assert len(done["refused"]) == len(UNREADABLE)
    conform(described, "/session/events", "post", 202, done)


@given(
    st.lists(
        VALUES | st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "name", "at", "products", "term"), VALUES)),
        max_size=6,
    )
)
def test_no_event_is_an_error_of_ours_and_none_costs_another(visitor: Caller, events: list[Any]) -> None:
    done = send(visitor, [view(1), *events])
    assert done["accepted"] + done["repeated"] >= 1
    places = [one["pointer"] for one in done["refused"]]
    assert "/events/0" not in places and len(places) == len(set(places))

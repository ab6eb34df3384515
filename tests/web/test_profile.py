"""What is known of a shopper: in plain words, taken out signal by signal, for good, on the demo's corner shop."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.services import Context
from tests.web.caller import API, Caller, Json
from tests.web.test_behaviour import LOOKED, audiences, caller, client, done, look_at_jeans, shirts, shop
from tests.web.test_openapi import conform

__all__ = ["caller", "client", "shop"]

PATH = "/session/profile"


def profile(caller: Caller) -> Json:
    return caller.get("/profile")


def forget(caller: Caller, signal: str) -> Json:
    response = caller.call("DELETE", f"/profile/{signal}")
    assert response.status_code == 200, response.text
    found: Json = response.json  # type: ignore[assignment]
    return found


def test_it_says_what_is_liked_and_from_what(client: FlaskClient, caller: Caller) -> None:
    empty = profile(caller)
    assert (empty["likings"], empty["products"], empty["orders"]) == ([], [], 0)
    assert empty["lead"] == ["What you do counts for this visit only.", "We know nothing of your taste yet."]
    look_at_jeans(caller)
    found = profile(caller)
    men = next(one for one in found["likings"] if one["attribute"] == "audience")
    assert men["text"] == "You seem to like: For – Men"
    assert men["because"] == "You put Dunmore straight jeans, blue in the cart"
    assert men["signal"] == "liking:audience:men"
    assert [(one["product"], one["event"], one["times"]) for one in found["products"]] == [
        (LOOKED[1], "add_to_cart", 2),
        (LOOKED[0], "view_item", 1),
    ]
    described: Json = client.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    conform(described, PATH, "get", 200, found)


def test_a_signal_that_was_removed_stays_removed(shop: Context, caller: Caller) -> None:
    look_at_jeans(caller)
    shirts(caller)
    left = forget(caller, "liking:audience:men")
    assert "audience" not in {one["attribute"] for one in left["likings"]}
    assert left["removed"] == [{"signal": "liking:audience:men", "text": "For: Men"}]
    look = caller.call("POST", "/events", json={"events": [{**done("view_item", LOOKED[0]), "id": "again"}]})
    assert look.status_code == 202
    for _ in range(2):
        found = caller.get("/results?limit=12")["products"]
        assert audiences(shop, found) != ["men"] * 12
        assert not [term for one in found for term in one["terms"] if term["attribute"] == "audience"]
    assert profile(caller)["removed"] == left["removed"]


def test_a_product_that_was_removed_says_nothing_however_often_it_is_seen(caller: Caller) -> None:
    plain = shirts(caller)
    look_at_jeans(caller)
    assert caller.get("/results?limit=12")["products"] != plain
    for product in LOOKED:
        forget(caller, f"product:{product}")
    assert caller.get("/results?limit=12")["products"] == plain
    assert caller.call("POST", "/events", json={"events": [{**done("view_item", LOOKED[0]), "id": "2"}]})
    assert caller.get("/results?limit=12")["products"] == plain
    assert profile(caller)["products"] == []


def test_all_can_be_forgotten_and_what_comes_later_counts(caller: Caller) -> None:
    plain = shirts(caller)
    look_at_jeans(caller)
    caller.call("POST", "/events", json={"events": [done("purchase", LOOKED[1])]})
    assert profile(caller)["orders"] == 1
    response = caller.call("DELETE", "/profile")
    assert (response.status_code, response.json["likings"], response.json["orders"]) == (200, [], 0)  # type: ignore[index]
    assert caller.get("/export")["events"] == []
    look_at_jeans(caller)
    assert caller.get("/results?limit=12")["products"] != plain


def test_an_event_that_comes_late_is_forgotten_too(caller: Caller) -> None:
    assert caller.call("DELETE", "/profile").status_code == 200
    late = {**done("view_item", LOOKED[0]), "at": "2026-01-01T12:00:00Z"}
    caller.call("POST", "/events", json={"events": [late]})
    assert profile(caller)["products"] == []


def test_personalization_can_be_switched_off_and_on(caller: Caller) -> None:
    plain = shirts(caller)
    look_at_jeans(caller)
    caller.call("PUT", "/consent", json={"consent": "none"})
    assert caller.get("/results?limit=12")["products"] == plain
    found = profile(caller)
    assert (found["consent"], found["likings"], found["products"]) == ("none", [], [])
    assert found["lead"] == ["Personalization is off: nothing that you do is recorded or used."]


def test_of_a_gift_only_what_was_done_since(caller: Caller) -> None:
    look_at_jeans(caller)
    shirts(caller)
    caller.answer("recipient", {"choices": ["gift"]})
    found = profile(caller)
    assert (found["gift"], found["products"], found["likings"]) == (True, [], [])
    caller.answer("recipient", {"choices": ["me"]})
    assert profile(caller)["likings"]


@pytest.mark.parametrize("signal", ["audience", "liking:audience", "*", "product:", "x" * 600])
def test_what_is_no_signal_is_refused(client: FlaskClient, caller: Caller, signal: str) -> None:
    response = caller.call("DELETE", f"/profile/{signal}")
    assert response.status_code in (404, 422)
    described: Json = client.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    conform(described, "/session/profile/{signal}", "delete", response.status_code, response.json)


def test_what_was_dismissed_and_ids_of_any_kind_are_said_too(client: FlaskClient) -> None:
    caller = Caller.begin(client, "corner-shop", language="de")
    caller.call("PUT", f"/dismissed/{LOOKED[0]}")
    assert [one["product"] for one in profile(caller)["dismissed"]] == [LOOKED[0]]
    found = forget(caller, "product:a%2Fb%20%26%20%C3%BC%3F:c")
    assert found["removed"] == [{"signal": "product:a/b & ü?:c", "text": "a/b & ü?:c"}]
    assert found["lead"][0] == "Was du tust, zählt nur für diesen Besuch."

"""The profile of a shopper who comes again: what was told is told, and what is forgotten is forgotten on every visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.homes import NOW
from tests.web.caller import API, Json
from tests.web.corner import Corner, corner_shop, did, ids, results
from tests.web.test_openapi import conform

DAY = timedelta(days=1)
PHONE, JEANS = "phon-01-128-black", "jean-01-indigo"


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    with corner_shop(tmp_path) as found:
        yield found


def test_what_was_said_before_is_told_until_all_is_forgotten(corner: Corner) -> None:
    first = corner.begin("ada")
    first.answer("want", {"choices": ["clothes"]})
    did(first, "view_item", JEANS)
    corner.now += DAY
    second = corner.begin("ada")
    found = second.get("/profile")
    assert found["told"] == [
        {"name": "want", "by": "shopper", "text": "What are you looking for today? Something to wear"}
    ]
    assert [(one["product"], one["earlier"]) for one in found["products"]] == [(JEANS, True)]
    described: Json = corner.client.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    conform(described, "/session/profile", "get", 200, found)
    page = corner.client.post("/w/corner-shop?lang=en", data={"token": second.token, "do": "about"}).text
    assert "What are you looking for today? Something to wear" in page
    left: Json = second.call("DELETE", "/profile").json  # type: ignore[assignment]
    assert (left["told"], left["products"], left["likings"]) == ([], [], [])
    assert first.get("/export")["events"] == []
    corner.now += DAY
    third = corner.begin("ada")
    assert third.get("/profile")["told"] == []
    third.answer("want", {"choices": ["shoes"]})
    corner.now += DAY
    assert [one["name"] for one in corner.begin("ada").get("/profile")["told"]] == ["want"]


def test_a_signal_removed_on_one_visit_is_removed_on_the_next(corner: Corner) -> None:
    first = corner.begin("ada")
    did(first, "view_item", JEANS)
    assert first.call("DELETE", "/profile/liking:audience:men").status_code == 200
    corner.now += DAY
    second = corner.begin("ada")
    found = second.get("/profile")
    assert "audience" not in {one["attribute"] for one in found["likings"]}
    assert found["removed"] == [{"signal": "liking:audience:men", "text": "For: Men"}]
    assert first.call("DELETE", "").status_code == 204
    assert corner.begin("ada").get("/profile")["removed"] == found["removed"]


def test_what_is_removed_before_the_shopper_is_known_is_handed_over(corner: Corner) -> None:
    guest = corner.begin()
    did(guest, "purchase", PHONE)
    assert guest.call("DELETE", f"/profile/product:{PHONE}").status_code == 200
    corner.order("ada", (PHONE, 1))
    assert corner.begin("ada").get("/profile")["orders"] == 1
    body = {"consent": "profile", "shopper": corner.signed("ada")}
    assert guest.call("PUT", "/consent", json=body).status_code == 200
    assert corner.begin("ada").get("/profile")["orders"] == 0


def test_a_purchase_long_and_many_visits_ago_is_not_forgotten(corner: Corner) -> None:
    corner.now = NOW - 300 * DAY
    did(corner.begin("ada"), "purchase", PHONE, at=corner.now)
    for day in range(30):
        corner.now = NOW - (100 - day) * DAY
        did(corner.begin("ada"), "view_item", JEANS, at=corner.now)
    corner.now = NOW
    caller = corner.begin("ada")
    caller.answer("want", {"choices": ["device"]})
    caller.answer("device_kind", {"choices": ["phone"]})
    assert PHONE not in ids(results(caller))

"""What is offered beside a product, on the cart's page and at the start, on the corner shop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.services.training import train
from tests.homes import NOW
from tests.web.caller import API, Caller, Json
from tests.web.corner import Corner, corner_shop, did
from tests.web.test_openapi import conform

PHONE, COFFEE, JEANS = "phon-01-128-black", "coff-01-coffee-beans-500-g", "jean-01-indigo"
PATH = "/session/recommendations"


@pytest.fixture(scope="module")
def corner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corner]:
    with corner_shop(tmp_path_factory.mktemp("corner")) as found:
        yield found


def offers(caller: Caller, query: str) -> dict[str, list[Any]]:
    found = caller.get(f"/recommendations?{query}")
    return {group["kind"]: group["offers"] for group in found["groups"]}


def test_an_up_sell_meets_every_answer_and_is_better_in_what_was_asked_for(corner: Corner) -> None:
    caller = corner.begin()
    for question, choice in (
        ("want", "device"),
        ("device_kind", "phone"),
        ("recipient", "me"),
        ("phone_use", "travel"),
    ):
        caller.answer(question, {"choices": [choice]})
    caller.answer("budget", {"max": 600})
    listed = {one["id"]: one for one in caller.get("/results?limit=100")["products"]}
    ups = {id: offers(caller, f"for=product&product={id}").get("up_sell", []) for id in listed}
    id, found = next((id, found) for id, found in ups.items() if found)
    assert ups[next(iter(listed))] == []  # nothing is better than the first
    mine = corner.record(id)
    for offer in found:
        product = corner.record(offer["product"]["id"])
        assert offer["product"]["id"] in listed
        assert product["price"] <= 600
        assert product["battery_life"] >= mine["battery_life"]
        assert product["weight"] <= mine["weight"]
        assert {one["attribute"] for one in offer["improves"]} <= {"battery_life", "weight"}
        assert all(one["wished"] and one["text"] in offer["because"] for one in offer["improves"])
    assert " instead of " in found[0]["because"]
    described: Json = corner.client.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    conform(described, PATH, "get", 200, caller.get("/recommendations?for=home"))
    conform(described, PATH, "get", 200, caller.get(f"/recommendations?for=product&product={id}"))


def test_of_a_stranger_nothing_is_said_to_be_better(corner: Corner) -> None:
    assert "up_sell" not in offers(corner.begin(), f"for=product&product={PHONE}")


def test_a_phones_page_offers_what_fits_that_phone(corner: Corner) -> None:
    found = offers(corner.begin(), f"for=product&product={PHONE}")["cross_sell"]
    assert {corner.record(one["product"]["id"])["category"] for one in found} >= {"Cases", "Cables & chargers"}
    for one in found:
        assert "phon-01" in corner.record(one["product"]["id"]).get("compatible_with", "phon-01")
        assert one["because"] == "Goes with Nimbrel Sora 6 smartphone, 128 GB, black"


def test_mens_jeans_in_the_cart_bring_mens_shirts(corner: Corner) -> None:
    caller = corner.begin()
    did(caller, "add_to_cart", JEANS)
    found = [corner.record(one["product"]["id"]) for one in offers(caller, "for=cart&limit=3")["cross_sell"]]
    assert [one["category"] for one in found] == ["T-shirts", "Shoes", "Jackets"]
    assert {one["audience"] for one in found} <= {"men", "unisex"}
    given = offers(corner.begin(), f"for=cart&product={JEANS}&product={PHONE}&limit=4")["cross_sell"]
    assert [one["cause"] for one in given] == [JEANS, PHONE, JEANS, PHONE]


def test_the_start_offers_refills_then_what_goes_with_what_was_bought(corner: Corner) -> None:
    corner.order("ada", (PHONE, 5), (COFFEE, 25))
    did(corner.begin("ada"), "view_item", JEANS, at=NOW - timedelta(days=3))
    found = offers(corner.begin("ada"), "for=home")
    assert [*found] == ["refill", "next", "again", "for_you"]
    assert [one["product"]["id"] for one in found["refill"]] == [COFFEE]
    assert {one["cause"] for one in found["next"]} == {PHONE}
    assert [one["product"]["id"] for one in found["again"]] == [JEANS]
    kinds = {corner.record(one["product"]["id"])["category"] for group in found.values() for one in group}
    assert "Phones" not in kinds


def test_the_widget_shows_below_its_results_what_goes_with_the_cart(corner: Corner) -> None:
    caller = corner.begin()
    did(caller, "add_to_cart", JEANS)
    page = corner.client.post("/w/corner-shop?lang=en", data={"token": caller.token, "do": "results"}).text
    assert 'data-offered="cross_sell"' in page
    assert "Goes with Alder slim jeans, indigo" in page
    plain = corner.client.post("/w/corner-shop", data={"token": corner.begin().token, "do": "results"}).text
    assert "data-offered" not in plain


def test_what_others_went_on_to_is_offered_where_a_model_is_trained(tmp_path: Path) -> None:
    with corner_shop(tmp_path) as corner:
        candle = next(id for id in sorted(products(corner)) if corner.record(id)["category"] == "Candles")
        train(corner.context, "corner-shop")
        for _ in range(30):
            caller = corner.begin()
            did(caller, "view_item", JEANS)
            did(caller, "view_item", candle)
        corner.context.releases.refresh()
        found = offers(corner.begin(), f"for=product&product={JEANS}")["cross_sell"]
        assert [one["product"]["id"] for one in found].index(candle) == 1
        assert "Alder slim jeans, indigo" in found[1]["because"]
        assert corner.record(found[0]["product"]["id"])["category"] == "T-shirts"


def products(corner: Corner) -> list[str]:
    return [*corner.context.releases.current("corner-shop").index.products.row_of]


def test_offers_respect_dismissals_and_consent(corner: Corner) -> None:
    caller = corner.begin()
    first = offers(caller, f"for=product&product={PHONE}")["cross_sell"][0]["product"]["id"]
    caller.call("PUT", f"/dismissed/{first}")
    assert first not in [one["product"]["id"] for one in offers(caller, f"for=product&product={PHONE}")["cross_sell"]]
    did(caller, "add_to_cart", JEANS)
    caller.call("PUT", "/consent", json={"consent": "none"})
    assert offers(caller, "for=cart") == {}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("for=product", 404),
        ("for=product&product=nothing", 404),
        ("for=product&product=a&product=b", 404),
        ("for=nowhere", 422),
        ("", 422),
        ("for=home&limit=0", 422),
        ("for=cart&" + "&".join(["product=a"] * 101), 422),
    ],
)
def test_what_cannot_be_offered_for_is_refused(corner: Corner, query: str, status: int) -> None:
    response = corner.begin().call("GET", f"/recommendations?{query}")
    assert response.status_code == status
    assert response.json["code"]  # type: ignore[index]


def test_the_words_are_in_the_shoppers_language(corner: Corner) -> None:
    caller = Caller.begin(corner.client, "corner-shop", language="de")
    group = caller.get(f"/recommendations?for=product&product={PHONE}")["groups"][0]
    assert group["title"] == "Passt gut dazu"
    assert group["offers"][0]["because"].startswith("Passt zu Nimbrel")

"""What is done on the shop's pages ranks the very next step, on the demo's corner shop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.config import Settings
from app.services import Context, open_context
from app.web import create_app
from tests.shipped import ROOT
from tests.web.caller import API, Caller, Json

LOOKED = ("jean-01-indigo", "jean-04-blue")
CLOTHES, SHIRTS = {"choices": ["clothes"]}, {"choices": ["shirt"]}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    home = tmp_path_factory.mktemp("shop")
    for folder, pattern in (("catalog", "corner-shop.*"), ("questionnaires", "corner-shop.yaml")):
        (home / folder).mkdir()
        for path in (ROOT / folder).glob(pattern):
            shutil.copy(path, home / folder)
    context = open_context(Settings(home=home, look_every=0))
    yield context
    context.close()


@pytest.fixture
def client(shop: Context) -> FlaskClient:
    return create_app(shop).test_client()


@pytest.fixture
def caller(client: FlaskClient) -> Caller:
    return Caller.begin(client, "corner-shop")


def done(name: str, product: str) -> Json:
    return {"id": f"{name} {product}", "name": name, "products": [{"id": product}]}


def look_at_jeans(caller: Caller) -> None:
    """Two men's jeans viewed and one in the cart."""
    events = [*(done("view_item", product) for product in LOOKED), done("add_to_cart", LOOKED[1])]
    assert caller.call("POST", "/events", json={"events": events}).status_code == 202


def audiences(shop: Context, products: list[Any]) -> list[Any]:
    rows = shop.releases.current("corner-shop").index.products
    return [rows.records[rows.row_of[product["id"]]].get("audience") for product in products]


def shirts(caller: Caller) -> list[Any]:
    caller.answer("want", CLOTHES)
    caller.answer("garment", SHIRTS)
    found: list[Any] = caller.get("/results?limit=12")["products"]
    return found


def test_after_mens_jeans_mens_t_shirts_come_first(shop: Context, caller: Caller) -> None:
    before = shirts(caller)
    assert audiences(shop, before) != ["men"] * 12
    look_at_jeans(caller)
    after = caller.get("/results?limit=12")["products"]
    assert audiences(shop, after) == ["men"] * 12
    for product in after:
        assert sum(term["amount"] for term in product["terms"]) == pytest.approx(product["score"])
    texts = [reason["text"] for reason in after[0]["reasons"] if "Because" in reason["text"]]
    assert texts == ["Because you looked at Dunmore straight jeans, blue – For: Men"]


def test_what_was_looked_at_itself_says_so(shop: Context, caller: Caller) -> None:
    shirt = next(product["id"] for product in shirts(caller))
    caller.call("POST", "/events", json={"events": [done("view_item", shirt)]})
    found = {product["id"]: [one["text"] for one in product["reasons"]] for product in shirts(caller)}
    assert "You have looked at this" in found[shirt]
    assert all("You have looked at this" not in texts for id, texts in found.items() if id != shirt)
    assert any(text.startswith("Because you looked at") for id, texts in found.items() if id != shirt for text in texts)


def test_the_reason_is_said_in_the_shoppers_language(client: FlaskClient) -> None:
    caller = Caller.begin(client, "corner-shop", language="de")
    look_at_jeans(caller)
    texts = [reason["text"] for reason in shirts(caller)[0]["reasons"]]
    assert any(text.startswith("Weil du dir Dunmore straight jeans, blue angesehen hast") for text in texts)


def test_the_widget_shows_the_same(shop: Context, client: FlaskClient, caller: Caller) -> None:
    look_at_jeans(caller)
    first = shirts(caller)[0]
    every = {"want": CLOTHES, "garment": SHIRTS}
    while (step := caller.get())["kind"] == "question":
        caller.answer(step["question"]["id"], {"skip": True})
        assert len(every) < 60
    page = client.post("/w/corner-shop", data={"token": caller.token, "do": "see"}).text
    assert "Because you looked at Dunmore straight jeans, blue" in page
    assert first["id"] in page


def test_the_shops_search_page_is_ranked_too(shop: Context, caller: Caller) -> None:
    """The shop lists its T-shirts by name, with one that it has just taken in and the clerk does not know yet."""
    look_at_jeans(caller)
    products = shop.releases.current("corner-shop").index.products
    listed = [id for id in sorted(products.row_of) if products.records[products.row_of[id]]["category"] == "T-shirts"]
    body = {"products": [*listed[::-1], "new"], "query": "t-shirts"}
    found: Json = caller.call("POST", "/rank", json=body).json  # type: ignore[assignment]
    assert audiences(shop, found["products"][:12]) == ["men"] * 12
    assert found["order"] == [*(product["id"] for product in found["products"]), "new"]
    assert (sorted(found["order"]), found["unknown"]) == (sorted([*listed, "new"]), ["new"])
    texts = [reason["text"] for reason in found["products"][0]["reasons"]]
    assert any(text.startswith("Because you looked at") for text in texts)
    assert found["products"][0]["terms"][-1]["label"] == "The shop's own order"
    women = caller.call("POST", "/rank", json={**body, "query": "women's t-shirts"}).json
    assert "women" in audiences(shop, women["products"][:12])  # type: ignore[index]


@pytest.mark.parametrize("body", [{}, {"products": []}, {"products": ["a"] * 501}, {"products": [1]}])
def test_what_is_no_list_is_refused(caller: Caller, body: Json) -> None:
    assert caller.call("POST", "/rank", json=body).status_code == 422


def test_a_present_is_not_ranked_by_what_came_before(caller: Caller) -> None:
    plain = [product["id"] for product in shirts(caller)]
    caller.answer("recipient", {"choices": ["gift"]})
    present = [product["id"] for product in caller.get("/results?limit=12")["products"]]
    look_at_jeans(caller)
    assert present != [product["id"] for product in caller.get("/results?limit=12")["products"]]  # done since
    caller.answer("recipient", {"choices": ["me"]})
    assert plain == [product["id"] for product in caller.get("/results?limit=12")["products"]]
    caller.answer("recipient", {"choices": ["gift"]})
    assert present == [product["id"] for product in caller.get("/results?limit=12")["products"]]


def test_without_consent_nothing_is_ranked_by_it(client: FlaskClient) -> None:
    caller = Caller.begin(client, "corner-shop", consent="none")
    plain = shirts(caller)
    look_at_jeans(caller)
    assert caller.get("/results?limit=12")["products"] == plain


def test_unknown_products_and_absurd_times_change_nothing(caller: Caller) -> None:
    plain = shirts(caller)
    events = [
        {**done("view_item", "no such thing"), "id": "1"},
        {**done("add_to_cart", LOOKED[0]), "id": "2", "at": "1970-01-01T00:00:00Z"},
        {"id": "3", "name": "view_item"},
    ]
    assert caller.call("POST", "/events", json={"events": events}).status_code == 202
    assert caller.get("/results?limit=12")["products"] == plain
    assert caller.client.get(f"{API}/session", headers={"Authorization": f"Bearer {caller.token}"}).status_code == 200


def test_a_step_with_nothing_stored_reads_the_events_that_it_is_given(shop: Context, client: FlaskClient) -> None:
    def step(events: list[Json]) -> list[Any]:
        answers: Json = {"want": CLOTHES, "garment": SHIRTS}
        while True:
            body = {"answers": answers, "events": events}
            found: Json = client.post(f"{API}/questionnaires/corner-shop/step", json=body).json  # type: ignore[assignment]
            if found["kind"] == "results":
                return audiences(shop, found["products"])
            answers[found["question"]["id"]] = {"skip": True}

    looked = [*(done("view_item", product) for product in LOOKED), done("add_to_cart", LOOKED[1])]
    assert (set(step(looked)), len(set(step([]))) > 1) == ({"men"}, True)

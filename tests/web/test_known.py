"""A returning shopper, a stranger, and what others did: in the widget's results and on the shop's own list."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from flask.testing import FlaskClient

from app.config import Settings
from app.services import Context, open_context
from app.services.training import train
from app.web import create_app
from tests.shipped import ROOT
from tests.web.caller import Caller, Json

KEY = "the key of a shop, 32 bytes or more"
CLOTHES, SHIRTS = {"choices": ["clothes"]}, {"choices": ["shirt"]}
JEANS = "jean-01-indigo"
AGAIN = "You looked at this last time"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Context]:
    for folder in ("catalog", "questionnaires"):
        (tmp_path / folder).mkdir()
        for path in (ROOT / folder).glob("corner-shop.*"):
            shutil.copy(path, tmp_path / folder)
    context = open_context(Settings(home=tmp_path, look_every=0, shop_key=KEY))
    yield context
    context.close()


@pytest.fixture
def client(shop: Context) -> FlaskClient:
    return create_app(shop).test_client()


def ago(shop: Context, span: timedelta) -> str:
    return (shop.clock() - span).isoformat()


def customer(shop: Context, client: FlaskClient, id: str = "customer-7") -> Caller:
    """A visit of a customer who agrees to a profile."""
    expires = int((shop.clock() + timedelta(hours=1)).timestamp())
    token = jwt.encode({"sub": id, "exp": expires}, KEY, "HS256")
    return Caller.begin(client, "corner-shop", consent="profile", shopper=token)


def did(caller: Caller, *products: str, name: str = "view_item", **more: Any) -> None:
    events = [{"id": f"{name} {id} {more}", "name": name, "products": [{"id": id}], **more} for id in products]
    assert caller.call("POST", "/events", json={"events": events}).status_code == 202


def shirts(caller: Caller, limit: int = 60) -> list[Json]:
    caller.answer("want", CLOTHES)
    caller.answer("garment", SHIRTS)
    found: list[Json] = caller.get(f"/results?limit={limit}")["products"]
    return found


def ids(products: list[Json]) -> list[str]:
    return [product["id"] for product in products]


def rank(caller: Caller, products: list[str]) -> list[Json]:
    found: Json = caller.call("POST", "/rank", json={"products": products}).json  # type: ignore[assignment]
    listed: list[Json] = found["products"]
    return listed


def test_what_was_looked_at_last_time_stands_first_where_it_still_fits(shop: Context, client: FlaskClient) -> None:
    usual = ids(shirts(Caller.begin(client, "corner-shop")))
    liked = usual[-6:-1]
    did(customer(shop, client), *liked, JEANS, at=ago(shop, timedelta(days=1)))
    found = shirts(customer(shop, client))
    assert set(ids(found[:3])) <= set(liked) and len(set(ids(found[:3]))) == 3
    assert [product["placed"] for product in found[:4]] == ["again"] * 3 + [""]
    assert [product["label"] for product in found[:4]] == [AGAIN] * 3 + [""]
    for product in found[:4]:
        assert sum(term["amount"] for term in product["terms"]) == pytest.approx(product["score"])
    ranked = rank(customer(shop, client), usual)
    assert ids(ranked[:3]) == ids(found[:3]) and ranked[0]["label"] == AGAIN and ranked[3]["label"] == ""
    assert JEANS not in ids(found)
    stranger = rank(Caller.begin(client, "corner-shop"), usual)
    assert ids(stranger) == usual and {product["placed"] for product in stranger} == {""}


def test_the_page_says_so_too(shop: Context, client: FlaskClient) -> None:
    liked = ids(shirts(Caller.begin(client, "corner-shop")))[-1]
    did(customer(shop, client), liked, at=ago(shop, timedelta(days=1)))
    caller = customer(shop, client)
    shirts(caller)
    while (step := caller.get())["kind"] == "question":
        caller.answer(step["question"]["id"], {"skip": True})
    page = client.post("/w/corner-shop", data={"token": caller.token, "do": "see"}).text
    assert AGAIN in page


def test_what_was_bought_since_is_dismissed_or_does_not_fit_is_not_put_first(
    shop: Context, client: FlaskClient
) -> None:
    liked = ids(shirts(Caller.begin(client, "corner-shop")))[-3:]
    before = customer(shop, client)
    did(before, *liked, at=ago(shop, timedelta(days=1)))
    did(before, liked[0], name="purchase", at=ago(shop, timedelta(hours=23)))
    caller = customer(shop, client)
    caller.call("PUT", f"/dismissed/{liked[1]}")
    placed = [product["id"] for product in shirts(caller) if product["placed"]]
    assert placed == [liked[2]]


def test_a_gift_is_not_what_one_looked_at_oneself(shop: Context, client: FlaskClient) -> None:
    liked = ids(shirts(Caller.begin(client, "corner-shop")))[-3:]
    did(customer(shop, client), *liked, at=ago(shop, timedelta(days=1)))
    caller = customer(shop, client)
    caller.answer("recipient", {"choices": ["gift"]})
    assert [product["id"] for product in shirts(caller) if product["placed"]] == []


def texts(product: Json) -> list[str]:
    return [reason["text"] for reason in product["reasons"]]


def test_of_a_stranger_what_is_popular_counts_and_is_said_and_of_others_their_own_taste(
    shop: Context, client: FlaskClient
) -> None:
    popular = "Popular with other shoppers"
    caller = Caller.begin(client, "corner-shop")
    assert popular in texts(shirts(caller)[0])
    did(caller, JEANS)
    found = caller.get("/results?limit=60")["products"]
    assert not any(popular in texts(product) for product in found)
    amounts = {term["term"]: term["amount"] for term in found[0]["terms"]}
    assert amounts["affinity"] > amounts["popularity"]


def test_what_others_went_on_to_is_said_and_reaches_the_very_next_step(shop: Context, client: FlaskClient) -> None:
    """Trained on nothing; then thirty others go from the jeans to one shirt, and the next one is led there."""
    usual = ids(shirts(Caller.begin(client, "corner-shop")))
    train(shop, "corner-shop")
    target = usual[-4]
    for _ in range(30):
        did(Caller.begin(client, "corner-shop"), JEANS, target)
    shop.releases.refresh()
    caller = Caller.begin(client, "corner-shop")
    did(caller, JEANS)
    found = {product["id"]: product for product in shirts(caller)}
    terms = {term["term"]: term for term in found[target]["terms"]}
    assert terms["covisit"]["amount"] > 0.1
    assert sum(term["amount"] for term in found[target]["terms"]) == pytest.approx(found[target]["score"])
    assert [*found].index(target) < usual.index(target)
    stranger = {product["id"]: product for product in shirts(Caller.begin(client, "corner-shop"))}
    terms = {term["term"]: term for term in stranger[target]["terms"]}
    assert (
        "covisit" not in terms
        and terms["crowd"]["amount"] > 0
        and terms["crowd"]["label"] == "Often looked at by others"
    )


def test_choices_are_marked_and_what_is_all_but_said_is_offered_to_be_confirmed(
    shop: Context, client: FlaskClient
) -> None:
    caller = Caller.begin(client, "corner-shop")
    plain = caller.answer("want", CLOTHES)
    assert plain["question"]["confirm"] is None and not any(one["likely"] for one in plain["question"]["choices"])
    did(caller, JEANS, "jean-04-blue")
    did(caller, "jean-04-blue", name="add_to_cart")
    caller.answer("garment", SHIRTS)
    audience = caller.get("/questions/wearer")
    assert [one["id"] for one in audience["question"]["choices"] if one["likely"]] == ["men"]
    assert [one["selected"] for one in audience["question"]["choices"]] == [False] * len(
        audience["question"]["choices"]
    )
    assert audience["question"]["confirm"] == {"answer": {"choices": ["men"]}, "label": "Still: A man?"}
    counts = {one["id"]: one["count"] for one in audience["question"]["choices"]}
    page = client.post("/w/corner-shop", data={"token": caller.token, "do": "look:wearer"}).text
    assert "Fits what you looked at" in page and "Still: A man?" in page
    stranger = Caller.begin(client, "corner-shop")
    stranger.answer("want", CLOTHES)
    stranger.answer("garment", SHIRTS)
    asked = stranger.get("/questions/wearer")["question"]["choices"]
    assert counts == {one["id"]: one["count"] for one in asked}
    confirmed = caller.answer("wearer", audience["question"]["confirm"]["answer"])
    assert confirmed["remaining"] == counts["men"]


def test_what_one_did_oneself_is_not_called_what_others_did(shop: Context, client: FlaskClient) -> None:
    train(shop, "corner-shop")
    caller = Caller.begin(client, "corner-shop")
    first, second = ids(shirts(caller))[:2]
    did(caller, first)
    did(caller, second)
    shop.releases.refresh()
    crowd = shop.releases.current("corner-shop").crowd
    assert crowd is not None and crowd.name.endswith("+2")
    for product in caller.get("/results?limit=60")["products"]:
        assert "covisit" not in {term["term"] for term in product["terms"]}

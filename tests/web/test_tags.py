"""What products are for, as tags say it: a liking in plain words, taken out alone, and a reason that names one tag."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask.testing import FlaskClient

from app.services import Context
from tests.web.caller import Caller, Json
from tests.web.test_behaviour import caller, client, done, shop
from tests.web.test_profile import forget, profile

__all__ = ["caller", "client", "shop"]

EVENING = ("dres-13-black", "dres-15-red", "dres-05-green")
"""Two dresses for the evening, and one for work and the evening."""
SUMMER = ("dres-02-blue", "dres-04-red")


def look_at(caller: Caller, products: Sequence[str]) -> None:
    events = [done("view_item", product) for product in products]
    assert caller.call("POST", "/events", json={"events": events}).status_code == 202


def tags_of(shop: Context, product: str, attribute: str) -> tuple[str, ...]:
    products = shop.releases.current("corner-shop").index.products
    found = products.records[products.row_of[product]].get(attribute)
    return found if isinstance(found, tuple) else ()


def liked(found: Json) -> set[str]:
    return {one["signal"] for one in found["likings"]}


def test_a_liked_tag_is_said_in_plain_words_and_taken_out_alone(caller: Caller) -> None:
    look_at(caller, EVENING)
    found = profile(caller)
    one = next(one for one in found["likings"] if one["signal"] == "liking:occasion:evening")
    assert (one["text"], one["value"]) == ("You seem to like: Occasion – evening", "evening")
    assert one["product"] in EVENING
    left = forget(caller, "liking:occasion:evening")
    assert left["removed"] == [{"signal": "liking:occasion:evening", "text": "Occasion: evening"}]
    assert "liking:occasion:evening" not in liked(left)
    assert "liking:features:lined" in liked(found) & liked(left)
    look_at(caller, EVENING)
    assert "liking:occasion:evening" not in liked(profile(caller))


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_reason_names_a_tag_that_both_have(shop: Context, client: FlaskClient, language: str) -> None:
    caller = Caller.begin(client, "corner-shop", language=language)
    look_at(caller, SUMMER)
    index = shop.releases.current("corner-shop").index
    titles = {str(index.products.records[index.products.row_of[id]]["title"]): id for id in SUMMER}
    named = 0
    for product in caller.get("/results?limit=100")["products"]:
        assert sum(term["amount"] for term in product["terms"]) == pytest.approx(product["score"])
        for reason in product["reasons"]:
            for id in reason["attributes"]:
                cause = next((id for title, id in titles.items() if title in reason["text"]), "")
                if cause and index.catalog.attributes[id].kind == "tags":
                    shared = {*tags_of(shop, product["id"], id)} & {*tags_of(shop, cause, id)}
                    labels = {index.catalog.attributes[id].value_label(tag).pick(language) for tag in shared}
                    assert reason["text"].rpartition(": ")[2] in labels
                    named += 1
    assert named

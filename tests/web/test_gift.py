"""A gift on the corner shop: offered when behaviour departs from the profile, and then nothing is used or taught."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.homes import NOW
from tests.web.caller import API, Caller, Json
from tests.web.corner import Corner, corner_shop, did, ids, results
from tests.web.test_openapi import conform

DAY = timedelta(days=1)
GIFT, ME = {"choices": ["gift"]}, {"choices": ["me"]}


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    with corner_shop(tmp_path) as found:
        yield found


def some(corner: Corner, audience: str, *categories: str) -> list[str]:
    """A product of each category for somebody."""
    products = corner.context.releases.current("corner-shop").index.products
    found = []
    for category in categories:
        of = (id for id in sorted(products.row_of) if id not in found)
        records = ((id, products.records[products.row_of[id]]) for id in of)
        found.append(
            next(
                id for id, record in records if (record.get("category"), record.get("audience")) == (category, audience)
            )
        )
    return found


def looks(caller: Caller, *products: str, **more: Any) -> None:
    for product in products:
        did(caller, "view_item", product, **more)


def regular(corner: Corner) -> Caller:
    """Ada, who has always looked at men's things, comes again and wants something to wear."""
    looks(corner.begin("ada"), *some(corner, "men", "Jeans", "Jeans", "T-shirts", "Jackets", "Shoes"))
    corner.now += DAY
    caller = corner.begin("ada")
    caller.answer("want", {"choices": ["clothes"]})
    caller.answer("garment", {"choices": ["shirt"]})
    return caller


def test_a_gift_is_offered_when_behaviour_departs_from_the_profile(corner: Corner) -> None:
    caller = regular(corner)
    assert caller.get()["gift_offered"] is None
    looks(caller, *some(corner, "kids", "T-shirts", "T-shirts"))
    assert caller.get()["gift_offered"] is None
    looks(caller, *some(corner, "kids", "Jeans"))
    step = caller.get()
    offered = step["gift_offered"]
    assert (offered["text"], offered["because"]) == ("Is this a gift?", "For: until now Men, today Children.")
    assert (offered["question"], offered["change"]) == ("recipient", {"recipient": GIFT})
    described: Json = corner.client.get(f"{API}/openapi.json").json  # type: ignore[assignment]
    conform(described, "/session", "get", 200, step)
    after = caller.change(offered["change"])
    assert (after["gift"], after["gift_offered"], after["remaining"]) == (True, None, offered["remaining"])


def test_who_says_that_it_is_not_is_not_asked_again_for_the_same(corner: Corner) -> None:
    caller = regular(corner)
    looks(caller, *some(corner, "kids", "T-shirts", "T-shirts", "Jeans"))
    assert caller.get()["gift_offered"]
    assert caller.answer("recipient", ME)["gift_offered"] is None
    corner.now += timedelta(minutes=1)
    looks(caller, *some(corner, "kids", "Dresses", "Dresses", "Shoes"))
    assert caller.get()["gift_offered"]["change"] == {"recipient": GIFT}


def test_it_is_offered_only_with_consent_to_a_profile(corner: Corner) -> None:
    caller = regular(corner)
    looks(caller, *some(corner, "kids", "T-shirts", "T-shirts", "Jeans"))
    caller.call("PUT", "/consent", json={"consent": "session"})
    assert caller.get()["gift_offered"] is None


def test_the_same_as_ever_and_another_category_raise_no_question(corner: Corner) -> None:
    caller = regular(corner)
    looks(caller, *some(corner, "men", "Shoes", "Shoes", "Jackets", "T-shirts"))
    assert caller.get()["gift_offered"] is None


def test_the_widget_asks_and_takes_the_yes(corner: Corner) -> None:
    caller = regular(corner)
    looks(caller, *some(corner, "kids", "T-shirts", "T-shirts", "Jeans"))
    page = corner.client.post("/w/corner-shop?lang=en", data={"token": caller.token, "do": "see"}).text
    assert "Is this a gift?" in page
    assert 'value="gift"' in page
    after = corner.client.post("/w/corner-shop?lang=en", data={"token": caller.token, "do": "gift"}).text
    assert "Is this a gift?" not in after
    assert caller.get()["gift"]


def test_nothing_since_the_choice_is_used_taught_or_kept_back(corner: Corner) -> None:
    corner.order("ada", ("phon-01-128-black", 10))
    caller = regular(corner)
    plain = ids(results(caller))
    profile = caller.get("/profile")
    caller.answer("recipient", GIFT)
    alone = ids(results(caller))
    assert not [term for one in results(caller) for term in one["terms"] if term["term"] in ("affinity", "owned")]
    kids = some(corner, "kids", "T-shirts", "T-shirts", "Jeans")
    looks(caller, *kids)
    did(caller, "purchase", kids[0])
    assert ids(results(caller)) != alone  # what was done since ranks this session
    assert kids[0] in ids(results(caller))
    assert caller.get("/profile")["orders"] == 0
    corner.order("ada", (kids[0], 0))  # the shop's books say so too
    corner.now += DAY
    later = corner.begin("ada")
    assert later.get("/profile")["orders"] == profile["orders"] == 1
    later.answer("want", {"choices": ["clothes"]})
    later.answer("garment", {"choices": ["shirt"]})
    assert kids[0] in ids(results(later))
    assert ids(results(later))[:5] == plain[:5]


def test_edited_away_events_count_again_from_then_on(corner: Corner) -> None:
    caller = corner.begin("ada")
    caller.answer("want", {"choices": ["clothes"]})
    caller.answer("garment", {"choices": ["shirt"]})
    caller.answer("recipient", GIFT)
    corner.now = NOW + timedelta(minutes=1)
    given, own = some(corner, "men", "T-shirts", "T-shirts")
    did(caller, "purchase", given)
    assert given in ids(results(caller))
    caller.answer("recipient", ME)
    assert given in ids(results(caller))
    assert caller.get("/profile")["orders"] == 0
    did(caller, "purchase", own)
    assert given in ids(results(caller)) and own not in ids(results(caller))
    assert caller.get("/profile")["orders"] == 1

"""What clients send to do harm: counted, bounded, and never a failed step, on the corner shop."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from app.services import fates
from app.services.answering import open_session
from app.store import events as stored
from tests.homes import NOW
from tests.web.caller import Caller, Json
from tests.web.corner import Corner, corner_shop, did, ids, results

JEANS = "jean-01-indigo"
NAMES = ["view_item_list", "select_item", "view_item", "add_to_cart", "remove_from_cart", "purchase", "search"]


@pytest.fixture(scope="module")
def corner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corner]:
    with corner_shop(tmp_path_factory.mktemp("corner")) as found:
        yield found


def send(caller: Caller, events: list[Json]) -> None:
    response = caller.call("POST", "/events", json={"events": events})
    assert response.status_code == 202, response.text


def figures(corner: Corner) -> dict[str, int]:
    page = corner.client.get("/metrics").text
    return {fate: int(float(n)) for fate, n in re.findall(r'salesclerk_events_total\{fate="(\w+)"\} ([\d.e+]+)', page)}


def grown(corner: Corner, before: dict[str, int]) -> dict[str, int]:
    return {fate: n - before[fate] for fate, n in figures(corner).items() if n != before[fate]}


def clothes(caller: Caller) -> Caller:
    caller.answer("want", {"choices": ["clothes"]})
    caller.answer("garment", {"choices": ["shirt"]})
    return caller


def event(number: int, name: str = "view_item", *products: str, **more: Any) -> Json:
    return {"id": f"e-{number}", "name": name, "products": [{"id": id} for id in products or (JEANS,)], **more}


def test_a_flood_from_one_session_makes_room_is_counted_and_weighs_no_more_than_a_person(
    corner: Corner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fates, "MOST_RECORDED", 250)
    monkeypatch.setattr(fates, "MOST_PURCHASES", 2)
    before, caller, person = figures(corner), clothes(corner.begin()), clothes(corner.begin())
    for batch in range(10):
        send(caller, [event(100 * batch + one, "add_to_cart") for one in range(100)])
    assert grown(corner, before) == {"recorded": 1000, "flood": 775}
    send(person, [event(1, "add_to_cart")])
    assert [(one["id"], one["score"]) for one in results(caller)] == [
        (one["id"], one["score"]) for one in results(person)
    ]
    send(caller, [event(5000 + one, "purchase", f"t-{one}", JEANS) for one in range(4)])
    with corner.context.database.reading() as db:
        assert stored.count(db, open_session(db, caller.token).id) == 225 + 4
    assert caller.get(f"/products/{JEANS}/why")["obstacle"] == "bought"


def test_after_a_flood_the_shopper_is_still_heard(corner: Corner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has looked at one product a thousand times, and then at another and puts it in the cart, means that."""
    monkeypatch.setattr(fates, "MOST_RECORDED", 250)
    caller = clothes(corner.begin())
    listed = ids(results(caller))
    seen, other = listed[0], listed[20]
    send(caller, [event(9_999, "purchase")])
    for batch in range(12):
        send(caller, [event(100 * batch + one, "view_item", seen) for one in range(100)])
    send(caller, [event(7_000, "view_item", other), event(7_001, "add_to_cart", other)])
    known = [one["product"] for one in caller.get("/profile")["products"]]
    assert known == [JEANS, other, seen]  # by weight: bought, put in the cart, looked at
    assert ids(results(caller)).index(other) < 10
    assert caller.get(f"/products/{JEANS}/why")["obstacle"] == "bought"


def test_of_other_shoppers_nothing_changes(corner: Corner) -> None:
    victim = clothes(corner.begin())
    before = results(victim)
    for attacker in (clothes(corner.begin()) for _ in range(5)):
        send(attacker, [event(one, "purchase", *ids(before)[:50]) for one in range(100)])
        assert not set(ids(results(attacker))) & set(ids(before)[:20])
    assert results(victim) == before
    assert results(clothes(corner.begin())) == before


def test_replays_are_counted_and_change_nothing(corner: Corner) -> None:
    caller, batch = clothes(corner.begin()), [event(one, "view_item", JEANS) for one in range(3)]
    send(caller, batch)
    once, before = results(caller), figures(corner)
    for _ in range(5):
        send(caller, batch[::-1])
    assert grown(corner, before) == {"repeated": 15}
    assert results(caller) == once


def test_unknown_products_and_absurd_times_are_counted_and_say_nothing(corner: Corner) -> None:
    caller, before = clothes(corner.begin()), figures(corner)
    plain = results(caller)
    odd = ["nothing", "", " ", "\u0000", "'; drop table events; --", "👻" * 50, "../../etc/passwd", "{{ 7 * 7 }}"]
    send(caller, [event(one, "purchase", id) for one, id in enumerate(odd)])
    send(caller, [event(100, at="1970-01-01T00:00:00Z"), event(101, at="0001-01-01T00:00:00+00:00")])
    assert grown(corner, before) == {"unknown": len(odd), "ancient": 2}
    assert results(caller) == plain
    send(caller, [event(102, "view_item", at="9999-12-31T23:59:59Z")])  # is taken as happening now
    assert caller.get("/profile")["products"][0]["at"] == NOW.isoformat()
    for id in odd[2:]:
        assert caller.call("DELETE", "/profile/product:x" + id.replace("\u0000", "")).status_code in (200, 404)
    assert caller.call("GET", "/export").status_code == 200


def test_without_consent_all_is_refused_and_counted(corner: Corner) -> None:
    caller, before = clothes(corner.begin(consent="none")), figures(corner)
    send(caller, [event(1), event(2, "purchase")])
    assert grown(corner, before) == {"refused": 2}


def test_a_forged_shopper_sees_and_changes_nothing_of_another(corner: Corner) -> None:
    corner.order("ada", (JEANS, 1))
    for forged in ("ada", "e30.e30.", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEiLCJleHAiOjk5OTk5OTk5OTl9."):
        thief = Caller.begin(corner.client, "corner-shop", consent="profile", shopper=forged)
        assert (thief.get("/profile")["joined"], thief.get("/profile")["orders"]) == (False, 0)
        did(thief, "purchase", "jean-04-blue")
        assert thief.call("DELETE", "/profile").status_code == 200
    ada = corner.begin("ada").get("/profile")
    assert [one["product"] for one in ada["purchases"]] == [JEANS]
    assert ada["removed"] == []


def test_a_poisoned_past_is_bounded(corner: Corner) -> None:
    corner.order(
        "mallory", *((JEANS, day / 50) for day in range(3000)), *(("no such thing", day) for day in range(500))
    )
    for _ in range(3):
        send(corner.begin("mallory"), [event(one, "add_to_cart", *[JEANS] * 100) for one in range(100)])
    caller = clothes(corner.begin("mallory"))
    assert caller.get()["remaining"] > 0
    scores = [abs(term["amount"]) for one in results(caller) for term in one["terms"]]
    assert max(scores) < 5
    for place in ("home", "cart"):
        assert caller.call("GET", f"/recommendations?for={place}").status_code == 200
    assert caller.call("GET", "/profile").status_code == 200


@pytest.mark.parametrize("seed", range(3))
def test_noise_never_fails_a_step(corner: Corner, seed: int) -> None:
    dice = random.Random(seed)
    products = [*corner.context.releases.current("corner-shop").index.products.row_of]
    caller = corner.begin(dice.choice(["ada", "bor", ""]))
    for batch in range(4):
        send(
            caller,
            [
                event(
                    dice.randrange(300),
                    dice.choice(NAMES),
                    *dice.choices([*products, "", "nothing"], k=dice.randrange(1, 30)),
                    at=(NOW + timedelta(minutes=dice.randrange(-(10**6), 10**6))).isoformat(),
                )
                for _ in range(60)
            ],
        )
        step = caller.get()
        question = step["question"]
        if question and question["choices"]:
            caller.answer(question["id"], {"choices": [dice.choice(question["choices"])["id"]]})
        for path in ("/results", "/profile", "/recommendations?for=home", "/recommendations?for=cart"):
            assert caller.call("GET", path).status_code == 200, (batch, path)
        some = dice.choice(products)
        assert caller.call("GET", f"/recommendations?for=product&product={some}").status_code == 200
        assert caller.call("GET", f"/products/{some}/why").status_code == 200
        assert caller.call("POST", "/rank", json={"products": dice.sample(products, 20)}).status_code == 200

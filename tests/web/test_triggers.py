"""Triggers on the demo's corner shop: what they call for ranks higher, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.ordering import import_orders
from app.services.teaching import learn_triggers
from app.services.webhooks import Sent, send_all
from tests.homes import NOW
from tests.web.caller import Caller
from tests.web.calling import DRESS, SHOES, called, telling
from tests.web.mailer import Mailer
from tests.web.test_segments import DAY, Shop, products

BAGS = {"want": {"choices": ["bag"]}, "recipient": {"choices": ["me"]}}


@pytest.fixture
def shop(tmp_path: Path, mailer: Mailer) -> Iterator[Shop]:
    with telling(tmp_path / "shop", mailer) as made:
        yield made


@pytest.mark.parametrize(("ago", "open_"), [(13, False), (14, True), (20, True), (21, False)])
def test_a_purchase_puts_what_it_calls_for_higher_in_its_time_alone(shop: Shop, ago: int, open_: bool) -> None:
    shop.bought("ada", (DRESS, ago, 80.0))
    found = products(shop.comes("ada"), SHOES)
    assert bool(called(found)) is open_
    if open_:
        assert called(found)[0].startswith("Shoes for your new dress – because you bought ")
        assert "trigger" in [term["term"] for term in found[0]["terms"]]
    assert not called(products(shop.comes("ada", consent="session"), SHOES))
    assert not called(products(shop.comes("eve"), SHOES))


def test_neither_a_gift_nor_one_that_was_followed_is_called_for(shop: Shop) -> None:
    shop.bought("ada", (DRESS, 15, 80.0))
    gift = {**SHOES, "recipient": {"choices": ["gift"]}}
    assert not called(products(shop.comes("ada"), gift))
    shoes = products(shop.comes("ada"), SHOES)[0]["id"]
    shop.bought("ada", (shoes, 2, 60.0))
    assert not called(products(shop.comes("ada"), SHOES))


def test_a_trigger_for_a_segment_is_for_it_alone(shop: Shop) -> None:
    rows = shop.context.releases.current("corner-shop").index.products
    id = next(id for id, record in zip(rows.ids, rows.records, strict=True) if record["department"] == "Shoes")
    shop.bought("once", (id, 4, 80.0))
    shop.bought("loyal", (id, 4, 80.0), ("coff-08-20-capsules", 30, 9.0), ("coff-08-20-capsules", 60, 9.0))
    assert not called(products(shop.comes("once"), BAGS))
    assert called(products(shop.comes("loyal"), BAGS))


def test_habits_of_many_are_learnt_listed_and_rank_alike(shop: Shop) -> None:
    index = shop.context.releases.current("corner-shop").index.products
    razors = [id for id, record in zip(index.ids, index.records, strict=True) if record.get("category") == "Razors"]
    supplies = [
        id for id, one in zip(index.ids, index.records, strict=True) if one.get("category") == "Shaving supplies"
    ]
    lines = ["customer,product,time"]
    for number in range(40):
        begin = NOW - 200 * DAY
        lines.append(f"a{number},{razors[number % 3]},{begin.isoformat()}")
        if number < 30:
            lines.append(f"a{number},{supplies[number % 2]},{(begin + (12 + number % 5) * DAY).isoformat()}")
    for number in range(120):
        lines.append(f"b{number},{index.ids[number * 5 % len(index.ids)]},{(NOW - 150 * DAY).isoformat()}")
    path = shop.home / "many.csv"
    path.write_text("\n".join(lines), "utf-8")
    assert not import_orders(shop.context, path).errors
    habits = learn_triggers(shop.context)["corner-shop"]
    first = habits[0]
    assert (first.after, first.then) == ((("category", "Razors"),), ("category", "Shaving supplies"))
    assert (first.support, first.wait) == (30, 13)
    assert learn_triggers(shop.context)["corner-shop"] == habits
    shop.bought("ada", (razors[0], first.wait + 1, 20.0))
    care = {"want": {"choices": ["care"]}, "recipient": {"choices": ["me"]}}
    found = products(shop.comes("ada"), care)
    assert called(found)
    assert index.records[index.row_of[found[0]["id"]]]["category"] == "Shaving supplies"
    assert not called(products(shop.comes("eve"), care))


def test_an_online_purchase_of_this_shopper_calls_too(shop: Shop) -> None:
    caller: Caller = shop.comes("ada")
    event = {"id": "e", "name": "purchase", "products": [{"id": DRESS}]}
    assert caller.call("POST", "/events", json={"events": [event]}).status_code == 202
    shop.now += 15 * DAY
    assert called(products(shop.comes("ada"), SHOES))
    assert send_all(shop.context) == Sent()

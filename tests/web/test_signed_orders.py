"""Orders that the shop signs into a shopper's token count as those it imports; nobody else can say what was bought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.services import open_context
from app.services.claims import MOST_ORDERS
from app.services.ordering import import_orders
from app.services.replaying import replay
from app.services.segmenting import report_segments
from app.store import Order, orders
from app.web import create_app
from tests.homes import NOW
from tests.web.caller import Caller
from tests.web.corner import Corner, corner_shop, ids, results
from tests.web.test_bought import COFFEE, PHONE, phones

DAY = timedelta(days=1)
BOUGHT = [{"product": PHONE, "at": (NOW - 40 * DAY).isoformat(), "value": 799.0, "channel": "till"}]


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    with corner_shop(tmp_path) as found:
        yield found


def comes(corner: Corner, claim: Any, consent: str = "profile", customer: str = "ada", **more: Any) -> Caller:
    token = corner.signed(customer, **{"orders": claim, **more})
    return Caller.begin(corner.client, "corner-shop", consent=consent, shopper=token)


def held(corner: Corner) -> list[Order]:
    with corner.context.database.reading() as db:
        return list(orders.every(db))


def test_a_durable_named_only_in_the_token_is_not_shown_on_this_visit_and_the_next(corner: Corner) -> None:
    assert PHONE in ids(results(phones(corner.begin("ada"))))
    caller = phones(comes(corner, BOUGHT))
    assert PHONE not in ids(results(caller))
    assert caller.get(f"/products/{PHONE}/why")["obstacle"] == "bought"
    assert caller.get("/profile")["orders"] == 1
    assert [(one.product, one.at, one.value, one.channel) for one in held(corner)] == [
        (PHONE, NOW - 40 * DAY, 799.0, "till")
    ]
    assert PHONE not in ids(results(phones(corner.begin("ada"))))
    for other in (corner.begin("bor"), corner.begin(), corner.begin("ada", consent="session")):
        assert PHONE in ids(results(phones(other)))


def test_a_forged_token_changes_nothing(corner: Corner) -> None:
    caller = comes(corner, BOUGHT, key="another key, 32 bytes or more than that")
    assert PHONE in ids(results(phones(caller)))
    forged = corner.signed("ada", key="another key, 32 bytes or more than that", orders=BOUGHT)
    assert caller.call("PUT", "/consent", json={"consent": "profile", "shopper": forged}).status_code == 200
    expired = comes(corner, BOUGHT, exp=int((NOW - DAY).timestamp()))
    assert PHONE in ids(results(phones(expired)))
    assert held(corner) == []
    assert PHONE in ids(results(phones(corner.begin("ada"))))


@pytest.mark.parametrize("consent", ["none", "session"])
def test_without_consent_to_a_profile_nothing_is_kept_until_it_is_given(corner: Corner, consent: str) -> None:
    caller = phones(comes(corner, BOUGHT, consent))
    assert held(corner) == [] and PHONE in ids(results(caller))
    token = corner.signed("ada", orders=BOUGHT)
    assert caller.call("PUT", "/consent", json={"consent": "session", "shopper": token}).status_code == 200
    assert held(corner) == []
    assert caller.call("PUT", "/consent", json={"consent": "profile", "shopper": token}).status_code == 200
    assert len(held(corner)) == 1 and PHONE not in ids(results(caller))
    assert caller.call("PUT", "/consent", json={"consent": "none"}).status_code == 200
    assert PHONE in ids(results(caller))


def test_the_same_order_again_is_one_from_a_token_and_from_a_file(corner: Corner, tmp_path: Path) -> None:
    path = tmp_path / "till.csv"
    path.write_text(f"customer,product,time,value,channel\nada,{PHONE},{BOUGHT[0]['at']},799,shop\n", "utf-8")
    assert import_orders(corner.context, path).new == 1
    comes(corner, BOUGHT)
    comes(corner, [*BOUGHT, *BOUGHT, {"product": COFFEE, "at": int((NOW - DAY).timestamp()), "channel": None}])
    assert [(one.product, one.channel) for one in held(corner)] == [(PHONE, "shop"), (COFFEE, "")]


def test_segments_read_them(corner: Corner) -> None:
    often = [{"product": COFFEE, "at": (NOW - days * DAY).isoformat(), "value": 300} for days in (3, 30, 60)]
    comes(corner, often)
    found = {one.id: (one.shoppers, one.value) for one in report_segments(corner.context, "corner-shop")}
    assert found["premier"] == (1, 900.0)


@pytest.mark.parametrize(
    "claim",
    [
        None,
        True,
        7,
        "orders",
        {"product": PHONE, "at": NOW.isoformat()},
        [None, 7, "x", [], {}],
        [{"product": PHONE}],
        [{"at": NOW.isoformat()}],
        *(
            [{"product": PHONE, "at": (NOW - DAY).isoformat(), **silly}]
            for silly in (
                {"product": ""},
                {"product": "x" * 201},
                {"product": 7},
                {"product": "p\0"},
                {"product": "p\ud800"},
                {"at": "yesterday"},
                {"at": None},
                {"at": True},
                {"at": -1},
                {"at": float("nan")},
                {"at": 10**400},
                {"at": "0001-01-01T00:00:00+23:00"},
                {"at": (NOW + DAY).isoformat()},
                {"value": -1},
                {"value": "799"},
                {"value": float("inf")},
                {"value": 10**400},
                {"channel": 7},
                {"channel": "\0"},
                {"channel": ["till"]},
            )
        ),
    ],
    ids=lambda claim: str(claim)[:60].encode("ascii", "replace").decode(),
)
def test_what_is_no_order_is_left_out_and_the_rest_counts(corner: Corner, claim: Any) -> None:
    caller = comes(corner, claim)
    assert caller.get()["remaining"] > 0 and held(corner) == []
    if isinstance(claim, list):
        assert PHONE not in ids(results(phones(comes(corner, [*claim, *BOUGHT]))))
        assert [one.product for one in held(corner)] == [PHONE]


def test_of_more_than_are_kept_the_newest_are(corner: Corner) -> None:
    def at(hours: int) -> datetime:
        return NOW - timedelta(hours=hours)

    many = [{"product": f"p{hours}", "at": int(at(hours).timestamp())} for hours in range(MOST_ORDERS + 20)]
    comes(corner, many)
    assert [one.product for one in held(corner)] == [f"p{hours}" for hours in reversed(range(MOST_ORDERS))]


def test_registration_that_no_store_takes_is_left_out(corner: Corner) -> None:
    told = {"big": 10**400, "half": "\ud800", "list": ["x", "\ud800"], "place": "Ulm", "vip": True, "age": 42}
    caller = comes(corner, [], registration=told)
    assert caller.get("/export")["registered"] == {"place": "Ulm", "vip": True, "age": 42}
    assert caller.get()["remaining"] > 0


@pytest.mark.parametrize("written", [datetime.timestamp, datetime.isoformat])
def test_an_order_keeps_its_fraction_of_a_second_and_is_not_there_for_what_was_shown_before(
    corner: Corner, written: Any
) -> None:
    """A step of the same second, recorded before it, is replayed as it was."""
    corner.now = NOW + timedelta(milliseconds=500)
    caller = phones(corner.begin("ada"))
    shown = ids(results(caller))
    corner.now += timedelta(milliseconds=300)
    at = NOW + timedelta(microseconds=700_123)
    token = corner.signed("ada", orders=[{"product": PHONE, "at": written(at)}])
    assert caller.call("PUT", "/consent", json={"consent": "profile", "shopper": token}).status_code == 200
    assert [one.at for one in held(corner)] == [at]
    assert PHONE in shown and PHONE not in ids(results(caller))
    assert {one.verdict for one in replay(corner.context)} == {"same"}


def test_an_order_of_a_clock_that_runs_ahead_counts_once_its_time_has_come(corner: Corner) -> None:
    caller = phones(comes(corner, [{"product": PHONE, "at": (NOW + timedelta(seconds=30)).isoformat()}]))
    assert PHONE in ids(results(caller))
    corner.now += timedelta(seconds=30)
    assert PHONE not in ids(results(caller))
    assert {one.verdict for one in replay(corner.context)} == {"same"}


def test_what_the_books_learn_later_of_earlier_days_is_not_there_for_a_step_made_before(corner: Corner) -> None:
    corner.order("ada", (COFFEE, 3))
    caller = phones(corner.begin("ada"))
    assert PHONE in ids(results(caller))
    corner.order("ada", (PHONE, 40))
    assert PHONE not in ids(results(caller))
    caller.answer("phone_use", {"skip": True})
    found = list(replay(corner.context))
    assert {one.verdict for one in found} == {"same"}
    assert [PHONE in dict(one.ranking) for one in found][-1] is False


def test_a_rhythm_that_the_crowd_taught_later_is_not_that_of_a_step_made_before(corner: Corner) -> None:
    """Coffee bought 12 days ago is kept back by the policy (21 days); a crowd that buys it every ten days ends that."""
    corner.order("ada", (COFFEE, 12))
    before = corner.begin("ada")
    before.answer("want", {"choices": ["pantry"]})
    assert COFFEE not in ids(results(before))
    for number in range(60):
        corner.order(f"crowd {number}", *((COFFEE, 10 * back) for back in range(6)))
    other = open_context(corner.context.settings, lambda: corner.now)
    after = replace(corner, context=other, client=create_app(other).test_client()).begin("ada")
    after.answer("want", {"choices": ["pantry"]})
    assert COFFEE in ids(results(after))
    for context in (corner.context, other):
        assert [one.verdict for one in replay(context)] == ["same", "same"]
    other.close()

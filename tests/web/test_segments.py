"""Who a shopper is to the shop decides what is put first, on the demo's corner shop, within what was answered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from flask.testing import FlaskClient

from app.config import Settings
from app.services import Context, open_context
from app.services.ordering import import_orders
from app.services.segmenting import report_segments
from app.services.switching import turn_merchandising
from app.web import create_app
from tests.homes import NOW
from tests.shipped import ROOT
from tests.web.caller import Caller, Json

KEY = "the key of a shop, 32 bytes or more"
DAY = timedelta(days=1)
THANKS, BEST, WEDDING, HOME = (
    "Our thanks to loyal customers",
    "Kept for our best customers",
    "For your wedding day",
    "For the home of two",
)
PANTRY = {"want": {"choices": ["pantry"]}, "recipient": {"choices": ["me"]}}
COFFEE = {**PANTRY, "drink": {"choices": ["coffee"]}}


@dataclass
class Shop:
    """The demo's corner shop on a day that can be moved."""

    home: Path
    now: datetime = NOW
    context: Context = field(init=False)

    def __post_init__(self) -> None:
        settings = Settings(home=self.home, look_every=0, shop_key=KEY)
        self.context = open_context(settings, lambda: self.now)
        self.client: FlaskClient = create_app(self.context).test_client()

    def bought(self, customer: str, *orders: tuple[str, int, float]) -> None:
        """Imports orders: product, days ago, value."""
        lines = [f"{customer},{id},{(self.now - ago * DAY).isoformat()},{value}" for id, ago, value in orders]
        path = self.home / "orders.csv"
        path.write_text("\n".join(("customer,product,time,value", *lines)), "utf-8")
        assert not import_orders(self.context, path).errors

    def comes(self, customer: str = "", consent: str = "profile", **registration: Any) -> Caller:
        """A visit begins."""
        claims = {
            "sub": customer,
            "exp": int((self.now + timedelta(hours=1)).timestamp()),
            "registration": registration,
        }
        shopper = jwt.encode(claims, KEY, "HS256") if customer else None
        return Caller.begin(self.client, "corner-shop", consent=consent, shopper=shopper)


def shop_in(home: Path) -> Shop:
    for folder, patterns in (
        ("catalog", ["corner-shop.*"]),
        ("questionnaires", ["corner-shop.yaml", "segments.yaml", "triggers.yaml"]),
    ):
        (home / folder).mkdir(parents=True)
        for path in (path for pattern in patterns for path in (ROOT / folder).glob(pattern)):
            shutil.copy(path, home / folder)
    return Shop(home)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = shop_in(tmp_path / "shop")
    yield made
    made.context.close()


def products(caller: Caller, answers: Json) -> list[Json]:
    caller.change(answers)
    found: list[Json] = caller.get("/results?limit=100")["products"]
    for product in found:
        assert sum(term["amount"] for term in product["terms"]) == pytest.approx(product["score"])
    return found


def words(found: list[Json]) -> list[str]:
    """Why products stand where they stand."""
    return [reason["text"] for product in found for reason in product["reasons"]]


def test_a_stranger_sees_no_merchandising_that_is_for_others(shop: Shop) -> None:
    assert {THANKS, BEST, WEDDING, HOME}.isdisjoint(words(products(shop.comes(), COFFEE)))


def test_loyal_and_premier_customers_have_theirs_first_and_read_why(shop: Shop) -> None:
    shop.bought("loyal", *(("coff-08-20-capsules", ago, 9.0) for ago in (10, 40, 80)))
    shop.bought("premier", *(("coff-08-20-capsules", ago, 200.0) for ago in (10, 40, 80)))
    shop.bought("once", ("coff-08-20-capsules", 10, 900.0))
    shop.bought("lapsed", *(("coff-08-20-capsules", ago, 9.0) for ago in (200, 240, 280)))
    assert THANKS in words(products(shop.comes("loyal"), COFFEE))
    first = products(shop.comes("premier"), COFFEE)
    assert first[0]["label"] == BEST
    assert BEST in words(first[:1])
    for other in ("once", "lapsed", "unheard-of"):
        assert {THANKS, BEST}.isdisjoint(words(products(shop.comes(other), COFFEE)))
    assert {THANKS, BEST}.isdisjoint(words(products(shop.comes("premier", consent="session"), COFFEE)))


def test_a_pin_never_overrides_an_answer(shop: Shop) -> None:
    shop.bought("premier", *(("coff-08-20-capsules", ago, 200.0) for ago in (10, 40, 80)))
    found = products(shop.comes("premier"), {**PANTRY, "drink": {"choices": ["tea"]}})
    assert found and BEST not in words(found)


def test_merchandising_is_turned_off_and_on_as_a_whole(shop: Shop) -> None:
    shop.bought("premier", *(("coff-08-20-capsules", ago, 200.0) for ago in (10, 40, 80)))
    caller = shop.comes("premier")
    assert BEST in words(products(caller, COFFEE))
    turn_merchandising(shop.context, on=False)
    assert {THANKS, BEST}.isdisjoint(words(products(caller, COFFEE)))
    turn_merchandising(shop.context, on=True)
    assert BEST in words(products(caller, COFFEE))


EVENING = {"want": {"choices": ["clothes"]}, "garment": {"choices": ["dress"]}, "wearer": {"choices": ["women"]}}


def test_a_registered_day_moves_segments_as_time_passes(shop: Shop) -> None:
    def seen() -> tuple[bool, bool]:
        caller = shop.comes("bride", wedding="2027-06-20")
        dresses = words(products(caller, EVENING))
        gifts = words(products(shop.comes("bride", wedding="2027-06-20"), {"want": {"choices": ["present"]}}))
        return WEDDING in dresses, HOME in gifts

    assert seen() == (False, False)
    wedding = datetime.fromisoformat("2027-06-20T12:00:00+00:00")
    for when, expected in ((-180, True), (0, True), (1, False)):
        shop.now = wedding + when * DAY
        assert seen()[0] is expected, when
    assert seen() == (False, True)
    shop.now = wedding + 120 * DAY
    assert seen() == (False, False)


def test_a_date_answer_moves_segments_now_and_on_later_visits(shop: Shop) -> None:
    dated = {"occasion": {"choices": ["evening"]}, "wedding": {"value": "2027-05-20"}}
    me = {"recipient": {"choices": ["me"]}}
    first = shop.comes("groom")
    assert WEDDING not in words(products(first, {**EVENING, **me}))
    assert WEDDING in words(products(first, {**EVENING, **me, **dated}))
    shop.now += 30 * DAY
    later = shop.comes("groom")
    assert WEDDING in words(products(later, {**EVENING, **me}))
    assert WEDDING not in words(products(shop.comes("another"), {**EVENING, **me}))
    gift = {**EVENING, "recipient": {"choices": ["gift"]}}
    assert WEDDING not in words(products(shop.comes("groom"), gift))
    shop.now = NOW + 250 * DAY
    assert WEDDING not in words(products(shop.comes("groom"), {**EVENING, **me}))


def test_forged_claims_move_nobody(shop: Shop) -> None:
    claims = {
        "sub": "bride",
        "exp": int((NOW + timedelta(hours=1)).timestamp()),
        "registration": {"wedding": "2026-12-01"},
    }
    forged = jwt.encode(claims, "another key, 32 bytes or more than that", "HS256")
    caller = Caller.begin(shop.client, "corner-shop", consent="profile", shopper=forged)
    assert WEDDING not in words(products(caller, EVENING))
    assert WEDDING in words(products(shop.comes("bride", wedding="2026-12-01"), EVENING))


def test_the_report_counts_known_shoppers_by_segment(shop: Shop) -> None:
    shop.bought("loyal", *(("coff-08-20-capsules", ago, 9.0) for ago in (10, 40, 80)))
    shop.bought("once", ("coff-08-20-capsules", 10, 20.0))
    for customer in ("loyal", "loyal", "once", "unheard-of"):
        shop.comes(customer)
    shop.comes("once", consent="session")
    shop.comes()
    found = {
        one.id: (one.shoppers, one.orders, one.value, one.visits)
        for one in report_segments(shop.context, "corner-shop")
    }
    assert found["*"] == (3, 4, 47.0, 4)
    assert found["loyal"] == (1, 3, 27.0, 2)
    assert found["one-time"] == (1, 1, 20.0, 1)
    assert found["new"] == (1, 0, 0.0, 1)
    assert found["premier"] == (0, 0, 0.0, 0)

"""Not for me, and what is held on a shopper, by plain forms."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from tests.web.caller import Caller
from tests.web.page import Page, Shopper


@pytest.fixture
def shopper(api: FlaskClient) -> Shopper:
    """At the list of all toys."""
    found = Shopper(api, "/w/toys")
    found.press("results")
    return found


def listed(page: Page) -> list[str]:
    return [one["data-product"] for one in page.all("li") if "data-product" in one]


def session(shopper: Shopper) -> Caller:
    return Caller(shopper.client, shopper.page.main["data-token"], {})


def test_a_product_that_is_not_for_me_goes_and_comes_back(shopper: Shopper) -> None:
    before = listed(shopper.page)
    page = shopper.press(f"dismiss:2:{before[0]}")
    assert before[0] not in listed(page) and len(listed(page)) == 2
    assert page.main["data-total"] == "4"
    assert "is not shown to you any more" in page.html
    assert listed(shopper.press(f"restore:2:{before[0]}")) == before


def test_all_can_be_not_for_me_and_the_last_can_come_back(shopper: Shopper) -> None:
    while products := listed(shopper.page):
        last = products[0]
        shopper.press(f"dismiss:{len(products)}:{last}")
    assert shopper.page.heading == "There is nothing in this shop right now"
    assert listed(shopper.press(f"restore:1:{last}")) == [last]


def test_what_is_dismissed_stands_in_why_these_and_comes_back_from_there(shopper: Shopper) -> None:
    product = listed(shopper.page)[0]
    shopper.press(f"dismiss:2:{product}")
    page = shopper.press("about")
    assert (page.heading, page.main["data-kind"]) == ("Why these?", "about")
    page = shopper.press(f"restore::{product}")
    assert page.main["data-kind"] == "about"
    assert "Show again" not in page.html
    assert product in listed(shopper.press("results"))


def test_personalization_is_turned_off_and_on(shopper: Shopper) -> None:
    assert shopper.press("about").main["data-consent"] == "session"
    assert shopper.press("consent:none").main["data-consent"] == "none"
    assert session(shopper).get("/export")["consent"] == "none"
    assert shopper.press("consent:session").main["data-consent"] == "session"
    assert session(shopper).get("/export")["consent"] == "session"


def test_what_is_held_is_shown_as_it_is_exported(shopper: Shopper) -> None:
    shopper.press("about")
    page = shopper.press("export")
    assert json.loads(page.texts["textarea"]) == session(shopper).get("/export")


def test_everything_is_erased_only_when_it_is_meant(shopper: Shopper) -> None:
    shopper.press("about")
    caller = session(shopper)
    assert shopper.press("erase").main["data-kind"] == "erasing"
    assert shopper.press("about").main["data-kind"] == "about"
    shopper.press("erase")
    page = shopper.press("erase:yes")
    assert (page.main["data-kind"], page.main["data-token"]) == ("erased", "")
    assert caller.call("GET", "").status_code == 401
    assert shopper.press("restart").main["data-answered"] == "0"


@pytest.mark.parametrize(
    "deed",
    [
        "consent:all",
        "consent:",
        "dismiss:2:nothing",
        "like:2:nothing",
        "forget:nonsense",
        "dismiss:p1",
        "restore:2:nothing",
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(shopper: Shopper, deed: str) -> None:
    token = shopper.page.main["data-token"]
    before = session(shopper).get("/export")
    page = shopper.send(shopper.page.forms[0].action, {"token": token, "do": deed})
    assert shopper.response.status_code in (400, 404, 422)
    assert page.main["data-token"] == token
    assert Caller(shopper.client, token, {}).get("/export") == before


def test_what_was_looked_at_is_told_in_words_and_left_out_at_a_word(shopper: Shopper) -> None:
    caller = session(shopper)
    seen = {"events": [{"id": "e-1", "name": "view_item", "products": [{"id": "p3"}]}]}
    assert caller.call("POST", "/events", json=seen).status_code == 202
    page = shopper.press("about")
    assert "You looked at Toy 3" in page.html
    page = shopper.press("forget:product:p3")
    assert "You looked at Toy 3" not in page.html
    assert caller.get("/profile")["removed"] == [{"signal": "product:p3", "text": "Toy 3"}]
    assert "What does not count any more" in page.html


def test_all_that_was_done_is_forgotten_at_once_and_the_answers_stay(shopper: Shopper) -> None:
    shopper.press("continue")
    shopper.press("seen")
    shopper.press("answer", {"choices": "Bor"})
    shopper.press("results")
    seen = {"events": [{"id": "e-1", "name": "view_item", "products": [{"id": "p3"}]}]}
    session(shopper).call("POST", "/events", json=seen)
    shopper.press("about")
    page = shopper.press("forget:")
    assert "You looked at" not in page.html and "Bor" in page.html
    assert session(shopper).get("/export")["events"] == []


def test_what_could_be_said_to_a_product_stands_in_its_card(shopper: Shopper) -> None:
    product = listed(shopper.page)[1]
    told = session(shopper).get(f"/products/{product}/why")["critiques"]
    page = shopper.press(f"like:2:{product}")
    card = page.html.split(f'data-product="{product}"')[1].split("</section>")[0]
    assert told and all(f"{one['label']}: " in card for one in told)

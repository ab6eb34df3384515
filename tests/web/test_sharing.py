"""A list shared by a link: what was answered goes along, who answered does not, and each goes on alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.services import Context
from app.web import create_app
from tests.homes import NOW, Home, toy_home
from tests.web.caller import API, Caller
from tests.web.page import Shopper
from tests.web.test_openapi import conform


class Days:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return toy_home(tmp_path / "shop")


@pytest.fixture
def workplace(place: Home, days: Days) -> Context:
    return place.open(days)


@pytest.fixture
def browser(workplace: Context) -> FlaskClient:
    return create_app(workplace).test_client()


@pytest.fixture
def sender(browser: FlaskClient) -> Caller:
    """Somebody who has answered, also what is nobody's business."""
    caller = Caller.begin(browser, "toys", context={"campaign": "spring"})
    caller.answer("hello", {"seen": True})
    caller.answer("brand", {"choices": ["Bor"]})
    caller.answer("price", {"max": 35})
    caller.answer("born", {"value": "2000-02-29"})
    caller.call("PUT", "/dismissed/p1")
    return caller


def shared_by(caller: Caller) -> str:
    response = caller.call("POST", "/share")
    assert response.status_code == 200, response.text
    return str(response.json["url"])  # type: ignore[index]


def test_a_link_has_an_id_that_nobody_guesses_and_lasts_90_days(sender: Caller) -> None:
    described = sender.client.get(f"{API}/openapi.json").json
    told = sender.call("POST", "/share").json
    conform(described, "/session/share", "post", 200, told)  # type: ignore[arg-type]
    assert told and told["until"] == (NOW + timedelta(days=90)).isoformat()
    address = urlsplit(told["url"])
    assert address.path.startswith("/s/") and len(address.path.removeprefix("/s/")) == 22
    assert shared_by(sender) == told["url"], "the same answers have one link"
    sender.answer("price", {"max": 30})
    assert shared_by(sender) != told["url"]


def test_the_link_of_another_with_the_same_answers_is_another(browser: FlaskClient) -> None:
    assert shared_by(Caller.begin(browser, "toys")) != shared_by(Caller.begin(browser, "toys"))


def test_the_server_keeps_neither_the_id_nor_what_is_sensitive(sender: Caller, workplace: Context) -> None:
    id = shared_by(sender).rpartition("/")[2]
    with workplace.database.engine.connect() as connection:
        ((*row,),) = connection.execute(text("SELECT * FROM shares"))
    kept = " ".join(map(str, row))
    assert id not in kept and sender.token not in kept
    assert "Bor" in kept and "born" not in kept and "2000-02-29" not in kept


def test_opening_shows_the_list_and_stores_nothing(sender: Caller, workplace: Context) -> None:
    with workplace.database.engine.connect() as connection:
        before = connection.execute(text("SELECT count(*) FROM sessions")).scalar()
    visitor = Shopper(sender.client, shared_by(sender))
    assert visitor.page.main["data-kind"] == "results"
    assert [one["data-product"] for one in visitor.page.all("li") if "data-product" in one] == ["p3"]
    assert visitor.page.main["data-token"] == ""
    assert visitor.response.headers["Cache-Control"] == "no-store"
    assert sender.token not in visitor.response.text and "2000-02-29" not in visitor.response.text
    with workplace.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sessions")).scalar() == before


def test_the_first_deed_begins_a_session_that_never_touches_the_senders(sender: Caller) -> None:
    before = sender.get("/export")
    visitor = Shopper(sender.client, shared_by(sender))
    page = visitor.press("look:brand")
    assert page.main["data-question"] == "brand"
    token = page.main["data-token"]
    assert token and token != sender.token
    visitor.press("answer", {"choices": "Ada"})
    own = Caller(sender.client, token, {})
    assert {one["question"]: one["value"] for one in own.get()["answers"]} == {
        "hello": {"seen": True},
        "brand": {"choices": ["Ada"]},
        "price": {"max": 35},
    }
    held = own.get("/export")
    assert (held["context"], held["dismissed"], held["events"]) == ({}, [], [])
    assert {**sender.get("/export"), "shared": []} == {**before, "shared": []}


def test_it_holds_the_version_that_was_shared(sender: Caller, place: Home, workplace: Context) -> None:
    url, version = shared_by(sender), sender.get()["version"]
    place.edit("questionnaires/toys.yaml", "ask: Which brand?", "ask: Whose?")
    workplace.folders.take_in()
    visitor = Shopper(sender.client, url)
    assert "Which brand?" in visitor.response.text and "Whose?" not in visitor.response.text
    own = Caller(sender.client, visitor.press("about").main["data-token"], {})
    assert own.get()["version"] == version
    assert Caller.begin(sender.client, "toys").get()["version"] != version


def test_a_link_ends_after_90_days_and_when_its_sender_erases_everything(sender: Caller, days: Days) -> None:
    url = shared_by(sender)
    days.now = NOW + timedelta(days=90) - timedelta(seconds=1)
    assert sender.client.get(url).status_code == 200
    days.now = NOW + timedelta(days=90)
    assert sender.client.get(url).status_code == 404
    again = shared_by(sender)
    assert sender.client.get(again).status_code == 200
    visitor = Shopper(sender.client, again)
    assert sender.call("DELETE", "").status_code == 204
    assert sender.client.get(again).status_code == 404
    assert "Ask who sent it" in visitor.press("about").html
    assert visitor.response.status_code == 404


@pytest.mark.parametrize("id", ["nothing", "x" * 5000, "%00"])
def test_an_unknown_link_opens_a_page_that_says_so(browser: FlaskClient, id: str) -> None:
    response = browser.get(f"/s/{id}")
    assert response.status_code == 404
    assert "This link opens nothing any more" in response.text


def test_sharing_needs_the_token(browser: FlaskClient) -> None:
    assert browser.post(f"{API}/session/share").status_code == 401


def test_a_shopper_without_javascript_shares_from_the_list(browser: FlaskClient) -> None:
    shopper = Shopper(browser, "/w/toys")
    shopper.press("results")
    page = shopper.press("share")
    (link,) = [one["value"] for one in page.all("input") if one.get("id") == "link"]
    assert browser.get(link).status_code == 200
    assert "Feb 18, 2027" in page.html

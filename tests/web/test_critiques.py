"""Critiques and why not through the interface and the widget: what is offered can be sent, and does what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.web import create_app
from tests.homes import toy_home
from tests.web.caller import Caller
from tests.web.page import Page


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    home = toy_home(tmp_path)
    home.edit(
        "catalog/toys.mapping.yaml", "price: {kind: number,", "price: {kind: number, more: dearer, less: cheaper,"
    )
    home.edit("questionnaires/toys.yaml", "    attribute: brand\n", "    attribute: brand\n    trust: 0.9\n")
    return create_app(home.open()).test_client()


@pytest.fixture
def caller(client: FlaskClient) -> Caller:
    return Caller.begin(client, "toys")


def test_every_critique_offered_can_be_sent_and_leaves_what_it_says(caller: Caller) -> None:
    offered = caller.get("/results")["critiques"]
    assert {"Dearer", "Cheaper"} & {critique["label"] for critique in offered}
    for critique in offered:
        assert caller.change(critique["change"])["remaining"] == critique["remaining"]
        caller.change(dict.fromkeys(critique["change"]))


def test_a_critique_is_shown_edited_and_removed_like_an_answer(caller: Caller) -> None:
    step = caller.change({"~price": {"max": 20}})
    assert [(answer["question"], answer["label"]) for answer in step["answers"]] == [("~price", "up to 20.00")]
    assert caller.get("/questions/~price")["question"]["range"]["value"] == {"min": None, "max": 20}
    assert caller.withdraw("~price")["answers"] == []


def test_a_reserved_id_of_no_number_is_not_found(caller: Caller) -> None:
    for id in ("~brand", "~stock", "~nothing"):
        assert caller.call("PUT", f"/answers/{id}", json={"max": 1}).status_code == 404


def test_the_change_of_why_shows_the_product(caller: Caller) -> None:
    caller.change(
        {"hello": {"seen": True}, "brand": {"choices": ["Ada"]}, "ports": {"skip": True}, "price": {"max": 15}}
    )
    why = caller.get("/products/p3/why")
    assert (why["candidate"], why["obstacle"]) == (False, "")
    assert why["change"] == {"brand": {"choices": ["Bor"]}, "price": {"max": 30}}
    assert caller.change(why["change"])["remaining"] == why["remaining"]
    assert caller.get("/products/p3/why")["candidate"]


def test_how_the_list_goes_on_is_said_in_one_sentence(caller: Caller) -> None:
    assert caller.get("/results")["sinking"] == ""
    caller.change({"hello": {"seen": True}, "brand": {"choices": ["Ada"]}})
    said = caller.get("/results?limit=5")
    assert said["sinking"].startswith("First the 2 products that fit everything")
    sunk = [product for product in said["products"] if any(one["state"] == "misses" for one in product["reasons"])]
    assert [product["id"] for product in sunk] == [product["id"] for product in said["products"][2:]]


def test_the_widget_s_button_sends_the_critique_and_pressing_it_twice_says_it_once(client: FlaskClient) -> None:
    page = Page(client.post("/w/toys", data={"do": "results"}).text)
    deed = next(deed for form in page.forms for deed in form.deeds if deed.startswith("critique:"))
    fields = {key: value for form in page.forms if deed in form.deeds for key, value in form.fields}
    pages = [Page(client.post("/w/toys", data={**fields, "do": deed}).text) for _ in range(2)]
    totals = [shown.main["data-total"] for shown in pages]
    assert totals[0] == totals[1] != page.main["data-total"]
    assert json.loads(deed.partition(":")[2]).keys() == {"~price"}


def test_the_widget_takes_no_other_answer_by_that_button(client: FlaskClient) -> None:
    for argument in ('{"brand": {"choices": ["Ada"]}}', "[]", "{"):
        assert client.post("/w/toys", data={"do": f"critique:{argument}"}).status_code == 400

"""How much things matter, over HTTP and in the page: importance, context, warnings, merchandise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.web import create_app
from tests.homes import toy_home, with_wishes
from tests.web.caller import API, Caller
from tests.web.page import Shopper


@pytest.fixture
def wishes(tmp_path: Path) -> Iterator[FlaskClient]:
    opened = with_wishes(toy_home(tmp_path)).open()
    assert not opened.folders.issues, [str(issue) for issue in opened.folders.issues]
    yield create_app(opened).test_client()
    opened.close()


def amounts(products: list[dict[str, Any]], term: str) -> dict[str, float]:
    """What a kind of term adds, by product."""
    return {
        product["id"]: found["amount"] for product in products for found in product["terms"] if found["term"] == term
    }


@pytest.mark.parametrize(("importance", "amount"), [({}, 3.0), ({"importance": 0.5}, 1.5), ({"importance": 2}, 6.0)])
def test_an_answer_weighs_as_much_as_the_shopper_says(
    wishes: FlaskClient, importance: dict[str, float], amount: float
) -> None:
    caller = Caller.begin(wishes, "wishes")
    assert caller.step["question"]["importance"] == 1
    step = caller.answer("brand", {"choices": ["ada"], **importance})
    assert step["answers"][0]["value"] == {"choices": ["ada"], **importance}
    assert caller.get("/questions/brand")["question"]["importance"] == importance.get("importance", 1)
    assert amounts(caller.get("/results")["products"], "wish") == {"p1": amount, "p2": amount}


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("brand", {"choices": ["ada"], "importance": 3}),
        ("brand", {"choices": ["ada"], "importance": 0}),
        ("sale", {"seen": True, "importance": 1}),
    ],
)
def test_an_importance_that_is_not_asked_for_is_refused(wishes: FlaskClient, question: str, body: Any) -> None:
    response = Caller.begin(wishes, "wishes").call("PUT", f"/answers/{question}", json=body)
    assert (response.status_code, response.json["code"]) == (422, "invalid-answer")  # type: ignore[index]


def test_a_question_may_depend_on_where_the_shopper_comes_from(wishes: FlaskClient) -> None:
    answers = {"brand": {"skip": True}, "ports": {"skip": True}}

    def asked(context: dict[str, str]) -> str:
        body = {"answers": answers, "context": context}
        found = wishes.post(f"{API}/questionnaires/wishes/step", json=body).json
        session = Caller.begin(wishes, "wishes", prefill=answers, context=context).step
        assert found["question"] == session["question"]  # type: ignore[index]
        return session["question"]["id"] if session["question"] else session["kind"]

    assert asked({}) == asked({"channel": "mail"}) == "results"
    assert asked({"channel": "sale"}) == "sale"


def test_what_is_pinned_stands_first_and_says_so_in_the_shoppers_language(wishes: FlaskClient) -> None:
    caller = Caller.begin(wishes, "wishes", context={"campaign": "spring"}, language="de")
    products = caller.get("/results")["products"]
    assert [(product["id"], product["label"]) for product in products][:2] == [("p3", "Unser Tipp"), ("p5", "")]
    assert amounts(products, "merchandise") == {"p5": 0.5}
    assert next(product["id"] for product in Caller.begin(wishes, "wishes").get("/results")["products"]) == "p5"


def test_a_rule_warns_once_it_is_decided(wishes: FlaskClient) -> None:
    caller = Caller.begin(wishes, "wishes")
    assert caller.step["warnings"] == []
    assert caller.answer("brand", {"choices": ["bor"]})["warnings"] == ["Bor is sold by its size."]
    assert caller.answer("brand", {"choices": ["ada"]})["warnings"] == []


def test_the_page_asks_how_much_it_matters_without_javascript(wishes: FlaskClient) -> None:
    shopper = Shopper(wishes, "/w/wishes")
    radios = [field for field in shopper.page.all("input") if field.get("name") == "importance"]
    assert [(radio["value"], "checked" in radio) for radio in radios] == [("0.5", False), ("1", True), ("2", False)]
    assert "How important is this to you?" in shopper.page.html
    shopper.press("answer", {"choices": "bor", "importance": "2"})
    assert "Bor is sold by its size." in shopper.page.html
    shopper.press("look:brand")
    assert shopper.page.fields()["importance"] == "2"


def test_an_update_without_an_answer_keeps_how_much_it_matters(wishes: FlaskClient) -> None:
    shopper = Shopper(wishes, "/w/wishes")
    shopper.press("skip")
    shopper.press("update", {"importance": "0.5"})
    assert shopper.page.fields()["importance"] == "0.5"
    shopper.press("update", {"choices": ["hdmi"], "importance": "2"})
    assert shopper.page.fields()["importance"] == "2"
    refused = shopper.press("answer", {"choices": ["scart"], "importance": "0.5"})
    assert refused.fields()["importance"] == "0.5"


def test_an_importance_that_the_page_does_not_offer_is_refused(wishes: FlaskClient) -> None:
    shopper = Shopper(wishes, "/w/wishes")
    for importance in ("7", "nan", "much"):
        shopper.press("answer", {"choices": "bor", "importance": importance})
        assert shopper.response.status_code == 422

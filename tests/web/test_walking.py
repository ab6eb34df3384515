"""From question to question and to the list without JavaScript: on, back, and what a button takes along."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.page import Shopper, to_question


def test_a_shopper_without_javascript_reaches_products(shopper: Shopper) -> None:
    assert shopper.page.heading == "Welcome"
    shopper.press("seen")
    assert shopper.page.heading == "Which colour?"
    assert shopper.response.headers["Cache-Control"] == "private, max-age=0"
    shopper.press("answer", {"choices": "blue"})
    shopper.press("answer", {"choices": ["whistle"]})
    assert shopper.page.heading == "What may it cost?"
    shopper.press("answer", {"min": "20", "max": "60"})
    shopper.press("answer", {"value": "2026-11-20"})
    shopper.press("answer", {"value": "2"})
    assert shopper.page.main["data-kind"] == "results"
    assert [each["data-product"] for each in shopper.page.all("li") if "data-product" in each] == ["k-2"]


def test_update_saves_and_stays_at_the_question(shopper: Shopper) -> None:
    to_question(shopper, "extras")
    page = shopper.press("update", {"choices": ["whistle"]})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("extras", "3")
    assert [each["value"] for each in page.all("input") if "checked" in each] == ["whistle"]
    form = next(form for form in page.forms if "update" in form.deeds)
    sent = {key: value for key, value in form.fields if key != "choices"} | {"do": "update"}
    assert shopper.send(form.action, dict(sent)).main["data-remaining"] == "4"


def test_back_shows_the_answer_and_later_ones_stay(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    shopper.press("answer", {"choices": "blue"})
    shopper.press("answer", {"choices": ["whistle"]})
    shopper.press("look:extras")
    page = shopper.press("look:colour")
    assert [each["value"] for each in page.all("input") if "checked" in each] == ["blue"]
    page = shopper.press("answer", {"choices": "red"})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("when", "1")
    page = shopper.press("withdraw:colour")
    assert page.main["data-question"] == "colour"


def test_results_can_be_seen_now_shown_on_and_left_for_the_questions(shopper: Shopper) -> None:
    page = shopper.press("results")
    assert page.heading == "4 products for you"
    page = shopper.press("more:1")
    assert len([1 for each in page.all("li") if "data-product" in each]) == 4
    assert shopper.press("continue").heading == "Welcome"
    shopper.press("results")
    page = shopper.press("restart")
    assert (page.heading, page.main["data-token"]) == ("Welcome", "")


def test_what_is_picked_counts_whichever_button_leaves_the_question(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    page = shopper.press("results", {"choices": "blue"})
    assert (page.heading, page.main["data-total"]) == ("2 products for you", "2")
    assert "data-kept" in page.main

    page = shopper.press("look:colour")
    page = shopper.press("continue", {"choices": "red"})
    assert page.main["data-remaining"] == "1"
    page = shopper.press("look:colour")
    page = shopper.press("look:hello", {"choices": "blue"})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("hello", "2")


def test_what_is_picked_no_more_counts_no_more(shopper: Shopper) -> None:
    to_question(shopper, "extras")
    shopper.press("answer", {"choices": ["whistle"]})
    page = shopper.press("look:extras")
    sent = {key: value for key, value in page.fields().items() if key != "choices"} | {"do": "results"}
    assert shopper.send("/w/kettles", dict(sent)).main["data-total"] == "4"


def test_a_range_left_open_is_no_preference(shopper: Shopper) -> None:
    to_question(shopper, "budget")
    page = shopper.press("answer", {"min": "", "max": " "})
    assert (shopper.response.status_code, page.main["data-question"]) == (200, "when")
    assert "No preference" in page.texts["strong"]
    assert "✓ No preference (your answer)" in shopper.press("look:budget").texts["button"]


@pytest.fixture
def thrifty(home: Path) -> None:
    """The shop where a budget must be named."""
    path = home / "questionnaires" / "kettles.yaml"
    path.write_text(path.read_text("utf-8").replace("bound: both", "bound: both, skippable: false"), "utf-8")


def test_a_range_that_must_be_answered_is_not_left_open(thrifty: None, client: FlaskClient) -> None:
    shopper = Shopper(client, "/w/kettles")
    to_question(shopper, "budget")
    page = shopper.press("answer", {"min": "", "max": ""})
    assert shopper.response.status_code == 422
    assert "Enter a value to go on." in page.texts["div"]


def test_no_preference_stays_an_answer_when_it_is_looked_at_again(shopper: Shopper) -> None:
    to_question(shopper, "extras")
    shopper.press("look:colour")
    page = shopper.press("results")
    assert ("data-kept" in page.main, page.main["data-answered"]) == (False, "2")


def test_the_list_is_not_shown_for_what_cannot_be_read_but_back_leads_back(shopper: Shopper) -> None:
    to_question(shopper, "budget")
    page = shopper.press("results", {"min": "cheap"})
    assert (shopper.response.status_code, page.main["data-question"]) == (422, "budget")
    assert page.fields()["min"] == "cheap"
    page = shopper.press("look:extras", {"min": "cheap"})
    assert (shopper.response.status_code, page.main["data-question"]) == (200, "extras")


def test_what_enter_presses_is_never_back(shopper: Shopper) -> None:
    page = to_question(shopper, "budget")
    first = next(each for each in page.all("button") if each.get("form") == "answer")
    assert (first["value"], first["tabindex"], first["aria-hidden"]) == ("answer", "-1", "true")


def test_results_open_a_further_question_and_its_answer_counts(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    shopper.press("answer", {"choices": "blue"})
    page = shopper.press("results")
    assert page.main["data-total"] == "2"
    assert shopper.press("look:budget").main["data-question"] == "budget"
    shopper.press("answer", {"min": "40", "max": "60"})
    assert shopper.press("results").main["data-total"] == "1"


def test_an_end_thanks_and_shows_no_products(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    page = shopper.press("answer", {"choices": "out"})
    assert (page.heading, page.main["data-kind"]) == ("Thank you", "ended")

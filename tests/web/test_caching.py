"""What a browser may keep of a visit for its Back button."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.web.caching import FOR_BACK, NEVER
from tests.web.page import Shopper, to_question


def kept(shopper: Shopper) -> str:
    return shopper.response.headers["Cache-Control"]


def test_a_question_and_the_list_are_kept_in_this_browser_alone(shopper: Shopper) -> None:
    to_question(shopper, "colour")
    assert kept(shopper) == FOR_BACK
    shopper.press("results", {"choices": "blue"})
    assert kept(shopper) == FOR_BACK
    assert "Clear-Site-Data" not in shopper.response.headers


def test_a_sensitive_question_and_all_after_its_answer_are_not(shopper: Shopper) -> None:
    to_question(shopper, "when")
    assert kept(shopper) == NEVER
    shopper.press("answer", {"value": "2030-01-01"})
    assert kept(shopper) == NEVER
    shopper.press("results")
    assert kept(shopper) == NEVER


@pytest.mark.parametrize("deed", ["about", "share"])
def test_what_is_held_and_the_link_to_it_are_not(shopper: Shopper, deed: str) -> None:
    shopper.press("results")
    shopper.press(deed)
    assert kept(shopper) == NEVER


def test_what_cannot_be_shown_is_not(shopper: Shopper) -> None:
    shopper.send("/w/kettles", {"do": "results", "token": "forged"})
    assert (shopper.response.status_code, kept(shopper)) == (401, NEVER)


def test_beginning_anew_and_erasing_clear_what_was_kept(shopper: Shopper) -> None:
    shopper.press("results")
    shopper.press("restart")
    assert shopper.response.headers["Clear-Site-Data"] == '"cache"'
    shopper.press("results")
    shopper.press("about")
    shopper.press("erase")
    assert "Clear-Site-Data" not in shopper.response.headers
    shopper.press("erase:yes")
    assert (shopper.response.headers["Clear-Site-Data"], kept(shopper)) == ('"cache"', NEVER)


def test_the_script_keeps_nothing_that_would_have_to_be_cleared(client: FlaskClient) -> None:
    response = client.post("/w/kettles", data={"do": "restart"}, headers={"Sec-Fetch-Dest": "empty"})
    assert "Clear-Site-Data" not in response.headers

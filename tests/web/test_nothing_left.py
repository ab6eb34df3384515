"""What the page offers where nothing fits."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.page import Page, Shopper, to_question


def to_extras(shopper: Shopper) -> Page:
    """The one red kettle is left, so that the extras change nothing and are passed over: they are opened again."""
    to_question(shopper, "colour")
    page = shopper.press("answer", {"choices": "red"})
    assert page.main["data-question"] == "when"
    return shopper.send(page.forms[0].action, {**page.fields(), "do": "look:extras"})


def test_nothing_left_offers_what_to_loosen_and_what_to_give_up(shopper: Shopper) -> None:
    to_extras(shopper)
    page = shopper.press("answer", {"choices": ["lid"]})
    assert page.heading == "Nothing fits all of your answers"
    assert re.findall(r'value="relax:\d">([^<]+)<', page.html) == [
        "Accept Blue: 2 products",
        "Accept A whistle: 1 product",
        "Without “Which colour?”: 3 products",
    ]
    page = shopper.press("relax:2")
    assert (page.main["data-kind"], page.main["data-total"]) == ("results", "3")


def test_what_a_choice_needs_that_fits_nothing_is_one_press_away(shopper: Shopper) -> None:
    page = to_extras(shopper)
    assert 'aria-label="A lid: Accept Blue, then 2 are left"' in page.html
    assert page.forms[[form.id for form in page.forms].index("answer")].deeds[0] == "answer"  # what Enter presses
    page = shopper.press("need:lid")
    assert (page.main["data-question"], page.main["data-remaining"]) == ("budget", "2")
    assert "Blue" in page.texts["strong"] and "A lid" in page.texts["strong"]


def test_a_need_that_there_is_not_shows_the_question_again(shopper: Shopper) -> None:
    page = to_extras(shopper)
    fields = {**page.fields(), "do": "need:whistle"}
    page = shopper.send(page.forms[0].action, {**fields})
    assert (page.main["data-question"], page.main["data-remaining"]) == ("extras", "1")


@pytest.fixture
def firm(home: Path) -> None:
    """The shop with answers that must stay."""
    path = home / "questionnaires" / "kettles.yaml"
    text = path.read_text("utf-8")
    for question in ("attribute: colour", "attribute: tags"):
        text = text.replace(question, question + "\n    must: true")
    path.write_text(text, "utf-8")


def test_what_must_stay_is_never_relaxed_but_can_be_edited(firm: None, client: FlaskClient) -> None:
    shopper = Shopper(client, "/w/kettles")
    to_question(shopper, "colour")
    shopper.press("answer", {"choices": "red"})
    page = shopper.press("answer", {"choices": ["lid"]})
    assert page.heading == "Nothing in this shop meets all of these"
    assert "What must it have? A lid" in page.html and "Which colour? Red" in page.html
    deeds = [deed for form in page.forms for deed in form.deeds]
    assert not any(deed.startswith("relax") for deed in deeds)
    assert {"look:colour", "look:extras", "restart"} <= set(deeds)
    shopper.press("look:colour")
    assert shopper.press("answer", {"choices": "blue"}).main["data-remaining"] == "2"


@pytest.fixture
def bare_shop(home: Path) -> None:
    """The shop while nothing in it may be shown."""
    path = home / "questionnaires" / "kettles.yaml"
    path.write_text(path.read_text("utf-8") + "merchandise: [{exclude: {price: {min: 0}}}]\n", "utf-8")


def test_an_empty_shop_says_so(bare_shop: None, client: FlaskClient) -> None:
    page = Shopper(client, "/w/kettles?lang=de").page
    assert page.heading == "In diesem Laden gibt es gerade nichts"


def test_a_choice_that_fits_nothing_says_so_and_cannot_be_picked(shopper: Shopper) -> None:
    page = to_question(shopper, "colour")
    assert [each["value"] for each in page.all("input") if "disabled" in each] == ["pink"]
    assert "Nothing fits with your other answers" in page.html

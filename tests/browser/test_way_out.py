"""A greyed choice with its way out: one card, and one press that keeps its word."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper

CLEAR = "rgba(0, 0, 0, 0)"


def border(card: Locator) -> str:
    colour: str = card.evaluate("card => getComputedStyle(card).borderTopColor")
    return colour


def test_a_choice_that_fits_nothing_is_one_card_with_a_way_out(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/w/diamonds")
    shopper = Shopper(page, page)
    shopper.choose("engagement")
    shopper.enter_value("max", "500")
    shopper.press("answer")
    choice = page.locator("li:has(> .needs)").last
    card, needs = choice.locator(".card"), choice.locator(".needs")
    expect(card.locator("input")).to_be_disabled()

    around, inner, way = (part.bounding_box() for part in (choice, card, needs))
    assert around and inner and way
    assert around["y"] <= inner["y"] < inner["y"] + inner["height"] <= way["y"], "the way out stands below the choice"
    assert way["y"] + way["height"] <= around["y"] + around["height"], "it lies outside of the card"
    assert border(choice) != CLEAR
    page.mouse.move(0, 0)
    assert border(card) == CLEAR
    card.hover(force=True)
    assert border(card) == CLEAR, "a second card within the first"
    assert needs.evaluate("button => getComputedStyle(button).cursor") == "pointer"

    picked, said = card.locator("input").get_attribute("value"), needs.text_content() or ""
    price, promised = (int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", said))
    with shopper.turning():
        needs.click()
    assert shopper.step()["remaining"] == promised > 0
    shopper.press("look:size")
    assert [one["id"] for one in shopper.step()["choices"] if one["selected"]] == [picked]
    shopper.press("look:budget")
    expect(page.locator("[name=max]")).to_have_value(f"{price:,}")

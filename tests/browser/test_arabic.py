"""A shipped questionnaire in Arabic: laid out from right to left, with nothing left in English, and no barriers."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper
from tests.browser.test_accessible import violations

ENDS = """node => [0, node.textContent.length - 1].map((at) => {
  const range = document.createRange();
  range.setStart(node.firstChild, at);
  range.setEnd(node.firstChild, at + 1);
  return range.getBoundingClientRect().x;
})"""
"""Where the first and the last letter of a text stand."""


def is_arabic(text: str) -> bool:
    """Whether a text is written in Arabic; grades and currencies (VS2, US$) keep their letters."""
    return bool(re.search("[\u0600-\u06ff]", text)) and not re.search("[a-z]", text)


def test_the_diamonds_are_asked_for_and_shown_in_arabic(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/w/diamonds?lang=ar")
    assert page.locator("html").get_attribute("dir") == "rtl"
    shopper = Shopper(page, page)
    assert violations(Axe().run(page)) == []
    steps = shopper.answer_all()

    said = [text for step in steps for text in (step["heading"], *(choice["label"] for choice in step["choices"]))]
    said += [text for answer in steps[-1]["answers"] for text in (answer["ask"], answer["label"])]
    said += [text for product in steps[-1]["products"] for text in product["facts"]]
    assert [text for text in said if not is_arabic(text)] == []
    assert steps[-1]["kind"] == "results"
    for product in steps[-1]["products"]:
        assert product["reasons"]
        assert all(is_arabic(reason["text"]) for reason in product["reasons"])
    first, last = page.locator(".product h2 bdi").first.evaluate(ENDS)
    assert first < last, "the title of a product, in English, is torn apart"
    assert violations(Axe().run(page)) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the window"


def test_a_conversation_goes_on_in_its_language_and_direction_in_an_arabic_shop(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds?lang=en")
    asked = shopper.choose("engagement")["heading"]
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds?lang=ar")
    expect(shopper.locate("h1")).to_have_text(asked)
    assert shopper.at.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]

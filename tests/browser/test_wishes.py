"""How much things matter, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Server, serving
from tests.browser.shopper import Shopper
from tests.homes import toy_home, with_wishes


@pytest.fixture(scope="module")
def wishes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = with_wishes(toy_home(tmp_path_factory.mktemp("wishes")))
    home.edit("questionnaires/wishes.yaml", "when: {campaign: spring}, ", "")
    with serving(home.path) as server:
        yield server


def test_a_shopper_says_how_much_it_matters(page: Page, wishes: Server) -> None:
    page.goto(f"{wishes.address}/w/wishes")
    shopper = Shopper(page, page)
    match = shopper.locate("#match").text_content()
    grade = shopper.locate("label.grade")
    expect(grade.nth(1).locator("input")).to_be_checked()
    grade.nth(2).click()
    expect(shopper.locate("#match")).to_have_text(match or "")
    shopper.choose("ada")

    grade.nth(0).click()
    assert shopper.tick("hdmi")["match"] == 4
    expect(grade.nth(0).locator("input")).to_be_checked()
    shopper.tick("hdmi")
    expect(grade.nth(0).locator("input")).to_be_checked()
    shopper.tick("hdmi")

    products = shopper.press("answer")["products"]
    assert products[0]["id"] == "p3" or "p3" not in [product["id"] for product in products]
    shopper.open_answers()
    shopper.press("look:brand")
    expect(grade.nth(2).locator("input")).to_be_checked()


def test_what_is_pinned_carries_its_label(page: Page, wishes: Server) -> None:
    page.goto(f"{wishes.address}/w/wishes")
    shopper = Shopper(page, page)
    assert next(product["id"] for product in shopper.press("results")["products"]) == "p3"
    expect(shopper.locate(".badge")).to_have_text(["Our pick"])

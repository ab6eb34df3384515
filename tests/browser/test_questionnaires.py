"""Every questionnaire of the demo, from the shop's page to its products: by mouse, by keyboard, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.serving import Server
from tests.browser.shopper import Shopper, Step, broadest, narrowest
from tests.shipped import SHIPPED


def holds_together(steps: list[Step]) -> None:
    """Every answer narrows or leaves; each count kept its word; the way ends at products with reasons."""
    remaining = [step["remaining"] for step in steps]
    assert remaining == sorted(remaining, reverse=True)
    assert [step["match"] for step in steps if step["kind"] == "question"] == remaining[:-1]
    assert steps[-1]["kind"] == "results"
    assert len(steps[-1]["products"]) == min(steps[-1]["total"], 12) > 0
    assert all(product["title"] and product["reasons"] for product in steps[-1]["products"])


@pytest.mark.parametrize("name", SHIPPED)
def test_the_mouse_leads_to_products(page: Page, shop: Server, name: str) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/{name}")
    holds_together(shopper.answer_all(broadest))

    with page.expect_navigation():
        shopper.locate(".product h2 a").first.click()
    assert page.url.startswith(f"{shop.address}/shop/{name}/")
    expect(page.locator("article.piece h1")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_the_mouse_leads_to_products_by_every_first_choice(page: Page, shop: Server, name: str) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/{name}")
    for choice in shopper.step()["choices"]:
        for pick in (broadest, narrowest):
            first = shopper.step()
            second = shopper.choose(choice["id"])
            assert second["remaining"] == choice["count"]
            holds_together([first, *(shopper.answer_all(pick) if second["kind"] == "question" else [second])])
            shopper.press("restart")


@pytest.mark.parametrize("name", ["typefaces", "diamonds"])
def test_the_keyboard_alone_leads_to_products(page: Page, shop: Server, name: str) -> None:
    page.goto(f"{shop.address}/shop/{name}")
    shopper = Shopper.find(page)
    keyboard = Keyboard(shopper)

    asked = []
    while shopper.step()["kind"] == "question":
        asked.append(shopper.step()["question"])
        keyboard.answer()
        assert keyboard.focused() == "H1", "the new question's heading has the focus"
        expect(shopper.locate("main h1")).to_be_in_viewport()
    assert len(asked) > 3

    keyboard.tab_to("A")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("article.piece h1")).to_be_visible()


def test_focus_stays_on_a_box_that_was_ticked(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/typefaces")
    while shopper.step()["type"] != "multiple":
        shopper.answer()
    keyboard = Keyboard(shopper)

    keyboard.tab_to("INPUT")
    ticked = keyboard.tick()
    assert keyboard.value() == ticked
    page.keyboard.press("Tab")
    other = keyboard.tick()
    assert keyboard.value() == other != ticked
    assert [choice["id"] for choice in shopper.step()["choices"] if choice["selected"]] == [ticked, other]


@pytest.mark.parametrize("name", SHIPPED)
def test_without_javascript_plain_forms_lead_to_products(
    context_with: Callable[..., Any], shop: Server, name: str
) -> None:
    context, _ = context_with(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shop.address}/shop/{name}")
    page.locator(".clerk a").click()
    page.wait_for_url(f"**/w/{name}**")
    shopper = Shopper(page, page, live=False)

    expect(page.locator("iframe")).to_have_count(0)
    holds_together(shopper.answer_all())
    assert "token" not in page.url

    before = shopper.step()
    shopper.open_answers()
    with shopper.turning():
        shopper.locate("#answers button[value^='look:']").first.click()
    again = shopper.step()
    assert again["question"] != ""
    assert sum(choice["selected"] for choice in again["choices"]) == 1
    assert shopper.press("continue")["products"] == before["products"]


def test_without_javascript_a_button_updates_the_numbers(context_with: Callable[..., Any], shop: Server) -> None:
    context, _ = context_with(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shop.address}/w/diamonds")
    shopper = Shopper(page, page, live=False)
    while shopper.step()["type"] != "range":
        shopper.answer()
    before = shopper.step()
    expect(shopper.locate(".sliders")).to_be_hidden()

    shopper.locate("[name=max]").fill("1000")
    after = shopper.press("update")
    assert after["question"] == before["question"]
    assert 0 < after["match"] < before["match"]
    expect(shopper.locate("[name=max]")).to_have_value("1,000")

"""What is picked counts whichever button leaves the question, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.placing import HEARD, place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper, narrowest


def pick(shopper: Shopper) -> dict[str, Any]:
    """Picks the choice that leaves least, and nothing else."""
    step = shopper.step()
    choice = narrowest([choice for choice in step["choices"] if choice["count"]])
    shopper.tick(choice["id"])
    return choice


def test_the_list_is_that_of_what_is_picked_and_the_host_is_told(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    assert shopper.step()["type"] == "single"
    picked = pick(shopper)
    expect(shopper.button("results")).to_have_text(f"See {picked['count']} results now", use_inner_text=True)
    expect(shopper.locate("#match")).to_have_text(f"{picked['count']} products match")

    found = shopper.press("results")
    assert (found["total"], found["answered"]) == (picked["count"], 1)
    told = [event for event in page.evaluate("heard") if event["type"] == "answer"]
    assert [event["choices"] for event in told] == [[picked["id"]]]


def test_back_keeps_what_is_picked(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    while not (shopper.step()["answered"] and shopper.step()["type"] == "single"):
        shopper.answer()
    left, picked = shopper.step(), pick(shopper)
    back = shopper.press("look:")
    assert back["answered"] == left["answered"] + 1
    assert back["answers"][-1]["label"] == picked["label"]


def test_enter_in_a_field_answers_and_does_not_go_back(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    while shopper.step()["type"] != "range":
        shopper.answer()
    before = shopper.step()
    shopper.enter_value("max", "5000")
    with shopper.turning():
        shopper.locate("[name=max]").press("Enter")
    after = shopper.step()
    assert after["answered"] == before["answered"] + 1
    assert after["question"] not in {before["question"], ""}


@pytest.mark.parametrize("deed", ["results", "look:"])
def test_without_javascript_too_and_no_number_contradicts_the_pick(
    context_with: Callable[..., Any], shop: Server, deed: str
) -> None:
    context, _ = context_with(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shop.address}/w/typefaces")
    page.locator("label.card").first.click()
    page.locator("button.main").click()
    question = page.locator("h1").inner_text()
    card = page.locator("label.card:has(input:enabled)").last
    number = "".join(filter(str.isdigit, card.locator(".pill").inner_text()))
    see = page.locator("button[value=results]")
    assert any(map(str.isdigit, see.inner_text()))
    card.click()
    assert see.inner_text() == "See results now"
    expect(page.locator("#match")).to_be_hidden()

    if deed == "results":
        page.locator("button[value=update]").click()
        assert see.inner_text() == f"See {number} results now"
        see.click()
        expect(page.locator("main")).to_have_attribute("data-total", number)
    else:
        page.locator('button[value^="look:"]').first.click()
        expect(page.locator("main")).to_have_attribute("data-remaining", number)
        assert page.locator("h1").inner_text() != question

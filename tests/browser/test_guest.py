"""The embed in a hostile shop stands and answers as in any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.hostile import hostile, until
from tests.browser.placing import place
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.watch import Watch


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_hostile_page_changes_nothing(page: Page, shop: Server, host: Host, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    shopper = Shopper.enter(page, hostile(host, shop, place(shop)))
    box = page.locator("iframe").bounding_box()
    assert box and box["width"] >= width - 20 and 640 <= box["height"] < 5000
    shopper.answer()
    assert shopper.at.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(shopper.at).response["violations"] == []  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_element_of_another_name_is_the_same(page: Page, shop: Server, host: Host) -> None:
    tag = f'<sales-clerk questionnaire="typefaces" lang="de"><a href="{shop.address}/w/typefaces">x</a></sales-clerk>'
    shopper = Shopper.enter(page, hostile(host, shop, tag))
    expect(shopper.locate("html[lang=de]")).to_have_count(1)
    expect(page.locator("iframe")).to_have_count(1)


def test_ten_mounts_of_a_single_page_shop_leave_one_frame(page: Page, shop: Server, host: Host) -> None:
    page.goto(hostile(host, shop, place(shop)))
    Shopper.find(page)
    for _ in range(10):
        page.evaluate(
            "html => { const main = document.querySelector('main'); main.replaceChildren();"
            " main.insertAdjacentHTML('beforeend', html); }",
            place(shop),
        )
        until(page, "document.querySelector('iframe')")
    assert Shopper.find(page).step()["kind"] == "question"
    expect(page.locator("iframe")).to_have_count(1)
    assert len(page.frames) == 2


def test_what_the_shop_knows_is_answered_already(page: Page, shop: Server, host: Host) -> None:
    page.goto(hostile(host, shop, place(shop)))
    first = Shopper.find(page).step()
    pick = next(choice for choice in first["choices"] if choice["count"])["id"]
    given = f'data-prefill=\'{{"{first["question"]}": {{"choices": ["{pick}"]}}}}\' data-product="p" data-context=\'{{"n": 1}}\''
    page.goto(hostile(host, shop, place(shop, given)))
    shopper = Shopper.find(page)
    shopper.at.wait_for_selector("main[data-answered='1']")
    until(page, "heard.some((event) => event.type === 'question' && event.answered === 1)")
    assert [event["type"] for event in page.evaluate("heard")] == ["ready", "start", "question"]


def test_a_prefill_that_makes_no_sense_is_told_and_harms_nothing(
    page: Page, shop: Server, host: Host, watch: Watch
) -> None:
    watch.expect("404")
    shopper = Shopper.enter(page, hostile(host, shop, place(shop, 'data-prefill=\'{"nonsense": {"skip": true}}\'')))
    until(page, "heard.some((event) => event.reason === 'refused')")
    assert shopper.answer()["answered"] == 1


def test_without_javascript_the_link_opens_the_same_questions(
    context_with: Callable[..., Any], shop: Server, host: Host
) -> None:
    context, _ = context_with(java_script_enabled=False)
    page = context.new_page()
    page.goto(hostile(host, shop, place(shop)))
    page.get_by_text("Find the right one").click()
    expect(page.locator("#answer")).to_be_visible()
    assert page.url == f"{shop.address}/w/typefaces"


def test_back_in_the_widget_is_its_own(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, hostile(host, shop, place(shop)))
    before = page.evaluate("history.length")
    first = shopper.step()["question"]
    shopper.answer()
    assert shopper.press("look:")["question"] == first
    assert page.evaluate("history.length") == before

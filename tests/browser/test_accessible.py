"""axe finds nothing to complain of, wide and narrow, in light and in dark, which differ in nothing but colours."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

from tests.browser.serving import Server
from tests.browser.shopper import Shopper

axe = Axe()

WAYS = [
    pytest.param({}, id="wide"),
    pytest.param({"viewport": {"width": 320, "height": 640}}, id="narrow", marks=pytest.mark.slow),
]
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}


def has_no_barriers(page: Page, *places: Page | Frame) -> None:
    for place in places:
        assert violations(axe.run(place)) == []
        assert place.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the window"
        page.emulate_media(color_scheme="dark")
        assert violations(axe.run(place, options=COLOURS)) == []
        page.emulate_media(color_scheme="light")


def violations(found: Any) -> list[str]:
    return [
        f"{one['id']}: {one['help']}: {', '.join(node['html'] for node in one['nodes'])}"
        for one in found.response["violations"]
    ]


@pytest.mark.parametrize("way", WAYS)
def test_the_shops_pages_have_no_barriers(context_with: Callable[..., Any], shop: Server, way: dict[str, Any]) -> None:
    page = context_with(**way)[0].new_page()
    for path in ("/", "/search/corner-shop?q=t-shirt", "/shop/corner-shop?page=2", "/shop/corner-shop"):
        page.goto(f"{shop.address}{path}")
        has_no_barriers(page, page)
    with page.expect_navigation():
        page.locator(".grid a").first.click()
    has_no_barriers(page, page)


@pytest.mark.parametrize("way", WAYS)
def test_the_widget_has_no_barriers(context_with: Callable[..., Any], shop: Server, way: dict[str, Any]) -> None:
    context, watch = context_with(**way)
    watch.expect("422")
    page = context.new_page()
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    has_no_barriers(page, page, shopper.at)

    while shopper.step()["type"] != "range":
        shopper.answer()
    has_no_barriers(page, shopper.at)
    shopper.enter_value("max", "400")
    while shopper.step()["type"] != "multiple":
        shopper.answer()
    shopper.tick(shopper.step()["choices"][0]["id"])
    shopper.open_answers()
    has_no_barriers(page, shopper.at)
    shopper.press("answer")
    shopper.open_answers()
    has_no_barriers(page, shopper.at)

    shopper.press("look:budget")
    shopper.enter_value("max", "1")
    shopper.press("answer")
    has_no_barriers(page, shopper.at)

    shopper.press("restart")
    shopper.press("answer")
    has_no_barriers(page, shopper.at)

"""The widget in a panel over a hostile shop's page: by keys alone, and the page behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hostile import OPENER, hostile, until
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper


@pytest.mark.parametrize("mode", ["popup", "slide-in", "page"])
def test_keys_alone_open_answer_and_close(page: Page, shop: Server, host: Host, mode: str) -> None:
    page.goto(hostile(host, shop, OPENER.format(address=shop.address, mode=mode)))
    until(page, "window.salesclerk?.open")
    before = page.evaluate("history.length")
    page.locator("#opener").focus()
    page.keyboard.press("Enter")
    shopper = Shopper.find(page)
    until(page, "document.activeElement.tagName === 'IFRAME'")
    expect(page.locator("dialog")).to_have_attribute("aria-label", "Help me")
    box = page.locator("dialog > div").bounding_box()
    assert box
    wide = {"popup": 760, "slide-in": 480, "page": 1280}[mode]
    assert box["width"] == wide
    assert box["x"] == {"popup": 260, "slide-in": 800, "page": 0}[mode]
    page.keyboard.press("Tab")
    page.keyboard.down("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.up("Escape")  # not before: Chromium never says that the key came up in a frame that is gone
    assert page.evaluate("document.activeElement.id") == "opener"

    page.keyboard.press("Enter")
    Shopper.find(page)
    page.locator("dialog button").press("Escape")
    expect(page.locator("iframe")).to_have_count(0)
    assert page.evaluate("[document.activeElement.id, history.length]") == ["opener", before]
    assert shopper.page is page


def test_the_page_behind_stays_where_it_is_until_all_is_closed(page: Page, shop: Server, host: Host) -> None:
    opener = OPENER.format(address=shop.address, mode="popup")
    page.goto(hostile(host, shop, f"{opener}<p id='long'>{'Words below. ' * 9000}</p>"))
    until(page, "window.salesclerk?.open")
    page.evaluate("document.documentElement.style.overflow = 'scroll'")
    stands = page.locator("#long").bounding_box()

    def wheel() -> int:
        """How far the page goes when the wheel is turned beside the panel, then on it."""
        for x in (20, 640):
            page.mouse.move(x, 400)
            page.mouse.wheel(0, 3000)
            page.wait_for_timeout(200)
        gone: int = page.evaluate("scrollY")
        page.evaluate("scrollTo(0, 0)")
        return gone

    page.locator("#opener").click()
    Shopper.find(page)
    assert wheel() == 0
    assert page.locator("#long").bounding_box() == stands
    page.evaluate("{ salesclerk('open', document.getElementById('opener')) }")  # closes the one that is open
    until(page, "document.querySelectorAll('dialog').length === 1")
    assert wheel() == 0
    page.evaluate("{ salesclerk('close') }")
    until(page, "!document.querySelector('dialog')")
    assert page.evaluate("document.documentElement.style.cssText") == "overflow: scroll;"
    assert wheel() > 0

    page.locator("#opener").click()
    Shopper.find(page)
    page.evaluate("document.querySelector('dialog').remove()")  # a single-page shop that redraws everything
    until(page, "document.documentElement.style.overflow === 'scroll'")


@pytest.mark.parametrize(
    ("theme", "scheme"), [("auto", "light dark"), ("contrast", "light dark"), ("dark", "dark"), ("light", "light")]
)
def test_the_panel_wears_the_theme_of_what_is_in_it(
    page: Page, shop: Server, host: Host, theme: str, scheme: str
) -> None:
    opener = OPENER.format(address=shop.address, mode="popup").replace("<a ", f'<a data-theme="{theme}" ')
    page.goto(hostile(host, shop, opener))
    until(page, "window.salesclerk?.open")
    page.locator("#opener").click()
    shopper = Shopper.find(page)
    expect(shopper.locate(f"html[data-theme={theme}]")).to_have_count(1)
    panel = page.locator("dialog > div")
    assert panel.evaluate("panel => getComputedStyle(panel).colorScheme") == scheme

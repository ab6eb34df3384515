"""Back from a product comes back to the list: as long as it was, ticks kept, the product in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import chromium
from tests.browser.placing import place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.test_results import ids, tick

NO_STORAGE = """for (const name of ['sessionStorage', 'localStorage'])
  Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });"""


def far_down(shopper: Shopper) -> str:
    """A list of 24, the second ticked, the 16th product in view; its id."""
    shopper.answer()
    shopper.press("results")
    shopper.press("more")
    tick(shopper, 1)
    found = ids(shopper)
    assert len(found) == 24
    shopper.locate(".product h2").nth(15).scroll_into_view_if_needed()
    return str(found[15])


def open_and_come_back(page: Page, shopper: Shopper, product: str) -> None:
    steps = page.evaluate("history.length")
    shopper.locate(f"[data-product='{product}'] h2 a").click()
    page.wait_for_url("**/shop/**")
    page.go_back(wait_until="commit")
    assert page.evaluate("history.length") == steps + 1, "only the product was added to the history"


def check_list(page: Page, product: str) -> Shopper:
    shopper = Shopper.find(page) if page.locator("iframe").count() else Shopper(page, page)
    shopper.at.wait_for_selector("main[data-kind=results]")
    assert product in ids(shopper) and len(ids(shopper)) == 24
    expect(shopper.locate("[name=compare]:checked")).to_have_count(1)
    expect(shopper.locate(f"[data-product='{product}'] h2")).to_be_in_viewport()
    return shopper


def test_on_a_page_of_its_own(page: Page, shop: Server) -> None:
    page.route(
        "**/session/events", lambda route: route.fulfill(status=202)
    )  # what is looked at changes the order, rightly
    page.goto(f"{shop.address}/w/corner-shop")
    shopper = Shopper(page, page)
    product = far_down(shopper)
    before = shopper.locate(f"[data-product='{product}']").bounding_box()
    open_and_come_back(page, shopper, product)
    check_list(page, product)
    page.wait_for_timeout(200)
    after = shopper.locate(f"[data-product='{product}']").bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 2


def test_in_a_shop(page: Page, shop: Server, host: Host) -> None:
    tall = '<div style="height:600px">Our shop</div>'
    shopper = Shopper.enter(page, host.page(tall + place(shop, questionnaire="corner-shop"), script(shop)))
    product = far_down(shopper)
    open_and_come_back(page, shopper, product)
    shopper = check_list(page, product)
    # and once more, from the table of products side by side
    tick(shopper, 0)
    with shopper.turning():
        shopper.locate(".go:visible").first.click()
    shopper.locate("thead a").first.click()
    page.wait_for_url("**/shop/**")
    page.go_back()
    shopper = Shopper.find(page)
    shopper.at.wait_for_selector("main[data-kind=compare]")
    expect(shopper.locate("thead th")).to_have_count(2)


def test_where_storage_is_forbidden(context_with: Callable[..., Any], shop: Server) -> None:
    page = context_with()[0].new_page()
    page.add_init_script(NO_STORAGE)
    page.goto(f"{shop.address}/w/corner-shop")
    shopper = Shopper(page, page)
    product = far_down(shopper)
    open_and_come_back(page, shopper, product)
    check_list(page, product)


@pytest.fixture
def remembering(browser: Browser) -> Any:
    """A browser that keeps pages that were left as they are."""
    path = chromium.find()
    root = chromium.is_root()
    arguments = chromium.launch_arguments(root=root)
    launched = browser.browser_type.launch(
        executable_path=path,
        args=arguments,
        chromium_sandbox=not root,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield launched.new_context(viewport={"width": 1280, "height": 900})
    launched.close()


def test_where_the_browser_has_kept_the_page_as_it_was(remembering: BrowserContext, shop: Server) -> None:
    page = remembering.new_page()
    page.add_init_script("addEventListener('pageshow', (event) => (window.asItWas = event.persisted))")
    page.goto(f"{shop.address}/w/corner-shop")
    shopper = Shopper(page, page)
    product = far_down(shopper)
    open_and_come_back(page, shopper, product)
    check_list(page, product)
    assert page.evaluate("window.asItWas"), "the browser has kept nothing, so that nothing was tried"


def test_what_was_begun_again_or_left_for_a_question_is_not_come_back_to(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/w/corner-shop")
    shopper = Shopper(page, page)
    shopper.answer()
    shopper.press("results")
    page.reload()
    page.wait_for_selector("main[data-kind=results]")
    shopper.press("continue")
    page.reload()
    page.wait_for_selector("main[data-kind=question][data-answered='1']")
    shopper.press("results")
    shopper.press("restart")
    assert page.evaluate("sessionStorage.length") == 0

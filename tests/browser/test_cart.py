"""The demo's cart: filled and bought in the browser, with what the clerk offers beside it."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper

PHONE = "phon-01-128-black"
TITLE = "Nimbrel Sora 6 smartphone, 128 GB, black"


def test_a_phone_goes_into_the_cart_brings_what_fits_it_and_is_bought(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/shop/corner-shop/{PHONE}?lang=en")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("link", name="Cart 1")).to_be_visible()
    page.get_by_role("link", name="See the cart").click()
    expect(page.locator("[data-lines] li")).to_have_count(1)
    goes = page.locator("section[data-kind=cross_sell]")
    expect(goes.get_by_role("heading", level=2)).to_have_text("Goes well with it")
    expect(goes.locator(".note").first).to_have_text(f"Goes with {TITLE}")
    page.get_by_role("button", name="Buy").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    expect(page.locator("[data-lines] li")).to_have_count(0)
    bought = page.locator("section[data-kind=next]")
    expect(bought.locator(".note").first).to_have_text(f"Goes with {TITLE}")
    page.goto(f"{shop.address}/cart/corner-shop?lang=en")
    expect(page.get_by_text("Your cart is empty.")).to_be_visible()
    expect(page.locator("section[data-kind=next]")).to_be_visible()
    token = page.evaluate("Object.entries(sessionStorage).find(([key]) => key.endsWith(':corner-shop'))[1]")
    why = page.context.request.get(
        f"{shop.address}/api/v1/session/products/{PHONE}/why", headers={"Authorization": f"Bearer {token}"}
    ).json()
    assert why["obstacle"] == "bought"


def test_what_is_taken_out_is_gone(page: Page, shop: Server) -> None:
    for product in (PHONE, "jean-01-indigo"):
        page.goto(f"{shop.address}/shop/corner-shop/{product}?lang=de")
        page.get_by_role("button", name="In den Warenkorb").click()
    page.goto(f"{shop.address}/cart/corner-shop?lang=de")
    expect(page.locator("[data-lines] li")).to_have_count(2)
    page.get_by_role("button", name=f"Entfernen: {TITLE}").click()
    expect(page.locator("[data-lines] li")).to_have_count(1)
    expect(page.locator(".cart")).to_have_text(re.compile(r"Warenkorb\s+1"))
    expect(page.locator("section[data-kind=cross_sell] .note").first).to_contain_text("Passt zu Alder")


def test_the_cart_is_accessible(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/shop/corner-shop/{PHONE}?lang=en")
    page.get_by_role("button", name="Add to cart").click()
    page.get_by_role("link", name="See the cart").click()
    expect(page.locator("section[data-kind=cross_sell]")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_what_was_done_before_the_clerk_was_asked_ranks_what_it_shows(page: Page, shop: Server) -> None:
    """Two men's jeans viewed and one in the cart, then T-shirts: men's first, and below them what goes with the jeans."""
    for product in ("jean-04-blue", "jean-01-indigo"):
        page.goto(f"{shop.address}/shop/corner-shop/{product}?lang=en")
        expect(page.get_by_role("button", name="Add to cart")).to_be_visible()
    page.get_by_role("button", name="Add to cart").click()
    shopper = Shopper.enter(page, f"{shop.address}/shop/corner-shop?lang=en")
    shopper.choose("clothes")
    shopper.choose("shirt")
    shopper.press("skip")
    step = shopper.press("results")
    for product in step["products"][:4]:
        assert any(reason["text"].endswith("For: Men") for reason in product["reasons"])
    offered = shopper.locate("[data-offered=cross_sell]")
    expect(offered.locator(".help").first).to_have_text("Goes with Alder slim jeans, indigo")
    expect(offered.locator("li")).to_have_count(3)

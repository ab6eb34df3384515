"""What takes long: seen and told, at full contrast, and nothing that is changed meanwhile is lost."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper
from tests.browser.test_accessible import violations


def test_an_answer_that_takes_long_is_seen_and_told(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/w/corner-shop")
    shopper = Shopper(page, page)
    held: list[Route] = []
    page.route("**/w/**", lambda route: held.append(route) if route.request.method == "POST" else route.fallback())
    shopper.tick(shopper.step()["choices"][0]["id"])
    shopper.button("answer").click()
    expect(page.locator("#status")).to_have_text("One moment…")
    pressed = shopper.button("answer")
    assert pressed.evaluate("button => getComputedStyle(button).outlineStyle") == "dashed"
    assert pressed.evaluate("button => getComputedStyle(button).opacity") == "1"
    assert violations(Axe().run(page)) == []
    shopper.locate("label.card").nth(1).click(force=True)
    assert [choice["selected"] for choice in shopper.step()["choices"][:2]] == [True, False], "it would be lost"
    held[0].fallback()
    shopper.at.wait_for_selector("main[data-answered='1']:not([aria-busy])")


def test_an_empty_bar_looks_empty_in_high_contrast(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/w/corner-shop?theme=contrast")
    style = page.locator("progress").evaluate(
        "bar => { const { backgroundColor, borderTopWidth } = getComputedStyle(bar); return [backgroundColor, borderTopWidth]; }"
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert style == [ground, "1px"] or style == ["rgb(255, 255, 255)", "1px"]

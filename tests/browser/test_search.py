"""The demo's search page: what the shopper does puts what is found in their order, in place, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper
from tests.browser.watch import Watch

CART = "jean-01-indigo"
AGAIN = "You looked at this last time"
API = "/api/v1"
VIEWED = "jean-04-blue"
TITLE = "Alder slim jeans, indigo"
CARDS = "[...document.querySelectorAll('[data-found] > li')].map((li) => [li.dataset.id, li.querySelector('.note').textContent])"


def found(page: Page) -> list[tuple[str, str]]:
    """The cards as they stand: product and note."""
    return [(id, note) for id, note in page.evaluate(CARDS)]


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Search in this shop").fill(words)
    page.get_by_role("search").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"“{words}”")


def audience(page: Page, shop: Server, product: str) -> str:
    shown = page.context.request.get(f"{shop.address}/shop/corner-shop/{product}?lang=en").text()
    return shown.split("<dt>For</dt><dd>")[1].split("</dd>")[0]


def test_jeans_for_men_bring_mens_shirts_to_the_top_with_the_reason(page: Page, shop: Server) -> None:
    """Two men's jeans viewed and one in the cart, then "t-shirt": men's first, here and in the widget."""
    page.goto(f"{shop.address}/search/corner-shop?q=t-shirt&lang=en")
    stranger = found(page)
    assert len(stranger) == 48 and not any(note for _, note in stranger)
    assert {audience(page, shop, id) for id, _ in stranger[:4]} != {"Men"}
    for product in (VIEWED, CART):
        page.goto(f"{shop.address}/shop/corner-shop/{product}?lang=en")
        expect(page.get_by_role("button", name="Add to cart")).to_be_visible()
    page.get_by_role("button", name="Add to cart").click()
    search(page, "t-shirt")
    expect(page.get_by_role("status")).to_have_text("Sorted for you")
    ranked = found(page)
    assert len({id for id, _ in ranked}) == 48
    for id, note in ranked[:4]:
        assert audience(page, shop, id) == "Men"
        assert note == f"Because you looked at {TITLE} – For: Men"
    expect(page.get_by_role("link", name="Cart 1")).to_be_visible()
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    shopper = Shopper.enter(page, f"{shop.address}/shop/corner-shop?lang=en")
    expect(page.get_by_role("link", name="Cart 1")).to_be_visible()
    shopper.choose("clothes")
    shopper.choose("shirt")
    shopper.press("skip")
    step = shopper.press("results")
    for shown in step["products"][:4]:
        assert any(reason["text"].endswith("For: Men") for reason in shown["reasons"])


def test_a_stranger_gets_the_shops_own_order_and_no_session(page: Page, shop: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{shop.address}/search/corner-shop?q=t-shirt&lang=en")
    page.wait_for_function("Object.keys(sessionStorage).some((key) => sessionStorage[key].includes('view_item_list'))")
    assert not [url for url in asked if "/api/v1/session" in url]
    expect(page.get_by_role("status")).to_be_empty()


def test_the_focus_stays_on_its_card(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/shop/corner-shop/{CART}?lang=en")
    page.get_by_role("button", name="Add to cart").click()
    page.wait_for_function("Object.keys(sessionStorage).some((key) => key.endsWith(':corner-shop'))")
    page.route("**/session/rank", lambda route: (page.locator("[data-found] a").first.focus(), route.continue_()))
    search(page, "shirt")
    first = found(page)[0][0]
    expect(page.get_by_role("status")).to_have_text("Sorted for you")
    expect(page.locator(f"[data-id='{first}'] a")).to_be_focused()


def test_what_was_looked_at_last_time_stands_at_the_top_and_says_so(page: Page, shop: Server) -> None:
    address = f"{shop.address}/search/corner-shop?q=t-shirt&lang=en"
    begun = {"questionnaire": "corner-shop", "language": "en"}
    token = page.context.request.post(f"{shop.address}{API}/sessions", data=begun).json()["token"]
    page.goto(address)
    liked = [id for id, _ in found(page)[-5:]]
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    events = [{"id": id, "name": "view_item", "at": yesterday, "products": [{"id": id}]} for id in liked]
    page.context.request.post(
        f"{shop.address}{API}/session/events",
        data={"events": events},
        headers={"Authorization": f"Bearer {token}"},
    )
    page.evaluate("(token) => sessionStorage.setItem(`salesclerk:${location.origin}:corner-shop`, token)", token)
    page.goto(address)
    expect(page.get_by_role("status")).to_have_text("Sorted for you")
    placed = [id for id, note in found(page) if note == AGAIN]
    assert len(placed) == 3 and set(placed) <= set(liked)
    assert placed == [id for id, _ in found(page)[:3]]


def test_more_is_shown_in_the_shoppers_order_and_still_is_when_one_comes_back(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/search/corner-shop?q=t-shirt&lang=en")
    theirs = page.locator("[data-found] > li")
    page.goto(f"{shop.address}/shop/corner-shop/{CART}?lang=en")
    page.get_by_role("button", name="Add to cart").click()
    search(page, "t-shirt")
    expect(page.get_by_role("status")).to_have_text("Sorted for you")
    first = [id for id, _ in found(page)]
    page.get_by_role("link", name="Show more").click()
    expect(theirs).to_have_count(78)
    every = [id for id, _ in found(page)]
    assert every[:48] == first and len(set(every)) == 78
    expect(page.locator(f"[data-id='{every[48]}'] a")).to_be_focused()
    expect(page.get_by_role("link", name="Show more")).to_be_hidden()
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()
    page.locator(f"[data-id='{every[60]}'] a").click()
    page.go_back()
    expect(theirs).to_have_count(78)


def test_what_the_shopper_likes_comes_from_behind_the_first_page(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/search/corner-shop?q=t-shirt&lang=en")
    theirs = {id for id, _ in found(page)}
    for product in (VIEWED, CART):
        page.goto(f"{shop.address}/shop/corner-shop/{product}?lang=en")
    page.get_by_role("button", name="Add to cart").click()
    search(page, "t-shirt")
    expect(page.get_by_role("status")).to_have_text("Sorted for you")
    assert {id for id, _ in found(page)} - theirs


def test_without_scripts_the_next_page_is_a_link(
    context_with: Callable[..., tuple[BrowserContext, Watch]], shop: Server
) -> None:
    page = context_with(java_script_enabled=False)[0].new_page()
    page.goto(f"{shop.address}/search/corner-shop?q=t-shirt&lang=en")
    expect(page.locator("[data-found] > li")).to_have_count(48)
    page.get_by_role("link", name="Show more").click()
    expect(page.locator("[data-found] > li")).to_have_count(30)
    page.get_by_role("link", name="Show the ones before").click()
    expect(page.locator("[data-found] > li")).to_have_count(48)

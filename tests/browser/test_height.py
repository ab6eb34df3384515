"""The embed's frame is as tall as what is in it, and moves the shop's page only for a new question."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.placing import HEARD, place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper


def height(page: Page) -> float:
    box = page.locator("iframe").bounding_box()
    assert box is not None
    return box["height"]


def fits(page: Page, least: int = 640) -> None:
    """The frame becomes as tall as what is in it: nothing is cut off, nothing is left empty."""
    frame = Shopper.find(page).at
    page.wait_for_function("text => document.querySelector('iframe').style.height === text", arg=wanted(frame, least))


def wanted(frame: Any, least: int) -> str:
    sheet = frame.evaluate("Math.ceil(document.getElementById('sheet').getBoundingClientRect().height)")
    return f"{max(sheet, least)}px"


def test_nothing_moves_where_its_height_is_kept_free(page: Page, shop: Server, host: Host) -> None:
    page.add_init_script("""window.shift = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) shift += one.value; })
        .observe({ type: 'layout-shift', buffered: true });""")
    kept = place(shop, 'data-min-height="1000" style="min-height:1000px"')
    Shopper.enter(page, host.page(f"{kept}<p>{'Words below. ' * 300}</p>", script(shop)))
    fits(page, 1000)
    assert page.evaluate("shift") <= 0.02
    assert page.context.cookies() == []


def test_its_height_follows_what_it_shows_both_ways(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    fits(page)
    shopper.answer()
    fits(page)
    first = height(page)
    shopper.press("results")
    fits(page)
    tall = height(page)
    assert tall > first + 300

    shopper.open_answers()
    fits(page)
    assert height(page) > tall
    shopper.press("restart")
    fits(page)
    assert height(page) < tall - 300

    page.set_viewport_size({"width": 360, "height": 700})
    fits(page)
    assert shopper.at.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_shops_page_moves_only_for_a_new_question(page: Page, shop: Server, host: Host) -> None:
    page.set_viewport_size({"width": 600, "height": 400})
    shopper = Shopper.enter(page, host.page(HEARD + place(shop) + "<p style='height:900px'>", script(shop)))
    while shopper.step()["type"] != "multiple":
        shopper.answer()
    fits(page)
    box = shopper.locate(".card:not(.dead)").nth(5)
    box.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    with shopper.turning():
        box.click()
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == before

    shopper.press("answer")
    expect(shopper.locate("main h1")).to_be_in_viewport()
    assert page.evaluate("scrollY") != before
    shopper.press("results")
    fits(page)
    more = shopper.press("more:")["products"][12]["id"]
    fits(page)
    page.wait_for_timeout(100)
    expect(shopper.locate(f'[data-product="{more}"]')).to_be_in_viewport()

"""Choices by picture: seen, named, and picked like any other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.serving import Server, serving
from tests.browser.shopper import Shopper
from tests.browser.test_accessible import violations
from tests.browser.watch import Watch
from tests.homes import toy_home

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="{colour}"/></svg>'


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = toy_home(tmp_path_factory.mktemp("pictures"))
    for name, colour in (("Ada", "teal"), ("Bor", "peru")):
        home.put(f"questionnaires/{name}.svg", SVG.format(colour=colour))
        picture = f"image: {name}.svg, alt: A toy in {colour}"
        home.edit("questionnaires/toys.yaml", f"{name}: {{label: {name}}}", f"{name}: {{label: {name}, {picture}}}")
    with serving(home.path) as server:
        yield server


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_picture_is_seen_and_picks_its_choice(page: Page, toys: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{toys.address}/w/toys")
    shopper = Shopper(page, page)
    shopper.answer()
    pictures = shopper.locate(".pictures .card img")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
        assert picture.evaluate("image => image.naturalWidth") > 0
    assert violations(Axe().run(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    pictures.nth(1).click()
    expect(page.get_by_role("radio", name="A toy in peru Bor")).to_be_checked()
    assert shopper.press("answer")["answers"][-1]["label"] == "Bor"


def test_a_picture_that_does_not_arrive_leaves_no_gap(page: Page, toys: Server, watch: Watch) -> None:
    watch.expect("404", "net::ERR_FAILED")
    page.route("**/Bor.svg*", lambda route: route.abort())
    page.goto(f"{toys.address}/w/toys")
    shopper = Shopper(page, page)
    shopper.answer()
    missing, there = (shopper.locate(f".card:has([value={id}])") for id in ("Bor", "Ada"))
    missing.scroll_into_view_if_needed()
    expect(missing.locator("img.missing")).to_have_count(1)
    expect(there.locator("img:not(.missing)")).to_have_count(1)
    box, card = missing.locator("img").bounding_box(), missing.bounding_box()
    assert box and card and box["width"] <= 1
    label = missing.locator(".label").bounding_box()
    assert label and label["y"] - card["y"] >= 10, "the text is not glued to the edge"
    expect(page.get_by_role("radio", name="A toy in peru Bor")).to_have_count(1)
    assert violations(Axe().run(page)) == []
    missing.click()
    assert shopper.press("answer")["answers"][-1]["label"] == "Bor"


def test_a_picture_is_picked_by_keys_alone(page: Page, toys: Server) -> None:
    page.goto(f"{toys.address}/w/toys")
    shopper = Shopper(page, page)
    shopper.answer()
    Keyboard(shopper).answer()
    assert shopper.step()["answered"] == 2

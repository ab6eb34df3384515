"""What ends a question is at hand while its choices run below the window's edge, and covers nothing that is used."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper

PHONE = {"width": 360, "height": 640}
POINTS_A_CENTIMETRE = 72 / 2.54


def many_boxes(page: Page, shop: Server) -> Shopper:
    """At the question that has twenty boxes to tick."""
    page.set_viewport_size(PHONE)
    page.goto(f"{shop.address}/w/typefaces")
    shopper = Shopper(page, page)
    while shopper.step()["type"] != "multiple":
        shopper.answer()
    return shopper


def box(shopper: Shopper, selector: str) -> tuple[float, float]:
    """Where the upper and the lower edge of an element are in the window."""
    found = shopper.locate(selector).bounding_box()
    assert found is not None
    return found["y"], found["y"] + found["height"]


def test_the_number_and_the_button_stay_in_a_phones_window(page: Page, shop: Server) -> None:
    shopper = many_boxes(page, shop)
    for place in (0, 300, 600):
        page.evaluate(f"scrollTo(0, {place})")
        top, bottom = box(shopper, ".bar")
        assert 440 < top < bottom == PHONE["height"]
    before = shopper.step()["match"]
    assert shopper.tick(shopper.step()["choices"][2]["id"])["match"] < before
    for part in ("#match", ".acts .main", "#see"):
        assert 440 < box(shopper, part)[0] < box(shopper, part)[1] <= PHONE["height"]

    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert box(shopper, ".bar")[1] <= box(shopper, "#answers")[0], "at the end it lies over the answers"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "static"


def test_the_bar_does_not_cover_what_has_the_focus(page: Page, shop: Server) -> None:
    shopper = many_boxes(page, shop)
    shopper.locate("[name=choices]").first.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert box(shopper, "label.card:has(:focus)")[1] <= box(shopper, ".bar")[0]


@pytest.mark.parametrize("size", [{"width": 640, "height": 360}, {"width": 320, "height": 256}])
def test_a_low_window_is_left_to_the_question(page: Page, shop: Server, size: dict[str, int]) -> None:
    shopper = many_boxes(page, shop)
    page.set_viewport_size(size)
    assert box(shopper, ".bar")[0] > size["height"]


def test_a_frame_as_high_as_its_question_shows_it_all(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/typefaces")
    while shopper.step()["type"] != "multiple":
        shopper.answer()
    assert box(shopper, ".choices")[1] <= box(shopper, ".bar")[0]


@pytest.mark.parametrize("mode", ["popup", "slide-in"])
def test_it_stays_in_a_popup_too(page: Page, shop: Server, host: Host, mode: str) -> None:
    page.set_viewport_size(PHONE)
    opener = f'<a data-salesclerk-open="typefaces" data-mode="{mode}" href="{shop.address}/w/typefaces">Help me</a>'
    page.goto(host.page(opener, f'<script async src="{shop.address}/embed/v1.js"></script>'))
    page.locator("a").click()
    shopper = Shopper.find(page)
    while shopper.step()["type"] != "multiple":
        shopper.answer()
    for place in (0, 300):
        shopper.at.evaluate(f"scrollTo(0, {place})")
        assert 400 < box(shopper, ".bar")[0] < box(shopper, ".bar")[1] <= PHONE["height"]
    shopper.press("skip")
    assert shopper.at.evaluate("scrollY") == 0
    assert box(shopper, "h1")[0] > 0


def test_a_question_in_print_keeps_away_from_the_papers_edge(context_with: Callable[..., Any], shop: Server) -> None:
    page = context_with()[0].new_page()
    page.goto(f"{shop.address}/w/diamonds")
    drawn = next(text for text in streams(page.pdf(format="A4")) if b" Tm" in text)
    scale = float(re.findall(rb"(\S+) 0 0 \S+ \S+ \S+ cm", drawn)[0])
    across, down = re.findall(rb"\S+ 0 0 \S+ (\S+) (\S+) cm", drawn)[1]
    assert min(float(across), float(down)) * scale > 1.2 * POINTS_A_CENTIMETRE


def streams(pdf: bytes) -> list[bytes]:
    """The unpacked parts of a PDF, the drawing of a page among them."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return found

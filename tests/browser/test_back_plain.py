"""The browser's own Back where there is no JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Server


@pytest.fixture
def plain(context_with: Callable[..., Any], shop: Server) -> Page:
    """A shopper without JavaScript who has answered two questions."""
    context, watch = context_with(java_script_enabled=False)
    watch.expect("net::ERR_CACHE_MISS")
    page: Page = context.new_page()
    page.goto(f"{shop.address}/w/corner-shop")
    for _ in range(2):
        page.locator("label.card:has(input:enabled)").first.click()
        page.locator("button.main").click()
    expect(page.locator("main")).to_have_attribute("data-answered", "2")
    return page


def test_back_shows_the_question_before_with_what_was_answered_until_then(plain: Page) -> None:
    plain.go_back()
    expect(plain.locator("main")).to_have_attribute("data-answered", "1")
    heading = plain.locator("h1").inner_text()
    plain.locator("label.card:has(input:enabled)").last.click()
    plain.locator("button.main").click()
    expect(plain.locator("main")).to_have_attribute("data-answered", "2")
    plain.go_back()
    assert plain.locator("h1").inner_text() == heading
    plain.go_back()
    expect(plain.locator("main")).to_have_attribute("data-answered", "0")


def test_back_shows_nothing_after_start_again(plain: Page) -> None:
    plain.locator("#answers summary").click()
    plain.locator("button[value=restart]").click()
    expect(plain.locator("main")).to_have_attribute("data-answered", "0")
    try:
        plain.go_back()
    except Exception as error:  # the browser asks whether to send the form again
        assert "ERR_CACHE_MISS" in str(error)
    assert plain.locator("main[data-answered='2']").count() == 0

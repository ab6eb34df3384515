"""With the system's own few colours (forced colours) everything that says something can still be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.serving import Server
from tests.browser.shopper import Shopper

STYLE = """([selector, pseudo]) => {
  const style = getComputedStyle(document.querySelector(selector), pseudo);
  return Object.fromEntries(['backgroundColor', 'borderTopWidth', 'borderTopColor', 'fill', 'stroke', 'forcedColorAdjust',
    'marginLeft', 'marginInlineStart'].map((name) => [name, style[name]]));
}"""
COLOUR = """(name) => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.cssText = `color: ${name}; forced-color-adjust: none`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}"""
OVERHANG = """() => {
  const main = document.querySelector('main').getBoundingClientRect();
  return [...document.querySelectorAll('main button, main summary, main .card')].filter((one) => one.getClientRects().length)
    .filter((one) => { const box = one.getBoundingClientRect(); return box.left < main.left - 0.5 || box.right > main.right + 0.5; })
    .map((one) => one.textContent.trim());
}"""


@pytest.fixture(params=["light", "dark"])
def forced(request: pytest.FixtureRequest, context_with: Callable[..., Any], shop: Server) -> Page:
    context, _ = context_with(
        color_scheme=request.param, forced_colors="active", viewport={"width": 360, "height": 740}
    )
    page: Page = context.new_page()
    page.goto(f"{shop.address}/w/diamonds")
    return page


def style(page: Page, selector: str, pseudo: str | None = None) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(STYLE, [selector, pseudo])
    return found


def test_progress_slider_histogram_and_the_first_button_are_seen(forced: Page) -> None:
    canvas, ink, chosen = (forced.evaluate(COLOUR, name) for name in ("Canvas", "CanvasText", "Highlight"))
    assert len({canvas, ink, chosen}) == 3
    assert style(forced, "progress")["borderTopWidth"] == "1px"
    assert style(forced, "progress")["borderTopColor"] == ink
    begun = forced.locator("progress").screenshot()
    forced.evaluate("document.querySelector('progress').value = document.querySelector('progress').max / 2")
    assert forced.locator("progress").screenshot() != begun
    assert int(style(forced, "button.main")["borderTopWidth"][0]) > int(
        style(forced, "button.second")["borderTopWidth"][0]
    )
    assert forced.evaluate(OVERHANG) == []
    shopper = Shopper(forced, forced, True)
    shopper.choose("engagement")
    assert style(forced, ".sliders", "::before")["backgroundColor"] == ink
    shopper.enter_value("max", "3000")
    inside, outside = style(forced, ".bars rect.in"), style(forced, ".bars rect:not(.in)")
    assert inside["fill"] == chosen != outside["fill"]
    assert outside["stroke"] != canvas
    assert forced.evaluate(OVERHANG) == []
    shopper.press("results")
    assert forced.evaluate(OVERHANG) == []

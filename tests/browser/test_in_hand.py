"""What a shopper has in hand while new numbers come: nothing typed is lost, no handle drops, no part shuts, no place moves."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper
from tests.browser.test_widget import until

SLOW_NET = """(() => {
  const quick = window.fetch;
  const waits = [50, 800, 200, 500];
  let asked = 0;
  window.fetch = async (...all) => {
    const answer = await quick(...all);
    await new Promise((done) => setTimeout(done, waits[asked++ % waits.length]));
    return answer;
  };
})()"""
"""Answers of the server arrive after 50 to 800 ms."""


@pytest.fixture
def budget(page: Page, shop: Server) -> Shopper:
    """A shopper who is asked what a diamond may cost."""
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    until(shopper, "range")
    return shopper


@pytest.mark.parametrize("net", ["", SLOW_NET], ids=["near", "far"])
def test_what_is_typed_stands_at_any_speed(page: Page, shop: Server, net: str) -> None:
    page.add_init_script(net)
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    until(shopper, "range")
    field = shopper.locate("[name=max]")
    field.click()
    field.evaluate("field => { window.first = field; }")
    for delay in (60, 150, 280, 350):  # ms from key to key
        page.keyboard.press("Control+A")
        page.keyboard.type("4321", delay=delay)
        expect(field).to_have_value("4321")
        page.keyboard.press("Home")
        page.keyboard.type("1", delay=delay)
        page.keyboard.press("End")
        page.keyboard.press("Backspace")
        expect(field).to_have_value("1432")
    page.wait_for_timeout(1800 if net else 700)
    expect(field).to_have_value("1432")
    assert field.evaluate("field => field === window.first && document.activeElement === field")
    live = shopper.step()["match"]
    assert shopper.press("answer")["remaining"] == live, "the numbers shown are those of the last that was entered"


def middle(slider: Locator, share: float) -> tuple[float, float]:
    """Where the thumb stands at a share of the way."""
    box = slider.bounding_box()
    assert box is not None
    return box["x"] + 13 + (box["width"] - 26) * share, box["y"] + box["height"] / 2


def test_a_handle_goes_on_after_a_rest(page: Page, budget: Shopper) -> None:
    slider, field = budget.locate(".sliders input").last, budget.locate("[name=max]")
    slider.scroll_into_view_if_needed()
    page.mouse.move(*middle(slider, 1))
    page.mouse.down()
    seen = []
    for share in (0.8, 0.5, 0.3):
        with budget.turning():
            page.mouse.move(*middle(slider, share), steps=3)
        page.wait_for_timeout(100)
        seen.append((float(slider.input_value()), budget.step()["match"]))
    page.mouse.up()
    values, counts = zip(*seen, strict=True)
    assert sorted(values, reverse=True) == list(values) and len(set(values)) == 3
    assert sorted(counts, reverse=True) == list(counts) and len(set(counts)) == 3
    assert field.input_value()


def test_keys_move_a_handle_on_while_numbers_come(page: Page, budget: Shopper) -> None:
    slider = budget.locate(".sliders input").last
    slider.focus()
    before = float(slider.input_value())
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(270)
    with budget.turning():
        page.keyboard.press("ArrowLeft")
    assert float(slider.input_value()) < before
    assert slider.evaluate("slider => slider === document.activeElement")


def test_opened_parts_and_the_place_on_the_page_stay(page: Page, budget: Shopper) -> None:
    budget.open_answers()
    field = budget.locate("[name=max]")
    field.focus()
    page.evaluate("document.body.style.paddingBottom = '2000px'; scrollTo(0, 300)")
    with budget.turning():
        page.keyboard.type("2000")
    assert page.evaluate("scrollY") == 300
    assert budget.locate("#answers").evaluate("details => details.open")


def test_a_box_ticked_while_numbers_are_under_way_stays_ticked(page: Page, shop: Server) -> None:
    page.add_init_script(SLOW_NET.replace("[50, 800, 200, 500]", "[600]"))
    shopper = Shopper.enter(page, f"{shop.address}/shop/typefaces")
    until(shopper, "multiple")
    boxes = [shopper.locate(f'input[value="{id}"]') for id in ("greek", "cyrillic")]
    boxes[0].check()
    page.wait_for_timeout(720)  # the numbers of the first tick come in a moment
    boxes[1].focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(450)  # its numbers have come
    expect(boxes[1]).to_be_checked()
    expect(boxes[1]).to_be_focused()
    page.wait_for_timeout(1000)
    assert {choice["id"] for choice in shopper.step()["choices"] if choice["selected"]} == {"greek", "cyrillic"}
    live = shopper.step()["match"]
    assert shopper.press("answer")["remaining"] == live


def test_an_event_that_reorders_the_list_leaves_what_is_in_hand(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/typefaces")
    shopper.answer()
    shopper.press("results")
    terms = shopper.locate(".terms").first
    terms.locator("summary").click()
    product = shopper.locate(".product").first.get_attribute("data-product")
    box = shopper.locate("input[type=checkbox][name=compare]").nth(1)
    box.focus()
    page.keyboard.press("Space")
    ticked = box.input_value()
    with shopper.turning():
        page.evaluate(
            "document.querySelector('iframe').contentWindow.postMessage({salesclerk: 1, type: 'rerank'}, '*')"
        )
    again = shopper.locate(f'input[type=checkbox][value="{ticked}"]')
    expect(again).to_be_checked()
    expect(again).to_be_focused()
    assert shopper.locate(f'[data-product="{product}"] .terms').evaluate("details => details.open")

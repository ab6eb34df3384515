"""Two handles of one range: wherever they meet, one of them can be moved away by the mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.serving import Server, serving
from tests.browser.shopper import Shopper
from tests.browser.test_in_hand import middle
from tests.homes import toy_home


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = toy_home(tmp_path_factory.mktemp("toys"))
    home.edit("questionnaires/toys.yaml", "attribute: price, bound: max", "attribute: price, bound: both")
    with serving(home.path) as server:
        yield server


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_where_both_handles_meet_one_can_be_moved_away(page: Page, toys: Server, share: float) -> None:
    page.goto(f"{toys.address}/w/toys")
    shopper = Shopper(page, page)
    while shopper.step()["type"] != "range":
        shopper.answer()
    lower, upper = shopper.locate("[data-for=min]"), shopper.locate("[data-for=max]")
    lower.scroll_into_view_if_needed()

    def drag(start: float, end: float) -> None:
        page.mouse.move(*middle(lower, start))
        page.mouse.down()
        page.mouse.move(*middle(lower, end), steps=5)
        page.mouse.up()
        page.wait_for_timeout(600)

    drag(1, share)
    drag(0, share)
    met = float(lower.input_value()), float(upper.input_value())
    assert met[0] == pytest.approx(met[1], abs=0.03 * float(upper.get_attribute("max") or 0))
    drag(share, 0.6)
    assert (float(lower.input_value()), float(upper.input_value())) != met

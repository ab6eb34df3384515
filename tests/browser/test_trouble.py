"""While the network is away: what waits is said where the shopper looks, and any press tries at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.placing import place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper, narrowest
from tests.browser.test_accessible import violations
from tests.browser.watch import Watch

SMALL = {"width": 360, "height": 500}


class Network:
    """Carries what a widget posts, or loses it while it is `away`; notes what was tried."""

    def __init__(self, page: Page) -> None:
        self.away = False
        self.tried: list[str] = []
        page.route("**/w/**", self._carry)

    def _carry(self, route: Route) -> None:
        if route.request.method == "POST":
            self.tried.append(route.request.post_data or "")
            if self.away:
                return route.abort()
        return route.fallback()


@pytest.fixture
def waiting(page: Page, shop: Server, watch: Watch) -> tuple[Shopper, Network]:
    """A shopper whose answer waits to be sent again, with the clock of the page standing still: only a press helps."""
    watch.expect("net::ERR_FAILED")
    page.clock.install()
    page.goto(f"{shop.address}/w/typefaces")
    shopper, network = Shopper(page, page), Network(page)
    shopper.answer()
    shopper.tick(shopper.pick(shopper.step(), narrowest)) if shopper.step()["type"] == "single" else None
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    network.away = True
    shopper.button("answer" if shopper.step()["type"] == "single" else "skip").click()
    expect(shopper.locate("#trouble")).to_be_visible()
    return shopper, network


def test_buttons_say_that_they_wait_and_nothing_else_is_wrong(waiting: tuple[Shopper, Network]) -> None:
    shopper, _ = waiting
    expect(shopper.locate("main")).to_have_attribute("aria-busy", "true")
    buttons = shopper.locate("main button")
    expect(shopper.locate("main button[aria-disabled=true]")).to_have_count(buttons.count())
    expect(shopper.locate("#trouble")).to_have_attribute("role", "alert")
    expect(shopper.locate("#trouble")).to_contain_text("No connection. Trying again; nothing is lost.")
    shopper.page.clock.resume()  # axe waits by it
    assert violations(Axe().run(shopper.page)) == []


@pytest.mark.parametrize("press", ["the same", "now", "results", "look:", "online"])
def test_a_press_tries_at_once(waiting: tuple[Shopper, Network], press: str) -> None:
    shopper, network = waiting
    answered = shopper.step()["answered"]
    network.away = False
    with shopper.turning():
        match press:
            case "the same":
                shopper.button("answer" if shopper.step()["type"] == "single" else "skip").click(force=True)
            case "now":
                shopper.locate("#trouble button").click()
            case "online":
                shopper.page.evaluate("dispatchEvent(new Event('online'))")
            case deed:
                shopper.button(deed).click(force=True)
    expect(shopper.locate("#trouble")).to_be_hidden()
    expect(shopper.locate("main button[aria-disabled]")).to_have_count(0)
    if press in ("the same", "now", "online"):
        assert shopper.step()["answered"] == answered + 1
    elif press == "results":
        assert shopper.step()["kind"] == "results"


def test_a_press_in_vain_says_so_and_costs_no_patience(waiting: tuple[Shopper, Network]) -> None:
    shopper, network = waiting
    for _ in range(12):
        before = len(network.tried)
        shopper.locate("#trouble button").click()
        shopper.page.wait_for_timeout(50)
        assert len(network.tried) > before
    expect(shopper.locate("#trouble")).to_contain_text("Trying again")


def test_after_the_last_try_one_press_sends_it_once_more(waiting: tuple[Shopper, Network]) -> None:
    shopper, network = waiting
    answered = shopper.step()["answered"]
    for _ in range(40):
        shopper.page.clock.run_for(30_000)
        shopper.page.wait_for_timeout(50)
        if "still no connection" in shopper.locate("#trouble").inner_text():
            break
    expect(shopper.locate("#trouble")).to_contain_text("There is still no connection.")
    expect(shopper.locate("main button[aria-disabled]")).to_have_count(0)
    network.away = False
    with shopper.turning():
        shopper.locate("#trouble button").click()
    assert shopper.step()["answered"] == answered + 1


def test_another_button_sends_first_what_waits(waiting: tuple[Shopper, Network]) -> None:
    shopper, network = waiting
    answered = shopper.step()["answered"]
    shopper.open_answers()
    network.away = False
    with shopper.turning():
        shopper.button("restart").click(force=True)
    assert shopper.step()["answered"] == answered + 1


@pytest.mark.parametrize("framed", [False, True])
def test_the_notice_is_where_the_shopper_looks(
    context_with: Callable[..., Any], shop: Server, host: Host, framed: bool
) -> None:
    context, watch = context_with(viewport=SMALL)
    watch.expect("net::ERR_FAILED")
    page = context.new_page()
    above = "<p style='height: 900px'>A shop</p>"
    if framed:
        shopper = Shopper.enter(page, host.page(above + place(shop) + above, script(shop)))
    else:
        page.goto(f"{shop.address}/w/typefaces")
        shopper = Shopper(page, page)
    shopper.press("results")
    network = Network(page)
    network.away = True
    more = shopper.button("more:")
    more.scroll_into_view_if_needed()
    more.click()
    notice = shopper.locate("#trouble")
    expect(notice).to_be_in_viewport(ratio=1)
    page.mouse.move(100, 250)
    page.mouse.wheel(0, -1500)
    expect(more).not_to_be_in_viewport()
    expect(notice).to_be_in_viewport(ratio=1)
    network.away = False
    with shopper.turning():
        notice.locator("button").click()
    assert len(shopper.step()["products"]) == 24


def test_what_takes_long_is_said_to_take_a_moment(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/typefaces")
    held: list[Route] = []
    page.route("**/w/typefaces**", lambda route: held.append(route))
    shopper.tick(shopper.pick(shopper.step(), narrowest))
    with shopper.turning():
        shopper.button("answer").click()
        expect(shopper.locate("#status")).to_have_text("One moment…")
        shopper.button("answer").click(force=True)
        held.pop().fallback()
    assert held == []
    assert shopper.step()["answered"] == 1

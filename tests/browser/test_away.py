"""An answer survives a server that is away."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.hostile import hostile
from tests.browser.placing import place, script
from tests.browser.serving import Host, Server, furnish, serving
from tests.browser.shopper import Shopper, broadest
from tests.browser.watch import Watch


def test_an_answer_survives_a_slow_network_and_a_server_that_is_away(
    page: Page, shop: Server, host: Host, watch: Watch
) -> None:
    watch.expect("net::ERR_")
    shopper = Shopper.enter(page, hostile(host, shop, place(shop)))
    away = [True, True]

    def route(handler: Any) -> None:
        if handler.request.method == "POST" and away:
            away.pop()
            return handler.abort("connectionrefused")
        time.sleep(0.2)
        return handler.continue_()

    page.route("**/w/**", route)
    assert shopper.answer()["answered"] == 1
    assert away == []


def test_an_answer_survives_a_server_that_starts_anew(
    context_with: Callable[..., Any], host: Host, tmp_path: Path
) -> None:
    context, watch = context_with()
    watch.expect("net::ERR_", "503")
    home = furnish(tmp_path / "home", "typefaces")
    with serving(home) as first:
        shopper = Shopper.enter(context.new_page(), host.page(place(first), script(first)))
        shopper.answer()
        shopper.tick(shopper.pick(shopper.step(), broadest))
    with shopper.turning():
        shopper.button("answer").click()
        expect(shopper.locate("#trouble")).to_be_visible()
        with serving(home, first.port):
            shopper.at.wait_for_selector("main[data-answered='2']", timeout=60_000)
    expect(shopper.locate("#trouble")).to_be_hidden()

"""Both sides of the embed check the origin of what they hear, and not the window alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.placing import HEARD, place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.watch import Watch

FORGED = """<script>
addEventListener('message', (event) => { window.told = event.data; });
const say = (type, data) => parent.postMessage({ salesclerk: 1, type, ...data }, '*');
say('ready', { height: 9000 });
say('height', { height: 9000 });
say('token', { token: 'forged' });
say('results', { total: 1, products: ['forged'] });
</script>"""
"""A page that says to the page around it what the widget says."""


def test_the_loader_hears_nothing_from_its_own_frame_once_that_is_elsewhere(
    page: Page, shop: Server, host: Host, watch: Watch
) -> None:
    watch.expect("target origin")  # what the loader says to the widget does not reach it either
    host.page(f"<p>Somebody else's</p>{FORGED}", path="/forged")
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    shopper.answer()
    page.wait_for_function("heard.some((event) => event.type === 'answer')")
    token, heard = shopper.token(), page.evaluate("heard")

    page.evaluate(f"document.querySelector('iframe').src = 'http://127.0.0.1:{host.port}/forged'")
    shopper.at.wait_for_url("**/forged")
    expect(shopper.locate("p")).to_be_visible()
    page.wait_for_timeout(300)
    assert shopper.token() == token
    assert page.evaluate("heard") == heard
    assert page.evaluate("document.querySelector('iframe').offsetHeight") < 9000
    assert shopper.at.evaluate("window.told ?? null") is None, "and nothing was told to it, the token least of all"


@pytest.mark.parametrize("origins", ["https://shop.example", "https://localhost:* http://localhost.evil.example:*", ""])
def test_the_widget_hears_nothing_from_a_page_that_the_questionnaire_does_not_name(
    page: Page, shop: Server, host: Host, origins: str
) -> None:
    def named(route: Route) -> None:
        """Frames are allowed wider than origins are: what `frame-ancestors` keeps out, the script alone must."""
        answer = route.fetch()
        assert 'data-origins="http://localhost:*' in answer.text()
        before, _, rest = answer.text().partition('data-origins="')
        body = f'{before}data-origins="{origins}"{rest[rest.index(chr(34)) + 1 :]}'
        route.fulfill(response=answer, body=body)

    page.route("**/w/typefaces", named)
    page.goto(host.page(HEARD + place(shop), script(shop)))
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    frame.wait_for_selector("main[data-kind=question]")
    frame.evaluate("addEventListener('message', () => { window.said = (window.said ?? 0) + 1; })")
    page.evaluate("""() => {
      const frame = document.querySelector('iframe').contentWindow;
      for (const type of ['init', 'restart', 'rerank']) frame.postMessage({ salesclerk: 1, type, token: 'forged' }, '*');
    }""")
    for _ in range(100):  # `wait_for_function` evaluates texts, which the widget's own policy forbids
        if frame.evaluate("window.said ?? 0") >= 3:
            break
        page.wait_for_timeout(50)
    assert frame.evaluate("window.said") >= 3
    page.wait_for_timeout(500)
    assert page.evaluate("heard") == []
    expect(frame.locator("main[data-kind=question][data-token='']")).to_have_count(1)

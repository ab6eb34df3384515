"""Where the widget cannot stand, the shop's link does."""

from playwright.sync_api import Page, expect

from tests.browser.placing import HEARD, place, script
from tests.browser.serving import Host, Server
from tests.browser.watch import Watch


def test_a_shop_that_may_not_show_it_shows_the_link(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    watch.expect("shop.example", "frame-ancestors", "ERR_BLOCKED_BY_RESPONSE", "chrome-error://")
    page.goto(host.page(HEARD + place(shop), script(shop), name="shop.example"))
    expect(page.get_by_role("link", name="Find the right one")).to_be_visible(timeout=6_000)
    expect(page.locator("iframe")).to_be_hidden()
    assert page.evaluate("heard") == [{"type": "error", "questionnaire": "typefaces", "reason": "timeout"}]


def test_a_server_that_is_away_leaves_the_link(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    watch.expect("net::ERR_", "chrome-error://")
    page.route("**/w/**", lambda route: route.abort())
    page.goto(host.page(HEARD + place(shop), script(shop)))
    expect(page.get_by_role("link", name="Find the right one")).to_be_visible(timeout=6_000)


def test_what_is_not_there_shows_the_fallback_at_once(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    watch.expect("404")
    page.goto(host.page(HEARD + place(shop, questionnaire="nosuch"), script(shop)))
    expect(page.get_by_role("link", name="Find the right one")).to_be_visible(timeout=2_000)
    expect(page.locator("iframe")).to_be_hidden()
    page.wait_for_timeout(5_500)
    assert page.evaluate("heard") == [{"type": "error", "questionnaire": "nosuch", "reason": "missing"}]
    assert page.get_by_role("link", name="Find the right one").count() == 1

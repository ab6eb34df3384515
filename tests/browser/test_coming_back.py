"""Who comes back finds her answers, as far as the shop's page can keep them, and its history as it was."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.placing import HEARD, place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.watch import Watch


def test_a_shopper_who_comes_back_finds_her_answers(page: Page, shop: Server, host: Host) -> None:
    address = host.page(HEARD + place(shop), script(shop))
    shopper = Shopper.enter(page, address)
    shopper.answer()
    left = shopper.answer()

    page.reload()
    page.wait_for_function("heard.some((event) => event.type === 'question' && event.answered === 2)")
    back = Shopper.find(page)
    assert back.step() == left
    assert [event["type"] for event in page.evaluate("heard")] == ["ready", "question"]
    assert page.evaluate("heard.at(-1).first") is True

    page.evaluate("salesclerk.mount(document.querySelector('[data-salesclerk]')).restart()")
    back.at.wait_for_selector("main[data-answered='0']")
    page.reload()
    assert Shopper.find(page).step()["answered"] == 0


def test_a_token_that_nobody_knows_is_forgotten(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    watch.expect("401")
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    shopper.answer()
    page.evaluate("for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, 'nobodys')")
    page.reload()
    page.wait_for_function("heard.some((event) => event.type === 'question')")
    assert Shopper.find(page).step()["answered"] == 0
    page.wait_for_function("Object.keys(sessionStorage).length === 0")


def test_the_shops_history_stays_as_it_was(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    before = page.evaluate("history.length")
    shopper.answer_all()
    shopper.press("look:")
    assert page.evaluate("history.length") == before
    assert shopper.token() not in "".join(frame.url for frame in page.frames)


def test_where_storage_is_forbidden_it_still_works(context_with: Callable[..., Any], shop: Server, host: Host) -> None:
    context, _ = context_with()
    context.add_init_script("""
      for (const name of ['sessionStorage', 'localStorage']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });
      }""")
    page = context.new_page()
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    assert shopper.answer_all()[-1]["products"]


def test_twice_on_a_page_it_is_one_conversation(page: Page, shop: Server, host: Host) -> None:
    page.goto(host.page(HEARD + place(shop) * 2, script(shop)))
    frames = [page.frame_locator("iframe").nth(place) for place in (0, 1)]
    for frame in frames:
        expect(frame.locator("main")).to_have_attribute("data-kind", "question")
    first = frames[0].locator("main").get_attribute("data-question")
    frames[0].get_by_role("radio").first.check()
    frames[0].get_by_role("button", name="Continue").click()
    for frame in frames:
        expect(frame.locator(f"main:not([data-question='{first}'])")).to_be_visible()
    tokens = {frame.locator("main").get_attribute("data-token") for frame in frames}
    assert len(tokens) == 1 and "" not in tokens
    page.reload()
    for frame in frames:
        expect(frame.locator(f"main:not([data-question='{first}'])")).to_be_visible()
        assert frame.locator("main").get_attribute("data-token") in tokens

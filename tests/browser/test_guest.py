"""The embed in a hostile shop: a strict policy, resets of everything, foreign messages, small screens, keys alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.serving import Host, Server, furnish, serving
from tests.browser.shopper import Shopper, broadest
from tests.browser.test_embed import place, script
from tests.browser.watch import Watch

RESETS = """* { all: unset !important; } iframe { display: none; height: 10px !important; max-width: 90px; opacity: 0; }
dialog, dialog * { display: none; } [data-salesclerk] { display: block !important; min-height: 640px !important; }
head, head *, script { display: none !important; }"""
CHATTER = """setInterval(() => postMessage({ salesclerk: 1, type: 'height', height: 9000 }, location.origin), 50);
window.heard = [];
for (const type of ['ready', 'start', 'question', 'answer', 'results', 'select', 'close', 'escape', 'error']) {
  addEventListener(`salesclerk:${type}`, (event) => heard.push({ type, ...event.detail }));
}"""
PATIENCE = 10
"""Seconds for what takes a fraction of one."""
OPENER = '<a id="opener" href="{address}/w/typefaces" data-salesclerk-open="typefaces" data-mode="{mode}">Help me</a>'


def until(page: Page, expression: str) -> None:
    """Waits; the shop's policy forbids the `eval` that Playwright's own waiting uses."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(30)


def hostile(host: Host, server: Server, body: str, attributes: str = "") -> str:
    """A page that allows our origin and its own files, and nothing inline."""
    host.pages |= {"/resets.css": RESETS, "/chatter.js": CHATTER}
    host.policy["/"] = (
        f"default-src 'none'; script-src 'self' {server.address}; style-src 'self'; frame-src {server.address}; "
        f"connect-src {server.address}; img-src data:"
    )
    head = (
        '<link rel="stylesheet" href="/resets.css"><script src="/chatter.js"></script>'
        f'<script async src="{server.address}/embed/v1.js" {attributes}></script>'
    )
    return host.page(f"<main><h1>A shop</h1>{body}</main>", head)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_hostile_page_changes_nothing(page: Page, shop: Server, host: Host, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    shopper = Shopper.enter(page, hostile(host, shop, place(shop)))
    box = page.locator("iframe").bounding_box()
    assert box and box["width"] >= width - 20 and 640 <= box["height"] < 5000
    shopper.answer()
    assert shopper.at.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(shopper.at).response["violations"] == []  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("mode", ["popup", "slide-in", "page"])
def test_keys_alone_open_answer_and_close(page: Page, shop: Server, host: Host, mode: str) -> None:
    page.goto(hostile(host, shop, OPENER.format(address=shop.address, mode=mode)))
    until(page, "window.salesclerk?.open")
    before = page.evaluate("history.length")
    page.locator("#opener").focus()
    page.keyboard.press("Enter")
    shopper = Shopper.find(page)
    until(page, "document.activeElement.tagName === 'IFRAME'")
    expect(page.locator("dialog")).to_have_attribute("aria-label", "Help me")
    box = page.locator("dialog > div").bounding_box()
    assert box
    wide = {"popup": 760, "slide-in": 480, "page": 1280}[mode]
    assert box["width"] == wide
    assert box["x"] == {"popup": 260, "slide-in": 800, "page": 0}[mode]
    page.keyboard.press("Tab")
    page.keyboard.down("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.up("Escape")  # not before: Chromium never says that the key came up in a frame that is gone
    assert page.evaluate("document.activeElement.id") == "opener"

    page.keyboard.press("Enter")
    Shopper.find(page)
    page.locator("dialog button").press("Escape")
    expect(page.locator("iframe")).to_have_count(0)
    assert page.evaluate("[document.activeElement.id, history.length]") == ["opener", before]
    assert shopper.page is page


def test_the_page_behind_stays_where_it_is_until_all_is_closed(page: Page, shop: Server, host: Host) -> None:
    opener = OPENER.format(address=shop.address, mode="popup")
    page.goto(hostile(host, shop, f"{opener}<p id='long'>{'Words below. ' * 9000}</p>"))
    until(page, "window.salesclerk?.open")
    page.evaluate("document.documentElement.style.overflow = 'scroll'")
    stands = page.locator("#long").bounding_box()

    def wheel() -> int:
        """How far the page goes when the wheel is turned beside the panel, then on it."""
        for x in (20, 640):
            page.mouse.move(x, 400)
            page.mouse.wheel(0, 3000)
            page.wait_for_timeout(200)
        gone: int = page.evaluate("scrollY")
        page.evaluate("scrollTo(0, 0)")
        return gone

    page.locator("#opener").click()
    Shopper.find(page)
    assert wheel() == 0
    assert page.locator("#long").bounding_box() == stands
    page.evaluate("{ salesclerk('open', document.getElementById('opener')) }")  # closes the one that is open
    until(page, "document.querySelectorAll('dialog').length === 1")
    assert wheel() == 0
    page.evaluate("{ salesclerk('close') }")
    until(page, "!document.querySelector('dialog')")
    assert page.evaluate("document.documentElement.style.cssText") == "overflow: scroll;"
    assert wheel() > 0

    page.locator("#opener").click()
    Shopper.find(page)
    page.evaluate("document.querySelector('dialog').remove()")  # a single-page shop that redraws everything
    until(page, "document.documentElement.style.overflow === 'scroll'")


@pytest.mark.parametrize(
    ("theme", "scheme"), [("auto", "light dark"), ("contrast", "light dark"), ("dark", "dark"), ("light", "light")]
)
def test_the_panel_wears_the_theme_of_what_is_in_it(
    page: Page, shop: Server, host: Host, theme: str, scheme: str
) -> None:
    opener = OPENER.format(address=shop.address, mode="popup").replace("<a ", f'<a data-theme="{theme}" ')
    page.goto(hostile(host, shop, opener))
    until(page, "window.salesclerk?.open")
    page.locator("#opener").click()
    shopper = Shopper.find(page)
    expect(shopper.locate(f"html[data-theme={theme}]")).to_have_count(1)
    panel = page.locator("dialog > div")
    assert panel.evaluate("panel => getComputedStyle(panel).colorScheme") == scheme


def test_the_element_of_another_name_is_the_same(page: Page, shop: Server, host: Host) -> None:
    tag = f'<sales-clerk questionnaire="typefaces" lang="de"><a href="{shop.address}/w/typefaces">x</a></sales-clerk>'
    shopper = Shopper.enter(page, hostile(host, shop, tag))
    expect(shopper.locate("html[lang=de]")).to_have_count(1)
    expect(page.locator("iframe")).to_have_count(1)


def test_ten_mounts_of_a_single_page_shop_leave_one_frame(page: Page, shop: Server, host: Host) -> None:
    page.goto(hostile(host, shop, place(shop)))
    Shopper.find(page)
    for _ in range(10):
        page.evaluate(
            "html => { const main = document.querySelector('main'); main.replaceChildren();"
            " main.insertAdjacentHTML('beforeend', html); }",
            place(shop),
        )
        until(page, "document.querySelector('iframe')")
    assert Shopper.find(page).step()["kind"] == "question"
    expect(page.locator("iframe")).to_have_count(1)
    assert len(page.frames) == 2


def test_what_the_shop_knows_is_answered_already(page: Page, shop: Server, host: Host) -> None:
    page.goto(hostile(host, shop, place(shop)))
    first = Shopper.find(page).step()
    pick = next(choice for choice in first["choices"] if choice["count"])["id"]
    given = f'data-prefill=\'{{"{first["question"]}": {{"choices": ["{pick}"]}}}}\' data-product="p" data-context=\'{{"n": 1}}\''
    page.goto(hostile(host, shop, place(shop, given)))
    shopper = Shopper.find(page)
    shopper.at.wait_for_selector("main[data-answered='1']")
    until(page, "heard.some((event) => event.type === 'question' && event.answered === 1)")
    assert [event["type"] for event in page.evaluate("heard")] == ["ready", "start", "question"]


def test_a_prefill_that_makes_no_sense_is_told_and_harms_nothing(
    page: Page, shop: Server, host: Host, watch: Watch
) -> None:
    watch.expect("404")
    shopper = Shopper.enter(page, hostile(host, shop, place(shop, 'data-prefill=\'{"nonsense": {"skip": true}}\'')))
    until(page, "heard.some((event) => event.reason === 'refused')")
    assert shopper.answer()["answered"] == 1


def test_page_events_of_the_datalayer_arrive_once(page: Page, shop: Server, host: Host) -> None:
    page.goto(hostile(host, shop, place(shop), "data-events"))
    shopper = Shopper.find(page)
    until(page, "window.salesclerk?.event")
    page.evaluate("""() => dataLayer.push({ ecommerce: null }, { event: 'view_item', ecommerce: {
        items: [{ item_id: 'p-1', price: '12.5', quantity: 1 }] } }, { event: 'gtm.js' })""")
    with page.expect_response("**/api/v1/session/events") as sent:  # kept until there is a session
        shopper.answer()
    assert sent.value.status == 202
    events = sent.value.request.post_data_json["events"]
    assert [(event["name"], event["products"]) for event in events] == [
        ("view_item", [{"id": "p-1", "quantity": 1, "price": 12.5}])
    ]
    with page.expect_response("**/api/v1/session/events") as sent:
        page.evaluate(
            "(function () { dataLayer.push(arguments) })('event', 'purchase', { transaction_id: 7, items: [] })"
        )
    event = sent.value.request.post_data_json["events"]
    assert [(one["name"], one["order"]) for one in event] == [("purchase", "7")]


def test_no_entry_of_the_datalayer_hinders_the_shop_or_another(page: Page, shop: Server, host: Host) -> None:
    page.goto(hostile(host, shop, place(shop), "data-events"))
    shopper = Shopper.find(page)
    until(page, "window.salesclerk?.event")
    odd = """[null, 7, 'view_item', {}, { event: 'view_item' }, { event: 'view_item', ecommerce: 'x' },
        { event: 'view_item', ecommerce: { items: null } }, { event: 'view_item', ecommerce: { items: [null, 7, {}] } },
        { event: 'purchase', ecommerce: { items: [{ item_id: { toString() { throw 1 } } }] } },
        { event: 'begin_checkout', ecommerce: { items: [{ item_id: 'p-1' }] } },
        { event: 'purchase', ecommerce: { transaction_id: 0, items: [
            { item_id: 'p-1', price: 9, quantity: 1 }, { item_id: 'voucher', price: -5 }, { id: 7, price: '' }] } },
        { event: 'search', ecommerce: null, search_term: 'x'.repeat(499) + '🦆' }]"""
    assert page.evaluate(f"dataLayer.length + {odd}.length === dataLayer.push(...{odd})")
    with page.expect_response("**/api/v1/session/events") as sent:
        shopper.answer()
    answer, events = sent.value.json(), sent.value.request.post_data_json["events"]
    assert (answer["accepted"], answer["refused"]) == (len(events), [])
    assert [(event["products"], event.get("order")) for event in events if event["name"] == "purchase"] == [
        ([{"id": "p-1", "price": 9, "quantity": 1}, {"id": "voucher"}, {"id": "7"}], "0")
    ]
    assert [event["term"][498:] for event in events if event["name"] == "search"] == ["x\ud83e"]  # cut within a letter


def test_more_than_a_request_may_hold_is_sent_in_parts(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    page.goto(hostile(host, shop, place(shop), "data-events"))
    shopper = Shopper.find(page)
    until(page, "window.salesclerk?.event")
    sizes: list[int] = []
    accepted: list[int] = []
    page.on("request", lambda request: sizes.append(len(request.post_data or "")) if _is_batch(request.url) else None)
    page.on("response", lambda answer: accepted.append(answer.json()["accepted"]) if _is_batch(answer.url) else None)
    page.evaluate("""() => { for (let n = 0; n < 40; n++) dataLayer.push({ event: 'view_item_list', ecommerce: {
        items: Array.from({ length: 100 }, (_, i) => ({ item_id: `product-${n}-${i}`.padEnd(60, '-') })) } }) }""")
    shopper.answer()
    until(
        page, "!JSON.parse(sessionStorage[Object.keys(sessionStorage).find((key) => key.endsWith('~events'))]).length"
    )
    page.wait_for_timeout(200)
    assert sum(accepted) == 40 and len(sizes) > 8 and max(sizes) < 32_768


def test_what_the_server_leaves_out_is_said_in_the_console(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    watch.expect("events left out")
    page.goto(hostile(host, shop, place(shop), "data-events"))
    shopper = Shopper.find(page)
    until(page, "window.salesclerk?.event")
    page.evaluate("salesclerk('event', 'view_item', { products: [{ id: 'p-1' }], colour: 'red' })")
    with page.expect_console_message(lambda message: "events left out" in message.text):
        shopper.answer()


def _is_batch(address: str) -> bool:
    return address.endswith("/session/events")


def test_nothing_is_told_without_consent_and_the_layer_is_spoken_to_with_it(
    page: Page, shop: Server, host: Host
) -> None:
    shopper = Shopper.enter(page, hostile(host, shop, place(shop), 'data-push data-events data-consent="none"'))
    until(page, "window.salesclerk?.event")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.evaluate("dataLayer.push({ event: 'view_item', ecommerce: { items: [{ item_id: 'p-1' }] } })")
    shopper.press("results")
    assert page.evaluate("dataLayer.length") == 1
    assert not [url for url in sent if url.endswith("/events")]

    page.evaluate("salesclerk('consent', 'profile')")
    shopper.press("restart")
    shopper.press("results")
    until(page, "dataLayer.length === 3")
    nothing, told = page.evaluate("dataLayer.slice(1)")
    assert nothing == {"ecommerce": None}
    assert told["event"] == "view_item_list"
    assert [one["item_id"] for one in told["ecommerce"]["items"]] == [p["id"] for p in shopper.step()["products"]]


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


def test_without_javascript_the_link_opens_the_same_questions(
    context_with: Callable[..., Any], shop: Server, host: Host
) -> None:
    context, _ = context_with(java_script_enabled=False)
    page = context.new_page()
    page.goto(hostile(host, shop, place(shop)))
    page.get_by_text("Find the right one").click()
    expect(page.locator("#answer")).to_be_visible()
    assert page.url == f"{shop.address}/w/typefaces"


def test_back_in_the_widget_is_its_own(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, hostile(host, shop, place(shop)))
    before = page.evaluate("history.length")
    first = shopper.step()["question"]
    shopper.answer()
    assert shopper.press("look:")["question"] == first
    assert page.evaluate("history.length") == before

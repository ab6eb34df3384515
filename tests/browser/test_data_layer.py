"""What a hostile shop's page says of its visitors reaches the server once, within its limits, and with consent."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.hostile import hostile, until
from tests.browser.placing import place
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.watch import Watch


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

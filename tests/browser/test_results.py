"""The list of results: side by side, not for me, shared, resumed, and what is known of the shopper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.placing import HEARD, place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.test_accessible import violations


def at_results(page: Page, shop: Server, questionnaire: str = "graphics-cards") -> Shopper:
    """On the widget's own page, the list shown after one answer."""
    page.goto(f"{shop.address}/w/{questionnaire}")
    shopper = Shopper(page, page)
    shopper.answer()
    shopper.press("results")
    return shopper


def ids(shopper: Shopper) -> list[str]:
    return [product["id"] for product in shopper.step()["products"]]


def tick(shopper: Shopper, *places: int) -> None:
    for number in places:
        shopper.locate(".own .tick").nth(number).click()


@pytest.mark.parametrize("width", [320, 1280])
def test_up_to_four_stand_side_by_side_with_their_differences_marked(page: Page, shop: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    shopper = at_results(page, shop)
    listed = ids(shopper)
    expect(shopper.locate(".go:visible")).to_have_count(0)
    tick(shopper, 0)
    expect(shopper.locate(".go:visible")).to_have_count(0)
    tick(shopper, 1, 2, 3)
    expect(shopper.locate(".go:visible")).to_have_count(4)
    expect(shopper.locate("[name=compare]:enabled")).to_have_count(4)
    with shopper.turning():
        shopper.locate(".go:visible").first.click()

    assert shopper.locate("thead th").evaluate_all("all => all.map((one) => one.dataset.product)") == listed[:4]
    for row in shopper.locate("tbody tr:not(.part)").all():
        cells = row.locator("td").all_text_contents()
        assert (len(set(cells)) > 1) == (row.locator(".differs").count() == 1), cells
    assert violations(Axe().run(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    same = shopper.locate("tr.same:visible").count()
    assert same
    shopper.locate("#only").check()
    expect(shopper.locate("tr.same:visible")).to_have_count(0)

    shopper.press("compare")
    expect(shopper.locate("thead th")).to_have_count(3)
    shopper.press("results")
    assert shopper.locate("[name=compare]:checked").evaluate_all("all => all.map((one) => one.value)") == listed[1:4]


def test_products_are_compared_by_keys_alone(page: Page, shop: Server) -> None:
    shopper = at_results(page, shop)
    keys = Keyboard(shopper)
    for id in ids(shopper)[:2]:
        keys.tab_to("INPUT", id)
        keys.press("Space")
    keys.tab_to("BUTTON", "compare")
    with shopper.turning():
        keys.press("Enter")
    expect(shopper.locate("thead th")).to_have_count(2)
    keys.tab_to("INPUT", "on")
    keys.press("Space")
    expect(shopper.locate("tr.same:visible")).to_have_count(0)


def test_what_is_not_for_me_goes_and_comes_back_and_ticks_stay(page: Page, shop: Server) -> None:
    shopper = at_results(page, shop)
    listed, total = ids(shopper), shopper.step()["total"]
    tick(shopper, 0, 1)
    with shopper.turning():
        shopper.locate(f'button[value="dismiss:12:{listed[-1]}"]').click()  # another id may begin like this one
    gone = shopper.step()
    left = [product["id"] for product in gone["products"]]
    assert gone["total"] < total and listed[-1] not in left and len(left) == 12
    expect(shopper.locate("[data-focus]")).to_be_focused()
    kept = shopper.locate("[name=compare]:checked").evaluate_all("all => all.map((one) => one.value)")
    assert kept == listed[:2]
    assert [product["id"] for product in shopper.press("restore:")["products"]] == listed
    assert shopper.step()["total"] == total


def test_more_like_any_product_of_the_list(page: Page, shop: Server) -> None:
    shopper = at_results(page, shop)
    third = shopper.step()["products"][2]
    shopper.press(f"like:12:{third['id']}")
    card = shopper.locate(f'[data-product="{third["id"]}"]')
    expect(card.locator(".like")).to_be_focused()
    expect(card.locator(".like")).to_contain_text(f"Compared with {third['title']}")
    way = card.locator(".like button").last
    promised = int("".join(filter(str.isdigit, way.inner_text().rpartition(":")[2])))
    with shopper.turning():
        way.click()
    assert shopper.step()["remaining"] == promised > 0
    assert any(answer["label"] for answer in shopper.step()["answers"][1:])


def test_a_shared_list_is_opened_by_another_who_goes_on_alone(
    page: Page, shop: Server, context_with: Callable[..., Any]
) -> None:
    shopper = at_results(page, shop)
    before = shopper.step()
    shopper.press("share")
    shopper.locate("[data-copies] button").click()
    expect(shopper.locate("[data-copies] button")).to_have_text("Copied")
    link = shopper.locate("#link").input_value()

    other = context_with()[0].new_page()
    other.goto(link)
    friend = Shopper(other, other)
    assert friend.step()["products"] == before["products"]
    assert violations(Axe().run(other)) == []
    steps = other.evaluate("history.length")
    friend.press(f"dismiss:12:{before['products'][0]['id']}")
    friend.press("continue")
    moved = friend.answer()
    assert other.url == f"{shop.address}/w/graphics-cards"
    other.reload()
    other.wait_for_selector(f"main[data-answered='{moved['answered']}']")
    assert other.evaluate("history.length") == steps

    page.reload()
    page.wait_for_selector("main[data-kind=results][data-answered='1']")
    assert shopper.step() == {**before, "answers": shopper.step()["answers"]}


def test_a_page_of_its_own_goes_on_where_it_was_left_until_it_is_begun_again(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/w/typefaces")
    shopper = Shopper(page, page)
    left = shopper.answer()
    page.reload()
    page.wait_for_selector("main[data-answered='1']")
    assert shopper.step() == left
    shopper.open_answers()
    shopper.press("restart")
    page.reload()
    page.wait_for_timeout(300)
    assert shopper.step()["answered"] == 0


def test_a_link_that_opens_nothing_says_so(page: Page, shop: Server, watch: Any) -> None:
    watch.expect("404")
    page.goto(f"{shop.address}/s/0123456789012345678901")
    expect(page.get_by_text("This link opens nothing any more")).to_be_visible()
    assert violations(Axe().run(page)) == []


def test_what_could_still_be_asked_is_offered_with_the_results(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/w/corner-shop")
    shopper = Shopper(page, page)
    for _ in range(3):
        shopper.answer()
        told = shopper.press("results")
        if shopper.locate("#further button").count():
            break
        shopper.press("continue")
    else:
        pytest.fail("nothing is offered to be surer")
    ask = shopper.locate("#further button").first.inner_text()
    assert told["kind"] == "results"
    assert (
        shopper.press("look:" + str(shopper.locate("#further button").first.get_attribute("value"))[5:])["heading"]
        == ask
    )


def test_an_event_of_the_page_ranks_the_open_list_at_once_and_why_these_tells_it(
    page: Page, shop: Server, host: Host
) -> None:
    page.goto(host.page(HEARD + place(shop, questionnaire="corner-shop"), script(shop)))
    shopper = Shopper.find(page)
    shopper.answer()
    shopper.press("results")
    before = ids(shopper)
    shopper.locate(".own .tick input").nth(1).focus()
    seen = before[-1]
    with shopper.turning(), page.expect_response("**/api/v1/session/events"):
        page.evaluate("id => salesclerk('event', 'add_to_cart', { products: [{ id }] })", seen)
    after = ids(shopper)
    assert after != before and len(after) == len(before), "the list stands as if nothing had happened"
    if before[1] in after:
        assert shopper.at.evaluate("document.activeElement.value") == before[1], "the focus was taken away"
    else:
        expect(shopper.locate("h1")).to_be_focused()

    shopper.press("about")
    assert violations(Axe().run(shopper.at)) == []  # type: ignore[arg-type]
    told = shopper.locate("li", has=shopper.locate(f'button[value="forget:product:{seen}"]'))
    expect(told).to_contain_text("in the cart")
    shopper.press(f"forget:product:{seen}")
    expect(shopper.locate("li", has_text="in the cart")).to_have_count(0)
    shopper.press("results")
    assert ids(shopper) == before


def test_a_link_is_copied_from_within_a_shop(page: Page, shop: Server, host: Host) -> None:
    page.goto(host.page(place(shop) + "<textarea></textarea>", script(shop)))
    shopper = Shopper.find(page)
    shopper.answer()
    shopper.press("results")
    shopper.press("share")
    button = shopper.locate("[data-copies] button")
    button.click()
    expect(button).to_have_text("Copied")
    page.locator("textarea").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("textarea")).to_have_value(shopper.locate("#link").input_value())


def test_the_list_works_without_javascript(context_with: Callable[..., Any], shop: Server) -> None:
    page = context_with(java_script_enabled=False)[0].new_page()
    page.goto(f"{shop.address}/w/graphics-cards")
    shopper = Shopper(page, page, live=False)
    shopper.answer()
    listed = shopper.press("results")["products"]
    tick(shopper, 0, 1)
    with shopper.turning():
        shopper.locate(".go:visible").first.click()
    expect(shopper.locate("thead th")).to_have_count(2)
    shopper.locate("#only").check()
    expect(shopper.locate("tr.same:visible")).to_have_count(0)
    with shopper.turning():
        shopper.locate(".foot button").first.click()
    expect(shopper.locate("[name=compare]:checked")).to_have_count(2)
    shopper.press(f"dismiss:12:{listed[0]['id']}")
    assert ids(shopper)[0] != listed[0]["id"]
    shopper.press("share")
    page.goto(shopper.locate("#link").input_value())
    assert ids(shopper)[0] == listed[0]["id"], "what the sender does not want is nobody else's"
    shopper.press("about")
    shopper.press("export")
    expect(shopper.locate("#copy")).to_be_visible()


def test_what_is_erased_is_gone_from_the_host_too(page: Page, shop: Server, host: Host) -> None:
    page.goto(host.page(HEARD + place(shop), script(shop)))
    shopper = Shopper.find(page)
    shopper.answer()
    token = shopper.token()
    shopper.press("results")
    shopper.press("about")
    shopper.press("export")
    assert '"consent": "session"' in shopper.locate("#copy").input_value()
    shopper.press("consent:none")
    shopper.press("erase")
    shopper.press("erase:yes")
    assert page.evaluate("sessionStorage.length") == 0
    answer = page.context.request.get(f"{shop.address}/api/v1/session", headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 401
    shopper.press("restart")
    shopper.answer()
    call = {"headers": {"Authorization": f"Bearer {shopper.token()}"}}
    held = page.context.request.get(f"{shop.address}/api/v1/session/export", **call).json()
    assert held["consent"] == "none", "what was turned off stays off"

"""The embed as docs/embed.md promises it, in a shop on another site."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.placing import HEARD, place, script
from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.watch import Watch


def test_it_stands_in_a_shop_on_another_site(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    expect(page.locator("iframe")).to_have_attribute("title", "Find the right one")
    expect(page.get_by_text("Find the right one", exact=True)).to_have_count(0)
    sandbox = page.locator("iframe").get_attribute("sandbox") or ""
    assert {"allow-scripts", "allow-forms", "allow-top-navigation-by-user-activation"} <= set(sandbox.split())

    steps = shopper.answer_all()
    heard = page.evaluate("heard")
    assert [event["type"] for event in heard][:4] == ["ready", "question", "start", "answer"]
    assert all(event["questionnaire"] == "typefaces" for event in heard)
    asked = [event["question"] for event in heard if event["type"] == "question"]
    assert asked == [step["question"] for step in steps[:-1]]
    told = [event["remaining"] for event in heard if event["type"] == "answer"]
    assert told[-1] == steps[-1]["remaining"]
    assert heard[-1]["type"] == "results"
    assert heard[-1]["products"] == [product["id"] for product in steps[-1]["products"]]

    with page.expect_navigation(wait_until="commit"):
        shopper.locate(".product h2 a").first.click()
    assert page.url.startswith(f"{shop.address}/shop/typefaces/")


def test_it_mounts_once_though_the_script_stands_twice(page: Page, shop: Server, host: Host) -> None:
    page.goto(host.page(HEARD + place(shop) + script(shop), script(shop)))
    Shopper.find(page)
    page.wait_for_function("heard.some((event) => event.type === 'question')")
    assert [event["type"] for event in page.evaluate("heard")] == ["ready", "question"]
    expect(page.locator("iframe")).to_have_count(1)


def test_destroy_leaves_nothing(page: Page, shop: Server, host: Host) -> None:
    page.goto(host.page(place(shop), script(shop)))
    Shopper.find(page)
    page.evaluate("salesclerk.mount(document.querySelector('[data-salesclerk]')).ready.then(() => {})")
    was = host.page(place(shop), path="/plain")
    page.evaluate("""() => {
      const element = document.querySelector('[data-salesclerk]');
      element.dataset.manual = '';
      salesclerk('destroy', element);
      element.removeAttribute('data-manual');
    }""")
    expect(page.locator("iframe")).to_have_count(0)
    left = page.locator("body").inner_html()
    page.goto(was)
    assert left == page.locator("body").inner_html()


def test_a_widget_that_the_shop_takes_away_is_gone(page: Page, shop: Server, host: Host) -> None:
    page.goto(host.page(HEARD + place(shop), script(shop)))
    Shopper.find(page)
    page.evaluate("document.querySelector('[data-salesclerk]').remove()")
    page.wait_for_timeout(200)
    assert [event["type"] for event in page.evaluate("heard")].count("error") == 0

    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", place(shop))
    assert Shopper.find(page).step()["kind"] == "question"


def test_what_a_foreign_window_says_is_not_heard(page: Page, shop: Server, host: Host) -> None:
    host.page("<p>An advertisement</p>", path="/foreign")
    foreign = f'<iframe id="foreign" src="http://127.0.0.1:{host.port}/foreign"></iframe>'
    page.goto(host.page(HEARD + place(shop) + foreign, script(shop)))
    frame = next(frame for frame in page.frames if frame.url.endswith("/foreign"))
    widget = page.locator("[data-salesclerk] iframe").element_handle().content_frame()
    assert widget is not None
    page.wait_for_function("heard.some((event) => event.type === 'question')")
    shopper = Shopper(page, widget)
    shopper.answer()
    before, heard = shopper.step(), page.evaluate("heard")
    stands = page.locator("[data-salesclerk] iframe").bounding_box()

    frame.evaluate("""() => {
      const height = { type: 'height', height: 9000 };
      for (const data of [height, { type: 'token', token: 'stolen' }, { type: 'results', total: 1 }]) {
        parent.postMessage({ salesclerk: 1, ...data }, '*');
      }
      for (const other of [...Array(parent.frames.length).keys()].map((place) => parent.frames[place])) {
        if (other !== self) other.postMessage({ salesclerk: 1, type: 'restart' }, '*');
      }
    }""")
    page.wait_for_timeout(300)
    assert shopper.step() == before
    assert page.locator("[data-salesclerk] iframe").bounding_box() == stands
    assert page.evaluate("heard") == heard
    assert shopper.token() != "stolen"


def test_the_page_may_speak_before_the_script_is_there(page: Page, shop: Server, host: Host) -> None:
    stub = """<script>
      window.salesclerk = window.salesclerk || function () { (salesclerk.q = salesclerk.q || []).push(arguments) };
      window.said = [];
      salesclerk('on', 'ready', (detail) => said.push(detail.questionnaire));
    </script>"""
    page.goto(host.page(stub + place(shop, "data-manual"), script(shop)))
    page.wait_for_function("salesclerk.loaded")
    expect(page.get_by_role("link", name="Find the right one")).to_be_visible()
    page.evaluate("salesclerk('mount', document.querySelector('[data-salesclerk]'))")
    page.wait_for_function("said.length === 1")
    assert page.evaluate("said") == ["typefaces"]


@pytest.mark.parametrize(
    ("attributes", "selector"), [("data-lang=de", "html[lang=de]"), ("data-theme=dark", "html[data-theme=dark]")]
)
def test_its_attributes_are_obeyed(page: Page, shop: Server, host: Host, attributes: str, selector: str) -> None:
    shopper = Shopper.enter(page, host.page(place(shop, attributes), script(shop)))
    expect(shopper.locate(selector)).to_have_count(1)
    shopper.answer()
    expect(shopper.locate(selector)).to_have_count(1)


def test_under_trusted_types_the_second_file_stands_behind_the_first(page: Page, shop: Server, host: Host) -> None:
    tags = script(shop).replace("async", "") + f'<script src="{shop.address}/embed/1.0.0.more.js"></script>'
    opener = '<button data-salesclerk-open="typefaces">Help me</button>'
    watched: list[str] = []
    page.on("pageerror", lambda error: watched.append(str(error)))
    host.policy["/trusted"] = "require-trusted-types-for 'script'"
    page.goto(host.page(opener, tags, "/trusted"))
    page.get_by_role("button", name="Help me").click()
    expect(page.frame_locator("dialog iframe").locator("main")).to_have_attribute("data-kind", "question")
    assert watched == []


def test_a_mistake_in_the_queue_hinders_nothing_else(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    watch.expect("Cannot read properties of null")
    queue = """<script>
    window.salesclerk ||= function () { (salesclerk.q ||= []).push(arguments) };
    salesclerk("mount", null);
    salesclerk("on", "ready", () => (window.isReady = true));
    </script>"""
    Shopper.enter(page, host.page(queue + place(shop), script(shop)))
    page.wait_for_function("window.isReady")


def test_where_the_shop_empties_the_spot_it_comes_back(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, host.page(place(shop), script(shop)))
    shopper.answer()
    token = shopper.token()
    page.evaluate("document.querySelector('[data-salesclerk]').innerHTML = '<a href=\"/other\">Something new</a>'")
    expect(page.locator("iframe")).to_have_count(1)
    expect(page.frame_locator("iframe").locator("main")).to_have_attribute("data-token", token)
    page.evaluate("salesclerk('destroy', document.querySelector('[data-salesclerk]'))")
    expect(page.get_by_role("link", name="Something new")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_the_shop_is_told_plain_numbers_in_any_language(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, host.page(HEARD + place(shop, 'data-lang="de"', "diamonds"), script(shop)))
    while shopper.step()["type"] != "range":
        shopper.answer()
    shopper.enter_value("max", "1.500,5")
    shopper.press("answer")
    told = page.evaluate("heard.filter((event) => event.type === 'answer')")
    assert [told[-1][key] for key in ("question", "max")] == ["budget", "1500.5"]

"""The embed as docs/embed.md promises it, in a shop on another site."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Host, Server
from tests.browser.shopper import Shopper
from tests.browser.watch import Watch

HEARD = """<script>
window.heard = [];
for (const type of ['ready', 'start', 'question', 'answer', 'results', 'select', 'close', 'error']) {
  addEventListener(`salesclerk:${type}`, (event) => heard.push({ type, ...event.detail }));
}
</script>"""
"""Goes into the head of a host's page: keeps every event of the widget."""


def script(server: Server) -> str:
    return f'<script async src="{server.address}/embed.js"></script>'


def place(server: Server, attributes: str = "", questionnaire: str = "typefaces") -> str:
    return (
        f'<div data-salesclerk="{questionnaire}" {attributes}>'
        f'<a href="{server.address}/w/{questionnaire}">Find the right one</a></div>'
    )


def height(page: Page) -> float:
    box = page.locator("iframe").bounding_box()
    assert box is not None
    return box["height"]


def fits(page: Page, least: int = 640) -> None:
    """The frame becomes as tall as what is in it: nothing is cut off, nothing is left empty."""
    frame = Shopper.find(page).at
    page.wait_for_function("text => document.querySelector('iframe').style.height === text", arg=wanted(frame, least))


def wanted(frame: Any, least: int) -> str:
    sheet = frame.evaluate("Math.ceil(document.getElementById('sheet').getBoundingClientRect().height)")
    return f"{max(sheet, least)}px"


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


def test_nothing_moves_where_its_height_is_kept_free(page: Page, shop: Server, host: Host) -> None:
    page.add_init_script("""window.shift = 0;
      new PerformanceObserver((list) => { for (const one of list.getEntries()) shift += one.value; })
        .observe({ type: 'layout-shift', buffered: true });""")
    kept = place(shop, 'data-min-height="1000" style="min-height:1000px"')
    Shopper.enter(page, host.page(f"{kept}<p>{'Words below. ' * 300}</p>", script(shop)))
    fits(page, 1000)
    assert page.evaluate("shift") <= 0.02
    assert page.context.cookies() == []


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


def test_its_height_follows_what_it_shows_both_ways(page: Page, shop: Server, host: Host) -> None:
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    fits(page)
    shopper.answer()
    fits(page)
    first = height(page)
    shopper.press("results")
    fits(page)
    tall = height(page)
    assert tall > first + 300

    shopper.open_answers()
    fits(page)
    assert height(page) > tall
    shopper.press("restart")
    fits(page)
    assert height(page) < tall - 300

    page.set_viewport_size({"width": 360, "height": 700})
    fits(page)
    assert shopper.at.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_shops_page_moves_only_for_a_new_question(page: Page, shop: Server, host: Host) -> None:
    page.set_viewport_size({"width": 600, "height": 400})
    shopper = Shopper.enter(page, host.page(HEARD + place(shop) + "<p style='height:900px'>", script(shop)))
    while shopper.step()["type"] != "multiple":
        shopper.answer()
    fits(page)
    box = shopper.locate(".card:not(.dead)").nth(5)
    box.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    with shopper.turning():
        box.click()
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == before

    shopper.press("answer")
    expect(shopper.locate("main h1")).to_be_in_viewport()
    assert page.evaluate("scrollY") != before
    shopper.press("results")
    fits(page)
    more = shopper.press("more:")["products"][12]["id"]
    fits(page)
    page.wait_for_timeout(100)
    expect(shopper.locate(f'[data-product="{more}"]')).to_be_in_viewport()


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


def test_where_storage_is_forbidden_it_still_works(context_with: Callable[..., Any], shop: Server, host: Host) -> None:
    context, _ = context_with()
    context.add_init_script("""
      for (const name of ['sessionStorage', 'localStorage']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('forbidden', 'SecurityError'); } });
      }""")
    page = context.new_page()
    shopper = Shopper.enter(page, host.page(HEARD + place(shop), script(shop)))
    assert shopper.answer_all()[-1]["products"]


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


def test_what_is_not_there_shows_the_fallback_at_once(page: Page, shop: Server, host: Host, watch: Watch) -> None:
    watch.expect("404")
    page.goto(host.page(HEARD + place(shop, questionnaire="nosuch"), script(shop)))
    expect(page.get_by_role("link", name="Find the right one")).to_be_visible(timeout=2_000)
    expect(page.locator("iframe")).to_be_hidden()
    page.wait_for_timeout(5_500)
    assert page.evaluate("heard") == [{"type": "error", "questionnaire": "nosuch", "reason": "missing"}]
    assert page.get_by_role("link", name="Find the right one").count() == 1


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

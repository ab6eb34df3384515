"""What the widget's page does in a real browser beyond asking and showing."""

from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper, Step, narrowest
from tests.browser.watch import Watch


def until(shopper: Shopper, type: str) -> Step:
    """Answers until a question of a type is asked."""
    while shopper.step()["type"] != type:
        shopper.answer()
    return shopper.step()


def counts(step: Step) -> dict[str, int]:
    return {choice["id"]: choice["count"] for choice in step["choices"]}


def test_each_tick_brings_new_counts_before_going_on(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/typefaces")
    before = until(shopper, "multiple")
    expect(shopper.button("update")).to_have_count(0)
    expect(shopper.locate("#match")).to_have_text(f"{before['remaining']:,} products match")

    one = shopper.tick("greek")
    assert one["question"] == before["question"]
    assert one["match"] == counts(before)["greek"] < before["match"]
    assert counts(one) != counts(before)

    two = shopper.tick("cyrillic")
    assert two["match"] == counts(one)["cyrillic"] <= one["match"]
    expect(shopper.locate("#status")).to_have_text(f"{two['remaining']:,} products match")

    assert counts(shopper.tick("cyrillic")) == counts(one)
    assert counts(shopper.tick("greek")) == counts(before)
    assert shopper.tick("greek")["match"] == one["match"]
    assert shopper.press("answer")["remaining"] == one["match"]


def test_a_choice_that_stands_alone_frees_the_others(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/corner-shop")
    shopper.choose("present")
    while not shopper.locate("[data-exclusive]").count():
        shopper.answer()
    alone = shopper.locate("[data-exclusive]").get_attribute("value")
    assert alone is not None
    other = next(choice["id"] for choice in shopper.step()["choices"] if choice["count"] and choice["id"] != alone)

    def ticked(step: Step) -> list[str]:
        return [choice["id"] for choice in step["choices"] if choice["selected"]]

    assert ticked(shopper.tick(other)) == [other]
    assert ticked(shopper.tick(alone)) == [alone]
    assert ticked(shopper.tick(other)) == [other]


def test_a_picked_choice_says_what_it_leaves_at_once(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    for id, count in counts(shopper.step()).items():
        shopper.tick(id)
        expect(shopper.locate("#match")).to_have_text(f"{count:,} products match")
    assert shopper.step()["answered"] == 0


def test_slider_and_field_say_the_same(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    before = until(shopper, "range")
    slider, field = shopper.locate(".sliders input").last, shopper.locate("[name=max]")
    bars = shopper.locate(".bars rect").count()
    expect(field).to_have_value("")
    expect(shopper.locate(".bars rect.in")).to_have_count(bars)

    half = shopper.slide(0.5)
    value = float(field.input_value().replace(",", ""))
    assert value % 100 == 0
    assert abs(value - float(slider.input_value())) <= 50
    assert half["match"] < before["match"]
    assert shopper.locate(".bars rect.in").count() < bars

    low = shopper.enter_value("max", "1200")
    assert float(slider.input_value()) == 1200
    assert low["match"] < half["match"]

    whole = shopper.enter_value("max", "")
    assert whole["match"] == before["match"]
    assert slider.input_value() == slider.get_attribute("max")

    shopper.slide(0.3)
    shopper.slide(1.0)
    expect(field).to_have_value("")
    assert shopper.step()["match"] == before["match"]


def test_back_change_and_remove_keep_the_later_answers(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    first = shopper.step()
    steps = [shopper.answer() for _ in range(4)]

    back = shopper.press("look:")
    assert back["question"] == steps[2]["question"]
    back = shopper.press("look:")
    assert back["question"] == steps[1]["question"]
    assert len(back["answers"]) == 4
    on = shopper.press("continue")
    assert (on["question"], on["answers"]) == (steps[3]["question"], steps[3]["answers"])

    shopper.open_answers()
    rest = shopper.press(f"withdraw:{steps[1]['question']}")
    assert rest["question"] == steps[1]["question"], "what is not answered any more is asked"
    shopper.answer()

    shopper.open_answers()
    again = shopper.press("restart")
    assert again["question"] == first["question"]
    assert (again["answers"], again["remaining"]) == ([], first["remaining"])


def test_results_come_when_asked_for_and_grow(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/graphics-cards")
    shopper.answer()
    remaining = shopper.step()["remaining"]

    early = shopper.press("results")
    assert (early["kind"], early["total"], len(early["products"])) == ("results", remaining, 12)
    more = shopper.press("more:")
    assert len(more["products"]) == 24
    assert more["products"][:12] == early["products"]
    focused = shopper.at.evaluate("document.activeElement.dataset.product")
    assert focused == more["products"][12]["id"]
    expect(shopper.locate(f'[data-product="{focused}"]')).to_be_in_viewport()

    assert shopper.press("continue")["kind"] == "question"
    assert shopper.answer()["answered"] == 2


def test_a_refused_answer_says_what_to_mend(page: Page, shop: Server, watch: Watch) -> None:
    watch.expect("422")
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    before = shopper.step()

    shopper.press("answer")
    expect(shopper.locate("#wrong")).to_be_focused()
    expect(shopper.locate("#wrong")).to_contain_text("Pick at least one")
    assert counts(shopper.step()) == counts(before)

    assert shopper.press("skip")["answered"] == 1
    expect(shopper.locate("#wrong")).to_have_count(0)


def test_another_language_is_spoken_all_through(page: Page, shop: Server) -> None:
    page.goto(f"{shop.address}/shop/diamonds")
    page.locator(".tongues a[lang=de]").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    shopper = Shopper.find(page)
    expect(shopper.locate("html")).to_have_attribute("lang", "de")

    steps = shopper.answer_all()
    assert steps[0]["heading"] == "Wofür ist der Diamant?"
    assert shopper.step()["heading"].endswith("für dich")
    expect(shopper.locate("html")).to_have_attribute("lang", "de")
    with page.expect_navigation():
        shopper.locate(".product h2 a").first.click()


def test_where_nothing_is_left_a_way_back_is_offered(page: Page, shop: Server) -> None:
    shopper = Shopper.enter(page, f"{shop.address}/shop/diamonds")
    shopper.choose("engagement")
    shopper.enter_value("max", "400")
    shopper.press("answer")
    assert next(choice for choice in shopper.step()["choices"] if choice["id"] == "grand")["disabled"]
    need = shopper.locate('button[value="need:grand"]')
    promised = int("".join(filter(str.isdigit, need.inner_text().rsplit(",", 1)[-1])))
    assert shopper.press("need:grand")["remaining"] == promised > 0

    shopper.open_answers()
    shopper.press("look:budget")
    shopper.enter_value("max", "1")
    empty = shopper.press("answer")
    assert (empty["kind"], empty["remaining"], empty["products"]) == ("results", 0, [])
    ways = shopper.locate(".way").all_inner_texts()
    assert ways

    found = shopper.press("relax:0")
    assert found["remaining"] == int("".join(filter(str.isdigit, ways[0].rsplit(":")[-1])))
    assert found["products"]


def test_a_server_that_is_away_for_a_moment_loses_nothing(page: Page, shop: Server, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    shopper = Shopper.enter(page, f"{shop.address}/shop/typefaces")
    away = iter((True, True))
    page.route("**/w/typefaces**", lambda route: route.abort() if next(away, False) else route.fallback())

    shopper.tick(shopper.pick(shopper.step(), narrowest))
    with shopper.turning():
        shopper.button("answer").click()
        expect(shopper.locate("#trouble")).to_be_visible()
    expect(shopper.locate("#trouble")).to_be_hidden()
    assert shopper.step()["answered"] == 1

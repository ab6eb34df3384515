"""Number fields and handles in a real browser: the page's language, and errors where they are made."""

from playwright.sync_api import Page, expect

from tests.browser.serving import Server
from tests.browser.shopper import Shopper
from tests.browser.test_accessible import axe, violations
from tests.browser.test_widget import until
from tests.browser.watch import Watch


def at_budget(page: Page, shop: Server, language: str) -> Shopper:
    page.goto(f"{shop.address}/w/diamonds?lang={language}")
    shopper = Shopper(page, page)
    until(shopper, "range")
    return shopper


def test_field_and_handle_speak_the_language_of_the_page(page: Page, shop: Server) -> None:
    shopper = at_budget(page, shop, "de")
    field, handle = shopper.locate("[name=max]"), shopper.locate(".sliders input")
    expect(handle).to_have_attribute("aria-valuetext", "ohne Grenze")
    assert page.get_by_role("slider", name="Regler: höchstens").count() == 1
    assert page.get_by_role("textbox", name="Höchstens (USD)").count() == 1

    field.click()
    with shopper.turning():
        page.keyboard.type("1.500")
    expect(handle).to_have_value("1500")
    expect(handle).to_have_attribute("aria-valuetext", "1.500\u00a0USD")
    with shopper.turning():
        page.keyboard.press("Control+A")
        page.keyboard.type("2000,5")
    expect(field).to_have_value("2000,5")
    with shopper.turning():
        page.keyboard.press("Tab")
    expect(field).to_have_value("2.000,5")

    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        assert handle.get_attribute("aria-valuetext") == f"{field.input_value()}\u00a0USD"
        assert field.input_value().replace(".", "").isdigit()
    with shopper.turning():
        page.keyboard.press("End")
    expect(handle).to_have_attribute("aria-valuetext", "ohne Grenze")
    expect(field).to_have_value("")
    with shopper.turning():
        field.fill("219000")
    assert handle.input_value() == handle.get_attribute("max")
    assert shopper.press("answer")["answers"][-1]["label"] == "bis 219.000\u00a0$"


def test_what_could_be_two_numbers_is_asked_back_at_the_field(page: Page, shop: Server, watch: Watch) -> None:
    watch.expect("422")
    shopper = at_budget(page, shop, "en")
    field, fault = shopper.locate("[name=max]"), shopper.locate("#wrong")
    before = shopper.enter_value("max", "2,000")["match"]
    said = shopper.locate("#status").inner_text()

    field.click()
    page.keyboard.press("Control+A")
    with shopper.turning():
        page.keyboard.type("1.500", delay=30)
    expect(fault).to_have_text("“1.500” can be read in two ways. Write 1,500 or 1.5.")
    expect(field).to_have_value("1.500")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("“1.500” can be read in two ways. Write 1,500 or 1.5.")
    expect(shopper.locate("#status")).to_have_text(said)
    assert violations(axe.run(page)) == []

    with shopper.turning():
        page.keyboard.press("Tab")
    expect(shopper.locate("#status")).to_contain_text("can be read in two ways")
    again = shopper.press("answer")
    assert (again["type"], again["match"]) == ("range", before), "the answer given before stands"
    expect(field).to_be_focused()
    expect(field).to_have_value("1.500")
    with shopper.turning():
        page.keyboard.press("Control+A")
        page.keyboard.type("1500")
    expect(fault).to_have_count(0)
    expect(field).to_be_focused()
    assert shopper.press("answer")["answers"][-1]["label"] == "up to $1,500"

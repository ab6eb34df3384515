"""Themes and languages in a real browser: no barriers, nothing wider than the window, right to left, in print."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.serving import Server, serving
from tests.browser.shopper import Shopper
from tests.browser.test_accessible import violations

ROOT = Path(__file__).parents[2]
QUESTIONS = """\
questionnaire: letters
catalog: typefaces
title: {en: Find a typeface, de: Finde eine Schrift, ar: اعثر على خط}
languages: [en, de, ar]
theme: {accent: "#e0a000", ground: "#fff8ee", ink: "#5a3000", line: "#c0a080", font: "Georgia, serif", radius: 0}
questions:
  kind:
    ask: {en: Which kind?, de: Welche Art?, ar: أي نوع؟}
    type: single
    attribute: category
    choices: auto
  weights:
    ask: {en: How many weights?, de: Wie viele Stärken?, ar: كم وزنًا؟}
    type: range
    attribute: weight_count
    bound: min
"""
SCHEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "contrast-dark": {"color_scheme": "dark", "contrast": "more"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
LANGUAGES = ("en", "de", "ar")
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
PAIRWISE = {("light", "ar"), ("dark", "ar"), ("contrast", "de"), ("contrast-dark", "ar"), ("forced", "en")}
"""With test_accessible's light and dark English, every scheme and language is met; the other pairs are slow."""
WIDTHS = (320, 768, 1280)
PAIRS = [
    pytest.param(scheme, language, WIDTHS[number % 3], marks=() if (scheme, language) in PAIRWISE else pytest.mark.slow)
    for number, (scheme, language) in enumerate(product(SCHEMES, (*LANGUAGES, LANGUAGES[0])))
    if number % 4 < len(LANGUAGES)
]
"""Each scheme with each language, at widths that take turns."""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A shop that asks in three languages."""
    home = tmp_path_factory.mktemp("letters") / "home"
    for folder in ("catalog", "questionnaires"):
        (home / folder).mkdir(parents=True)
    for path in (ROOT / "catalog").glob("typefaces.*"):
        shutil.copy(path, home / "catalog" / path.name)
    (home / "questionnaires" / "letters.yaml").write_text(QUESTIONS, "utf-8")
    with serving(home) as server:
        yield server


SYSTEMS_OWN = {"rules": {"color-contrast": {"enabled": False}}, "resultTypes": ["violations"]}
"""Forced colours are the shopper's, not the page's."""


def has_no_barriers(page: Page, options: dict[str, Any] | None = None) -> None:
    assert violations(Axe().run(page, options=options)) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the window"


@pytest.mark.parametrize(("scheme", "language", "width"), PAIRS)
def test_every_page_in_every_theme_and_language(
    context_with: Callable[..., Any], letters: Server, scheme: str, language: str, width: int
) -> None:
    page = context_with(viewport={"width": width, "height": 720}, **SCHEMES[scheme])[0].new_page()
    page.goto(f"{letters.address}/w/letters?lang={language}")
    shopper, options = Shopper(page, page), SYSTEMS_OWN if scheme == "forced" else None
    for _ in range(2):
        has_no_barriers(page, options)
        shopper.answer()
    shopper.open_answers()
    has_no_barriers(page, options)
    for number in range(2):
        shopper.locate(".own .tick").nth(number).click()
    for deed in ("compare", "results", "like:", "dismiss:", "share", "about", "export", "erase", "erase:yes"):
        shopper.press(deed)
        has_no_barriers(page, options)
    page.goto(f"{letters.address}/shop/typefaces?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_arabic_is_laid_out_and_walked_from_right_to_left(context_with: Callable[..., Any], letters: Server) -> None:
    page = context_with(viewport=WIDE)[0].new_page()
    page.goto(f"{letters.address}/w/letters?lang=ar")
    assert page.locator("html").get_attribute("dir") == "rtl"
    card = page.locator(".card").first
    mark, label, fit = (card.locator(part).bounding_box() for part in ("input", ".label", ".fit"))
    assert mark and label and fit
    assert mark["x"] > label["x"] > fit["x"]
    page.locator(".acts .main").focus()
    page.keyboard.press("Tab")
    first, second = page.locator(".acts .main").bounding_box(), page.locator(":focus").bounding_box()
    assert first and second and second["x"] < first["x"]

    Shopper(page, page).answer()
    low, high = page.locator(".bars rect").first.bounding_box(), page.locator(".bars rect").last.bounding_box()
    assert low and high and low["x"] > high["x"], "the bars run the other way than the slider's handle"


@pytest.mark.parametrize(
    ("asked", "ground"),
    [
        ("auto", "rgb(23, 26, 31)"),
        ("light", "rgb(255, 248, 238)"),
        ("dark", "rgb(23, 26, 31)"),
        ("contrast", "rgb(18, 18, 18)"),
    ],
)
def test_a_theme_can_be_asked_for_on_a_dark_system(
    context_with: Callable[..., Any], letters: Server, asked: str, ground: str
) -> None:
    page = context_with(color_scheme="dark")[0].new_page()
    page.goto(f"{letters.address}/w/letters?theme={asked}")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == ground
    assert violations(Axe().run(page)) == []


def test_results_in_print_are_black_on_white_without_buttons(context_with: Callable[..., Any], letters: Server) -> None:
    page = context_with(color_scheme="dark")[0].new_page()
    page.goto(f"{letters.address}/w/letters")
    shopper = Shopper(page, page)
    shopper.answer()
    shopper.answer()
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0
    assert page.locator(".product:visible").count() > 0
    assert page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]"
    ) == [
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]


def test_motion_is_left_out_for_who_has_asked_for_less(context_with: Callable[..., Any], letters: Server) -> None:
    taken = {}
    for wish in ("no-preference", "reduce"):
        page = context_with(reduced_motion=wish)[0].new_page()
        page.goto(f"{letters.address}/w/letters")
        taken[wish] = page.locator(".card").first.evaluate("card => getComputedStyle(card).transitionDuration")
    assert taken["reduce"] == "0s" != taken["no-preference"]


def test_arabic_digits_are_read_and_the_handle_says_so(page: Page, letters: Server) -> None:
    page.goto(f"{letters.address}/w/letters?lang=ar")
    shopper = Shopper(page, page)
    before = shopper.answer()
    with shopper.turning():
        shopper.locate("[name=min]").press_sequentially("٩")
    assert 0 < shopper.step()["remaining"] < before["remaining"]
    expect(shopper.locate("[name=min]")).to_have_value("٩")
    expect(shopper.locate(".sliders input")).to_have_attribute("aria-valuetext", "9")
    with shopper.turning():
        shopper.locate("[name=min]").blur()
    expect(shopper.locate("[name=min]")).to_have_value("9")

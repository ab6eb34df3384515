from __future__ import annotations

import pytest

from app.web import formats
from app.web.direction import APART, JOINED, direction, keep_apart
from app.web.texts import listed, translator
from tests.builders import toys

STONES = """
catalog: stones
feed: stones.csv
roles: {id: id, title: title, price: price}
currency: USD
attributes:
  id: {kind: text}
  title: {kind: text}
  price: {kind: number}
  carat: {kind: number, decimals: 2, unit: {en: ct, de: ct, ar: قيراط}}
  depth: {kind: number, unit: mm}
"""


@pytest.mark.parametrize(
    ("language", "way"), [("en", "ltr"), ("de-AT", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("xx", "ltr")]
)
def test_a_language_says_how_it_runs(language: str, way: str) -> None:
    assert direction(language) == way


@pytest.mark.parametrize("text", ["0.30 ct", "US$", "Data Center GPU(Arctic Sound)"])
def test_latin_in_arabic_is_kept_together_once(text: str) -> None:
    apart = f"{APART}{text}{JOINED}"
    assert keep_apart(text, "ar") == apart == keep_apart(apart, "ar")
    assert keep_apart(text, "en") == text


@pytest.mark.parametrize("text", ["", "12", "59.8 %", "G (شبه عديم اللون)", "0.30 قيراط"])
def test_sentences_and_bare_numbers_stay_as_they_are(text: str) -> None:
    assert keep_apart(text, "ar") == text


def test_what_fills_a_place_in_an_arabic_sentence_is_kept_apart() -> None:
    assert translator("ar")("bound.max", high="0.30 ct") == f"حتى {APART}0.30 ct{JOINED}"
    assert translator("ar")("bound.max", high="0.30 قيراط") == "حتى 0.30 قيراط"
    assert translator("de")("bound.max", high="0,30 ct").endswith(" 0,30 ct")


def test_a_list_runs_the_way_of_its_language() -> None:
    assert listed(["VGA", "DVI"], "ar") == f"{APART}VGA{JOINED}، {APART}DVI{JOINED}"
    assert listed(["VGA", "DVI"], "de") == "VGA, DVI"


def test_numbers_prices_and_units_are_kept_together() -> None:
    stones = toys(STONES)
    carat, depth = stones.attributes["carat"], stones.attributes["depth"]
    assert formats.fact(carat, 0.3, stones, "ar") == "0.30\u00a0قيراط"
    assert formats.fact(carat, 0.3, stones, "de") == "0,30\u00a0ct"
    assert formats.fact(depth, 3.0, stones, "ar") == f"{APART}3\u00a0mm{JOINED}"
    assert f"{APART}US${JOINED}" in formats.price(892.0, stones, "ar")
    assert formats.price(892.0, stones, "en") == "$892"

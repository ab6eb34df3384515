"""A catalog's attributes as an editor offers them."""

from __future__ import annotations

from app.catalog.words import EXAMPLES, MOST_VALUES, words_of
from app.conditions import Kind
from app.conditions.grammar import Word, typed
from tests.builders import MAPPING, index, toy, toys

SHOP = [
    toy("a", brand="Ada", ports=("hdmi", "usb-c"), price=3.0, size=0.0, gps="true", released=738000.0),
    toy("b", brand="Bor", ports=("hdmi",), price=9.5, released=738001.0),
]


def test_each_kind_in_its_way() -> None:
    words = words_of(index(SHOP))
    assert words["brand"] == Word(Kind.CATEGORY, "brand: one of 2 values", ("Ada", "Bor"))
    assert words["ports"] == Word(Kind.TAGS, "ports: some of 2 values", ("hdmi", "usb-c"))
    assert words["size"] == Word(Kind.ORDERED, "size: from low to high S, M, L", ("S", "M", "L"))
    assert words["price"] == Word(Kind.NUMBER, "price: a number, 3 to 9.5", ("3", "9.5"))
    assert words["released"] == Word(
        Kind.DATE, "released: a date, 2021-07-29 to 2021-07-30", ("2021-07-29", "2021-07-30")
    )
    assert words["gps"] == Word(Kind.FLAG, "gps: a flag")
    assert words["stock"] == Word(Kind.NUMBER, "stock: a number, stated by no product")
    assert words["title"] == Word(Kind.TEXT, "title: a text")


def test_an_assumed_value_is_one_too() -> None:
    catalog = toys(MAPPING.replace("brand: {kind: category}", "brand: {kind: category, unknown: {assume: House}}"))
    assert words_of(index(SHOP, catalog))["brand"].values == ("Ada", "Bor", "House")


def test_of_very_many_values_the_frequent_ones_are_examples() -> None:
    rare = [toy(f"p{number:04}", brand=f"Brand {number:04}") for number in range(MOST_VALUES)]
    assert words_of(index(rare))["brand"].closed
    word = words_of(index([*rare, toy("y", brand="Zed"), toy("z", brand="Zed")]))["brand"]
    assert (word.closed, word.values[0], len(word.values)) == (False, "Zed", EXAMPLES)


def test_a_value_is_what_an_editor_makes_of_it() -> None:
    assert [typed(text) for text in ("104", "1e3", "-2.5", "true", "no", "12:30", "")] == [
        104,
        1000.0,
        -2.5,
        True,
        "no",
        "12:30",
        "",
    ]

"""Words typed and words stated: folded alike, each the beginning of one, checked against a loop over the products."""

from __future__ import annotations

import numpy as np
import pytest

from app.catalog.mentions import read_mentions, words_of
from tests.builders import MAPPING, index, toy, toys

LABELLED = MAPPING.replace(
    "brand: {kind: category}",
    "brand: {kind: category, values: {Ada: {en: Ada, de: Ada, ar: آدا}, Bor: {en: Boring, de: Träge Größe}}}",
)
SHOP = index(
    [
        toy("p1", title="Men's T-shirt, crème", brand="Ada", ports=("usb-c", "hdmi"), price=10.0),
        toy("p2", title="Jeans für Herren", brand="Bor", ports=("hdmi",)),
        toy("p3", title="قميص أَزرق", ports=()),
        toy("p4", title="T shirt dress", brand="Bor"),
    ],
    toys(LABELLED),
)


def found(query: str) -> list[str]:
    mentions = read_mentions(SHOP.products, "title", SHOP.catalog.attributes.values())
    return sorted(str(SHOP.products.records[row]["id"]) for row in np.flatnonzero(mentions.of(query)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Größe", ["grosse"]),
        ("CRÈME", ["creme"]),
        ("ÉTÉ à l’eau", ["ete", "a", "leau", "eau"]),
        ("men's", ["men"]),
        ("USB-C, 3.5 mm", ["usbc", "c", "3", "5", "mm"]),
        ("أَزرق", ["ازرق"]),
        ("قميـــص", ["قميص"]),
        ("–, & !", []),
        ("", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert [word for run in words_of(text) for word in run] == words


@pytest.mark.parametrize(
    ("query", "products"),
    [
        ("t-shirt", ["p1"]),
        ("TSHIRT", ["p1"]),
        ("t shirt", ["p1", "p4"]),
        ("shirts", []),
        ("creme", ["p1"]),
        ("mens", []),
        ("men's shirt", ["p1"]),
        ("usb c", ["p1"]),
        ("hdmi", ["p1", "p2"]),
        ("jea herren", ["p2"]),
        ("eans", []),
        ("ازرق", ["p3"]),
        ("boring", ["p2", "p4"]),
        ("10", []),
        ("hdmi hdmi", ["p1", "p2"]),
        ("", []),
        ("!", []),
    ],
)
def test_every_word_begins_a_word_of_a_title_a_value_or_its_label(query: str, products: list[str]) -> None:
    assert found(query) == products


def test_labels_are_read_in_all_their_languages() -> None:
    assert found("trage grosse") == found("boring") == ["p2", "p4"]
    assert found("ادا") == ["p1"]


@pytest.mark.parametrize(
    ("query", "products"),
    [
        ("shirt with usb-c", ["p1"]),
        ("Jeans mit HDMI für dich", []),
        ("die Jeans mit HDMI", ["p2"]),
        ("a dress for the", ["p4"]),
        ("قميص مع ازرق", ["p3"]),
        ("für", ["p2"]),
        ("with", []),
        ("a", ["p1"]),
    ],
)
def test_words_that_name_nothing_are_not_wanted_unless_there_are_no_others(query: str, products: list[str]) -> None:
    assert found(query) == products


def test_a_yes_is_found_by_what_it_is_said_of() -> None:
    flags = "gps: {kind: flag, label: {en: Organic, de: Bio}}\n  stock: {kind: flag, values: {false: {en: Sold out}}}"
    catalog = toys(MAPPING.replace("  gps: {kind: flag}\n", "").replace("stock: {kind: number}", flags))
    where = index([toy("a", gps="true", stock="false"), toy("b", gps="false", stock="true"), toy("c")], catalog)
    mentions = read_mentions(where.products, "title", where.catalog.attributes.values())
    for query, ids in (("organic toy", ["a"]), ("bio", ["a"]), ("sold", ["a"]), ("true", []), ("toy", ["a", "b", "c"])):
        assert sorted(where.products.ids[row] for row in np.flatnonzero(mentions.of(query))) == ids, query


def test_what_is_not_among_the_attributes_given_is_not_read() -> None:
    assert not read_mentions(SHOP.products, "title", ()).of("ada").any()


def test_of_a_catalog_with_no_products_nothing_is_found() -> None:
    empty = index([])
    assert read_mentions(empty.products, "title", empty.catalog.attributes.values()).of("a").shape == (0,)

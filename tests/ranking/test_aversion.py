"""What is not wanted makes what is like it less wanted: by what it has oftener than usual, never by its sort."""

from __future__ import annotations

import numpy as np
import pytest

from app.ranking import Aversion, Traits, aversion, read_traits
from tests.builders import release, toy

SHELF = [toy(f"t{n}", brand=("Ada", "Bor", "Cid", "Cid")[n % 4], price=float(n)) for n in range(12)]
WRITTEN = {
    "questionnaire": "toys",
    "catalog": "toys",
    "title": "Toys",
    "questions": {"price": {"ask": "How much?", "type": "range", "attribute": "price", "bound": "max"}},
}
TOYS = release(WRITTEN, SHELF)
ROW = TOYS.index.products.row_of
ROWS = np.array([ROW[f"t{number}"] for number in range(len(SHELF))])
"""By number: the index has an order of its own."""


@pytest.fixture
def traits() -> Traits:
    return read_traits(TOYS.index)


def averse(traits: Traits, *ids: str, weight: float = 0.3) -> Aversion | None:
    return aversion(traits, [(ROW[id], id) for id in ids], weight)


def test_what_shares_their_value_loses_and_the_rest_stays(traits: Traits) -> None:
    found = averse(traits, "t0", "t4")
    assert found is not None
    amounts = found.at(ROWS)
    alike = np.array([record.get("brand") == "Ada" for record in SHELF])
    assert (amounts[alike] < 0).all() and (amounts[~alike] == 0).all()
    assert amounts.max() <= found.most == 0


def test_one_alone_and_two_that_share_nothing_say_nothing(traits: Traits) -> None:
    assert averse(traits, "t0") is None
    assert averse(traits, "t0", "t1") is None


def test_three_that_agree_say_more_than_two(traits: Traits) -> None:
    two, three = averse(traits, "t0", "t4"), averse(traits, "t0", "t4", "t8")
    assert two and three
    assert three.at(ROWS)[8] < two.at(ROWS)[8] < 0


def test_it_names_a_product_that_it_comes_from(traits: Traits) -> None:
    found = averse(traits, "t0", "t4", "t1", "t5")
    assert found and (found.cause(ROW["t8"]), found.cause(ROW["t9"])) == ("t0", "t1")


def test_of_nothing_or_without_weight_there_is_none(traits: Traits) -> None:
    assert averse(traits) is None
    assert averse(traits, "t0", "t4", weight=0.0) is None


def test_a_tag_that_two_share_counts_and_one_of_a_single_one_does_not() -> None:
    ports = (("usb", "vga"), ("usb", "dvi"), ("vga",), ("dvi",), ("usb",), ())
    shelf = release(WRITTEN, [toy(f"t{n}", ports=ports[n % 6]) for n in range(12)])
    row = shelf.index.products.row_of
    found = aversion(read_traits(shelf.index), [(row[id], id) for id in ("t0", "t1")], 0.3)
    assert found
    amounts = found.at(np.array([row[f"t{number}"] for number in range(6)]))
    assert amounts[4] < amounts[0] == amounts[1] < 0
    assert amounts[2:4].tolist() == [0, 0] and amounts[5] == 0
    assert found.cause(row["t4"]) == "t0"

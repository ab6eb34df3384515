"""What is not wanted makes what is like it less wanted: by what it has oftener than usual, never by its sort."""

from __future__ import annotations

import numpy as np
import pytest

from app.ranking import Traits, aversion, read_traits
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


def test_what_has_its_values_loses_and_the_rest_stays(traits: Traits) -> None:
    found = aversion(traits, [(ROW["t0"], "t0")], 0.3)
    assert found is not None
    amounts = found.at(ROWS)
    alike = [record.get("brand") == "Ada" for record in SHELF]
    assert (amounts[alike] < 0).all() and (amounts[~np.array(alike)] == 0).all()
    assert found.most == 0 and amounts.max() <= found.most


def test_two_that_agree_say_more_than_one(traits: Traits) -> None:
    one, two = (aversion(traits, [(ROW[id], id) for id in ids], 0.3) for ids in (("t0",), ("t0", "t4")))
    assert one and two
    assert two.at(ROWS)[8] < one.at(ROWS)[8] < 0


def test_it_names_the_product_that_it_comes_from(traits: Traits) -> None:
    found = aversion(traits, [(ROW[id], id) for id in ("t0", "t1")], 0.3)
    assert found and (found.cause(ROW["t4"]), found.cause(ROW["t5"])) == ("t0", "t1")


def test_of_nothing_or_without_weight_there_is_none(traits: Traits) -> None:
    assert aversion(traits, [], 0.3) is None
    assert aversion(traits, [(ROW["t0"], "t0")], 0.0) is None

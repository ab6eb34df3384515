"""Products counted by value against a loop over products."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Catalog, Index, Products
from app.catalog.model import TOGETHER, Product
from app.catalog.values import count_values
from tests import worlds
from tests.builders import toy, toys
from tests.catalog.test_groups import packed

CODED = ("brand", "ports", "size", "price", "gps")


def names(index: Index, attribute: str) -> list[Any]:
    """What each code stands for."""
    column: Any = index.products.column(attribute)
    return list(column.vocabulary) if hasattr(column, "vocabulary") else column.distinct.tolist()


def by_loop(index: Index, attribute: str, mask: set[int], base: set[int]) -> list[int]:
    """How many products, or groups of them, have a row of the mask in the base or with the value."""
    records, counts = index.products.records, []
    for value in names(index, attribute):
        found = set()
        for row in mask:
            held = records[row].get(attribute, ())
            if row in base or value in (held if isinstance(held, tuple) else (held,)):
                family = records[row].get("family") if index.groups is not None else None
                found.add(row if family is None else family)
        counts.append(len(found))
    return counts


@settings(max_examples=40)
@given(worlds.catalogs(), worlds.stocks(), st.data())
def test_values_count_as_a_loop_over_products_does(
    catalog: Catalog, products: list[Product], data: st.DataObject
) -> None:
    index = Index(Products.of_records(catalog, products))
    filled = st.sets(st.sampled_from(index.products.by_id.tolist())) if products else st.just(set())
    mask, base = data.draw(filled), data.draw(filled)
    for attribute in CODED:
        found = count_values(index, attribute, packed(mask, index.rows), packed(base, index.rows))
        assert found.tolist() == by_loop(index, attribute, mask, base), attribute


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("share", [0.02, 0.9])
def test_hundreds_of_tags_on_large_groups(together: bool, share: float) -> None:
    rng = np.random.default_rng(9)
    catalog = replace(toys(), roles={**toys().roles, "group": "brand"}, variants=TOGETHER) if together else toys()
    tags = [f"t{number:03}" for number in range(300)]
    products = [
        toy(
            f"p{number:04}",
            ports=tuple(sorted({tags[int(place)] for place in rng.integers(0, 300, 5)})),
            **({"brand": f"b{int(rng.integers(0, 9))}"} if number % 3 else {}),
        )
        for number in range(900)
    ]
    index = Index(Products.of_records(catalog, products))
    assert index.groups is None or len(index.groups.large)
    filled = index.products.by_id.tolist()
    mask, base = ({row for row in filled if rng.random() < part} for part in (share, 0.05))
    families = [index.products.records[row].get("brand", row) if together else row for row in range(index.rows)]
    counts = []
    for tag in names(index, "ports"):
        rows = {row for row in mask if row in base or tag in index.products.records[row]["ports"]}
        counts.append(len({families[row] for row in rows}))
    found = count_values(index, "ports", packed(mask, index.rows), packed(base, index.rows))
    assert found.tolist() == counts

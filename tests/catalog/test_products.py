"""Columnar products against the plain records that they were built from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Catalog, Index, Products, bitset
from app.catalog.model import TOGETHER, Product
from app.conditions import Kind
from tests import worlds
from tests.builders import toy, toys


def together(kind: Kind = Kind.CATEGORY) -> Catalog:
    """The toys, where those of one brand are variants of one another."""
    catalog = toys()
    brand = replace(catalog.attributes["brand"], kind=kind)
    roles = {**catalog.roles, "group": "brand"}
    return replace(catalog, attributes={**catalog.attributes, "brand": brand}, roles=roles, variants=TOGETHER)


@settings(max_examples=40)
@given(worlds.catalogs(), worlds.stocks())
def test_records_and_ids_are_those_that_came_in(catalog: Catalog, products: list[Product]) -> None:
    found = Products.of_records(catalog, products)
    wanted = {str(product["id"]): product for product in products}
    assert len(found) == len(wanted)
    assert list(found.row_of) == sorted(wanted)
    for id, product in wanted.items():
        row = found.row_of[id]
        assert (found.ids[row], found.records[row]) == (id, product)
    filled = set(found.by_id.tolist())
    assert [record for row, record in enumerate(found.records) if row not in filled] == [{}] * (found.rows - len(found))
    assert "nobody" not in found.row_of
    assert [found.ids[row] for row in sorted(filled, key=found.rank.__getitem__)] == sorted(wanted)


@settings(max_examples=40)
@given(worlds.catalogs(), worlds.stocks(), st.randoms(use_true_random=False))
def test_columns_in_any_order_make_the_same_products(catalog: Catalog, products: list[Product], random: Any) -> None:
    one = Products.of_records(catalog, products)
    order = one.by_id.copy()
    random.shuffle(order)
    other = Products.of_columns(catalog, {id: column.take(order) for id, column in one.columns.items()}, "r")
    assert list(other.records) == list(one.records)
    assert other.by_id.tolist() == one.by_id.tolist()


@settings(max_examples=40)
@given(worlds.catalogs(), worlds.stocks(least=1))
def test_variants_share_a_group_and_others_do_not(catalog: Catalog, products: list[Product]) -> None:
    found = Products.of_records(catalog, products)
    if found.groups is None:
        assert catalog.variants != TOGETHER
        return
    rows = found.by_id.tolist()
    for row in rows:
        for other in rows:
            families = [found.records[place].get("family", place) for place in (row, other)]
            assert (found.groups.of_row[row] == found.groups.of_row[other]) == (families[0] == families[1])


@pytest.mark.parametrize("catalog", [toys(), together()])
def test_a_catalog_without_products(catalog: Catalog) -> None:
    index = Index(Products.of_records(catalog, []))
    assert (len(index.products), index.rows, index.count(index.everything)) == (0, 0, 0)


@pytest.mark.parametrize("kind", [Kind.CATEGORY, Kind.TEXT])
def test_groups_that_differ_by_a_nul_or_by_nothing_stated_are_apart(kind: Kind) -> None:
    products = [toy("a", brand="x"), toy("b", brand="x\0"), toy("c"), toy("d"), toy("e", brand="x")]
    index = Index(Products.of_records(together(kind), products))
    assert index.count(index.everything) == 4
    assert bitset.count(index.everything) == 5

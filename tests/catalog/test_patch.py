"""A patched catalog says what one that was read anew says."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Catalog, Index, Products
from app.catalog.columns import Codes, Numbers, Tags
from app.catalog.model import Product
from app.catalog.patch import patch
from tests import worlds
from tests.builders import MAPPING, TODAY, condition, toy, toys


def by_id(products: Products) -> list[Product]:
    return [products.records[row] for row in products.by_id]


def dictionary(column: Any) -> Any:
    return column.distinct.tolist() if isinstance(column, Numbers) else column.vocabulary


@settings(max_examples=150)
@given(worlds.catalogs(), worlds.stocks(least=1), worlds.stocks(least=1), st.data())
def test_it_holds_what_a_fresh_one_holds(
    catalog: Catalog, before: list[Product], others: list[Product], data: st.DataObject
) -> None:
    ids = [product["id"] for product in before]
    new = {str(id): {**product, "id": id} for id, product in zip(ids, others, strict=False)}
    products = Products.of_records(catalog, before)
    found = patch(products, new, "next")
    assert found
    patched, changed = found
    fresh = Products.of_records(catalog, [new.get(str(product["id"]), product) for product in before], "next")
    assert (by_id(patched), patched.revision, patched.by_id.tolist()) == (
        by_id(fresh),
        "next",
        products.by_id.tolist(),
    )
    for id, column in fresh.columns.items():
        if isinstance(column, Codes | Numbers | Tags):
            assert dictionary(patched.columns[id]) == dictionary(column)
        if id not in changed:
            assert patched.columns[id] is products.columns[id]
    old, here, there = Index(products), Index(fresh), None
    for _ in range(3):
        wanted = condition(data.draw(worlds.conditions()), catalog.names)
        old.fit(wanted, TODAY)
        there = old.patched(patched, changed)
        for a, b in zip(_ids(there, wanted), _ids(here, wanted), strict=True):
            assert a == b


def _ids(index: Index, wanted: Any) -> list[list[str]]:
    fit = index.fit(wanted, TODAY)
    return [[index.products.ids[row] for row in index.rows_by_id(bits)] for bits in (fit.passes, fit.meets)]


def test_a_new_product_takes_more_than_a_patch() -> None:
    products = Products.of_records(toys(), [toy("a"), toy("b")])
    assert patch(products, {"c": toy("c")}, "next") is None


def test_a_variant_that_moves_to_another_group_takes_more_than_a_patch() -> None:
    catalog = toys(MAPPING.replace("popularity: sold}", "popularity: sold, group: brand}\nvariants: together"))
    products = Products.of_records(catalog, [toy("a", brand="x"), toy("b", brand="x")])
    assert patch(products, {"a": toy("a", brand="y")}, "next") is None
    assert patch(products, {"a": toy("a", brand="x", price=2.0)}, "next") is not None


def test_texts_made_of_what_changed_change_too() -> None:
    catalog = toys(MAPPING + '  url: {kind: text, value: "/toys/{brand}/{id}"}\n')
    products = Products.of_records(catalog, [toy("a", brand="x")])
    assert products.records[0]["url"] == "/toys/x/a"
    found = patch(products, {"a": toy("a", brand="y z")}, "next")
    assert found
    assert found[0].records[0]["url"] == "/toys/y%20z/a"
    assert "url" in found[1]

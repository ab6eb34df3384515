"""Products in an archive are the products that were put there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from app.catalog import Catalog, Index, Products
from app.catalog.archive import Damaged
from app.catalog.model import Product
from app.catalog.saved import open_products, save_products
from tests import worlds
from tests.builders import MAPPING, condition, toy, toys

TOGETHER = MAPPING.replace("popularity: sold}", "popularity: sold, group: brand}\nvariants: together")


@settings(max_examples=40)
@given(worlds.catalogs(), worlds.stocks())
def test_they_come_back_row_for_row(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, stock: list[Product]
) -> None:
    path = tmp_path_factory.getbasetemp() / "toys.arrays"
    products = Products.of_records(catalog, stock)
    save_products(path, products)
    found = open_products(path, catalog)
    assert (list(found.records), found.revision) == (list(products.records), products.revision)
    assert (found.by_id.tolist(), found.rank.tolist()) == (products.by_id.tolist(), products.rank.tolist())


def test_variants_still_count_once(tmp_path: Path) -> None:
    catalog = toys(TOGETHER)
    products = Products.of_records(catalog, [toy(f"p{row:03}", brand=f"b{row % 7}") for row in range(300)])
    save_products(tmp_path / "toys.arrays", products)
    index = Index(open_products(tmp_path / "toys.arrays", catalog))
    assert index.count(index.everything) == 7
    assert index.count(index.fit(condition({"brand": ["b1", "b2"]}, catalog.names), None).passes) == 2  # type: ignore[arg-type]


def test_another_mapping_does_not_fit(tmp_path: Path) -> None:
    save_products(tmp_path / "toys.arrays", Products.of_records(toys(), [toy("a")]))
    with pytest.raises(Damaged, match="other attributes"):
        open_products(tmp_path / "toys.arrays", toys(MAPPING + "  more: {kind: text}\n"))

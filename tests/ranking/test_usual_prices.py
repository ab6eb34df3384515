"""How usual a price is among its kind, against a loop over products."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest

from app.ranking.prices import usual_prices
from tests.builders import MAPPING, index, toy, toys

BY_BRAND = toys(MAPPING.replace("roles: {", "roles: {category: brand, "))
PRICES = {"Ada": [1.0, 2.0, 3.0, 10.0], "Bor": [100.0, 120.0, 140.0], "Cid": [7.0], None: [5.0, 9.0]}
SHELF = [
    toy(f"t{kind}{place}", price=price, **({"brand": kind} if kind else {}))
    for kind, prices in PRICES.items()
    for place, price in enumerate(prices)
]


def test_what_costs_the_median_of_its_kind_is_most_usual() -> None:
    shop = index([*SHELF, toy("unpriced", brand="Ada")], BY_BRAND)
    near = usual_prices(shop)
    assert near
    found = dict(zip(shop.products.ids, near.at(np.arange(shop.rows)).tolist(), strict=True))
    assert found.pop("unpriced") == 0.0
    for kind, prices in PRICES.items():
        low, high = np.percentile(prices, [25, 75])
        reach = (high - low) or 1.0
        expected = [max(0.0, 1 - abs(price - median(prices)) / reach) for price in prices]
        assert [found[f"t{kind}{place}"] for place in range(len(prices))] == pytest.approx(expected)
    assert near.bounds.greatest.max() <= 1.0 and near.bounds.least.min() >= 0.0


def test_without_categories_all_are_of_one_kind() -> None:
    near = usual_prices(index([toy(f"t{price}", price=float(price)) for price in (1, 2, 3, 4, 50)]))
    assert near and near.at(np.arange(5)).tolist() == [0.0, 0.5, 1.0, 0.5, 0.0]


def test_without_prices_nothing_is_usual() -> None:
    assert usual_prices(index([toy("t1")], toys(MAPPING.replace("price: price, ", "")))) is None
    near = usual_prices(index([toy("t1"), toy("t2")]))
    assert near is None or not near.at(np.arange(2)).any()

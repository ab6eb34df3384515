from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.shopper import Event, Name, fold
from app.shopper.profile import EARLIER_HALF_LIFE, EARLIER_WEIGHT, MOST, ORDER_DECAY

NOW = datetime(2026, 11, 26, 12)


def did(name: Name, *products: str, ago: timedelta = timedelta()) -> Event:
    return Event("-", name, NOW - ago, products)


def test_the_newest_product_comes_first_and_each_once() -> None:
    folded = fold([did(Name.VIEW_ITEM, product) for product in "abca"], NOW)
    assert [(one.product, one.times) for one in folded] == [("a", 2), ("c", 1), ("b", 1)]
    assert [one.weight for one in folded] == pytest.approx([1, ORDER_DECAY, ORDER_DECAY**2])


def test_a_cart_says_more_than_a_view_until_it_is_left() -> None:
    viewed, carted = fold([did(Name.ADD_TO_CART, "cart"), did(Name.VIEW_ITEM, "view")], NOW)
    assert carted.weight / ORDER_DECAY == 2 * viewed.weight
    left = fold([did(Name.ADD_TO_CART, "cart"), did(Name.REMOVE_FROM_CART, "cart")], NOW)
    assert [one.weight for one in left] == [1.0]


def test_lists_and_searches_name_no_liking() -> None:
    assert fold([did(Name.VIEW_ITEM_LIST, "a", "b"), did(Name.SEARCH)], NOW) == ()


def test_earlier_visits_weigh_less_and_fade() -> None:
    before = [did(Name.VIEW_ITEM, "old", ago=2 * EARLIER_HALF_LIFE), did(Name.VIEW_ITEM, "a", ago=EARLIER_HALF_LIFE)]
    folded = fold([did(Name.VIEW_ITEM, "a")], NOW, before)
    assert [(one.product, one.earlier) for one in folded] == [("a", False), ("old", True)]
    assert folded[1].weight == pytest.approx(EARLIER_WEIGHT / 4)


def test_a_flood_of_products_stays_short() -> None:
    events = [did(Name.VIEW_ITEM, f"{number}") for number in range(1000)]
    assert len(fold(events, NOW)) == MOST
    assert len(fold(events[:5], NOW, events)) == 2 * MOST

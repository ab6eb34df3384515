"""A taste is what the products dealt with have oftener than their sort has, and the bound of a block holds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import Index
from app.ranking import Scorer, Taste, Weights, read_traits, tastes
from app.ranking.blocks import BLOCK, blocks
from app.ranking.taste import AUDIENCE, LIMIT, agreement
from app.ranking.trait import Stated
from app.shopper import Recent
from tests.builders import index, toy, toys

MAPPING = """
catalog: toys
feed: toys.csv
roles: {id: id, title: title, category: sort, audience: worn}
attributes:
  id: {kind: text}
  title: {kind: text}
  sort: {kind: category}
  worn: {kind: category}
  brand: {kind: category}
  gps: {kind: flag}
  size: {kind: ordered, order: [S, M, L]}
  price: {kind: number}
"""
SORTS, BRANDS, WEARERS = ("jeans", "shirt"), ("Ada", "Bor", "Cid"), ("men", "women", "kids")
OWN = {"sort": 1.0, "worn": AUDIENCE}


def shop(many: int, seed: int = 3) -> Index:
    """Jeans are of Ada and Bor only; a value in five is not stated."""
    rng = np.random.default_rng(seed)
    products = []
    for number in range(many):
        sort = SORTS[int(rng.integers(2))]
        stated = {
            "sort": sort,
            "brand": BRANDS[int(rng.integers(2 if sort == "jeans" else 3))],
            "gps": "true" if rng.random() < 0.4 else "false",
            "size": float(rng.integers(3)),
            "worn": WEARERS[int(rng.integers(3))],
        }
        products.append(toy(f"p{number:05}", **{id: value for id, value in stated.items() if rng.random() < 0.8}))
    return index(products, toys(MAPPING))


SHOP = shop(60)


def of(where: Index, dealt: list[tuple[int, float]]) -> tuple[Taste, ...]:
    return tastes(read_traits(where), [(row, Recent(where.products.ids[row], weight)) for row, weight in dealt])


DEALT = st.lists(st.tuples(st.integers(0, 59), st.floats(0.01, 2.0)), max_size=6, unique_by=lambda one: one[0])


def plain(attribute: str, dealt: list[tuple[int, float]]) -> tuple[dict[str, float], float]:
    """The leanings to each value, and what they tell, by loops over records."""
    records = [SHOP.products.records[row] for row in range(60)]
    here = [(records[row], weight) for row, weight in dealt if attribute in records[row]]
    heavy = sum(weight for _, weight in here)
    expected: dict[str, float] = {}
    for record, weight in here if attribute != "sort" else [({}, 1.0)]:
        alike = [one for one in records if attribute == "sort" or one.get("sort") == record.get("sort")]
        stating = [one[attribute] for one in alike if attribute in one]
        for value in stating:
            expected[value] = expected.get(value, 0.0) + weight / len(stating)
    whole = sum(expected.values())
    leaning, told = {}, 0.0
    for value, share in expected.items():
        usual = share / whole
        own = sum(weight for record, weight in here if record[attribute] == value)
        held = (own + usual) / (heavy + 1)
        leaning[value] = math.log(held / usual)
        told += held * leaning[value]
    pairs = [(a, b) for place, a in enumerate(here) for b in here[place + 1 :]]
    equal = sum(v * w for (a, v), (b, w) in pairs if a[attribute] == b[attribute])
    return leaning, told * (equal + 0.5) / (sum(v * w for (_, v), (_, w) in pairs) + 1)


@given(DEALT)
def test_a_taste_is_what_loops_over_the_products_say(dealt: list[tuple[int, float]]) -> None:
    found = {taste.trait.attribute: taste for taste in of(SHOP, dealt)}
    names = [
        id
        for id in ("sort", "brand", "gps", "size", "worn")
        if any(id in SHOP.products.records[row] for row, _ in dealt)
    ]
    expected = {id: plain(id, dealt) for id in names}
    whole = sum(told for id, (_, told) in expected.items() if id not in OWN)
    for id, (leaning, told) in expected.items():
        if told < 1e-6:
            continue
        share = OWN[id] if id in OWN else told / whole
        at = found[id].at(np.arange(60))
        for row in range(60):
            value = SHOP.products.records[row].get(id)
            wanted = min(LIMIT, max(-LIMIT, leaning.get(value, 0.0))) * share
            assert at[row] == pytest.approx(wanted, abs=1e-6), (id, row)


@given(DEALT)
def test_all_leanings_together_are_bounded(dealt: list[tuple[int, float]]) -> None:
    amounts = [taste.at(np.arange(60)) for taste in of(SHOP, dealt)]
    assert np.all(np.abs(np.sum(amounts, axis=0)) <= (2 + AUDIENCE) * LIMIT + 1e-9)
    assert all(np.isfinite(one).all() for one in amounts)


@given(DEALT)
def test_a_cause_is_a_product_dealt_with_that_has_the_value_if_one_has(dealt: list[tuple[int, float]]) -> None:
    records, ids = SHOP.products.records, SHOP.products.ids
    for taste in of(SHOP, dealt):
        id = taste.trait.attribute
        for row in range(60):
            having = {ids[one] for one, _ in dealt if id in records[one] and records[one][id] == records[row].get(id)}
            assert taste.cause(row) in (having or {ids[one] for one, _ in dealt})


def test_products_that_differ_agree_less() -> None:
    weights = np.array([1.0, 1.0, 1.0])
    alone, same, other = (
        agreement(Stated(np.arange(len(codes)), np.array(codes)), weights[: len(codes)], 4)
        for codes in ([1], [1, 1, 1], [1, 2, 3])
    )
    assert (alone, same, other) == (0.5, 3.5 / 4, 0.5 / 4)


def test_of_tags_products_agree_by_the_share_that_both_have() -> None:
    stated = Stated(np.array([0, 0, 1, 1, 1, 3]), np.array([0, 1, 1, 2, 3, 1]))  # the third states nothing
    found = agreement(stated, np.array([1.0, 2.0, 9.0, 3.0]), 4)
    assert found == pytest.approx((2 * 1 / 4 + 3 * 1 / 2 + 6 * 1 / 3 + 0.5) / (2 + 3 + 6 + 1))


def test_the_bound_of_every_block_holds_to_the_last_bit() -> None:
    where = shop(3 * BLOCK + 17)
    dealt = of(where, [(5, 2.0), (BLOCK + 1, 0.65), (2 * BLOCK, 0.4)])
    assert len(dealt) == 5
    scorer = Scorer((), (), (), None, Weights(1.0, 0.2, 0.6), dealt)
    total, bound = scorer.score(np.arange(where.rows)).total, scorer.bound(blocks(where.rows))
    for block, most in enumerate(bound.tolist()):
        assert total[block * BLOCK : (block + 1) * BLOCK].max() <= most
    assert (
        bound.max() <= total.max() + 1e-9 + sum(float(taste.table.max() - taste.table.min()) for taste in dealt) * 0.6
    )
    loose = [taste for taste in dealt if taste.bounds.greatest.max() > taste.table.max()]
    assert not loose


def test_of_nothing_nothing_follows() -> None:
    assert of(SHOP, []) == ()
    assert Scorer((), (), (), None, Weights(1.0, 0.2, 0.6), ()).score(np.arange(3)).amounts == []

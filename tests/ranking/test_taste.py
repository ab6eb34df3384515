"""A taste is what the products dealt with have oftener than their sort has, and the bound of a block holds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import Index
from app.catalog.columns import code_tags
from app.ranking import Scorer, Taste, Weights, read_traits, tastes
from app.ranking.blocks import BLOCK, blocks
from app.ranking.taste import AUDIENCE, LIMIT, agreement
from app.ranking.trait import GRID, Several, Stated, several
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
  uses: {kind: tags}
  words: {kind: tags}
"""
NAMES = ("sort", "brand", "gps", "size", "worn", "uses", "words")
USES, WORDS = ("beach", "city", "party", "sport", "work"), tuple(f"word {number}" for number in range(40))
SORTS, BRANDS, WEARERS = ("jeans", "shirt"), ("Ada", "Bor", "Cid"), ("men", "women", "kids")
OWN = {"sort": 1.0, "worn": AUDIENCE}


def some(rng: np.random.Generator, tags: tuple[str, ...], most: int) -> tuple[str, ...]:
    """One tag to `most`, in any order."""
    return tuple(str(tag) for tag in rng.choice(tags, int(rng.integers(1, most + 1)), replace=False))


def shop(many: int, seed: int = 3) -> Index:
    """Jeans are of Ada and Bor only, and none is for the beach; a value in five is not stated."""
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
            "uses": some(rng, USES[1:] if sort == "jeans" else USES, 3),
            "words": some(rng, WORDS, 9),
        }
        products.append(toy(f"p{number:05}", **{id: value for id, value in stated.items() if rng.random() < 0.8}))
    return index(products, toys(MAPPING))


SHOP = shop(60)
RECORDS = [dict(record) for record in SHOP.products.records]


def of(where: Index, dealt: list[tuple[int, float]]) -> tuple[Taste, ...]:
    return tastes(read_traits(where), [(row, Recent(where.products.ids[row], weight)) for row, weight in dealt])


DEALT = st.lists(st.tuples(st.integers(0, 59), st.floats(0.01, 2.0)), max_size=6, unique_by=lambda one: one[0])


def values(attribute: str, row: int) -> frozenset[Any]:
    """What a product states of an attribute."""
    value = RECORDS[row].get(attribute, ())
    return frozenset(value) if isinstance(value, tuple) else frozenset([value])


def plain(attribute: str, dealt: list[tuple[int, float]]) -> tuple[dict[str, float], float]:
    """The leanings to each value, and what they tell, by loops over records."""
    records: list[dict[str, Any]] = [{**RECORDS[row], attribute: values(attribute, row)} for row in range(60)]
    here = [(records[row], weight) for row, weight in dealt if records[row][attribute]]
    heavy = sum(weight for _, weight in here)
    expected: dict[str, float] = {}
    for record, weight in here if attribute != "sort" else [({}, 1.0)]:
        alike = [one for one in records if attribute == "sort" or one.get("sort") == record.get("sort")]
        stating = [one[attribute] for one in alike if one[attribute]]
        for value in (value for stated in stating for value in stated):
            expected[value] = expected.get(value, 0.0) + weight / len(stating)
    whole = heavy if attribute != "sort" else 1.0
    leaning, told = {}, 0.0
    for value, share in expected.items():
        usual = share / whole
        own = sum(weight for record, weight in here if value in record[attribute])
        held = (own + usual) / (heavy + 1)
        leaning[value] = math.log(held / usual)
        told += held * leaning[value] - held + usual
    pairs = [(a, b) for place, a in enumerate(here) for b in here[place + 1 :]]
    overlaps = [v * w * len(a[attribute] & b[attribute]) / len(a[attribute] | b[attribute]) for (a, v), (b, w) in pairs]
    agreed = (sum(overlaps) + 0.5) / (sum(v * w for (_, v), (_, w) in pairs) + 1)
    return leaning, told / (sum(expected.values()) / whole) * agreed


@given(DEALT)
def test_a_taste_is_what_loops_over_the_products_say(dealt: list[tuple[int, float]]) -> None:
    found = {taste.trait.attribute: taste for taste in of(SHOP, dealt)}
    names = [id for id in NAMES if any(id in RECORDS[row] for row, _ in dealt)]
    expected = {id: plain(id, dealt) for id in names}
    whole = sum(told for id, (_, told) in expected.items() if id not in OWN)
    for id, (leaning, told) in expected.items():
        if told < 1e-6:
            continue
        share = OWN[id] if id in OWN else told / whole
        at = found[id].at(np.arange(60))
        for row in range(60):
            each = [min(LIMIT, max(-LIMIT, leaning.get(value, 0.0))) for value in values(id, row)]
            wanted = sum(each) / max(len(each), 1) * share
            assert at[row] == pytest.approx(wanted, abs=1e-6), (id, row)


@given(DEALT)
def test_all_leanings_together_are_bounded(dealt: list[tuple[int, float]]) -> None:
    amounts = [taste.at(np.arange(60)) for taste in of(SHOP, dealt)]
    assert np.all(np.abs(np.sum(amounts, axis=0)) <= (2 + AUDIENCE) * LIMIT + 1e-9)
    assert all(np.isfinite(one).all() for one in amounts)


@given(DEALT)
def test_a_cause_is_a_product_dealt_with_that_has_the_value_if_one_has(dealt: list[tuple[int, float]]) -> None:
    ids = SHOP.products.ids
    for taste in of(SHOP, dealt):
        id = taste.trait.attribute
        for row in range(60):
            having = {ids[one] for one, _ in dealt if values(id, one) & values(id, row)}
            assert taste.cause(row) in (having or {ids[one] for one, _ in dealt})


@given(DEALT)
def test_a_tag_named_is_had_by_both_and_no_shared_one_weighs_more(dealt: list[tuple[int, float]]) -> None:
    for taste in of(SHOP, dealt):
        if not isinstance(taste.trait, Several):
            continue
        id, at = taste.trait.attribute, taste.at(np.arange(60))
        leaning = dict(zip(taste.trait.tags.vocabulary, taste.table.tolist(), strict=False))
        for row in range(60):
            tag, cause = taste.tag(row), SHOP.products.row_of[taste.cause(row)]
            shared = values(id, row) & frozenset().union(*(values(id, one) for one, _ in dealt))
            assert (tag in shared and tag in values(id, cause)) if shared else tag == ""
            assert not shared or leaning[tag] == max(leaning[one] for one in shared)
            assert at[row] <= 0 or leaning[tag] > 0


@given(DEALT, st.sampled_from(USES))
def test_of_a_tag_taken_out_nothing_is_left_and_the_others_speak_on(dealt: list[tuple[int, float]], tag: str) -> None:
    traits = read_traits(SHOP)
    uses = next(trait for trait in traits.known if trait.attribute == "uses")
    assert isinstance(uses, Several)
    code = uses.tags.code_of[tag]
    recents = [(row, Recent(SHOP.products.ids[row], weight)) for row, weight in dealt]
    left = [one for one in tastes(traits, recents, {"uses": {code}}) if one.trait is uses]
    only = {row for row, _ in dealt if values("uses", row) <= {tag}}
    for taste in left:
        assert taste.table[code] == 0 and code not in taste.causes
        others = [one for one in recents if one[0] not in only]
        again = next(one for one in tastes(traits, others, {"uses": {code}}) if one.trait is uses)
        leaning, plainly = taste.table / np.abs(taste.table).max(), again.table / np.abs(again.table).max()
        assert leaning == pytest.approx(plainly, abs=1e-6)


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
    assert len(dealt) == len(NAMES)
    scorer = Scorer((), (), (), None, Weights(1.0, 0.2, 0.6), dealt)
    total, bound = scorer.score(np.arange(where.rows)).total, scorer.bound(blocks(where.rows))
    for block, most in enumerate(bound.tolist()):
        assert total[block * BLOCK : (block + 1) * BLOCK].max() <= most
    assert (
        bound.max() <= total.max() + 1e-9 + sum(float(taste.table.max() - taste.table.min()) for taste in dealt) * 0.6
    )
    loose = [taste for taste in dealt if taste.bounds.greatest.max() > taste.table.max() + 1 / GRID]
    assert not loose


TAGGED = st.lists(st.lists(st.integers(0, 11), max_size=12, unique=True), min_size=1, max_size=40)


@given(TAGGED, st.lists(st.floats(-2, 2), min_size=12, max_size=12))
def test_no_mean_of_tags_is_beyond_its_bounds_to_the_last_bit_and_order_tells_nothing(
    lists: list[list[int]], leanings: list[float]
) -> None:
    repeated = [lists[row % len(lists)] for row in range(BLOCK + 9)]
    trait = several("uses", code_tags([tuple(f"{tag:02}" for tag in tags) for tags in repeated]))
    table = np.append(leanings[: trait.values], 0.0)
    taste = Taste(trait, table, {}, "")
    rows = np.arange(len(repeated))
    at = taste.at(rows)
    for block, (least, most) in enumerate(zip(taste.bounds.least, taste.bounds.greatest, strict=True)):
        part = at[block * BLOCK : (block + 1) * BLOCK]
        assert least <= part.min() and part.max() <= most
    turned = several("uses", code_tags([tuple(f"{tag:02}" for tag in tags[::-1]) for tags in repeated]))
    assert (Taste(turned, table, {}, "").at(rows) == at).all()
    assert (trait.means(table, trait.kinds[rows]) == at).all()
    wanted = [
        float(np.mean([table[code] for code in trait.of(row)])) if trait.of(row) else 0.0 for row in rows.tolist()
    ]
    assert at == pytest.approx(np.array(wanted), abs=1e-9)


def test_of_nothing_nothing_follows() -> None:
    assert of(SHOP, []) == ()
    assert Scorer((), (), (), None, Weights(1.0, 0.2, 0.6), ()).score(np.arange(3)).amounts == []

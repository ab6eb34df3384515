"""The index against single products: what `fit` says of all of them, `hold` says of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Catalog, Index, bitset
from app.catalog.index import judge_product
from app.catalog.model import DROP, KEEP, Assume, Unknown
from app.catalog.products import values_of
from app.conditions import Condition, Truth, hold
from app.conditions.evidence import weigh
from app.conditions.hold import hold_test
from tests import worlds
from tests.builders import TODAY, condition, index, toy, toys


def truth_of(found: Condition, product: dict[str, Any], catalog: Catalog, today: date) -> Truth:
    """`hold` with the catalog's unknown policies."""

    def unknown(name: str, check: Any, negated: bool) -> Truth:
        policy = catalog.attributes[name].unknown
        if isinstance(policy, Assume):
            return hold_test(name, check, policy.values, today, unknown, negated)
        return Truth.UNKNOWN if policy == KEEP else Truth.MISSES

    return hold(found, {name: values_of(product, name) for name in catalog.attributes}, today, unknown)


def fitting(written: Any, *products: dict[str, Any], **policies: Unknown) -> tuple[list[str], list[str]]:
    """The ids that pass, and those that meet."""
    catalog = toys()
    attributes = {id: replace(found, unknown=policies.get(id, KEEP)) for id, found in catalog.attributes.items()}
    held = index(products, replace(catalog, attributes=attributes))
    fit = held.fit(condition(written, catalog.names), TODAY)
    ids = held.products.ids
    passes, meets = ([ids[row] for row in bitset.row_numbers(bits, held.rows)] for bits in (fit.passes, fit.meets))
    return passes, meets


CHEAP, DEAR, UNSAID = toy("cheap", price=1.0), toy("dear", price=9.0), toy("unsaid")


def test_what_is_not_stated_passes_but_does_not_meet() -> None:
    assert fitting({"price": {"max": 5}}, CHEAP, DEAR, UNSAID) == (["cheap", "unsaid"], ["cheap"])


def test_a_negation_keeps_what_is_not_stated_too() -> None:
    assert fitting({"not": {"price": {"max": 5}}}, CHEAP, DEAR, UNSAID) == (["dear", "unsaid"], ["dear"])


@pytest.mark.parametrize(
    ("written", "left"), [({"price": {"max": 5}}, ["cheap"]), ({"not": {"price": {"max": 5}}}, ["dear"])]
)
def test_drop_fails_what_is_not_stated_negated_or_not(written: Any, left: list[str]) -> None:
    assert fitting(written, CHEAP, DEAR, UNSAID, price=DROP) == (left, left)


def test_an_assumed_value_meets_as_if_it_were_stated() -> None:
    assert fitting({"price": {"max": 5}}, CHEAP, DEAR, UNSAID, price=Assume((3.0,))) == (["cheap", "unsaid"],) * 2
    assert fitting({"not": {"price": {"max": 5}}}, CHEAP, DEAR, UNSAID, price=Assume((3.0,))) == (["dear"],) * 2


def test_known_asks_what_is_stated_and_assumes_nothing() -> None:
    assert fitting({"price": {"known": True}}, CHEAP, UNSAID, price=Assume((3.0,))) == (["cheap"],) * 2
    assert fitting({"price": {"known": False}}, CHEAP, UNSAID) == (["unsaid"],) * 2


def test_alternatives_meet_by_what_is_stated() -> None:
    written = {"any": [{"price": {"max": 5}}, {"brand": "Ada"}]}
    assert fitting(written, toy("a", brand="Ada"), toy("b", brand="Bor"), toy("c")) == (["a", "b", "c"], ["a"])


def test_an_attribute_that_is_not_there_never_holds() -> None:
    from app.conditions import Held, Not, Test

    held = index([CHEAP])
    for found in (Test("colour", Held(("red",))), Not(Test("colour", Held(("red",))))):
        assert bitset.count(held.fit(found, TODAY).passes) == 0


TODAYS = st.sampled_from([TODAY, date(2024, 2, 29), date(2025, 3, 31)])


@settings(max_examples=200)
@given(worlds.catalogs(), worlds.stocks(), worlds.conditions(), TODAYS)
def test_the_index_says_of_all_products_what_hold_says_of_each(
    catalog: Catalog, products: list[dict[str, Any]], written: dict[str, Any], today: date
) -> None:
    found = condition(written, catalog.names)
    held = index(products, catalog)
    fit = held.fit(found, today)
    truths = [truth_of(found, product, catalog, today) for product in held.products.records]
    assert bitset.row_numbers(fit.passes, held.rows).tolist() == [row for row, truth in enumerate(truths) if truth]
    assert bitset.row_numbers(fit.meets, held.rows).tolist() == [
        row for row, truth in enumerate(truths) if truth is Truth.MEETS
    ]


@settings(max_examples=200)
@given(worlds.catalogs(), worlds.stocks(least=1), worlds.conditions())
def test_the_evidence_has_the_truth_of_the_condition(
    catalog: Catalog, products: list[dict[str, Any]], written: dict[str, Any]
) -> None:
    found = condition(written, catalog.names)
    for product in products:
        evidence = weigh(found, judge_product(product, catalog.attributes, TODAY))
        assert evidence.truth == truth_of(found, product, catalog, TODAY)
        assert set(evidence.names) <= set(catalog.attributes)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=3_000)
@given(worlds.catalogs(), worlds.stocks(most=6), worlds.conditions(), TODAYS)
def test_thoroughly(catalog: Catalog, products: list[dict[str, Any]], written: dict[str, Any], today: date) -> None:
    found = condition(written, catalog.names)
    held: Index = index(products, catalog)
    fit = held.fit(found, today)
    for row, product in enumerate(held.products.records):
        truth = truth_of(found, product, catalog, today)
        assert bitset.contains(fit.passes, row) == (truth is not Truth.MISSES)
        assert bitset.contains(fit.meets, row) == (truth is Truth.MEETS)

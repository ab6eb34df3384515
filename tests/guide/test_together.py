"""Variants that count once, by example: a shirt in four colours is one shirt."""

from __future__ import annotations

from typing import Any

import pytest

from app.guide import Release, advance, look, see_results
from tests.builders import NOW, release, toy, toys

TOGETHER = """
catalog: toys
feed: toys.csv
roles: {id: id, title: title, price: price, stock: stock, popularity: sold, group: model}
variants: together
attributes:
  id: {kind: text}
  title: {kind: text}
  model: {kind: text}
  brand: {kind: category}
  price: {kind: number, decimals: 0}
  stock: {kind: number}
  sold: {kind: number}
"""
SHOP = [
    toy("a1", model="a", brand="Ada", price=1.0, stock=0.0, sold=9.0),
    toy("a2", model="a", brand="Ada", price=4.0, stock=2.0, sold=1.0),
    toy("b1", model="b", brand="Bor", price=2.0, stock=0.0),
    toy("b2", model="b", stock=0.0),
    toy("c", brand="Ada", price=3.0),
    toy("d", brand="Bor"),
]
BRAND = {"ask": "?", "type": "single", "attribute": "brand", "choices": {"Ada": "A", "Bor": "B"}}
PRICE = {"ask": "?", "type": "range", "attribute": "price", "bins": 2}


def opened(**keys: Any) -> Release:
    return release({"questions": {"brand": BRAND, "price": PRICE}, **keys}, SHOP, toys(TOGETHER))


def shown(answers: dict[str, Any], limit: int = 9, **keys: Any) -> list[str]:
    return [one.id for one in see_results(opened(**keys), answers, (), NOW, limit).products]


def test_a_group_counts_once_and_is_unknown_only_if_none_of_its_variants_states_it() -> None:
    step = advance(opened(), {}, (), NOW)
    assert step.remaining == 4
    assert step.question
    counts = {choice.choice.id: (choice.count, choice.unknown) for choice in step.question.choices}
    assert counts == {"Ada": (3, 1), "Bor": (2, 0)}  # b2 could be of Ada; b1 is of Bor


def test_a_bin_counts_the_groups_with_a_variant_in_it() -> None:
    view = look(opened(), {}, (), NOW, "price").question
    assert view
    assert view.range
    assert [(bin.start, bin.end, bin.count) for bin in view.range.bins] == [(1, 3, 2), (3, 4, 2)]
    assert view.range.unknown == 1  # d


@pytest.mark.parametrize(
    ("keys", "ids"),
    [
        ({}, ["a1", "b1", "c", "d"]),
        ({"results": {"out_of_stock": "last"}}, ["c", "a2", "d", "b1"]),
        ({"results": {"out_of_stock": "hide"}}, ["c", "a2", "d"]),
        ({"merchandise": [{"pin": {"price": {"min": 3}}}]}, ["a2", "c", "b1", "d"]),
        ({"merchandise": [{"boost": {"id": "b2"}}]}, ["b2", "a1", "c", "d"]),
    ],
)
def test_a_group_is_shown_once_by_the_first_of_its_variants(keys: dict[str, Any], ids: list[str]) -> None:
    assert shown({}, **keys) == ids
    for limit in range(1, 5):
        assert shown({}, limit, **keys) == ids[:limit]


def test_a_group_that_misses_a_trusted_answer_by_one_variant_alone_is_not_shown_again_below() -> None:
    trusting = {"brand": BRAND, "price": {**PRICE, "trust": 0.9}}
    answers: dict[str, Any] = {"brand": {"skip": True}, "price": {"max": 1}}
    found = see_results(opened(questions=trusting), answers, (), NOW, 9)
    assert (found.remaining, found.total) == (3, 4)
    assert [one.id for one in found.products] == ["a1", "b2", "d", "c"]

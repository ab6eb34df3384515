"""A score is a sum of terms, by example."""

from __future__ import annotations

from typing import Any

import pytest

from app.guide import see_results
from tests.builders import NOW, release, toy

SHOP = [
    toy("a", price=1.0, brand="Ada", sold=5.0),
    toy("b", price=2.0, brand="Bor", sold=9.0),
    toy("c", price=3.0, sold=5.0),
]


def scores(question: dict[str, Any], **ranking: float) -> dict[str, list[tuple[str, str, float]]]:
    """Kind, name and amount of every term, by product, in the order shown; choice x is picked."""
    asked = {"ask": "?", "type": "single", "choices": {"x": {"label": "X"}}, **question}
    found = release({"questions": {"q": asked}, "ranking": {"popularity": 0, **ranking}}, SHOP)
    shown = see_results(found, {"q": {"choices": ["x"]}}, (), NOW).products
    return {product.id: [(term.kind, term.name, term.amount) for term in product.terms] for product in shown}


def wished(wish: Any) -> dict[str, Any]:
    return {"choices": {"x": {"label": "X", "prefer": wish}}}


CHEAP = wished({"price": "least"})


@pytest.mark.parametrize(
    ("question", "ranking", "amount"),
    [
        (CHEAP, {}, 0.5),
        (CHEAP, {"preference": 3}, 1.5),
        ({**CHEAP, "importance": 4}, {}, 2.0),
        ({**CHEAP, "importance": 4}, {"preference": 3}, 6.0),
        (wished({"price": {"near": 2, "within": 2, "importance": 0.5}}), {}, 0.5),
        ({**wished({"price": {"near": 2, "within": 2, "importance": 0.5}}), "importance": 4}, {}, 2.0),
        ({"prefer": {"price": "least"}, "importance": 4}, {}, 0.5),
    ],
)
def test_a_wish_adds_preference_times_importance_times_grade(question: Any, ranking: Any, amount: float) -> None:
    assert scores(question, **ranking)["b"] == [("wish", "price", amount)]


def test_what_is_not_stated_costs_and_stands_last() -> None:
    question = {"choices": {"x": {"label": "X", "filter": {"brand": ["Ada", "Bor"]}}}}
    assert scores(question, preference=2) == {"a": [], "b": [], "c": [("unstated", "", -2.0)]}


def test_popularity_adds_its_weight_times_the_share_outsold() -> None:
    found = scores({}, popularity=0.2)
    popular = {id: [term for term in terms if term[0] == "popularity"] for id, terms in found.items()}
    assert popular == {"b": [("popularity", "", 0.2)], "a": [], "c": []}


def test_wishes_for_several_names_add_up() -> None:
    found = scores(wished({"price": "least", "brand": "Bor"}))
    assert list(found.items()) == [
        ("b", [("wish", "price", 0.5), ("wish", "brand", 1.0)]),
        ("a", [("wish", "price", 1.0)]),
        ("c", []),
    ]

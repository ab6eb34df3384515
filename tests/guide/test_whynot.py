"""Why not: the change that is named shows the product, and none that leaves an answer of it alone does."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from app.guide import advance, see_results, why
from app.questionnaire import write_answer
from tests.builders import NOW, release, toy

BRANDS = {"ask": "Brand?", "type": "multiple", "attribute": "brand", "choices": "auto"}
PRICE = {"ask": "Price?", "type": "range", "attribute": "price"}
GPS = {"ask": "Gps?", "type": "single", "attribute": "gps", "choices": {"true": "Yes", "false": "No"}}
SHOP = [
    toy("a", brand="Ada", price=9.0, gps="true"),
    toy("b", brand="Bor", price=5.0, gps="false"),
    toy("c", brand="Bor", price=6.0, gps="true"),
]
ASKED = {"brand": BRANDS, "price": PRICE, "gps": GPS}


def sent(answers: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    bodies = {id: None if answer is None else write_answer(None, answer) for id, answer in changes.items()}
    return {id: body for id, body in {**answers, **bodies}.items() if body is not None}


@pytest.mark.parametrize("brand", [["Ada"], ["Bor"], ["Ada", "Bor"]])
@pytest.mark.parametrize("price", [{"max": 5}, {"min": 6}, {"min": 5.5, "max": 7}])
@pytest.mark.parametrize("gps", ["true", "false"])
@pytest.mark.parametrize("id", ["a", "b", "c"])
def test_the_change_shows_the_product_and_no_part_of_it_does(brand: Any, price: Any, gps: str, id: str) -> None:
    served = release(ASKED, SHOP)
    answers = {"brand": {"choices": brand}, "price": price, "gps": {"choices": [gps]}}
    found = why(served, answers, (), NOW, id)
    assert found.candidate == (not found.change.changes)
    for size in range(len(found.change.changes) + 1):
        for part in combinations(found.change.changes.items(), size):
            after = sent(answers, dict(part))
            listed = {shown.id for shown in see_results(served, after, (), NOW).products}
            assert (id in listed) == (size == len(found.change.changes))
    assert advance(served, sent(answers, found.change.changes), (), NOW).remaining == found.change.remaining


def test_a_range_is_widened_to_the_product_s_own_value_and_no_further() -> None:
    found = why(release({"price": PRICE}, SHOP), {"price": {"max": 7}}, (), NOW, "a")
    assert write_answer(None, found.change.changes["price"]) == {"max": 9.0}  # type: ignore[arg-type]


def test_what_each_single_change_brings_is_what_it_leaves() -> None:
    served = release(ASKED, SHOP)
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 5.5}, "gps": {"choices": ["true"]}}
    found = why(served, answers, (), NOW, "c").what_if
    for one in found:
        after = see_results(served, sent(answers, one.changes), (), NOW)
        assert (one.remaining, one.shown) == (after.remaining, "c" in {shown.id for shown in after.products})
    said = [(one.question, sent({}, one.changes)[one.question]) for one in found]
    assert said == [
        ("brand", {"skip": True}),
        ("brand", {"choices": ["Ada", "Bor"]}),
        ("price", {"skip": True}),
        ("price", {"max": 6.0}),
        ("gps", {"skip": True}),
        ("gps", {"choices": ["false"]}),
    ]


def test_a_single_choice_is_replaced_by_the_nearest_that_takes_the_product() -> None:
    small = {
        "ask": "?",
        "type": "single",
        "choices": {id: {"label": id, "filter": {"size": {"min": id}}} for id in "SM"},
    }
    large = {**small, "choices": {**small["choices"], "L": {"label": "L", "filter": {"size": "L"}}}}
    found = why(
        release({"size": large}, [toy("m", size=1.0), toy("l", size=2.0)]), {"size": {"choices": ["L"]}}, (), NOW, "m"
    )
    assert write_answer(None, found.change.changes["size"]) == {"choices": ["M"]}  # type: ignore[arg-type]


def test_an_answer_that_leads_away_from_others_is_changed_alone() -> None:
    """Without the way to the brand's question what was said there is stale: it need not be given up too."""
    which = {
        "ask": "?",
        "type": "single",
        "choices": {"a": {"label": "A", "filter": {"gps": True}}, "b": {"label": "B"}},
    }
    asked = {"which": which, "brand": {**BRANDS, "when": {"which": "a"}}}
    found = why(release(asked, SHOP), {"which": {"choices": ["a"]}, "brand": {"choices": ["Ada"]}}, (), NOW, "b")
    assert list(found.change.changes) == ["which"]


@pytest.mark.parametrize(
    ("asked", "obstacle"),
    [
        ({"questions": {"price": {**PRICE, "must": True}}}, "must"),
        ({"questions": {"price": PRICE}, "merchandise": [{"exclude": {"brand": "Ada"}}]}, "shop"),
        ({"questions": {"price": PRICE}, "rules": [{"when": {"price": {"max": 7}}, "filter": {"gps": False}}]}, "rule"),
    ],
)
def test_where_no_change_shows_it_the_obstacle_is_named(asked: dict[str, Any], obstacle: str) -> None:
    found = why(release(asked, SHOP), {"price": {"max": 7}}, (), NOW, "a").change
    assert (found.changes, found.obstacle) == ({}, obstacle)


def test_terms_sum_to_the_score_and_taking_the_cause_away_takes_its_amount() -> None:
    choices = {"near": {"label": "Near", "prefer": {"gps": True, "price": "least"}}}
    asked = {
        "ranking": {"diversity": 0.7},
        "questions": {"wish": {"ask": "?", "type": "single", "choices": choices}, "gps": GPS},
    }
    served = release(asked, [*SHOP, toy("d", brand="Bor", price=6.0, gps="true", sold=2.0), toy("e", sold=1.0)])
    answers = {"wish": {"choices": ["near"]}, "gps": {"choices": ["true"]}}
    for shown in see_results(served, answers, (), NOW).products:
        assert sum(term.amount for term in shown.terms) == pytest.approx(shown.score, abs=1e-12)
        assert why(served, answers, (), NOW, shown.id).shown == shown
        caused = sum(term.amount for term in shown.terms if term.question == "wish")
        likeness = sum(term.amount for term in shown.terms if term.kind == "diversity")
        listed = see_results(served, {**answers, "wish": {"skip": True}}, (), NOW).products
        without = next(other for other in listed if other.id == shown.id)
        alike = sum(term.amount for term in without.terms if term.kind == "diversity")
        assert without.score - alike == pytest.approx(shown.score - likeness - caused, abs=1e-12)

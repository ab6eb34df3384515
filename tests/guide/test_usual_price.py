"""Of one of whom nothing is known, where nothing is known of others: answers, then what sells, then the usual price."""

from __future__ import annotations

from functools import reduce
from operator import add

from app.guide import see_results
from tests.guide.test_leaning import ME, NOW, TOYS, view


def test_it_parts_only_what_sells_alike() -> None:
    """Half of what one place in what sells is worth, at most: no answer and no sale is outweighed."""
    least = TOYS.weights.popularity / TOYS.index.rows
    shown = see_results(TOYS, ME, (), NOW).products
    amounts = {one.id: sum(term.amount for term in one.terms if term.kind == "usual_price") for one in shown}
    assert 0 < max(amounts.values()) <= least / 2
    assert all(reduce(add, (term.amount for term in one.terms), 0.0) == one.score for one in shown)
    without = {one.id: one.score - amounts[one.id] for one in shown}
    assert [one.id for one in shown] == sorted(without, key=lambda id: (-round(without[id], 9), -amounts[id], id))


def test_of_whom_something_is_known_the_price_of_that_counts_instead() -> None:
    kinds = {term.kind for one in see_results(TOYS, ME, [view("t1")], NOW).products for term in one.terms}
    assert "usual_price" not in kinds

"""The shop's own list keeps its order for a stranger, and takes the shopper's where something is known."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from itertools import combinations
from operator import add
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guide import reorder
from app.guide.searched import SOUGHT
from app.guide.step import LATE
from app.shopper import Event, Name, Visit
from tests.builders import NOW, release, toy
from tests.guide.test_leaning import ME, TOYS, WRITTEN, view
from tests.guide.test_shipped import shop

STOCK = [
    toy(f"t{n}", brand=("Ada", "Bor")[n % 2], price=float(n), sold=9.0 - n, stock=float(n not in (1, 3, 6)))
    for n in range(8)
]
IDS = st.lists(st.sampled_from([*(f"t{n}" for n in range(8)), "gone", "new"]), max_size=12)
CHEAP: dict[str, Any] = {**ME, "price": {"max": 3}}


def order(products: list[str], answers: dict[str, Any], events: list[Event], query: str = "") -> list[str]:
    return [one.id for one in reorder(TOYS, answers, events, NOW, products, query).products]


@given(IDS)
def test_of_a_stranger_nothing_moves(products: list[str]) -> None:
    found = reorder(TOYS, {}, (), NOW, products)
    once = list(dict.fromkeys(products))
    assert [one.id for one in found.products] == [id for id in once if id in TOYS.index.products.row_of]
    assert list(found.unknown) == [id for id in once if id not in TOYS.index.products.row_of]


@given(IDS, st.sampled_from([{}, ME, CHEAP]), st.lists(st.sampled_from(["t1", "t2", "gone"]), max_size=3))
def test_what_meets_every_answer_comes_first_and_then_the_score_decides(
    products: list[str], answers: dict[str, Any], viewed: list[str]
) -> None:
    found = reorder(TOYS, answers, [view(id) for id in viewed], NOW, products).products
    most = answers.get("price", {}).get("max", 99)
    keys = [(float(one.product["price"]) > most, -one.score) for one in found]  # type: ignore[arg-type]
    assert keys == sorted(keys)
    for one in found:
        assert reduce(add, (term.amount for term in one.terms), 0.0) == one.score


def test_what_was_looked_at_moves_the_list_unless_the_query_says_otherwise() -> None:
    listed, seen = ["t0", "t1", "t2", "t3"], [view("t5", name=Name.ADD_TO_CART)]
    assert order(listed, {}, seen) == ["t1", "t3", "t0", "t2"]
    assert order(listed, {}, seen, "toys by ADA, cheap") == listed
    assert order(listed, {}, seen, "adalbert") == ["t1", "t3", "t0", "t2"]


def test_after_any_two_mens_jeans_every_mens_shirt_stands_before_one_for_others() -> None:
    release, oracle = shop("corner-shop")
    jeans = [each["id"] for each in oracle.products if (each["category"], each.get("audience")) == ("Jeans", "men")]
    shirts = [each["id"] for each in oracle.products if each["category"] == "T-shirts"]
    worn_by = {each["id"]: each["audience"] for each in oracle.products if each["id"] in shirts}
    pairs = list(combinations(jeans, 2))
    assert len(pairs) == 171 and set(worn_by.values()) == {"men", "women", "kids", "unisex"}
    for pair in pairs:
        done = [*pair, pair[1]]
        names = (Name.VIEW_ITEM, Name.VIEW_ITEM, Name.ADD_TO_CART)
        times = (NOW - timedelta(minutes=minutes) for minutes in (3, 2, 1))
        events = [Event(str(at), name, at, (id,)) for at, name, id in zip(times, names, done, strict=True)]
        listed = reorder(release, {}, events, NOW, shirts).products
        found = [worn_by[one.id] for one in listed if one.placed != LATE]
        assert all(one.placed == LATE for one in listed[len(found) :]) and len(found) < len(listed)
        assert found[:3] == ["men"] * 3, pair
        others = [place for place, worn in enumerate(found) if worn in ("women", "kids")]
        assert "men" not in found[others[0] :], pair


@pytest.mark.parametrize("policy", ["last", "hide"])
def test_what_is_out_of_stock_comes_last_of_what_fits_and_of_the_rest_and_says_so(policy: str) -> None:
    """Also what the clerk hides: the shop lists it itself."""
    toys = release({**WRITTEN, "results": {"out_of_stock": policy}}, STOCK)
    answers: dict[str, Any] = {**ME, "price": {"max": 5}}
    found = reorder(toys, answers, [view("t5", name=Name.ADD_TO_CART)], NOW, [f"t{n}" for n in range(8)]).products
    assert [one.id for one in found] == ["t5", "t0", "t2", "t4", "t1", "t3", "t7", "t6"]
    assert [one.id for one in found if one.placed == LATE] == ["t1", "t3", "t6"]
    assert not any(one.placed for one in found if one.id not in ("t1", "t3", "t6"))


@pytest.mark.parametrize("policy", ["last", "hide"])
def test_what_is_out_of_stock_and_not_wanted_fits_no_better(policy: str) -> None:
    excluding = {**WRITTEN, "results": {"out_of_stock": policy}, "merchandise": [{"exclude": {"price": {"max": 1}}}]}
    found = reorder(release(excluding, STOCK), {}, (), NOW, ["t1", "t3", "t6", "t7"], visit=Visit(dismissed=("t3",)))
    assert [one.id for one in found.products] == ["t7", "t6", "t1", "t3"]


def test_where_what_is_out_of_stock_is_shown_as_all_others_it_keeps_its_place() -> None:
    found = reorder(release(WRITTEN, STOCK), {}, (), NOW, ["t1", "t0", "t3"]).products
    assert [(one.id, one.placed) for one in found] == [("t1", ""), ("t0", ""), ("t3", "")]


def test_what_the_search_itself_tells_moves_nothing_in_what_it_found() -> None:
    release, oracle = shop("corner-shop")
    shirts = [each["id"] for each in oracle.products if each["category"] == "T-shirts"]

    def listed(query: str) -> list[tuple[str, bool]]:
        events = [Event("e", Name.SEARCH, NOW - timedelta(minutes=1), (), term="T-Shirt")]
        found = reorder(release, {}, events, NOW, shirts, query).products
        return [(one.id, any(term.kind == SOUGHT for term in one.terms)) for one in found]

    own = [(one.id, False) for one in reorder(release, {}, (), NOW, shirts, "t-shirt").products]
    assert listed("t-shirt") == own
    assert any(told for _, told in listed("cotton"))

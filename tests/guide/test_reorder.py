"""The shop's own list keeps its order for a stranger, and takes the shopper's where something is known."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from itertools import combinations
from operator import add
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.guide import reorder
from app.shopper import Event, Name
from tests.builders import NOW
from tests.guide.test_leaning import ME, TOYS, view
from tests.guide.test_shipped import shop

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
        found = [worn_by[one.id] for one in reorder(release, {}, events, NOW, shirts).products]
        assert found[:3] == ["men"] * 3, pair
        others = [place for place, worn in enumerate(found) if worn in ("women", "kids")]
        assert "men" not in found[others[0] :], pair

"""What is offered: better for the shopper in what they asked for and worse in nothing, or dearer, as the shop says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import bitset
from app.guide.recommend import recommend
from app.guide.state import Bodies, replay
from app.shopper import Event, Name, Visit
from tests.builders import NOW, release, toy, toys
from tests.guide.test_advance import World, some
from tests.worlds import CONSTRUCTS

DAY = timedelta(days=1)
MAPPED = toys()
SHELVES = replace(
    MAPPED,
    roles={**MAPPED.roles, "category": "brand"},
    repurchase={"Phone": None, "Ink": 30, "Case": None},
    goes_with={"Phone": ("Case", "Ink")},
    compatible={"ports": "id"},
)
ASKED = {
    "questionnaire": "toys",
    "catalog": "toys",
    "title": "Toys",
    "questions": {
        "who": {
            "ask": "For whom?",
            "type": "single",
            "choices": {"me": {"label": "Me", "filter": {}}, "you": {"label": "You", "gift": True, "filter": {}}},
        },
        "large": {"ask": "Large?", "type": "single", "choices": {"yes": {"label": "Yes", "prefer": {"size": "most"}}}},
        "must": {
            "ask": "GPS?",
            "type": "single",
            "must": True,
            "choices": {"yes": {"label": "Yes", "filter": {"gps": True}}},
        },
        "budget": {"ask": "How much?", "type": "range", "attribute": "price", "bound": "max"},
    },
    "results": {"out_of_stock": "last"},
}
GOODS = [
    toy("s", brand="Phone", price=100.0, size=0.0, gps="true", stock=1.0),
    toy("m", brand="Phone", price=120.0, size=1.0, gps="false", stock=1.0),
    toy("l", brand="Phone", price=150.0, size=2.0, gps="true", stock=1.0),
    toy("x", brand="Phone", price=900.0, size=2.0, gps="true", stock=1.0),
    toy("late", brand="Phone", price=110.0, size=2.0, gps="true", stock=0.0),
    toy("c-s", brand="Case", price=9.0, ports=("s",), gps="true", stock=1.0),
    toy("c-m", brand="Case", price=9.0, ports=("m",), gps="true", stock=1.0),
    toy("c-all", brand="Case", price=9.0, gps="false", stock=1.0),
    toy("ink", brand="Ink", price=5.0, gps="true", stock=1.0),
]
SHOP = release(ASKED, GOODS, SHELVES)
ME: Bodies = {"who": {"choices": ["me"]}}
LARGE: Bodies = {**ME, "large": {"choices": ["yes"]}}


def did(product: str, name: Name = Name.PURCHASE, ago: timedelta = DAY) -> Event:
    return Event(f"{product} {name} {ago}", name, NOW - ago, (product,))


def offered(
    place: str, *products: str, answers: Bodies | None = None, events: tuple[Event, ...] = ()
) -> dict[str, list[str]]:
    found = recommend(SHOP, answers or {}, events, NOW, place, products, 8)
    return {one.kind: [offer.shown.id for offer in one.offers] for one in found}


# What is better


def test_what_is_better_serves_a_wish_better_and_says_which() -> None:
    found = recommend(SHOP, LARGE, (), NOW, "product", ["s"])
    assert [offer.shown.id for offer in found[0].offers] == ["l", "m"]  # x costs too much more, late is not there
    assert [[one.attribute for one in offer.better] for offer in found[0].offers] == [["size"], ["size"]]


def test_it_meets_every_answer() -> None:
    assert offered("product", "s", answers={**LARGE, "must": {"skip": True}, "budget": {"max": 130}})["up_sell"] == [
        "m"
    ]
    assert offered("product", "s", answers={**LARGE, "must": {"choices": ["yes"]}})["up_sell"] == ["l"]


def test_without_a_wish_the_shopper_is_offered_nothing_dearer() -> None:
    assert "up_sell" not in offered("product", "s")


def test_for_the_order_it_costs_more() -> None:
    asked = replace(SHOP.questionnaire, recommend=replace(SHOP.questionnaire.recommend, best_for="order"))
    found = recommend(replace(SHOP, questionnaire=asked), {}, (), NOW, "product", ["s"])
    assert {offer.shown.id for offer in found[0].offers} == {"m", "l"}


# What goes with it


def test_what_goes_with_it_fits_the_model_a_category_in_turn() -> None:
    assert offered("product", "s")["cross_sell"] == ["c-s", "ink", "c-all"]
    assert offered("product", "s", answers={**LARGE, "must": {"choices": ["yes"]}})["cross_sell"] == ["c-s", "ink"]


def test_the_cart_is_what_was_put_there_unless_it_is_given() -> None:
    cart = (did("s", Name.ADD_TO_CART, timedelta(minutes=1)), did("ink", Name.ADD_TO_CART, timedelta(minutes=2)))
    assert offered("cart", events=cart)["cross_sell"] == ["c-s", "c-all"]
    assert offered("cart", "m", events=cart)["cross_sell"] == ["c-all", "c-m"]  # the one goes with s in the cart, too
    removed = did("s", Name.REMOVE_FROM_CART, timedelta(seconds=9))
    assert "cross_sell" not in offered("cart", events=(*cart, removed, did("x", Name.VIEW_ITEM)))


# What comes next


def test_what_was_bought_brings_what_goes_with_it_and_not_its_kind() -> None:
    found = offered("home", events=(did("s"), did("ink", ago=40 * DAY)))
    assert found == {"refill": ["ink"], "next": ["c-s", "c-all"], "for_you": ["c-m"]}
    assert "m" in offered("home", events=(did("s", ago=100 * DAY),))["for_you"]


def test_of_a_gift_nothing_that_was_bought_counts() -> None:
    gift = offered("home", answers={"who": {"choices": ["you"]}}, events=(did("s"), did("ink", ago=40 * DAY)))
    assert list(gift) == ["for_you"]
    assert "s" in gift["for_you"]


# Whatever was said

ANY = some(least=2) | some(least=2, also=CONSTRUCTS)


@settings(max_examples=40)
@given(ANY, st.data(), st.sampled_from(["shopper", "order"]), st.sampled_from(["product", "cart", "home"]))
def test_offers_are_sound_in_every_world(world: World, data: st.DataObject, best_for: str, place: str) -> None:
    old = world.release.questionnaire
    made = replace(world.release, questionnaire=replace(old, recommend=replace(old.recommend, best_for=best_for)))
    ids = sorted(made.index.products.row_of)
    about = data.draw(st.sampled_from(ids))
    gone = data.draw(st.sets(st.sampled_from(ids), max_size=2))
    events = [Event("1", Name.ADD_TO_CART, NOW, (data.draw(st.sampled_from(ids)), "nothing"))]
    visit = Visit(world.context, dismissed=gone)
    found = recommend(made, world.answers, events, NOW, place, [about] if place == "product" else [], 3, visit)
    state = replay(made, world.answers, NOW, events, visit)
    eligible = state.narrowing.eligible(state.path)
    shown = [(group.kind, offer) for group in found for offer in group.offers]
    rows = [made.index.products.row_of[offer.shown.id] for _, offer in shown]
    assert len(set(rows)) == len(rows)
    assert all(len(group.offers) <= 3 for group in found)
    for (kind, offer), row in zip(shown, rows, strict=True):
        assert bitset.contains(eligible, row)
        assert offer.shown.id not in {about if place == "product" else "", events[0].products[0], *gone}
        if kind == "up_sell":
            assert bitset.contains(state.candidates, row)
            assert all(bitset.contains(demand.fit.meets, row) for demand in state.demands if demand.fit)
            assert offer.better or best_for == "order"

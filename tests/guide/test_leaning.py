"""What the shopper did orders what is left in that very step, touches no filter, and of a gift only since it is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce
from operator import add
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.guide import Step, advance, see_results, why
from app.shopper import Event, Gifts, Mark, Name, Visit, fold_gifts
from tests.builders import NOW, release, toy
from tests.guide.test_advance import STOCKED, World

ASKED: dict[str, Any] = {
    "who": {
        "ask": "For whom?",
        "type": "single",
        "choices": {
            "me": {"label": "Me", "filter": {}},
            "other": {"label": "A friend", "gift": True, "filter": {}},
        },
    },
    "price": {"ask": "How much?", "type": "range", "attribute": "price", "bound": "max"},
}
WRITTEN = {"questionnaire": "toys", "catalog": "toys", "title": "Toys", "questions": ASKED}
TOYS = release(WRITTEN, [toy(f"t{n}", brand=("Ada", "Bor")[n % 2], price=float(n), sold=9.0 - n) for n in range(8)])
ME, OTHER = {"who": {"choices": ["me"]}}, {"who": {"choices": ["other"]}}


def view(product: str, at: datetime = NOW, name: Name = Name.VIEW_ITEM) -> Event:
    return Event(f"{product} {at} {name}", name, at, (product,))


def first(answers: dict[str, Any], events: list[Event], gifts: Gifts | None = None) -> str:
    return results(answers, events, gifts).products[0].id


def results(answers: dict[str, Any], events: list[Event], gifts: Gifts | None = None) -> Step:
    return see_results(TOYS, answers, events, NOW, visit=Visit(gifts=gifts or Gifts()))


def sought(*minutes: float) -> Gifts:
    """A gift that was sought from so many minutes ago until so many, and again, and so on."""
    return fold_gifts(Mark(NOW - timedelta(minutes=ago), 0, not place % 2) for place, ago in enumerate(minutes))


def test_what_was_viewed_ranks_what_is_left() -> None:
    assert first(ME, []) == "t0"
    assert first(ME, [view("t5")]) == "t1"
    top = results(ME, [view("t5")]).products[0]
    assert [(term.kind, term.name, term.cause) for term in top.terms if term.kind == "affinity"] == [
        ("affinity", "brand", "t5")
    ]
    assert why(TOYS, ME, [view("t5")], NOW, "t1").shown.terms == top.terms


def test_the_weight_is_the_authors() -> None:
    still = replace(TOYS, questionnaire=replace(TOYS.questionnaire, ranking=replace(
        TOYS.questionnaire.ranking, affinity=0.0
    )))  # fmt: skip
    assert [one.id for one in see_results(still, ME, [view("t5")], NOW).products] == [
        one.id for one in results(ME, []).products
    ]


# A gift


def test_of_a_gift_only_what_happened_since_counts() -> None:
    before, gift = NOW - timedelta(minutes=9), sought(5)
    old, new = view("t5", before), view("t3", NOW - timedelta(minutes=1))
    assert first(OTHER, [old], gift) == "t0"
    assert first(OTHER, [old, new], gift) == "t1"
    assert {term.cause for term in results(OTHER, [old, new], gift).products[0].terms} == {"", "t3"}
    assert results(OTHER, [], gift).gift


def test_of_a_gift_sought_anew_only_what_happened_since_then_counts() -> None:
    former = view("t5", NOW - timedelta(minutes=4))
    assert first(OTHER, [former], sought(5)) == "t1"
    assert first(OTHER, [former], sought(5, 3, 2)) == "t0"


def test_when_it_is_no_gift_any_more_what_was_done_for_it_never_counts() -> None:
    before, within, after = (view("t5", NOW - timedelta(minutes=ago)) for ago in (9, 4, 1))
    assert first(ME, [within], sought(5, 2)) == "t0"
    assert first(ME, [before], sought(5, 2)) == first(ME, [after], sought(5, 2)) == "t1"
    assert first(ME, [within], sought(5)) == "t0"  # the step that ends it


def test_without_a_log_of_when_nothing_counts_while_a_gift_is_sought() -> None:
    assert first(OTHER, [view("t5", NOW - timedelta(seconds=1))]) == "t0"


# What comes in

PRODUCTS = st.sampled_from([*(f"t{n}" for n in range(8)), "gone", "", "\x00"])
TIMES = st.integers(-(10**6), 10**5).map(lambda minutes: NOW + timedelta(minutes=minutes))
MARKS = st.builds(Mark, TIMES, st.just(0), st.booleans())
EVENTS = st.builds(Event, st.text(max_size=3), st.sampled_from(Name), TIMES, st.lists(PRODUCTS, max_size=30).map(tuple))


@given(st.lists(EVENTS, max_size=30), st.sampled_from([{}, ME, OTHER]), st.lists(MARKS, max_size=4))
def test_no_event_fails_a_step_and_the_order_of_arrival_is_nothing(
    events: list[Event], answers: dict[str, Any], marks: list[Mark]
) -> None:
    gifts = fold_gifts(sorted(marks, key=lambda mark: mark.at))
    step = results(answers, events, gifts)
    assert results(answers, events[::-1], gifts) == step
    for shown in step.products:
        assert reduce(add, (term.amount for term in shown.terms), 0.0) == shown.score
        assert abs(sum(term.amount for term in shown.terms if term.kind == "affinity")) <= 0.6 * 4 + 1e-9
        assert all(term.cause in TOYS.index.products.row_of for term in shown.terms if term.kind == "affinity")


def test_a_flood_weighs_no_more_than_a_person() -> None:
    flood = [replace(view("t5"), id=str(number)) for number in range(5_000)]
    once, often = results(ME, [view("t5")]), results(ME, flood)
    assert [(one.id, one.score) for one in often.products] == [(one.id, one.score) for one in once.products]


def asked(step: Step) -> object:
    """The question of a step with its counts, without what is only marked."""
    view = step.question
    return view and (view.question.id, view.range, [(one.choice.id, one.count, one.unknown) for one in view.choices])


@settings(max_examples=30)
@given(STOCKED, st.data())
def test_events_decide_nothing_that_is_left_and_where_the_author_asks_nothing_that_is_asked(
    world: World, data: st.DataObject
) -> None:
    """They mark choices, and in the pool they may put another question first; no count changes."""
    ids = [*world.release.index.products.ids]
    events = [view(id) for id in data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4))]
    plain = advance(world.release, world.answers, (), NOW, world.visit)
    moved = advance(world.release, world.answers, events, NOW, world.visit)
    if world.oracle.path(world.answers).at == "best":
        assert (moved.remaining, moved.answers, moved.warnings) == (plain.remaining, plain.answers, plain.warnings)
    else:
        # A critique is of the product that stands first, and what is further is weighed by what is known of the shopper.
        order: dict[str, Any] = {"products": (), "critiques": (), "further": (), "question": None}
        assert replace(moved, **order) == replace(plain, **order)
        assert asked(moved) == asked(plain)
    everything, seen = (
        see_results(world.release, world.answers, did, NOW, 10**6, 0, world.visit) for did in ((), events)
    )
    assert seen.total == everything.total
    if world.release.index.groups is None:  # of variants that stand together the best is shown, which may be another
        assert {one.id for one in seen.products} == {one.id for one in everything.products}

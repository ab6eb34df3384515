"""How an answer is loosened: the smallest move that brings something, and what a little more brings."""

from __future__ import annotations

from typing import Any

import pytest

from app.guide import see_results
from app.guide.step import Deed, Move
from tests.builders import NOW, release, toy


def moves(question: dict[str, Any], body: dict[str, Any], products: list[dict[str, Any]]) -> list[Move]:
    """What is done to the only answer, in the order proposed."""
    step = see_results(release({"q": question}, products), {"q": body}, (), NOW)
    return [relaxation.moves[0] for relaxation in step.relaxations]


def priced(*prices: float) -> list[dict[str, Any]]:
    return [toy(f"t{number:02}", price=price) for number, price in enumerate(prices)]


PRICE = {"ask": "Price?", "type": "range", "attribute": "price"}


def test_a_bound_moves_to_the_first_value_rounded_outwards_as_it_is_shown() -> None:
    (move, given_up) = moves(PRICE, {"max": 5}, priced(348.4, 900))
    assert (move.deed, move.bound) == (Deed.RAISE, 349)
    assert given_up.deed is Deed.SKIP
    (move, _) = moves(PRICE, {"min": 1000}, priced(348.4, 900.6))
    assert (move.deed, move.bound) == (Deed.LOWER, 900)


def test_a_bound_moves_by_the_steps_of_the_question() -> None:
    (move, _) = moves({**PRICE, "step": 50}, {"max": 5}, priced(301, 900))
    assert move.bound == 350


def test_a_second_stop_is_offered_where_a_little_more_brings_much_more() -> None:
    more, first, given_up = moves(PRICE, {"max": 5}, priced(100, 101, 102, 500, 600, 700))
    assert [more.bound, first.bound] == [102, 100]  # equally far in tenths: what brings more stands first
    assert given_up.deed is Deed.SKIP


def test_both_ends_of_a_range_may_move() -> None:
    found = moves(PRICE, {"min": 40, "max": 50}, priced(30, 100, 500))
    assert {(move.deed, move.bound) for move in found} >= {(Deed.LOWER, 30), (Deed.RAISE, 100)}
    assert found[0].deed is Deed.LOWER


def test_ordered_choices_move_to_the_nearest() -> None:
    size = {"ask": "Size?", "type": "single", "attribute": "size", "choices": ["S", "M", "L"]}
    size["choices"] = {id: {"label": id} for id in ("S", "M", "L")}
    products = [toy("a", size=1.0), toy("b", size=2.0), toy("c", size=2.0)]
    assert [move.choice for move in moves(size, {"choices": ["S"]}, products)] == ["M", "L", ""]


def test_another_choice_is_added_where_several_may_be_picked() -> None:
    brand = {"ask": "Brand?", "type": "multiple", "attribute": "brand"}
    brand["choices"] = {id: {"label": id} for id in ("Ada", "Bor", "Cyd")}
    products = [toy("a", brand="Bor"), toy("b", brand="Bor"), toy("c", brand="Cyd")]
    first, second, _ = moves(brand, {"choices": ["Ada"]}, products)
    assert [first.answer.choices, second.answer.choices] == [("Ada", "Bor"), ("Ada", "Cyd")]  # type: ignore[union-attr]


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_picks_than_the_question_takes(most: int) -> None:
    brand = {"ask": "Brand?", "type": "multiple", "attribute": "brand", "max": most}
    brand["choices"] = {id: {"label": id} for id in ("Ada", "Bor")}
    found = moves(brand, {"choices": ["Ada"]}, [toy("a", brand="Bor")])
    assert [move.deed for move in found] == ([Deed.SKIP] if most == 1 else [Deed.ACCEPT, Deed.SKIP])


def test_of_all_that_is_wanted_one_is_dropped() -> None:
    ports = {"ask": "Ports?", "type": "multiple", "match": "all", "attribute": "ports"}
    ports["choices"] = {id: {"label": id} for id in ("hdmi", "usb", "vga")}
    products = [toy("a", ports=("usb", "vga")), toy("b", ports=("usb",))]
    found = moves(ports, {"choices": ["hdmi", "usb", "vga"]}, products)
    assert [(move.deed, move.choice) for move in found] == [(Deed.DROP, "hdmi"), (Deed.SKIP, "")]


def test_what_is_entered_is_a_fact_and_is_not_loosened() -> None:
    height = {"ask": "Height?", "type": "number", "filter": {"price": {"min": {"answer": "q"}}}}
    assert [move.deed for move in moves(height, {"value": 180}, priced(30))] == [Deed.SKIP]


def test_what_is_offered_only_under_a_condition_is_accepted_only_then() -> None:
    choices = {
        "ada": {"label": "Ada", "filter": {"brand": "Ada"}},
        "bor": {"label": "Bor", "filter": {"brand": "Bor"}, "when": {"first": "yes"}},
    }
    first = {"ask": "First?", "type": "single", "choices": {"yes": {"label": "Yes", "filter": {}}}}
    questions = {"first": first, "q": {"ask": "Brand?", "type": "single", "choices": choices}}
    asked = release(questions, [toy("a", brand="Bor")])
    for said, deeds in (({"skip": True}, [Deed.SKIP]), ({"choices": ["yes"]}, [Deed.ACCEPT, Deed.SKIP])):
        step = see_results(asked, {"first": said, "q": {"choices": ["ada"]}}, (), NOW)
        assert [relaxation.moves[0].deed for relaxation in step.relaxations] == deeds

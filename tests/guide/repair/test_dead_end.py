"""Where nothing fits: what is promised is what comes, nothing smaller would do, and nobody is left without a way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from app.guide import Step, advance, see_results
from app.guide.step import Relaxation
from app.questionnaire import Question, write_answer
from tests.builders import NOW, release, toy
from tests.guide.test_advance import STOCKED, World, some
from tests.worlds import CONSTRUCTS

Bodies = dict[str, dict[str, Any]]
BRANDS = {"ask": "Brand?", "type": "multiple", "attribute": "brand", "choices": "auto"}
PRICE = {"ask": "Price?", "type": "range", "attribute": "price"}
GPS = {"ask": "Gps?", "type": "single", "attribute": "gps", "choices": {"true": "Yes", "false": "No"}}
SHOP = [
    toy("a", brand="Ada", price=9.0, gps="true"),
    toy("b", brand="Bor", price=5.0, gps="false"),
    toy("c", brand="Bor", price=6.0, gps="true"),
]


def stopped(answers: Bodies, products: list[dict[str, Any]] = SHOP, **questions: dict[str, Any]) -> Step:
    return see_results(release(questions, products), answers, (), NOW)


def proposed(answers: Bodies, **questions: dict[str, Any]) -> list[tuple[Bodies, int]]:
    """What is offered: the change to send, and what it leaves."""
    asked = release(questions, SHOP).questionnaire.questions
    return [(sent(asked, relaxation), relaxation.remaining) for relaxation in stopped(answers, **questions).relaxations]


def sent(asked: dict[str, Question], relaxation: Relaxation) -> dict[str, Any]:
    changes = relaxation.changes.items()
    return {id: None if answer is None else write_answer(asked[id], answer) for id, answer in changes}


def test_nothing_is_relaxed_while_something_fits() -> None:
    assert proposed({"brand": {"choices": ["Ada"]}}, brand=BRANDS, price=PRICE) == []


def test_one_answer_is_loosened_where_one_is_enough_and_the_smallest_change_stands_first() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 7}}
    assert proposed(answers, brand=BRANDS, price=PRICE) == [
        ({"brand": {"choices": ["Ada", "Bor"]}}, 2),
        ({"price": {"max": 9.0}}, 1),
        ({"brand": {"skip": True}}, 2),
    ]


def test_answers_after_the_one_given_up_keep_their_effect() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 7}, "gps": {"choices": ["true"]}}
    found = proposed(answers, brand=BRANDS, price=PRICE, gps=GPS)
    assert ({"brand": {"choices": ["Ada", "Bor"]}}, 1) in found


def test_a_way_around_what_keeps_everything_out_is_not_proposed() -> None:
    choices = {
        "ada": {"label": "Ada", "filter": {"brand": "Ada"}, "next": "price"},
        "other": {"label": "Other", "filter": {}},
    }
    brand = {"ask": "Brand?", "type": "single", "choices": choices}
    answers = {"brand": {"choices": ["ada"]}, "price": {"max": 1}}
    found = proposed(answers, brand=brand, gps=GPS, price=PRICE)
    assert found == [({"price": {"max": 9.0}}, 1), ({"price": {"skip": True}}, 1)]


def test_two_answers_are_changed_together_where_one_is_not_enough() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 1}, "gps": {"choices": ["false"]}}
    assert [set(change) for change, _ in proposed(answers, brand=BRANDS, price=PRICE, gps=GPS)] == [
        {"brand", "price"},
        {"price", "gps"},
        {"brand", "price"},
    ]
    assert proposed(answers, brand=BRANDS, price=PRICE, gps=GPS)[0] == (
        {"brand": {"choices": ["Ada", "Bor"]}, "price": {"max": 5.0}},
        1,
    )


def test_an_answer_that_may_not_be_skipped_is_withdrawn() -> None:
    price = {**PRICE, "skippable": False}
    assert proposed({"price": {"max": 1}}, price=price)[-1] == ({"price": None}, 3)


def test_an_answer_that_must_stay_is_neither_loosened_nor_given_up() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 7}}
    found = proposed(answers, brand={**BRANDS, "must": True}, price=PRICE)
    assert found == [({"price": {"max": 9.0}}, 1), ({"price": {"skip": True}}, 1)]


def test_answers_that_must_stay_and_admit_nothing_are_named_without_a_proposal() -> None:
    must = {"brand": {**BRANDS, "must": True}, "price": {**PRICE, "must": True}, "gps": {**GPS, "must": True}}
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 7}, "gps": {"choices": ["true"]}}
    step = stopped(answers, **must)
    assert (step.relaxations, step.products, step.conflict, step.empty) == ((), (), ("brand", "price"), False)


def test_a_conflict_is_named_beside_the_ways_out_of_it() -> None:
    answers = {"gps": {"choices": ["true"]}, "brand": {"choices": ["Ada"]}, "price": {"max": 7}}
    assert stopped(answers, gps=GPS, brand=BRANDS, price=PRICE).conflict == ("brand", "price")


def test_an_empty_catalog_says_so() -> None:
    step = stopped({"price": {"max": 1}}, [], price=PRICE)
    assert (step.relaxations, step.conflict, step.empty) == ((), (), True)


def test_a_shop_whose_own_rules_leave_nothing_is_empty() -> None:
    written = {"questions": {"price": PRICE}, "rules": [{"filter": {"price": {"min": 99}}}]}
    step = see_results(release(written, SHOP), {"price": {"max": 7}}, (), NOW)
    assert (step.relaxations, step.conflict, step.empty) == ((), (), True)


def patched(world: World, relaxation: Relaxation) -> Bodies:
    changes = sent(world.oracle.questions, relaxation)
    left = {**world.answers, **changes}
    return {id: body for id, body in left.items() if body is not None}


def check(world: World) -> None:
    """Exact, minimal, and never the last word."""
    step, oracle = advance(world.release, world.answers, (), NOW, world.visit), world.oracle
    if step.ended or step.remaining:
        assert (step.relaxations, step.conflict, step.empty) == ((), (), False)
        return
    for relaxation in step.relaxations:
        assert relaxation.remaining > 0
        left = patched(world, relaxation)
        assert oracle.remaining(left) == relaxation.remaining
        assert advance(world.release, left, (), NOW, world.visit).remaining == relaxation.remaining
        assert not any(oracle.questions[id].must for id in relaxation.questions)
    check_sets(world, [frozenset(relaxation.questions) for relaxation in step.relaxations])
    if not step.relaxations:
        check_stuck(world, step)


def check_sets(world: World, touched: list[frozenset[str]]) -> None:
    """No part of what is changed is a repair already, and the first changes as few answers as any repair."""
    minimal = world.oracle.relaxations(world.answers)
    if not minimal:
        return
    assert touched
    assert not any(repair < questions for repair in minimal for questions in touched)
    assert len(touched[0]) <= min(map(len, minimal))
    loosened = [questions for questions in touched if questions not in minimal]
    assert loosened or len({*touched} & minimal.keys()) == min(3, len(minimal))


def check_stuck(world: World, step: Step) -> None:
    """What must stay admits nothing, and would admit something without any one of the answers in conflict."""
    oracle = world.oracle
    assert not step.products
    assert step.empty == (not step.conflict)
    assert all(oracle.questions[id].must for id in step.conflict)
    if step.empty:
        assert oracle.remaining({id: body for id, body in world.answers.items() if oracle.questions[id].must}) == 0
        return
    skipped: Bodies = {id: {"skip": True} for id in world.answers}
    named = {**skipped, **{id: world.answers[id] for id in step.conflict}}
    assert oracle.remaining(named) == 0
    for id in step.conflict:
        assert oracle.remaining({**named, id: {"skip": True}}) > 0


WORLDS = STOCKED | some(also=("must", "rules", "trust"))


@settings(max_examples=60)
@given(WORLDS)
def test_no_dead_end_is_without_an_exact_way_out(world: World) -> None:
    check(world)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@settings(max_examples=4000)
@given(WORLDS | some(also=CONSTRUCTS))
def test_no_dead_end_of_many_is_without_an_exact_way_out(world: World) -> None:
    check(world)

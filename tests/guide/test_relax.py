"""Relaxations: what is promised is what comes, and nothing smaller would do."""

from __future__ import annotations

from hypothesis import given, settings

from app.guide import advance
from tests.builders import NOW, release, toy
from tests.guide.test_advance import STOCKED, World

BRANDS = {"ask": "Brand?", "type": "multiple", "attribute": "brand", "choices": "auto"}
PRICE = {"ask": "Price?", "type": "range", "attribute": "price"}
GPS = {"ask": "Gps?", "type": "single", "attribute": "gps", "choices": {"true": "Yes", "false": "No"}}
SHOP = [
    toy("a", brand="Ada", price=9.0, gps="true"),
    toy("b", brand="Bor", price=5.0, gps="false"),
    toy("c", brand="Bor", price=6.0, gps="true"),
]


def proposed(answers: dict, **questions: dict) -> list[tuple[tuple[str, ...], int]]:
    step = advance(release(questions, SHOP), answers, (), NOW)
    return [(relaxation.questions, relaxation.remaining) for relaxation in step.relaxations]


def test_nothing_is_relaxed_while_something_fits() -> None:
    assert proposed({"brand": {"choices": ["Ada"]}}, brand=BRANDS, price=PRICE) == []


def test_one_answer_is_given_up_where_one_is_enough() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 5}, "gps": {"choices": ["true"]}}
    assert proposed(answers, brand=BRANDS, price=PRICE, gps=GPS)[0] == (("price",), 1)


def test_what_brings_more_stands_first() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 7}}
    assert proposed(answers, brand=BRANDS, price=PRICE) == [(("brand",), 2), (("price",), 1)]


def test_answers_after_the_one_given_up_keep_their_effect() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 7}, "gps": {"choices": ["true"]}}
    assert proposed(answers, brand=BRANDS, price=PRICE, gps=GPS) == [(("brand",), 1), (("price",), 1)]


def test_a_way_around_what_keeps_everything_out_is_not_proposed() -> None:
    choices = {
        "ada": {"label": "Ada", "filter": {"brand": "Ada"}, "next": "price"},
        "other": {"label": "Other", "filter": {}},
    }
    brand = {"ask": "Brand?", "type": "single", "choices": choices}
    answers = {"brand": {"choices": ["ada"]}, "price": {"max": 1}}
    assert proposed(answers, brand=brand, gps=GPS, price=PRICE) == [(("price",), 1)]


def test_two_answers_are_given_up_together_where_one_is_not_enough() -> None:
    answers = {"brand": {"choices": ["Ada"]}, "price": {"max": 1}, "gps": {"choices": ["false"]}}
    assert proposed(answers, brand=BRANDS, price=PRICE, gps=GPS) == [(("brand", "price"), 1), (("price", "gps"), 1)]


def test_an_answer_that_may_not_be_skipped_is_withdrawn() -> None:
    step = advance(release({"price": {**PRICE, "skippable": False}}, SHOP), {"price": {"max": 1}}, (), NOW)
    assert [relaxation.changes for relaxation in step.relaxations] == [{"price": None}]


def test_an_empty_catalog_has_no_relaxations() -> None:
    assert advance(release({"price": PRICE}, []), {"price": {"max": 1}}, (), NOW).relaxations == ()


def check(world: World) -> None:
    step = advance(world.release, world.answers, (), NOW, world.context)
    if step.ended or step.remaining:
        assert step.relaxations == ()
        return
    minimal = world.oracle.relaxations(world.answers)
    found = {frozenset(relaxation.questions): relaxation.remaining for relaxation in step.relaxations}
    if not minimal:
        must = {id: body for id, body in world.answers.items() if world.oracle.questions[id].must}
        left = world.oracle.remaining(must)
        assert list(found.values()) == ([left] if left else [])
        return
    assert found.items() <= minimal.items()
    assert len(found) == min(3, len(minimal))
    best = sorted((len(questions), -remaining) for questions, remaining in minimal.items())[:3]
    assert [(len(relaxation.questions), -relaxation.remaining) for relaxation in step.relaxations] == best
    for relaxation in step.relaxations:
        left = world.oracle.given_up(world.answers, relaxation.questions)
        assert advance(world.release, left, (), NOW, world.context).remaining == relaxation.remaining


@settings(max_examples=50)
@given(STOCKED)
def test_relaxations_are_those_of_brute_force(world: World) -> None:
    check(world)

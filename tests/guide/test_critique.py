"""Critiques: what a button promises is what its PATCH brings, and every pattern really occurs."""

from __future__ import annotations

import pytest

from app.guide import advance
from app.guide.step import Critique, Step
from app.questionnaire import write_answer
from tests.builders import MAPPING, NOW, release, toy, toys

PRICE = {"ask": "Price?", "type": "range", "attribute": "price"}
WEIGHTY = MAPPING.replace("  released:", "  weight: {kind: number, more: heavier, less: lighter}\n  released:")
SHOP = [
    toy("a", brand="Ada", price=5.0, weight=5.0),
    toy("b", brand="Bor", price=7.0, weight=3.0),
    toy("c", brand="Bor", price=9.0, weight=4.0),
    toy("d", brand="Cid", price=2.0, weight=9.0),
    toy("e", brand="Cid", price=2.5),
]
ASKED = {"results": {"show": ["weight"]}, "questions": {"price": PRICE}}


def step(answers: dict) -> Step:
    return advance(release(ASKED, SHOP, toys(WEIGHTY)), answers, (), NOW)


def patched(answers: dict, critique: Critique) -> dict:
    sent = {id: None if answer is None else write_answer(None, answer) for id, answer in critique.changes.items()}
    return {id: body for id, body in {**answers, **sent}.items() if body is not None}


def ways(critique: Critique) -> set[tuple[str, str]]:
    return {(turn.attribute, turn.way) for turn in critique.turns}


@pytest.mark.parametrize("answers", [{"price": {"skip": True}}, {"price": {"max": 8}}, {"price": {"min": 2.2}}])
def test_every_critique_leaves_what_it_says(answers: dict) -> None:
    found = step(answers).critiques
    assert found
    for critique in found:
        assert step(patched(answers, critique)).remaining == critique.remaining > 0


def test_a_unit_critique_leaves_exactly_what_has_less_or_states_nothing() -> None:
    answers = {"price": {"skip": True}}
    lighter = next(one for one in step(answers).critiques if ways(one) == {("weight", "less")})
    assert lighter.product == "a"
    assert {shown.id for shown in step(patched(answers, lighter)).products} == {"b", "c", "e"}


def test_compound_critiques_are_the_pairs_that_occur() -> None:
    found = [ways(one) for one in step({"price": {"skip": True}}).critiques if len(one.turns) == 2]
    found = [one for one in found if "near" not in {way for _, way in one}]
    assert {("price", "more"), ("weight", "less")} in found
    assert {("price", "less"), ("weight", "more")} in found
    assert {("price", "less"), ("weight", "less")} not in found  # no product is both


def test_a_critique_is_an_answer_after_all_others() -> None:
    answers = {"~price": {"max": 5}, "price": {"min": 2.2}}
    seen = step(answers)
    assert [(view.question, view.stale) for view in seen.answers] == [("~price", False), ("price", False)]
    assert {shown.id for shown in seen.products} == {"a", "e"}
    assert seen.progress.answered == 1


def test_a_critique_can_be_relaxed() -> None:
    relaxed = step({"price": {"min": 6}, "~price": {"max": 3}}).relaxations
    assert ("~price",) in [relaxation.questions for relaxation in relaxed]


def test_a_second_critique_keeps_the_first() -> None:
    answers = {"price": {"skip": True}, "~price": {"min": 3}}
    cheaper = next((one for one in step(answers).critiques if ways(one) == {("price", "more")}), None)
    assert cheaper and write_answer(None, cheaper.changes["~price"]) == {"min": 7.0}  # type: ignore[arg-type]


def test_one_whose_attribute_has_gone_is_marked() -> None:
    view = next(view for view in step({"~speed": {"max": 5}}).answers)
    assert (view.gone, view.stale) == (True, True)


def test_more_like_this_stays_near_in_what_is_left_and_takes_half_of_it_away() -> None:
    """Bounds have the decimals that are shown, and lie half of the candidates' own reach away."""
    many = [toy(f"t{n:02}", price=100.0 + n) for n in range(21)]
    many += [toy(f"far{n}", price=10_000.0 * n) for n in range(1, 41)]
    said = {"price": {"max": 200}}
    found = advance(release(ASKED, many, toys(WEIGHTY)), said, (), NOW).critiques
    alike = next(one for one in found if {turn.way for turn in one.turns} == {"near"})
    assert write_answer(None, alike.changes["~price"]) == {"min": 115.0, "max": 125.0}  # type: ignore[arg-type]
    assert alike.remaining == 6

"""What is passed over, and what `best` chooses, against the trial of every answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guide.state import replay
from tests import shoppers
from tests.builders import NOW, release, toy
from tests.guide.test_advance import STOCKED, World


@st.composite
def halfway(draw: st.DrawFn) -> World:
    """A world with a shopper who has answered some questions, mostly those that hold the path up."""
    world = draw(STOCKED)
    free = world.oracle.replay.free
    said = {id: body for id, body in world.answers.items() if id not in free or draw(st.integers(0, 2)) == 0}
    rest = {
        id: draw(shoppers.bodies(world.oracle.questionnaire, id)) for id in world.oracle.questions if id not in said
    }
    return replace(world, answers=said | {id: body for id, body in rest.items() if id not in free})


def check(world: World) -> None:
    """A free question is idle just where no answer changes anything; gains are those of counting."""
    oracle, answers = world.oracle, world.answers
    state = replay(world.release, answers, NOW, visit=world.visit)
    way = oracle.path(answers)
    assert world.release.free == oracle.replay.free
    for id in (*way.waiting, *way.open):
        idle = oracle.asking.is_idle(answers, id)
        assert state.agenda.idle(id) == idle, id
    able = [id for id in state.path.open if not state.agenda.idle(id)]
    assert state.path.open == way.open and dict(state.path.pending) == way.waiting
    if not state.remaining:
        return
    for gain in state.agenda.gains(able):
        assert gain.bits == oracle.asking.gain(answers, gain.question.id)
    for gain in state.agenda.further:
        assert gain.bits == oracle.asking.gain(answers, gain.question.id, 1)
    bits = [gain.bits for gain in state.agenda.further]
    assert bits == sorted(bits, reverse=True)


@settings(max_examples=60)
@given(halfway())
def test_what_is_passed_over_would_change_nothing_and_what_is_asked_would(world: World) -> None:
    check(world)


BRAND = {"ask": "?", "type": "single", "attribute": "brand", "choices": {"Ada": {"label": "A"}, "Bor": {"label": "B"}}}
PORTS = {
    "ask": "?",
    "type": "multiple",
    "attribute": "ports",
    "choices": {"hdmi": {"label": "H"}, "usb": {"label": "U"}},
}


def test_by_example() -> None:
    """Of one brand alone, the brand is not asked; ports are, as long as products differ in them."""
    shop = [toy("a", brand="Ada", ports=("hdmi",)), toy("b", brand="Ada", ports=("usb",))]
    state = replay(release({"enough": 0, "questions": {"brand": BRAND, "ports": PORTS}}, shop), {}, NOW)
    assert [state.agenda.idle(id) for id in ("brand", "ports")] == [True, False]
    assert [gain.bits > 0 for gain in state.agenda.gains(["ports"])] == [True]


def test_a_range_of_which_no_product_states_a_number_is_idle_whatever_it_wishes() -> None:
    price = {"ask": "?", "type": "range", "attribute": "price", "prefer": {"brand": "Ada"}}
    shop = [toy("a", brand="Ada"), toy("b", brand="Bor")]
    assert replay(release({"enough": 0, "questions": {"price": price}}, shop), {}, NOW).agenda.idle("price")


def test_wishes_that_outweigh_each_other_are_idle() -> None:
    """One product is preferred for its brand, the other as much for its size."""
    either = {"a": {"label": "A", "prefer": {"brand": "Ada", "size": "M"}}, "b": {"label": "B"}}
    shop = [toy("a", brand="Ada", size=0.0), toy("b", brand="Bor", size=1.0)]
    which = {"ask": "?", "type": "single", "choices": either}
    assert replay(release({"enough": 0, "questions": {"which": which}}, shop), {}, NOW).agenda.idle("which")


@settings(max_examples=30)
@given(halfway())
def test_what_is_further_counts_when_it_is_answered(world: World) -> None:
    """An answer to a further question is on the path."""
    state = replay(world.release, world.answers, NOW, visit=world.visit)
    for gain in state.agenda.further:
        id = gain.question.id
        for body in world.oracle.asking.bodies(world.answers, id):
            then = replay(world.release, {**world.answers, id: body}, NOW, visit=world.visit)
            assert id in then.path.answers
            assert state.path.answers.keys() <= then.path.answers.keys()


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=600)
@given(halfway())
def test_thoroughly(world: World) -> None:
    check(world)

"""What is passed over, and what `best` chooses, against the trial of every answer."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from app.guide.state import replay
from tests.builders import NOW
from tests.guide.test_advance import STOCKED, World

SEEN: Counter[str] = Counter()


def check(world: World) -> None:
    """A free question is idle just where no answer changes anything; gains are those of counting."""
    oracle, answers = world.oracle, world.answers
    state = replay(world.release, answers, NOW, world.context)
    way = oracle.path(answers)
    assert world.release.free == oracle.replay.free
    for id in (*way.waiting, *way.open):
        idle = oracle.asking.is_idle(answers, id)
        SEEN["idle" if idle else "asked"] += 1
        assert state.agenda.idle(id) == idle, id
    able = [id for id in state.path.open if not state.agenda.idle(id)]
    assert state.path.open == way.open and dict(state.path.pending) == way.waiting
    if not state.remaining:
        return
    for gain in (*state.agenda.gains(able), *state.agenda.further):
        SEEN["gain"] += gain.bits > 0
        assert gain.bits == oracle.asking.gain(answers, gain.question.id)
    bits = [gain.bits for gain in state.agenda.further]
    assert bits == sorted(bits, reverse=True)


@settings(max_examples=60)
@given(STOCKED)
def test_what_is_passed_over_would_change_nothing_and_what_is_asked_would(world: World) -> None:
    check(world)


def test_both_were_seen() -> None:
    if SEEN:
        assert min(SEEN["idle"], SEEN["asked"], SEEN["gain"]) > 10


@settings(max_examples=100)
@given(STOCKED)
def test_what_is_further_counts_when_it_is_answered(world: World) -> None:
    """An answer to a further question is on the path."""
    state = replay(world.release, world.answers, NOW, world.context)
    for gain in state.agenda.further:
        id = gain.question.id
        for body in world.oracle.asking.bodies(world.answers, id):
            then = replay(world.release, {**world.answers, id: body}, NOW, world.context)
            assert id in then.path.answers
            assert state.path.answers.keys() <= then.path.answers.keys()


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1500)
@given(STOCKED)
def test_thoroughly(world: World) -> None:
    check(world)

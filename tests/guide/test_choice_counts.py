"""Counts of all choices at once against a replay of every choice by itself, from the walk on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.guide import look
from app.guide.choice_counts import count_choices, count_questions, ticked
from app.guide.narrow import Narrowing
from app.guide.state import replay
from app.questionnaire import Picked, Question
from app.questionnaire.walk import can_be_asked, standing
from tests import worlds
from tests.builders import NOW, release, toy
from tests.guide.test_advance import World, some

FULL = some(also=worlds.CONSTRUCTS)


def replayed(world: World, answers: dict[str, Any], question: Question, choice: str) -> tuple[int, int]:
    """What ticking a choice leaves, and what of it is kept for what it does not state: nothing is shared."""
    state = replay(world.release, answers, NOW, visit=world.visit)
    said = state.path.before(question.id)
    stands = standing(question, state.answers.get(question.id), said, NOW.date())
    picked = stands.choices if isinstance(stands, Picked) else ()
    sent = ticked(question, picked, world.release.choices[question.id][choice])
    fresh = Narrowing(world.release, NOW.date(), world.context)
    path = fresh.path({**state.answers, question.id: sent})
    left, index = fresh.candidates(path), world.release.index
    if question.id not in path.answers:
        return index.count(left), 0
    fits = [demand.fit for demand in fresh.demands(path) if demand.id == question.id and demand.fit]
    kept = index.count(left) - index.count(left & fits[0].meets) if fits else 0
    return index.count(left), kept


def check_against_replay(world: World, answers: dict[str, Any]) -> None:
    for question in world.release.questionnaire.questions.values():
        view = look(world.release, answers, (), NOW, question.id, world.visit).question
        assert view
        found = {choice.choice.id: (choice.count, choice.unknown) for choice in view.choices}
        assert found == {id: replayed(world, answers, question, id) for id in found}, question.id


def with_gone(answers: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    """The answers, some of them with a pick that the questionnaire no longer has."""
    return {
        id: {**body, "choices": ["long gone", *body["choices"]]} if id in gone and "choices" in body else body
        for id, body in answers.items()
    }


@settings(max_examples=40)
@given(FULL, st.sets(st.sampled_from([f"q{place}" for place in range(5)])))
def test_every_count_is_that_of_its_own_replay_with_picks_that_are_gone_too(world: World, gone: set[str]) -> None:
    check_against_replay(world, world.answers)
    check_against_replay(world, with_gone(world.answers, gone))


def check_together(world: World) -> None:
    """Several questions counted at once come to what each comes to by itself."""
    state = replay(world.release, world.answers, NOW, visit=world.visit)
    path, asked = state.path, world.release.questionnaire
    on_path = [question for question, _ in path.asked if question.type.has_choices]
    pool = [asked.questions[id] for id in asked.pool if id not in state.answers] if path.at in asked.pool else []
    can = [one for one in pool if one.type.has_choices and can_be_asked(one, path.said, NOW.date())]
    found = count_questions(state.narrowing, state.answers, path, [*on_path, *can])
    for question in (*on_path, *can):
        fresh = Narrowing(world.release, NOW.date(), world.context)
        answer = path.answers.get(question.id)
        picked = answer.choices if isinstance(answer, Picked) else ()
        alone = count_choices(fresh, state.answers, question, picked, fresh.offered(question, path))
        assert found[question.id] == alone, question.id


@settings(max_examples=40)
@given(FULL | some(also=("best",)))
def test_several_questions_at_once_count_as_each_alone(world: World) -> None:
    check_together(world)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1_500)
@given(FULL | some(also=("best", "rules")))
def test_several_questions_thoroughly(world: World) -> None:
    check_together(world)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1_500)
@given(FULL, st.sets(st.sampled_from([f"q{place}" for place in range(5)])))
def test_thoroughly(world: World, gone: set[str]) -> None:
    check_against_replay(world, world.answers)
    check_against_replay(world, with_gone(world.answers, gone))


def test_an_answer_that_leads_on_to_stale_ones_is_counted_with_them() -> None:
    """Behind the question stands an answer that nothing meets: whatever is said now, nothing is left."""
    brand = {"ask": "?", "type": "single", "must": True, "attribute": "brand", "choices": {"Ada": {"label": "A"}}}
    asked = {"brand": brand, "none": {"ask": "?", "type": "number", "filter": {"any": []}}}
    found = release({"questions": asked}, [toy("a", brand="Ada"), toy("b", brand="Bor")])
    state = replay(found, {"none": {"value": 0}}, NOW)
    question = found.questionnaire.questions["brand"]
    assert state.path.at == "brand"
    assert count_questions(state.narrowing, state.answers, state.path, [question]) == {"brand": {"Ada": (0, 0)}}

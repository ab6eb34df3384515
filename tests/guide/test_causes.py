"""Reasons are causes: without what a reason or a term names, score, place and list change just as they say."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalog import Index, Products
from app.conditions import Truth
from app.guide import advance, why
from app.guide.compile import compile_release
from app.guide.step import Shown
from app.issues import Collector
from app.questionnaire import Answer, write_answer
from tests import shoppers, worlds
from tests.builders import NOW, questionnaire
from tests.guide.test_advance import World, some


@st.composite
def talkative(draw: st.DrawFn, also: Collection[str] = ()) -> World:
    """A world with a shopper who has said something to every question."""
    world = draw(some(least=1, also=also))
    said = {id: draw(shoppers.bodies(world.oracle.questionnaire, id)) for id in world.oracle.questions}
    return replace(world, answers=said)


ANY = talkative(also=worlds.APART) | talkative(also=worlds.CONSTRUCTS)


def listed(world: World) -> dict[str, Shown]:
    return {shown.id: shown for shown in world.results().products}


def without(world: World, question: str) -> World:
    """The same shopper, who has no preference there."""
    return replace(world, answers={**world.answers, question: {"skip": True}})


def answered(world: World) -> list[str]:
    """The answers of which nothing else depends, with something said."""
    on_path = [id for id, body in world.oracle.path(world.answers).asked if not body.get("skip")]
    return [id for id in on_path if id in world.oracle.replay.free and world.oracle.questions[id].skippable]


def check_terms(world: World, then: World, cause: str) -> None:
    """Of what is listed with and without a cause, every score falls by the cause's terms, and places follow from that."""
    before, after = listed(world), listed(then)
    expected = {
        id: shown.score - sum(term.amount for term in shown.terms if term.question == cause)
        for id, shown in before.items()
        if id in after
    }
    for id, score in expected.items():
        assert after[id].score == pytest.approx(score, abs=1e-9), id
        assert not [term for term in after[id].terms if term.question == cause]
    moved = then.oracle.listed.pinned(then.answers).keys() | then.oracle.listed.late_ids()
    sunk = {id for id in after if id not in then.oracle.candidates(then.answers)}
    free = [expected[id] for id in after if id in expected and id not in moved | sunk]
    assert all(better >= worse - 1e-9 for better, worse in pairwise(free))


@settings(max_examples=60)
@given(ANY)
def test_without_an_answer_scores_and_places_change_by_its_terms(world: World) -> None:
    for question in answered(world):
        check_terms(world, without(world, question), question)


@settings(max_examples=40)
@given(talkative(also=worlds.APART))
def test_without_a_push_of_the_shop_scores_change_by_its_terms(world: World) -> None:
    oracle, deeds = world.oracle, world.written.get("merchandise", [])
    for place, deed in enumerate(deeds):
        if "boost" in deed or "bury" in deed:
            idle = {word: {"any": []} if word in ("boost", "bury") else value for word, value in deed.items()}
            written = {**world.written, "merchandise": [*deeds[:place], idle, *deeds[place + 1 :]]}
            index = Index(Products.of_records(oracle.catalog, oracle.products))
            release = compile_release(questionnaire(written), "1", index, Collector())
            assert release
            cause = world.release.questionnaire.merchandise[place].id
            check_terms(world, replace(world, release=release), cause)


@settings(max_examples=40)
@given(ANY)
def test_what_a_product_misses_keeps_it_out_and_nothing_else_does(world: World) -> None:
    """Without the answers that it misses a product is a candidate; as long as one of them stands, it is none."""
    candidates, free = world.oracle.candidates(world.answers), world.oracle.replay.free
    for id in world.oracle.ids:
        found = why(world.release, world.answers, (), NOW, id, world.visit)
        missed = {reason.question for reason in found.shown.reasons if reason.truth is Truth.MISSES}
        assert (id in candidates) == found.candidate
        assert missed >= set(found.failed)
        if id in candidates or not found.failed or not set(found.failed) <= free or found.change.obstacle:
            continue
        last = world
        for question in found.failed:
            assert id not in last.oracle.candidates(last.answers)
            last = without(last, question)
        assert id in last.oracle.candidates(last.answers)


@settings(max_examples=40)
@given(ANY)
def test_the_least_change_shows_the_product_takes_all_of_it_and_leaves_what_it_says(world: World) -> None:
    for id in world.oracle.ids:
        change = why(world.release, world.answers, (), NOW, id, world.visit).change
        if not change.changes:
            continue
        bodies = sent(world, change.changes)
        assert id in world.oracle.candidates(bodies)
        for left_out in change.changes if len(change.changes) > 1 else ():
            fewer = {question: answer for question, answer in change.changes.items() if question != left_out}
            assert id not in world.oracle.candidates(sent(world, fewer))
            assert id not in world.oracle.candidates(sent(world, {left_out: change.changes[left_out]}))
        assert change.remaining == world.oracle.remaining(bodies)
        assert change.remaining == advance(world.release, bodies, (), NOW, world.visit).remaining


def sent(world: World, changes: Mapping[str, Answer | None]) -> dict[str, Any]:
    """The answers after a PATCH, in the order first given."""
    bodies: dict[str, Any] = {**world.answers}
    for question, answer in changes.items():
        body = None if answer is None else write_answer(world.release.questions[question], answer)
        bodies[question] = json.loads(json.dumps(body))
    return {question: body for question, body in bodies.items() if body is not None}


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=600)
@given(ANY)
def test_thoroughly(world: World) -> None:
    for question in answered(world):
        check_terms(world, without(world, question), question)

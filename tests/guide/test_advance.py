"""Every step against the oracle: what `advance` says of random worlds is what loops over the products find."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.catalog import Index, Products
from app.conditions import Truth
from app.guide import Release, Step, advance, compile_release, look, see_results, why
from app.issues import Collector
from app.shopper import Visit
from tests import worlds
from tests.builders import NOW, TODAY, as_yaml, questionnaire, said
from tests.oracle import Oracle


@dataclass(frozen=True, repr=False)
class World:
    """A release with its oracle, and some answers."""

    release: Release
    oracle: Oracle
    answers: dict[str, dict[str, Any]]
    written: dict[str, Any]
    context: dict[str, str]

    def __repr__(self) -> str:
        found = (
            as_yaml(self.written),
            self.oracle.products,
            self.oracle.catalog.attributes,
            self.oracle.catalog.variants,
            self.answers,
            self.context,
        )
        return f"World{found}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))  # Hypothesis would print every field of the release

    @property
    def visit(self) -> Visit:
        return Visit(self.context)

    def step(self) -> Step:
        return advance(self.release, self.answers, (), NOW, self.visit)

    def results(self) -> Step:
        return see_results(self.release, self.answers, (), NOW, limit=100, visit=self.visit)


@st.composite
def some(draw: st.DrawFn, least: int = 0, also: Collection[str] = ()) -> World:
    """A random world in which a shopper has said something."""
    catalog, products = draw(worlds.catalogs()), draw(worlds.stocks(least))
    written = draw(worlds.questionnaires(also=also))
    asked = questionnaire(written)
    issues = Collector()
    release = compile_release(asked, "1", Index(Products.of_records(catalog, products)), issues)
    assert release, said(issues)
    context = draw(worlds.visits()) if "context" in also else {}
    oracle = Oracle(catalog, products, asked, TODAY, context)
    autos = {id: question.auto for id, question in asked.questions.items() if question.auto}
    oracle.asking.cut = {id: list(release.choices[id])[: auto.limit] for id, auto in autos.items()}
    return World(release, oracle, draw(worlds.answers(asked)), written, context)


ANY = some() | some(also=worlds.CONSTRUCTS)
STOCKED = some(least=1) | some(least=1, also=worlds.CONSTRUCTS)


def check_step(world: World) -> None:
    """The step is where the oracle says, and counts what it counts."""
    step, oracle, answers = world.step(), world.oracle, world.answers
    at = "end" if step.ended else step.question.question.id if step.question else "results"
    assert at == oracle.at(answers)
    assert step.remaining == oracle.remaining(answers)
    on_path = {question for question, _ in oracle.path(answers).asked}
    assert {view.question: view.stale for view in step.answers} == {id: id not in on_path for id in answers}
    asked = on_path & oracle.questions.keys()
    assert (step.progress.answered, step.progress.expected) == (len(asked), oracle.expected(answers))
    assert [warning.pick("") for warning in step.warnings] == oracle.warnings(answers)


def check_counts(world: World, question: str) -> None:
    """Each count of a question is what the full replay of the PUT leaves."""
    oracle, answers = world.oracle, world.answers
    view = look(world.release, answers, (), NOW, question, world.visit).question
    assert view
    picked = oracle.replay.picks(question, answers)
    if not view.question.auto:
        offered = [choice.id for choice in oracle.replay.offered(question, answers)]
        assert [choice.choice.id for choice in view.choices] == offered
    for choice in view.choices:
        counted = (choice.count, choice.unknown, choice.selected)
        id = choice.choice.id
        expected = (oracle.count(answers, question, id), oracle.unknown(answers, question, id), id in picked)
        assert counted == expected, id
        sent = {**answers, question: oracle.ticking(answers, question, id)}
        assert choice.count == advance(world.release, sent, (), NOW, world.visit).remaining
    if view.range and view.range.bins:
        edges = [view.range.bins[0].start, *(bin.end for bin in view.range.bins)]
        assert ([bin.count for bin in view.range.bins], view.range.unknown) == oracle.bins(answers, question, edges)


def check_results(world: World) -> None:
    """The products stand in the oracle's order, with its scores to the last bit, and their terms sum to them."""
    step, oracle, answers = world.results(), world.oracle, world.answers
    if step.ended:
        assert not step.products
        return
    scores, terms, pinned = oracle.listed.scores(answers), oracle.listed.terms(answers), oracle.listed.pinned(answers)
    late = oracle.listed.late_ids() if oracle.questionnaire.results.out_of_stock == "last" else set()
    order = oracle.listed.order(answers)
    assert step.total == len(order)
    assert [(shown.id, shown.score) for shown in step.products] == [(id, scores[id]) for id in order]
    for shown in step.products:
        assert [(term.kind, term.question, term.name, term.amount) for term in shown.terms] == terms[shown.id]
        assert reduce(add, (term.amount for term in shown.terms), 0.0) == shown.score
        assert (shown.label.pick("") if shown.label else "") == ("" if shown.id in late else pinned.get(shown.id, ""))


@given(ANY)
def test_a_step_is_what_the_oracle_says(world: World) -> None:
    check_step(world)


@settings(max_examples=25)
@given(STOCKED, st.sampled_from([{"max": 2}, {"min": 1.5}, {"min": 1, "max": 3}, {"skip": True}]), st.booleans())
def test_a_step_with_a_critique_is_what_the_oracle_says(world: World, body: dict[str, float], last: bool) -> None:
    answers = {**world.answers, "~price": body} if last else {"~price": body, **world.answers}
    check_step(replace(world, answers=answers))


@settings(max_examples=40)
@given(ANY)
def test_every_count_is_that_of_a_full_replay(world: World) -> None:
    for question in world.oracle.questions:
        check_counts(world, question)


@given(STOCKED)
def test_the_order_is_by_falling_score_then_id(world: World) -> None:
    check_results(world)


def check_reasons(world: World, id: str) -> None:
    """A product's reasons are true, and none that matters is missing."""
    oracle, answers = world.oracle, world.answers
    found = why(world.release, answers, (), NOW, id, world.visit)
    said = {(reason.question, int(reason.truth)) for reason in found.shown.reasons}
    assert said <= next(oracle.reasons(answers, [id]))
    truths = oracle.truths(answers, id)
    matter = {(source, truth) for source, truth in truths.items() if truth != Truth.MEETS}
    assert {reason for reason in matter if reason[0] in answers} <= said
    assert set(found.failed) == {source for source, truth in truths.items() if truth == Truth.MISSES} & answers.keys()
    assert found.candidate == (id in oracle.candidates(answers))


@given(STOCKED)
def test_reasons_say_what_the_conditions_say(world: World) -> None:
    for id in world.oracle.ids:
        check_reasons(world, id)


@given(some() | some(also=worlds.ORDERLESS), st.randoms())
def test_the_same_answers_in_any_order_lead_to_the_same_step(world: World, random: Any) -> None:
    mixed = {}
    for question in random.sample(list(world.answers), len(world.answers)):
        body = world.answers[question]
        picks = body.get("choices", [])
        mixed[question] = {**body, "choices": random.sample(picks, len(picks))} if picks else body
    other = replace(world, answers=mixed)

    def sorted_answers(step: Step) -> Step:
        return replace(step, answers=tuple(sorted(step.answers, key=lambda view: view.question)))

    assert sorted_answers(other.step()) == sorted_answers(world.step())
    assert other.results().products == world.results().products


@given(ANY)
def test_a_fresh_release_says_the_same_as_one_that_remembers(world: World) -> None:
    world.step()
    issues = Collector()
    oracle = world.oracle
    fresh = compile_release(
        oracle.questionnaire, "1", Index(Products.of_records(oracle.catalog, oracle.products)), issues
    )
    assert fresh
    assert advance(fresh, world.answers, (), NOW, world.visit) == world.step()


@given(STOCKED, st.data())
def test_pages_of_results_join_to_the_whole_list(world: World, data: st.DataObject) -> None:
    assume(not world.results().ended)
    size = data.draw(st.integers(1, 5))
    whole = [shown.id for shown in world.results().products]
    pages = [
        shown.id
        for offset in range(0, len(whole) + size, size)
        for shown in see_results(world.release, world.answers, (), NOW, size, offset, world.visit).products
    ]
    assert pages == whole


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)
ODD = st.dictionaries(
    st.sampled_from(["choices", "min", "max", "value", "skip", "seen", "importance", "x"]), JSON, max_size=2
)


@given(ANY, st.data())
def test_no_stored_answer_however_odd_raises(world: World, data: st.DataObject) -> None:
    ids = st.sampled_from([*world.oracle.questions, "gone"])
    stored = data.draw(st.dictionaries(ids, ODD, max_size=4))
    step = advance(world.release, stored, (), NOW, world.visit)
    assert {view.question for view in step.answers} == set(stored)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1500)
@given(ANY)
def test_thoroughly(world: World) -> None:
    check_step(world)
    check_results(world)
    for question in world.oracle.questions:
        check_counts(world, question)

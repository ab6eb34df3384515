"""Replay: the path follows from what was said, whatever was said before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.catalog import Index, Products
from app.guide import Step, advance, compile_release
from app.issues import Collector
from app.questionnaire import Answers, Picked, Skipped, walk
from app.questionnaire.walk import ahead
from tests import worlds
from tests.builders import NOW, TODAY, questionnaire, said, toys
from tests.oracle import Oracle


def ask(**keys: Any) -> dict[str, Any]:
    """A question with the choices x, y and z."""
    choices = {id: {"label": id} for id in "xyz"}
    return {"ask": "?", "type": "single", "choices": choices, **keys}


def led(choice: str, to: Any, **keys: Any) -> dict[str, Any]:
    """The same, where one choice leads somewhere."""
    return ask(choices={id: {"label": id, **({"next": to} if id == choice else {})} for id in "xyz"}, **keys)


def way(questions: dict[str, Any], **picks: str) -> str:
    """The path of some picks, in short; `-` skips."""
    answers: Answers = {id: Skipped() if pick == "-" else Picked((pick,)) for id, pick in picks.items()}
    path = walk(questionnaire(questions), answers, TODAY)
    return " ".join([*(question.id for question, _ in path.asked), f"→{path.at}"])


ROUTES = [{"when": {"a": "x"}, "to": "c"}, {"when": {"a": "y"}, "to": "end"}]


@pytest.mark.parametrize(
    ("questions", "picks", "path"),
    [
        ({"a": ask(), "b": ask()}, {}, "→a"),
        ({"a": ask(), "b": ask()}, {"a": "x"}, "a →b"),
        ({"a": ask(), "b": ask()}, {"b": "x"}, "→a"),
        ({"a": ask(), "b": ask()}, {"a": "x", "b": "x"}, "a b →results"),
        ({"a": ask(), "b": ask()}, {"a": "-", "b": "-"}, "a b →results"),
        ({"a": ask(next="results"), "b": ask()}, {"a": "x", "b": "x"}, "a →results"),
        ({"a": ask(next="end"), "b": ask()}, {"a": "x"}, "a →end"),
        ({"a": led("x", "c"), "b": ask(), "c": ask()}, {"a": "x"}, "a →c"),
        ({"a": led("x", "c"), "b": ask(), "c": ask()}, {"a": "y"}, "a →b"),
        ({"a": led("x", "c", next="results"), "b": ask(), "c": ask()}, {"a": "y"}, "a →results"),
        ({"a": led("x", "c"), "b": ask(), "c": ask()}, {"a": "-"}, "a →b"),
        ({"a": led("x", "c"), "b": ask(), "c": ask()}, {"a": "gone"}, "a →b"),
        ({"a": ask(next=ROUTES), "b": ask(), "c": ask()}, {"a": "x"}, "a →c"),
        ({"a": ask(next=ROUTES), "b": ask(), "c": ask()}, {"a": "y"}, "a →end"),
        ({"a": ask(next=ROUTES), "b": ask(), "c": ask()}, {"a": "z"}, "a →b"),
        ({"a": ask(next=ROUTES), "b": ask(), "c": ask()}, {"a": "-"}, "a →b"),
        ({"a": led("x", [{"when": {"a": "y"}, "to": "c"}], next="end"), "b": ask(), "c": ask()}, {"a": "x"}, "a →end"),
        ({"a": ask(), "b": ask(when={"a": "x"}), "c": ask()}, {"a": "x"}, "a →b"),
        ({"a": ask(), "b": ask(when={"a": "x"}), "c": ask()}, {"a": "y"}, "a →c"),
        ({"a": ask(), "b": ask(when={"a": "x"}), "c": ask()}, {"a": "-"}, "a →c"),
        ({"a": ask(), "b": ask(when={"a": {"not": "x"}}), "c": ask()}, {"a": "-"}, "a →b"),
        ({"a": ask(), "b": ask(when={"a": {"known": False}}), "c": ask()}, {"a": "-"}, "a →b"),
        (
            {"a": ask(), "b": led("x", "end", when={"a": "x"}, next="results"), "c": ask()},
            {"a": "y", "b": "x"},
            "a →results",
        ),
        ({"a": ask(), "b": ask(when={"a": "x"}), "c": ask(when={"b": "x"})}, {"a": "y", "b": "x"}, "a →results"),
        ({"a": ask(when={"any": []}), "b": ask()}, {}, "→b"),
    ],
)
def test_a_path(questions: dict[str, Any], picks: dict[str, str], path: str) -> None:
    assert way(questions, **picks) == path


def test_a_stale_answer_comes_back_with_its_path() -> None:
    questions = {"a": led("x", "c"), "b": ask(), "c": ask()}
    assert way(questions, a="y", b="z") == "a b →c"
    assert way(questions, a="x", b="z") == "a →c"
    assert way(questions, a="y", b="z", c="x") == "a b c →results"


def test_what_lies_ahead_is_what_skipping_everything_would_ask() -> None:
    asked = questionnaire({"a": ask(), "b": ask(), "c": ask(when={"a": "x"}), "d": ask()})
    for answers, coming in (({}, 3), ({"a": Picked(("x",))}, 3), ({"a": Picked(("y",))}, 2)):
        assert ahead(asked, walk(asked, answers, TODAY), TODAY) == coming


def test_where_choices_lead_different_ways_the_median_lies_ahead() -> None:
    choices = {"x": {"label": "X", "next": "results"}, "y": {"label": "Y", "next": "d"}, "z": {"label": "Z"}}
    asked = questionnaire({"a": {**ask(), "choices": choices}, "b": ask(), "c": ask(), "d": ask()})
    assert ahead(asked, walk(asked, {}, TODAY), TODAY) == 2


@given(worlds.questionnaires(most=6))
def test_what_lies_ahead_is_then_asked(written: dict[str, Any]) -> None:
    asked = questionnaire(written)
    answers: Answers = {}
    promised: list[int] = []
    while (path := walk(asked, answers, TODAY)).at in asked.questions:
        leads = any(choice.next for choice in asked.questions[path.at].choices)
        promised.append(-1 if leads else ahead(asked, path, TODAY))
        answers[path.at] = Skipped()
    kept = [len(promised) - place for place in range(len(promised))]
    assert [kept[place] if count < 0 else count for place, count in enumerate(promised)] == kept


class Edits(RuleBasedStateMachine):
    """A shopper who answers, skips, changes and withdraws: only what is said now counts."""

    @initialize(written=worlds.questionnaires(), products=worlds.stocks(least=1, most=6))
    def begin(self, written: dict[str, Any], products: list[dict[str, Any]]) -> None:
        self.catalog, self.products, self.written = toys(), products, written
        self.questionnaire = questionnaire(written)
        self.release = self.fresh()
        self.oracle = Oracle(self.catalog, products, self.questionnaire, TODAY)
        autos = {id: one.auto for id, one in self.questionnaire.questions.items() if one.auto}
        self.oracle.asking.cut = {id: list(self.release.choices[id])[: auto.limit] for id, auto in autos.items()}
        self.answers: dict[str, dict[str, Any]] = {}

    def fresh(self) -> Any:
        issues = Collector()
        release = compile_release(
            questionnaire(self.written), "1", Index(Products.of_records(self.catalog, self.products)), issues
        )
        assert release, said(issues)
        return release

    def step(self) -> Step:
        return advance(self.release, self.answers, (), NOW)

    @rule(data=st.data())
    def answer_what_is_asked(self, data: st.DataObject) -> None:
        view = self.step().question
        if view:
            self.answers[view.question.id] = data.draw(worlds.bodies(self.questionnaire, view.question.id))

    @rule(data=st.data())
    def answer_or_edit_any(self, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from(list(self.questionnaire.questions)))
        self.answers[id] = data.draw(worlds.bodies(self.questionnaire, id))

    @precondition(lambda self: getattr(self, "answers", None))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        del self.answers[data.draw(st.sampled_from(list(self.answers)))]

    @precondition(lambda self: getattr(self, "answers", None))
    @rule(data=st.data())
    def skip(self, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from(list(self.answers)))
        if self.questionnaire.questions[id].skippable:
            self.answers[id] = {"skip": True}

    @invariant()
    def the_step_is_that_of_a_fresh_run(self) -> None:
        if not hasattr(self, "answers"):
            return
        step = self.step()
        assert step == advance(self.fresh(), dict(self.answers), (), NOW)
        at = "end" if step.ended else step.question.question.id if step.question else "results"
        assert (at, step.remaining) == (self.oracle.at(self.answers), self.oracle.remaining(self.answers))

    @invariant()
    def stale_answers_have_no_effect(self) -> None:
        if not hasattr(self, "answers"):
            return
        step = self.step()
        stale = {view.question for view in step.answers if view.stale}
        without = advance(self.release, {id: body for id, body in self.answers.items() if id not in stale}, (), NOW)
        assert (without.remaining, without.products, without.progress) == (step.remaining, step.products, step.progress)


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=25, stateful_step_count=15)


@pytest.mark.slow
@pytest.mark.timeout(1200)
class TestEditsThoroughly(Edits.TestCase):
    settings = settings(max_examples=400, stateful_step_count=40)

"""What a choice that nothing fits would need: one change away, exact, and found wherever there is one."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from app.guide import look
from app.guide.step import ChoiceView
from app.questionnaire import write_answer
from tests.builders import NOW, release
from tests.guide.repair.test_dead_end import BRANDS, GPS, PRICE, SHOP, WORLDS, sent
from tests.guide.test_advance import World

Bodies = dict[str, dict[str, Any]]


def dead_choices(question: str, answers: Bodies, **questions: dict[str, Any]) -> dict[str, ChoiceView]:
    view = look(release(questions, SHOP), answers, (), NOW, question).question
    assert view
    return {choice.choice.id: choice for choice in view.choices if choice.disabled}


def test_a_choice_says_which_other_answer_it_needs_loosened() -> None:
    found = dead_choices("brand", {"price": {"max": 7}}, price=PRICE, brand=BRANDS)
    needs = found["Ada"].needs
    assert needs and needs.answer.choices == ("Ada",)  # type: ignore[union-attr]
    assert (needs.relaxation.questions, needs.relaxation.remaining) == (("price",), 1)
    assert needs.relaxation.moves[0].bound == 9


def test_a_choice_that_nothing_has_needs_nothing_that_could_be_changed() -> None:
    choices = {"dear": {"label": "Dear", "filter": {"price": {"min": 99}}}, "any": {"label": "Any", "filter": {}}}
    question = {"ask": "Dear?", "type": "single", "choices": choices}
    assert dead_choices("dear", {"gps": {"choices": ["true"]}}, gps=GPS, dear=question)["dear"].needs is None


def test_what_must_stay_is_not_what_a_choice_needs_changed() -> None:
    found = dead_choices("brand", {"price": {"max": 7}}, price={**PRICE, "must": True}, brand=BRANDS)
    assert found["Ada"].needs is None


def test_a_choice_that_the_own_picks_keep_out_needs_them_dropped() -> None:
    """Nothing is of both brands: the one would need the other to go."""
    found = dead_choices("brand", {"brand": {"choices": ["Ada"]}}, brand={**BRANDS, "match": "all"})
    needs = found["Bor"].needs
    assert needs and needs.answer.choices == ("Bor",)  # type: ignore[union-attr]
    assert [(move.deed, move.choice) for move in needs.relaxation.moves] == [("drop", "Ada")]
    assert needs.relaxation.remaining == len([toy for toy in SHOP if toy.get("brand") == "Bor"])


def check(world: World, question: str) -> None:
    view = look(world.release, world.answers, (), NOW, question, world.visit).question
    assert view
    for choice in view.choices:
        if not choice.disabled:
            assert choice.needs is None
            continue
        oracle = world.oracle
        ticked = {**world.answers, question: oracle.ticking(world.answers, question, choice.choice.id)}
        if choice.needs is None:
            check_hopeless(world, question, ticked)
            assert not oracle.remaining({**ticked, question: {**ticked[question], "choices": [choice.choice.id]}})
            continue
        own = write_answer(oracle.questions[question], choice.needs.answer)
        assert choice.choice.id in own["choices"]
        changes = {question: own, **sent(oracle.questions, choice.needs.relaxation)}
        if question in choice.needs.relaxation.questions:
            assert own["choices"] == [choice.choice.id]
            check_hopeless(world, question, ticked)
        assert not any(oracle.questions[id].must for id in choice.needs.relaxation.questions)
        left = {id: body for id, body in {**world.answers, **changes}.items() if body is not None}
        assert oracle.remaining(left) == choice.needs.relaxation.remaining > 0


def check_hopeless(world: World, question: str, ticked: Bodies) -> None:
    """Giving up other answers never helps while this one stays on the path."""
    oracle = world.oracle
    on_path = {id for id, _ in oracle.path(ticked).asked}
    for questions in oracle.relaxations(ticked):
        after = {id for id, _ in oracle.path(oracle.given_up(ticked, questions)).asked}
        assert question in questions or (question in on_path and question not in after)


@settings(max_examples=40)
@given(WORLDS)
def test_what_a_choice_needs_is_what_the_oracle_counts(world: World) -> None:
    for question in world.oracle.questions:
        check(world, question)

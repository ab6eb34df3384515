"""What speaks for and against a product: nothing twice, nothing beside its opposite, and each in words that are true."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings

from app.guide import Release, advance, see_results, why
from app.guide.step import Shown
from app.services.answering import View
from app.web.arguing import once
from app.web.compare import lay_side_by_side
from app.web.present import present_why
from app.web.saying import Saying
from tests import worlds
from tests.builders import NOW
from tests.guide.test_advance import World, check_reasons, some
from tests.guide.test_shipped import body, shop
from tests.shelf import MEETS
from tests.shipped import SHIPPED

STATES = ("meets", "misses", "unknown")
WORDED = some(least=1, also=worlds.WORDED)


def check_texts(release: Release, language: str, shown: Shown, texts: list[str]) -> None:
    """No text stands twice, and no two are those that one choice has for what is met and what is missed."""
    assert len(set(texts)) == len(texts), texts
    for reason in shown.reasons:
        words = release.phrases(reason.question, reason.choice)
        both = {text.pick(language) for text in (words.meets, words.misses) if text}
        assert len(both) < 2 or not both <= set(texts), texts


def check_product(release: Release, language: str, shown: Shown) -> None:
    product = Saying(release, language).product(shown)
    check_texts(release, language, shown, [reason["text"] for reason in product["reasons"]])


@settings(max_examples=25)
@given(WORDED)
def test_no_product_says_a_thing_twice_or_its_opposite(world: World) -> None:
    for id in world.oracle.ids:
        shown = why(world.release, world.answers, (), NOW, id, world.visit).shown
        check_product(world.release, "en", shown)


@settings(max_examples=25)
@given(WORDED)
def test_side_by_side_and_asked_why_neither(world: World) -> None:
    step = see_results(world.release, world.answers, (), NOW, limit=3, visit=world.visit)
    view = View(step, world.release, "en")
    compared = lay_side_by_side(view, step.products)
    for place, shown in enumerate(step.products):
        for row in compared.answers:
            check_texts(world.release, "en", shown, [part.text for part in row.cells[place].parts])
        said = present_why(view, why(world.release, world.answers, (), NOW, shown.id, world.visit))
        check_texts(world.release, "en", shown, [one["text"] for state in STATES for one in said[state]])


@settings(max_examples=20)
@given(WORDED)
def test_an_authors_words_are_true_of_all_that_the_choice_wishes_or_demands(world: World) -> None:
    oracle, answers = world.oracle, world.answers
    wished = oracle.wished(answers)
    for row, id in enumerate(oracle.ids):
        check_reasons(world, id)
        demanded = oracle.truths(answers, id)
        for reason in why(world.release, answers, (), NOW, id, world.visit).shown.reasons:
            if not reason.phrased:
                continue
            rule = next((one for one in oracle.questionnaire.rules if one.id == reason.question), None)
            question = oracle.questions.get(reason.question)
            source = rule or (question and question.choice(reason.choice))
            assert source and source.reason.of(reason.truth)
            truths = {
                one.truth(row, beside)
                for one, beside in wished
                if one.source == reason.question and any(one.wish is wish for wish in source.prefer)
            }
            held = demanded.get(reason.question, MEETS)
            assert truths == {int(reason.truth)} or (held == int(reason.truth) and (held != MEETS or not truths))


def stroll(name: str, language: str, seed: int) -> None:
    """A shopper who answers what is asked; after each answer the first products of the list are looked at."""
    release, rng = shop(name)[0], random.Random(seed)
    answers: dict[str, Any] = {}
    while (step := advance(release, answers, (), NOW)).question and len(answers) < 12:
        answers[step.question.question.id] = body(release, step.question.question, rng)
        for shown in see_results(release, answers, (), NOW, limit=24).products:
            check_product(release, language, shown)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", SHIPPED)
def test_in_what_is_shipped_neither(name: str, language: str) -> None:
    for seed in range(2):
        stroll(name, language, seed)


def test_of_one_text_in_two_states_the_worse_stands() -> None:
    told = [("A", "meets"), ("B", "unknown"), ("A", "misses"), ("B", "meets")]
    said = [{"text": text, "state": state} for text, state in told]
    assert once(said) == [{"text": "A", "state": "misses"}, {"text": "B", "state": "unknown"}]

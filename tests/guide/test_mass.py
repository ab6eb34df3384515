"""What a question is expected to bring is weighed by what the shopper probably wants; counts stay counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from app.guide import Step, advance, look
from app.guide.mass import mass_of
from app.guide.state import replay
from app.questionnaire import Between, Picked
from app.shopper import Event, Name
from tests.builders import NOW, release, toy

ASKED: dict[str, Any] = {
    "brand": {
        "ask": "Which brand?",
        "type": "single",
        "attribute": "brand",
        "choices": {"Ada": {"label": "Ada"}, "Bor": {"label": "Bor"}},
    },
    "price": {"ask": "How much?", "type": "range", "attribute": "price", "bound": "both", "bins": 4},
}
WRITTEN = {
    "questionnaire": "toys",
    "catalog": "toys",
    "title": "Toys",
    "order": "best",
    "enough": 1,
    "questions": ASKED,
}
TOYS = release(WRITTEN, [toy(f"t{n:02}", brand=("Ada", "Bor")[n % 2], price=float(n), sold=9.0) for n in range(16)])


def viewed(*products: str) -> list[Event]:
    return [
        Event(product, Name.VIEW_ITEM, NOW - timedelta(minutes=len(products) - place), (product,))
        for place, product in enumerate(products)
    ]


def agenda(events: list[Event]) -> dict[str, float]:
    state = replay(TOYS, {}, NOW, events)
    return {gain.question.id: gain.bits for gain in state.agenda.gains(["brand", "price"])}


def test_of_a_stranger_counts_say_all() -> None:
    assert mass_of(replay(TOYS, {}, NOW, [])) is None


def test_the_mass_sums_to_one_and_lies_where_the_shopper_looked() -> None:
    mass = mass_of(replay(TOYS, {}, NOW, viewed("t01", "t03", "t05")))
    assert mass is not None and mass.share.sum() == pytest.approx(1.0)
    odd = np.array([TOYS.index.products.ids[row] in {f"t{n:02}" for n in range(1, 16, 2)} for row in mass.rows])
    assert mass.share[odd].sum() > 0.6


def test_what_is_all_but_known_is_worth_less_to_ask() -> None:
    assert agenda(viewed("t01", "t03", "t05"))["brand"] < agenda([])["brand"]
    assert agenda(viewed("t01", "t03")) == agenda(viewed("t01", "t03"))


def of(events: list[Event], question: str) -> Step:
    return look(TOYS, {}, events, NOW, question)


def test_counts_are_what_they_were() -> None:
    plain, known = of([], "brand").question, of(viewed("t01", "t03", "t05"), "brand").question
    assert plain and known
    assert [one.count for one in plain.choices] == [one.count for one in known.choices] == [8, 8]
    assert [one.likely for one in plain.choices] == [False, False]
    assert [one.likely for one in known.choices] == [False, True]
    assert (plain.confirm, known.confirm) == (None, Picked(("Bor",)))


def test_one_view_marks_and_does_not_yet_confirm() -> None:
    known = of(viewed("t01"), "brand").question
    assert known and [one.likely for one in known.choices] == [False, True] and known.confirm is None


def test_a_range_is_confirmed_where_all_that_was_looked_at_lies() -> None:
    known, spread = of(viewed("t00", "t01", "t02"), "price").question, of(viewed("t00", "t09"), "price").question
    assert known and spread
    assert known.confirm == Between(0.0, 4.0) and spread.confirm is None


def test_an_answer_given_needs_no_confirmation() -> None:
    step = advance(TOYS, {"brand": {"choices": ["Ada"]}}, viewed("t01", "t03", "t05"), NOW)
    assert step.question is None or step.question.question.id != "brand"

"""What earlier shoppers said changes what a question is expected to bring."""

from __future__ import annotations

import math

import pytest

from app.guide.heard import LEAST_HEARD, Heard
from app.guide.release import Release
from app.guide.select import FATIGUE
from app.guide.state import replay
from tests.builders import NOW, release

CHOICES = {id: {"label": id} for id in ("Ada", "Bor")}
PRICES = {id: {"label": id, "filter": {"price": at}} for id, at in (("cheap", 1), ("dear", 2))}
QUESTIONS = {
    "hello": {"ask": "Hello", "type": "info"},
    "brand": {"ask": "Brand?", "type": "single", "attribute": "brand", "choices": CHOICES},
    "price": {"ask": "Price?", "type": "single", "choices": PRICES},
}
PRODUCTS = [
    {
        "id": f"p{row}",
        "title": "Toy",
        "brand": "Ada" if row < 4 else "Bor",
        "price": 1.0 if row in (0, 1, 2, 4) else 2.0,
    }
    for row in range(8)
]


def toys() -> Release:
    return release({"questions": QUESTIONS, "order": "best"}, PRODUCTS)


def gains(found: Release) -> dict[str, float]:
    state = replay(found, {"hello": {"seen": True}}, NOW)
    assert state.agenda.at in ("brand", "price")
    return {gain.question.id: gain.bits for gain in state.agenda.gains(["brand", "price"])}


FEE = FATIGUE * math.log2(3)


def test_without_anything_heard_the_candidates_are_what_shoppers_say() -> None:
    assert gains(toys()) == {"brand": pytest.approx(1 - FEE), "price": pytest.approx(1 - FEE)}
    few = {"brand": Heard(LEAST_HEARD - 1, 0)}
    assert gains(toys().having_heard(few)) == gains(toys())


def test_what_is_often_skipped_is_worth_less() -> None:
    heard = {"brand": Heard(skipped=73, answered=25, picked={"Ada": 12, "Bor": 13})}
    assert gains(toys().having_heard(heard))["brand"] == pytest.approx(1 - FEE)  # two are missing to be enough
    heard = {"brand": Heard(skipped=75, answered=25, picked={"Ada": 12, "Bor": 13})}
    found = toys().having_heard(heard)
    assert gains(found)["brand"] == pytest.approx(26 / 102 - FEE)
    assert replay(found, {"hello": {"seen": True}}, NOW).agenda.at == "price"


def test_choices_count_as_often_as_they_were_picked() -> None:
    lopsided = [*PRODUCTS[:6], {**PRODUCTS[6], "brand": "Ada"}, {**PRODUCTS[7], "brand": "Ada"}]
    found = release({"questions": QUESTIONS, "order": "best"}, lopsided)
    heard = {"brand": Heard(skipped=0, answered=100, picked={"Ada": 19, "Bor": 79})}
    bits = 3 - (20 / 100 * math.log2(6) + 80 / 100 * math.log2(2))
    assert gains(found.having_heard(heard))["brand"] == pytest.approx(101 / 102 * bits - FEE)

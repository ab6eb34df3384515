"""What a sensitive question is about is read from this visit alone, and what will be answered to it is never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from app.guide import Release, advance, look, profile, see_results
from app.guide.leaning import tastes_of
from app.guide.state import replay
from app.shopper import Event, Name, Past, Visit
from tests.builders import MAPPING, NOW, release, toy, toys

DAY = timedelta(days=1)
SORTED = toys(MAPPING.replace("stock: stock,", "stock: stock, category: kind,") + "  kind: {kind: category}\n")


def shop(sensitive: bool, **more: Any) -> Release:
    """Toys of two brands, asked about twice: once perhaps in confidence, once in the open."""
    choices = {"a": {"label": "Ada", "filter": {"brand": "Ada"}}, "b": {"label": "Bor", "filter": {"brand": "Bor"}}}
    asked: dict[str, Any] = {
        "secret": {"ask": "Which?", "type": "single", "sensitive": sensitive, "choices": choices},
        "open": {"ask": "Whose?", "type": "single", "choices": choices},
        "cost": {"ask": "How much?", "type": "range", "attribute": "price", "bound": "max"},
        "who": {
            "ask": "For whom?",
            "type": "single",
            "choices": {"me": {"label": "Me", "filter": {}}, "you": {"label": "You", "gift": True, "filter": {}}},
        },
        **more,
    }
    written = {"questionnaire": "toys", "catalog": "toys", "title": "Toys", "questions": asked}
    products = [
        toy(
            f"t{n}",
            brand=("Ada", "Bor")[n % 2],
            size=float(n // 2 % 2),
            kind=("Car", "Ball")[n // 4 % 2],
            price=10.0 + n,
        )
        for n in range(16)
    ]
    return release(written, products, SORTED)


SECRET, OPEN = shop(True), shop(False)


def viewed(*products: str, ago: timedelta = timedelta(minutes=1)) -> tuple[Event, ...]:
    return tuple(Event(f"{one} {ago}", Name.VIEW_ITEM, NOW - ago, (one,)) for one in products)


def before(*products: str, **more: Any) -> Visit:
    return Visit(past=Past(viewed(*products, ago=DAY), known=True, **more))


ADAS = ("t0", "t4", "t8")


def leanings(found: Release, visit: Visit, events: Sequence[Event] = ()) -> set[str]:
    """The attributes that score a product, or stand in the profile."""
    step = see_results(found, {}, events, NOW, 16, 0, visit)
    scored = {term.name for one in step.products for term in one.terms if term.kind == "affinity"}
    shown = {one.attribute for one in profile(found, {}, events, NOW, visit).likings}
    assert shown <= scored
    return scored


def test_earlier_visits_say_nothing_of_what_a_sensitive_question_is_about() -> None:
    assert leanings(OPEN, before(*ADAS)) >= {"brand", "size"}
    assert "brand" not in leanings(SECRET, before(*ADAS))
    assert "size" in leanings(SECRET, before(*ADAS))
    assert "brand" in leanings(SECRET, Visit(), viewed(*ADAS))
    assert "brand" not in leanings(SECRET, Visit(), viewed(*ADAS, ago=DAY))  # an earlier visit of the same session


def test_it_holds_for_every_questionnaire_on_what_was_asked_on_those_visits() -> None:
    assert "brand" not in leanings(OPEN, before(*ADAS, fleeting=frozenset({"brand"})))


def test_this_visit_is_read_as_if_there_had_been_no_other() -> None:
    def of_brand(visit: Visit) -> list[float]:
        state = replay(SECRET, {}, NOW, viewed("t1", "t5"), visit)
        return next(taste.table.tolist() for taste in tastes_of(state) if taste.trait.attribute == "brand")

    alone = of_brand(Visit())
    assert [one > 0 for one in of_brand(before(*ADAS))] == [one > 0 for one in alone] == [False, True, False]


def marked(found: Release, question: str, visit: Visit, events: Sequence[Event] = ()) -> tuple[list[str], bool]:
    view = look(found, {}, events, NOW, question, visit).question
    assert view
    return [one.choice.id for one in view.choices if one.likely], view.confirm is not None


@pytest.mark.parametrize("question", ["secret", "open"])
def test_what_is_no_secret_is_marked_and_confirmed(question: str) -> None:
    assert marked(OPEN, question, before(*ADAS)) == (["a"], False)
    assert marked(OPEN, question, Visit(), viewed(*ADAS)) == (["a"], True)


def test_a_sensitive_question_is_never_marked() -> None:
    assert marked(SECRET, "secret", before(*ADAS)) == ([], False)
    assert marked(SECRET, "secret", Visit(), viewed(*ADAS)) == ([], False)
    assert marked(SECRET, "secret", before(*ADAS), viewed(*ADAS)) == ([], False)


def test_another_question_on_the_same_is_marked_by_this_visit_alone() -> None:
    assert marked(SECRET, "open", before(*ADAS)) == ([], False)
    assert marked(SECRET, "open", Visit(), viewed(*ADAS)) == (["a"], True)
    assert marked(SECRET, "open", before("t1", "t5", "t9"), viewed(*ADAS)) == (["a"], True)


def test_a_price_that_is_sensitive_is_forgotten_too() -> None:
    def by_price(found: Release, visit: Visit, events: Sequence[Event] = ()) -> bool:
        step = see_results(found, {}, events, NOW, 16, 0, visit)
        return any(term.kind == "price" for one in step.products for term in one.terms)

    cost = {"ask": "How much?", "type": "range", "attribute": "price", "bound": "max", "sensitive": True}
    guarded = shop(False, cost=cost)
    assert by_price(OPEN, before(*ADAS)) and by_price(guarded, Visit(), viewed(*ADAS))
    assert not by_price(guarded, before(*ADAS))
    assert look(guarded, {}, viewed(*ADAS), NOW, "cost").question.confirm is None  # type: ignore[union-attr]


def test_no_gift_is_offered_for_departing_from_it() -> None:
    now = viewed("t3", "t7", "t11")
    usual, answers = before("t0", "t2", "t4", "t6", "t8"), {id: {"skip": True} for id in ("secret", "open", "cost")}
    offers = [advance(found, answers, now, NOW, usual).gift_offered for found in (OPEN, SECRET)]
    assert (offers[0] is not None and offers[0].attribute == "brand", offers[1]) == (True, None)


def test_what_a_rule_makes_of_a_sensitive_answer_is_as_sensitive() -> None:
    question = {"ask": "Whose?", "type": "single", "attribute": "brand", "choices": "auto"}
    written = {"questions": {"secret": {**question, "sensitive": True}, "open": question}}
    products = [toy("t1", brand="a", size=1.0), toy("t2", brand="b", size=2.0)]
    for asked, fleeting in (("secret", {"brand", "size"}), ("open", {"brand"})):
        rules = [{"when": {asked: "a"}, "prefer": {"size": "M"}}]
        assert release({**written, "rules": rules}, products).fleeting == fleeting

"""Merchandising against the day and the catalog: what has passed, is to come, aims at nothing, or at odds."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compiler.checks import check_catalog
from app.compiler.checks.conflict import can_meet
from app.issues import Collector
from app.questionnaire import Path, Questionnaire, recall
from app.questionnaire.acting import in_force
from app.questionnaire.walk import walk
from tests.builders import TODAY, questionnaire, release, toy

SHOP = [
    toy("a", brand="Ada", price=1.0),
    toy("b", brand="Bor", price=2.0),
    toy("c", brand="Bor"),
    toy("d", brand="Cid"),
]
QUESTIONS: dict[str, Any] = {
    "want": {"ask": "A?", "type": "single", "choices": {"x": {"label": "X"}, "y": {"label": "Y"}}},
    "many": {"ask": "B?", "type": "multiple", "choices": {"x": {"label": "X"}, "y": {"label": "Y"}}},
}


def asked(*entries: dict[str, Any]) -> Questionnaire:
    return questionnaire({"questions": QUESTIONS, "merchandise": list(entries)})


def codes(*entries: dict[str, Any]) -> list[str]:
    issues = Collector()
    check_catalog(release(asked(*entries), SHOP), TODAY, issues)
    return [issue.code for issue in issues.issues]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ({"until": "2026-11-19"}, ["expired"]),
        ({"until": "2026-11-20"}, []),
        ({"from": "2026-11-21"}, ["not-begun"]),
        ({"from": "2026-11-20", "until": "2026-11-20"}, []),
    ],
)
def test_an_entry_acts_from_its_first_day_to_its_last(days: dict[str, str], found: list[str]) -> None:
    assert codes({"boost": {"brand": "Ada"}, **days}) == found


def test_an_entry_that_fits_no_product_is_aimless() -> None:
    assert codes({"boost": {"brand": "Ada", "price": {"min": 2}}}) == ["aimless"]


def test_what_is_kept_as_not_stated_is_not_aimed_at() -> None:
    assert codes({"boost": {"brand": "Cid", "price": {"min": 2}}}) == ["aimless"]


@pytest.mark.parametrize("first", ["boost", "bury", "pin", "exclude"])
@pytest.mark.parametrize("second", ["boost", "bury", "pin", "exclude"])
def test_opposite_deeds_on_the_same_product_conflict(first: str, second: str) -> None:
    opposite = {first, second} in ({"boost", "bury"}, {"pin", "exclude"})
    assert codes({first: {"brand": "Bor"}}, {second: {"price": 2}}) == ["conflict"] * opposite


def test_a_boost_and_a_bury_that_only_share_products_add_up() -> None:
    assert codes({"boost": {"brand": "Bor"}}, {"bury": {"price": {"max": 2}}}) == []
    assert codes({"pin": {"brand": "Bor"}}, {"exclude": {"price": {"max": 2}}}) == ["conflict"]


def test_a_conflict_says_how_many_products_and_which() -> None:
    issues = Collector()
    check_catalog(release(asked({"pin": {"id": ["b", "c"]}}, {"exclude": {"brand": "Bor"}}), SHOP), TODAY, issues)
    assert issues.issues[0].message.endswith("are both about 2 products: b, c")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"when": {"want": "x"}}, {"when": {"want": "y"}}, []),
        ({"when": {"want": "x"}}, {"when": {"want": {"not": "x"}}}, []),
        ({"when": {"want": "x"}}, {"when": {"want": ["x", "y"]}}, ["conflict"]),
        ({"when": {"many": "x"}}, {"when": {"many": "y"}}, ["conflict"]),
        ({"when": {"locale": "de"}}, {"when": {"locale": "en"}}, []),
        ({"when": {"locale": {"not": "de"}}}, {"when": {"locale": {"not": "en"}}}, ["conflict"]),
        ({"when": {"today": {"below": "2020-01-01"}}}, {}, ["conflict"]),
        ({"until": "2026-11-30"}, {"from": "2026-12-01"}, ["not-begun"]),
        ({"until": "2026-12-01"}, {"from": "2026-12-01"}, ["not-begun", "conflict"]),
    ],
)
def test_entries_conflict_only_if_both_can_act(first: dict[str, Any], second: dict[str, Any], found: list[str]) -> None:
    assert codes({"boost": {"brand": "Bor"}, **first}, {"bury": {"brand": "Bor"}, **second}) == found


WHENS = st.sampled_from(
    [{}, {"want": "x"}, {"want": "y"}, {"want": {"not": "x"}}, {"want": {"known": False}}, {"many": "x"}]
)
DAYS = st.sampled_from([str(TODAY + timedelta(days=days)) for days in range(4)])
ENTRIES = st.fixed_dictionaries(
    {"boost": st.just({"brand": "Ada"})}, optional={"from": DAYS, "when": WHENS.filter(bool)}
)


@given(ENTRIES, ENTRIES)
def test_entries_meet_if_some_answers_on_some_day_put_both_in_force(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    found = asked(first, {**second, "until": str(TODAY + timedelta(days=4))})
    deeds = found.merchandise
    bodies = [None, *({"choices": list(picks)} for size in (1, 2) for picks in combinations("xy", size))]
    seen = any(
        all(in_force(deed, path_of(found, want, many, days), TODAY + timedelta(days=days)) for deed in deeds)
        for days in range(6)
        for want in bodies[:3]
        for many in bodies
    )
    assert can_meet(found, *deeds, TODAY) is seen


def path_of(found: Questionnaire, want: Any, many: Any, days: int) -> Path:
    answers = {id: recall(found.questions[id], body or {"skip": True}) for id, body in (("want", want), ("many", many))}
    return walk(found, {id: answer for id, answer in answers.items() if answer}, TODAY + timedelta(days=days))

"""A questionnaire that uses the whole language, walked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.catalog import Index, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.guide import Release, advance, compile_release, see_results
from app.issues import Collector
from app.questionnaire import check_graph, parse
from tests.builders import NOW, said

HERE = Path(__file__).parent / "whole"


@pytest.fixture(scope="module")
def bikes() -> Release:
    issues = Collector()
    catalog = read_mapping_file((HERE / "bikes.mapping.yaml").read_text(), "bikes.mapping.yaml", issues)
    assert catalog, said(issues)
    index = Index(Products.of_records(catalog, read_feed(HERE / "bikes.csv", catalog, issues)))
    parts = {"common.yaml": (HERE / "common.yaml").read_text()}
    asked = parse((HERE / "bikes.yaml").read_text(), "bikes.yaml", issues, parts)
    assert asked, said(issues)
    check_graph(asked, issues)
    release = compile_release(asked, "1", index, issues)
    assert release and not issues.failed, said(issues)
    return release


def shown(release: Release, answers: dict[str, Any]) -> list[str]:
    return [product.id for product in see_results(release, answers, (), NOW).products]


ROAD = {"ground": {"choices": ["road"]}}
TOWN = {"ground": {"choices": ["town"]}}


def test_the_first_question_offers_everything(bikes: Release) -> None:
    step = advance(bikes, {}, (), NOW)
    assert step.question and step.question.question.id == "ground"  # six bikes are few enough, but this must be asked


def test_a_trusted_answer_sinks_what_misses_it(bikes: Release) -> None:
    lit = {**TOWN, "extras": {"choices": ["lights"]}}
    assert shown(bikes, lit) == ["b-3", "b-1", "b-2", "b-4", "b-6"]  # the last states a rack and no lights
    assert see_results(bikes, lit, (), NOW).remaining == 4


def test_what_must_be_met_keeps_out_what_misses_it(bikes: Release) -> None:
    assert shown(bikes, ROAD) == ["b-1", "b-4", "b-2"]  # points: road 3, gravel 2; club bikes are for who is known


def test_an_entered_height_keeps_what_fits_it(bikes: Release) -> None:
    small = {**ROAD, "height": {"value": 152}}
    step = see_results(bikes, small, (), NOW)
    assert step.remaining == 2
    assert [product.id for product in step.products][:2] == ["b-4", "b-1"]  # the rule prefers small wheels
    rule = [reason for reason in step.products[0].reasons if reason.question == "~rule-1"]
    assert bikes.phrases("~rule-1", "").meets is not None
    assert rule


def test_a_choice_is_offered_only_where_its_when_holds(bikes: Release) -> None:
    extras = {**TOWN, "extras": {"choices": ["rack"]}}
    assert shown(bikes, extras)[0] == "b-3"
    moved = {**ROAD, "extras": {"choices": ["rack"]}}  # Tarmac leads past the extras: the answer is kept as stale
    assert [view.stale for view in see_results(bikes, moved, (), NOW).answers] == [False, True]


def test_a_rule_warns_once_its_answers_are_given(bikes: Release) -> None:
    answers: dict[str, Any] = {**TOWN, "extras": {"choices": ["rack"]}}
    assert see_results(bikes, answers, (), NOW).warnings == ()
    answers["budget"] = {"max": 250}
    assert [text.pick("en") for text in see_results(bikes, answers, (), NOW).warnings] == ["Racks are rare under 300."]


def test_the_shopper_says_how_much_an_answer_matters(bikes: Release) -> None:
    def score(importance: float) -> float:
        answers = {"ground": {"choices": ["road"], "importance": importance}}
        return see_results(bikes, answers, (), NOW).products[0].score

    assert score(2.0) - score(1.0) == pytest.approx(3.0)

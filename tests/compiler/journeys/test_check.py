"""Journeys: what must follow is held against what the engine shows, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.compiler.journeys import check_journeys
from app.guide import Release, advance, see_results
from app.issues import Collector
from tests import worlds
from tests.builders import TODAY, as_yaml, release, said, toy

SHOP = [
    toy("a", brand="Ada", price=1.0, released=739575.0),
    toy("b", brand="Bor", price=2.0),
    toy("c", brand="Bor", price=3.0),
    toy("d", brand="Cid", price=4.0),
]
ASKED = {
    "questions": {
        "brand": {"ask": "A?", "type": "single", "attribute": "brand", "choices": "auto"},
        "size": {"ask": "B?", "type": "number", "when": {"brand": "Bor"}},
        "price": {"ask": "C?", "type": "range", "attribute": "price"},
        "more": {
            "ask": "D?",
            "type": "single",
            "choices": {"x": {"label": "X", "next": "end"}},
            "when": {"channel": "app"},
        },
    },
    "rules": [{"when": {"brand": "Cid"}, "warn": {"en": "Rare", "de": "Selten"}}],
}


def found(text: str | dict[str, Any], of: Release | None = None, today: date = TODAY) -> list[str]:
    """The issues of journeys, each as line, code, and what is wrong."""
    issues = Collector()
    written = as_yaml(text) if isinstance(text, str) else as_yaml({"journeys": "toys", **text})
    check_journeys(written, "toys.journeys.yaml", of or release(ASKED, SHOP), today, issues)
    return [f"{issue.code}: {issue.message}" for issue in issues.issues]


def walked(answers: dict[str, Any], then: dict[str, Any], **more: Any) -> list[str]:
    return found({"way": {"answers": answers, "then": then, **more}})


@pytest.mark.parametrize(
    ("answers", "then"),
    [
        ({}, {"question": "brand", "remaining": 4}),
        ({"brand": "Bor"}, {"question": "size", "remaining": 2}),
        ({"brand": ["Bor"]}, {"question": "size"}),
        ({"brand": {"choices": ["Bor"]}}, {"question": "size"}),
        ({"brand": "skip"}, {"question": "price", "remaining": {"min": 4, "max": 4}}),
        ({"brand": "Bor", "size": 7}, {"question": "price"}),
        ({"brand": "skip", "price": "..2"}, {"question": "results", "remaining": 2, "top": ["b", "a"]}),
        ({"brand": "skip", "price": "2..3"}, {"top": "b"}),
        ({"brand": "skip", "price": "4.."}, {"top": ["d"]}),
        ({"brand": "skip", "price": {"min": 2, "max": 3}}, {"top": ["b", "c"]}),
        ({"brand": "Cid"}, {"warnings": "Rare"}),
        ({"brand": "Cid"}, {"warnings": ["Selten"]}),
        ({"brand": "Ada"}, {"warnings": []}),
    ],
)
def test_what_follows_may_be_written_in_short(answers: dict[str, Any], then: dict[str, Any]) -> None:
    assert walked(answers, then) == []


@pytest.mark.parametrize(
    ("answers", "then", "issue"),
    [
        ({}, {"question": "price"}, "question should be `price`, and is `brand`"),
        ({"brand": "Ada"}, {"remaining": 2}, "remaining should be 2, and is 1"),
        ({"brand": "Ada"}, {"remaining": {"min": 2}}, "remaining should be 2 or more, and is 1"),
        ({"brand": "Bor"}, {"remaining": {"max": 1}}, "remaining should be 0 to 1, and is 2"),
        ({"brand": "Bor"}, {"top": ["c", "b"]}, "top should be c, b, and is b, c"),
        ({"brand": "Bor"}, {"top": ["b", "c", "d"]}, "top should be b, c, d, and is b, c"),
        ({"brand": "Ada"}, {"warnings": "Rare"}, "warnings should be Rare, and is nothing"),
        ({"brand": "Cid"}, {"warnings": []}, "warnings should be nothing, and is Rare"),
        ({"brand": "Ada", "price": "5.."}, {"top": "a"}, "top should be a, and is nothing"),
    ],
)
def test_what_does_not_follow_is_said_with_what_does(answers: dict[str, Any], then: dict[str, Any], issue: str) -> None:
    assert walked(answers, then) == [f"journey: `way`: {issue}"]


@pytest.mark.parametrize(
    ("answers", "then", "code"),
    [
        ({"brnd": "Ada"}, {"remaining": 1}, "unknown-question"),
        ({"brand": "Adda"}, {"remaining": 1}, "unknown-choice"),
        ({"brand": {"choces": ["Ada"]}}, {"remaining": 1}, "unknown-key"),
        ({"price": "cheap"}, {"remaining": 1}, "bad-value"),
        ({"price": "3..2"}, {"remaining": 1}, "bad-value"),
        ({"size": "tall"}, {"remaining": 1}, "bad-value"),
        ({"brand": ["Ada", "Bor"]}, {"remaining": 1}, "bad-value"),
        ({}, {"question": "prise"}, "unknown-question"),
        ({}, {"top": ["z"]}, "unknown-product"),
        ({}, {"top": []}, "bad-value"),
        ({}, {"remaining": {}}, "bad-value"),
        ({}, {"remaining": -1}, "wrong-type"),
        ({}, {}, "missing-key"),
        ([], {"remaining": 4}, "wrong-type"),
    ],
)
def test_what_cannot_be_read_is_an_issue_of_its_own(answers: Any, then: dict[str, Any], code: str) -> None:
    assert [issue.partition(":")[0] for issue in walked(answers, then)] == [code]


def test_steps_add_their_answers_to_those_before() -> None:
    steps = [
        {"answers": {"brand": "Bor"}, "then": {"remaining": 2}},
        {"answers": {"size": "skip", "price": "3.."}, "then": {"remaining": 1}},
        {"answers": {"brand": "Ada"}, "then": {"remaining": 1}},
    ]
    wrong = ["journey: `way`: remaining should be 1, and is 0", "stale-answer: "]
    for journey in (steps, {"steps": steps}):
        issues = found({"way": journey})
        assert len(issues) == 2 and all(issue.startswith(start) for issue, start in zip(issues, wrong, strict=True))


def test_a_journey_can_tell_of_the_visit() -> None:
    answers, then = {"brand": "Ada", "price": "skip"}, {"question": "more"}
    assert walked(answers, then) == ["journey: `way`: question should be `more`, and is `results`"]
    assert walked(answers, then, visit={"channel": "app"}) == []
    assert walked({**answers, "more": "x"}, {"question": "end"}, visit={"channel": "app"}) == []


def test_a_journey_is_walked_on_its_own_day_else_on_the_files_else_today() -> None:
    asked = {"old": {"ask": "A?", "type": "info", "filter": {"released": {"min": "-10 days"}}}}
    of = release(asked, [toy("a", released=float(date(2025, 11, 15).toordinal()))])
    way = {"answers": {"old": "seen"}, "then": {"remaining": 1}}
    assert found({"way": way}, of, date(2025, 11, 20)) == []
    assert len(found({"way": way}, of)) == 1
    assert found({"on": "2025-11-20", "way": way}, of) == []
    assert found({"on": "2026-11-20", "way": {**way, "on": "2025-11-20"}}, of) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("journeys: toys\nway: [", ["syntax"]),
        ("- a", ["wrong-type"]),
        ("way: {then: {remaining: 4}}", ["missing-key"]),
        ("journeys: toys\nway: 7", ["wrong-type"]),
        ("journeys: toys\nway: {answers: {}}", ["missing-key"]),
        ("journeys: toys\nway: []", ["missing-key"]),
        ("journeys: toys\nway: {steps: [{then: {remaining: 4}}], then: {remaining: 4}}", ["misplaced-key"]),
        ("journeys: toys\nway: {anwsers: {}, then: {remaining: 4}}", ["unknown-key"]),
        ("journeys: boats\nway: {then: {remaining: 3}}", ["bad-value"]),
        ("journeys: toys\non: soon", ["wrong-type"]),
    ],
)
def test_a_broken_file_is_said_to_be_so_and_not_walked(text: str, codes: list[str]) -> None:
    assert [issue.partition(":")[0] for issue in found(text)] == codes


def test_an_issue_stands_where_the_expectation_is_written() -> None:
    issues = Collector()
    text = "journeys: toys\nway:\n  answers: {brand: Bor}\n  then:\n    question: size\n    remaining: 3\n"
    check_journeys(text, "toys.journeys.yaml", release(ASKED, SHOP), TODAY, issues)
    assert said(issues)[0].startswith("toys.journeys.yaml:6:16: error[journey]")
    assert issues.issues[0].mark.path == ("way", "then", "remaining")


@given(st.data())
def test_what_the_engine_shows_is_what_must_follow(data: st.DataObject) -> None:
    """Any random walk, written down with what `advance` says, holds; with one product more, it does not."""
    products = data.draw(worlds.stocks(least=1))
    of = release(data.draw(worlds.questionnaires()), products)
    drawn = data.draw(worlds.answers(of.questionnaire))
    bodies = {id: body for id, body in drawn.items() if set(body.get("choices", ())) <= set(of.choices[id])}
    now = datetime.combine(TODAY, time(12), UTC)
    step = advance(of, bodies, (), now)
    top = [shown.id for shown in see_results(of, bodies, (), now, 3).products]
    then = {"remaining": step.remaining, **({"top": top} if top else {})}
    issues = found({"way": {"answers": bodies, "then": then}}, of)
    assert [issue for issue in issues if not issue.startswith("stale-answer")] == []
    wrong = found({"way": {"answers": bodies, "then": {"remaining": step.remaining + 1}}}, of)
    assert [issue for issue in wrong if issue.startswith("journey")] != []

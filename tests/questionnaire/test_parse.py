"""From text to a questionnaire: every construct of the format is read; its refusals are in bad/."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conditions.dates import Relative, parse_date
from app.document.texts import plain
from app.guide import compile_release
from app.issues import Collector
from app.questionnaire import Questionnaire, check_graph, parse
from app.questionnaire.model import Results
from app.questionnaire.question import Question
from app.questionnaire.theme import Theme
from tests import worlds
from tests.builders import as_yaml, index, questionnaire

CHOICES = {"x": {"label": "X"}, "y": {"label": "Y"}}


def one(**keys: Any) -> Question:
    """The question that these keys write."""
    if keys.get("type", "single") in ("single", "multiple"):
        keys = {"choices": CHOICES, **keys}
    return questionnaire({"q": {"ask": "?", "type": "single", **keys}}).questions["q"]


def top(**keys: Any) -> Questionnaire:
    return questionnaire({"questions": {"q": {"ask": "?", "type": "info"}}, **keys})


@pytest.mark.parametrize(
    ("keys", "name", "value"),
    [
        ({}, "skippable", True),
        ({"skippable": False}, "skippable", False),
        ({"sensitive": True}, "sensitive", True),
        ({"type": "multiple"}, "match", "any"),
        ({"type": "multiple", "match": "all"}, "match", "all"),
        ({"type": "multiple", "max": 3}, "most", 3.0),
        ({"type": "number", "min": 1, "max": 2.5}, "least", 1.0),
        ({"type": "number", "unit": "cm"}, "unit", plain("cm")),
        ({"type": "date", "min": "2026-11-20"}, "least", parse_date("2026-11-20")),
        ({"type": "date", "max": "+2 weeks"}, "most", Relative(2, "week")),
        ({"type": "range", "attribute": "price"}, "bound", "both"),
        ({"type": "range", "attribute": "price", "bound": "max"}, "bound", "max"),
        ({"type": "range", "attribute": "price", "step": 0.5}, "step", 0.5),
        ({"type": "range", "attribute": "price", "bins": 7}, "bins", 7),
        ({"importance": 2}, "importance", 2.0),
        ({"image": "a.jpg", "alt": "A"}, "image", "a.jpg"),
    ],
)
def test_a_key_of_a_question(keys: dict[str, Any], name: str, value: Any) -> None:
    assert getattr(one(**keys), name) == value


@pytest.mark.parametrize(
    ("keys", "name", "value"),
    [
        ({}, "enough", 0),
        ({"enough": 12}, "enough", 12),
        ({}, "languages", ("en",)),
        ({"languages": ["de", "en"]}, "languages", ("de", "en")),
        ({"title": {"de": "T", "fr": "T"}}, "languages", ("de", "fr")),
        ({"order": "author"}, "enough", 0),
        (
            {"embed": {"origins": ["https://shop.example", "http://localhost:5000"]}},
            "origins",
            ("https://shop.example", "http://localhost:5000"),
        ),
        ({}, "theme", Theme()),
        ({}, "results", Results((), 12, "show")),
        (
            {"results": {"show": ["price"], "limit": 5, "out_of_stock": "last"}},
            "results",
            Results(("price",), 5, "last"),
        ),
    ],
)
def test_a_key_of_the_questionnaire(keys: dict[str, Any], name: str, value: Any) -> None:
    assert getattr(top(**keys), name) == value


def test_the_questions_keep_the_order_of_the_file() -> None:
    asked = questionnaire({id: {"ask": "?", "type": "info"} for id in ("b", "a", "10", "9")})
    assert (list(asked.questions), asked.first.id, asked.after("a"), asked.after("9")) == (
        ["b", "a", "10", "9"],
        "b",
        "10",
        "results",
    )


def test_texts_are_plain_or_by_language() -> None:
    assert [one(ask="Which?").ask.pick("de"), one(ask={"en": "Which?", "de": "Welche?"}).ask.pick("de-CH")] == [
        "Which?",
        "Welche?",
    ]


def test_a_choice_may_be_a_mere_label() -> None:
    assert [choice.label.pick("en") for choice in one(choices={"no": "No", "yes": {"label": "Yes"}}).choices] == [
        "No",
        "Yes",
    ]


def test_a_picture_alone_is_called_by_its_words() -> None:
    assert one(choices={"x": {"image": "x.png", "alt": "An x"}}).choices[0].label.pick("en") == "An x"


@pytest.mark.parametrize(
    ("written", "limit", "sort"),
    [
        ("auto", None, ""),
        ({"auto": {}}, None, ""),
        ({"auto": {"limit": 5, "sort": "label", "labels": {"Ada": "A."}}}, 5, "label"),
    ],
)
def test_automatic_choices(written: Any, limit: int | None, sort: str) -> None:
    auto = one(choices=written, attribute="brand").auto
    assert auto
    assert (auto.limit, auto.sort) == (limit, sort)


def test_a_choice_may_be_called_auto() -> None:
    question = one(choices={"auto": {"label": "Automatic"}, "hand": {"label": "Manual"}})
    assert ([choice.id for choice in question.choices], question.auto) == (["auto", "hand"], None)


@pytest.mark.parametrize(
    ("written", "routes"),
    [
        ("results", [("results", False)]),
        (["end"], [("end", False)]),
        ([{"to": "end"}], [("end", False)]),
        ([{"when": {"q": "x"}, "to": "end"}, {"to": "results"}], [("end", True), ("results", False)]),
    ],
)
def test_routes(written: Any, routes: list[tuple[str, bool]]) -> None:
    assert [(route.to, route.when is not None) for route in one(next=written).next] == routes
    led = one(choices={"x": {"label": "X", "next": written}}).choices[0]
    assert [(route.to, route.when is not None) for route in led.next] == routes


def test_all_issues_come_at_once() -> None:
    issues = Collector()
    questions = {
        "a": {"ask": "?", "type": "singel"},
        "b": {"ask": "?", "type": "range"},
        "c": {"type": "info", "when": {"x": 1}},
    }
    assert parse(as_yaml({"questionnaire": "t", "catalog": "t", "questions": questions}), "t.yaml", issues) is None
    assert [issue.code for issue in issues.issues] == ["missing-key", "bad-value", "missing-key", "missing-key"]


WORDS = [
    "questionnaire",
    "catalog",
    "title",
    "questions",
    "q",
    "ask",
    "type",
    "single",
    "multiple",
    "range",
    "choices",
    "auto",
    "attribute",
    "brand",
    "price",
    "filter",
    "prefer",
    "when",
    "next",
    "to",
    "results",
    "min",
    "max",
    "not",
    "any",
    "all",
    "near",
    "within",
    "most",
    "known",
    "importance",
    "limit",
    "show",
    "ranking",
    "preference",
    "embed",
    "origins",
    "reason",
    "meets",
    "label",
    "answer",
    "x",
    "3",
    "-1",
    "",
    "info",
    "date",
    "today",
    "+1 day",
    "theme",
    "languages",
    "exclusive",
]
NESTED = st.recursive(
    st.sampled_from(WORDS) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=15,
)
QUESTIONS = st.dictionaries(
    st.sampled_from(["q", "r", "x"]),
    NESTED
    | st.fixed_dictionaries(
        {"ask": NESTED, "type": st.sampled_from(["single", "multiple", "range", "number", "date", "info"])},
        optional=dict.fromkeys(
            ("choices", "attribute", "filter", "prefer", "when", "next", "min", "max", "importance"), NESTED
        ),
    ),
    max_size=3,
)
HALF_RIGHT = st.fixed_dictionaries(
    {"questionnaire": st.just("t"), "catalog": st.just("t"), "title": st.just("T"), "questions": QUESTIONS},
    optional=dict.fromkeys(("results", "ranking", "embed", "theme", "languages", "enough", "order"), NESTED),
).map(as_yaml)


def check(text: str) -> None:
    issues = Collector()
    found = parse(text, "t.yaml", issues)
    assert (found is None) == issues.failed
    if found:
        check_graph(found, issues)
    if found and not issues.failed:
        assert (compile_release(found, "1", index([]), issues) is None) == issues.failed
    assert all(issue.mark.line > 0 for issue in issues.issues)


@settings(max_examples=250)
@given(HALF_RIGHT | NESTED.map(lambda found: as_yaml(found)) | st.text())  # type: ignore[arg-type]
def test_any_text_ends_in_a_questionnaire_or_in_issues(text: str) -> None:
    check(text)


@given(worlds.questionnaires().map(as_yaml), st.data())
def test_a_questionnaire_with_one_change_ends_in_a_questionnaire_or_in_issues(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    check(text[:start] + data.draw(st.sampled_from(["", "x", "{}", "[]", '"q0"', "null", ": "])) + text[end:])


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=3_000)
@given(HALF_RIGHT)
def test_thoroughly(text: str) -> None:
    check(text)

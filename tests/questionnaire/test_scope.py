"""What other form builders have is named when it is met, wherever they write it."""

from __future__ import annotations

from typing import Any

import pytest

from app.issues import Collector
from app.questionnaire import Type, parse, schema
from app.questionnaire.scope import KEYS, OUT_OF_SCOPE, TYPES
from tests.builders import as_yaml


def said_of(question: dict[str, Any], **top: Any) -> list[tuple[str, tuple[str, ...]]]:
    issues = Collector()
    asked = {"ask": "?", "type": "info", **question}
    parse(as_yaml({"questionnaire": "q", "catalog": "c", "title": "T", "questions": {"q": asked}, **top}), "a", issues)
    return [(issue.code, issue.mark.path) for issue in issues.issues]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_in_a_question_a_choice_or_the_questionnaire(key: str) -> None:
    choices = {"type": "single", "choices": {"a": {"label": "A", key: "x"}}}
    assert said_of({key: "x"}) == [("out-of-scope", ("questions", "q", key))]
    assert said_of(choices) == [("out-of-scope", ("questions", "q", "choices", "a", key))]
    assert said_of({}, **{key: "x"}) == [("out-of-scope", (key,))]


@pytest.mark.parametrize("type", TYPES)
def test_a_type(type: str) -> None:
    assert said_of({"type": type}) == [("out-of-scope", ("questions", "q", "type"))]


def test_no_word_is_one_of_ours_or_stands_twice() -> None:
    ours = {*schema.QUESTIONNAIRE, *schema.QUESTION, *schema.CHOICE}
    assert not ours & KEYS.keys() and not set(Type) & TYPES.keys()
    assert len(KEYS) == sum(len(absent.keys) for absent in OUT_OF_SCOPE.values())
    assert len(TYPES) == sum(len(absent.types) for absent in OUT_OF_SCOPE.values())

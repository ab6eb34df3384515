"""Shared questions: parts, what uses them, and where their issues stand."""

from __future__ import annotations

from typing import Any

import pytest

from app.issues import Collector
from app.questionnaire import Questionnaire, check_graph, parse

HEAD = "questionnaire: q\ncatalog: c\ntitle: T\n"
SIZE = "questions:\n  size: {ask: Which size?, type: single, choices: {s: {label: Small}, l: {label: Large}}}\n"


def read(text: str, **parts: str) -> tuple[Questionnaire | None, list[str]]:
    """A questionnaire with its parts by stem; its issues with their places."""
    issues = Collector()
    files = {f"{stem.replace('_', '.')}.yaml": part for stem, part in parts.items()}
    found = parse(HEAD + text, "q.yaml", issues, files)
    if found:
        check_graph(found, issues)
    return found, [f"{issue.mark}: {issue.code}: {issue.message}" for issue in issues.issues]


def asked(text: str, **parts: str) -> dict[str, Any]:
    """The questions, without an issue."""
    found, issues = read(text, **parts)
    assert found and issues == []
    return dict(found.questions)


def test_a_shared_question_is_asked_under_the_id_of_its_user() -> None:
    questions = asked("include: [common.yaml]\nquestions:\n  how-large: {use: common/size}\n", common=SIZE)
    assert list(questions) == ["how-large"]
    assert questions["how-large"].id == "how-large"
    assert questions["how-large"].ask.pick("") == "Which size?"


def test_a_key_beside_use_replaces_the_whole_value_of_the_shared_one() -> None:
    used = "{use: common/size, choices: {m: {label: Medium}}, skippable: false}"
    size = asked(f"include: [common.yaml]\nquestions:\n  size: {used}\n", common=SIZE)["size"]
    assert [choice.id for choice in size.choices] == ["m"]
    assert not size.skippable
    assert size.type == "single"


def test_one_shared_question_is_used_twice() -> None:
    text = "include: [common.yaml]\nquestions:\n  his: {use: common/size}\n  hers: {use: common/size, ask: And hers?}\n"
    questions = asked(text, common=SIZE)
    assert [question.ask.pick("") for question in questions.values()] == ["Which size?", "And hers?"]


def test_two_parts_may_have_a_question_of_the_same_id() -> None:
    text = "include: [a.yaml, b.yaml]\nquestions:\n  one: {use: a/size}\n  two: {use: b/size}\n"
    questions = asked(text, a=SIZE, b=SIZE.replace("Which", "What"))
    assert [question.ask.pick("") for question in questions.values()] == ["Which size?", "What size?"]


def test_a_part_may_use_anchors() -> None:
    part = (
        "questions:\n"
        "  a: {ask: A?, type: single, choices: &some {x: {label: X}, y: {label: Y}}}\n"
        "  b: {ask: B?, type: single, choices: *some}\n"
    )
    questions = asked("include: [p.yaml]\nquestions:\n  one: {use: p/b}\n", p=part)
    assert [choice.id for choice in questions["one"].choices] == ["x", "y"]


def test_a_shared_question_that_nobody_uses_is_not_asked() -> None:
    assert list(asked("include: [common.yaml]\nquestions:\n  a: {ask: A?, type: info}\n", common=SIZE)) == ["a"]


@pytest.mark.parametrize(
    ("text", "parts", "issue"),
    [
        (
            "include: [comon.yaml]\nquestions: {a: {ask: A?, type: info}}\n",
            {"common": SIZE},
            "q.yaml:4:11: missing-file: the file `comon.yaml` is not known",
        ),
        (
            "include: [q.yaml]\nquestions: {a: {ask: A?, type: info}}\n",
            {"q": "questions: {}"},
            "q.yaml:4:11: bad-value: a file cannot include itself",
        ),
        (
            "include: [../common.yaml]\nquestions: {a: {ask: A?, type: info}}\n",
            {"common": SIZE},
            "q.yaml:4:11: bad-value: `../common.yaml` cannot be included",
        ),
        (
            "include: [common.yaml]\nquestions: {a: {ask: A?, type: info}, b: {use: common/sise}}\n",
            {"common": SIZE},
            "q.yaml:5:48: unknown-question: the shared question `common/sise` is not known",
        ),
        (
            "questions: {a: {ask: A?, type: info}, b: {use: common/size}}\n",
            {"common": SIZE},
            "q.yaml:4:48: unknown-question: the shared question `common/size` is not known",
        ),
        (
            "include: [common.yaml]\nquestions: {a: {use: common/size}}\n",
            {"common": SIZE.replace("single", "sinlge")},
            "common.yaml:2:34: bad-value: the value `sinlge` is not known",
        ),
        (
            "include: [common.yaml]\nquestions: {a: {use: common/size}}\n",
            {"common": SIZE.replace("s: {label: Small}", "s: {label: Small, next: nowhere}")},
            "common.yaml:2:76: unknown-question: the question `nowhere` is not known",
        ),
        (
            "include: [common.yaml]\nquestions: {a: {use: common/size}}\n",
            {"common": "questions:\n  size: {use: other/size}\n"},
            "common.yaml:2:10: misplaced-key: a shared question cannot use another",
        ),
        (
            "include: [common.yaml]\nquestions: {a: {use: common/size}}\n",
            {"common": "questions: [\n"},
            "common.yaml",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, parts: dict[str, str], issue: str) -> None:
    issues = read(text, **parts)[1]
    assert issues[0].startswith(issue), issues


def test_a_when_in_a_part_reads_the_questions_of_its_user() -> None:
    part = "questions:\n  size: {ask: Which size?, type: info, when: {colour: red}}\n"
    colour = "{ask: Which colour?, type: single, choices: {red: {label: Red}, blue: {label: Blue}}}"
    text = f"include: [common.yaml]\nquestions:\n  colour: {colour}\n  size: {{use: common/size}}\n"
    assert asked(text, common=part)["size"].when is not None
    issues = read(text.replace("colour:", "color:"), common=part)[1]
    assert issues[0] == "common.yaml:2:47: unknown-question: the question `colour` is not known"

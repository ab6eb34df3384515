"""Answers as authors write them in journeys, and as JSON bodies: `cut: ideal` is `{"choices": ["ideal"]}`."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from app.compiler.journeys.schema import ANSWER, words
from app.document import Listing, Node, Text
from app.document.shape import parse_number, read_mapping
from app.errors import Refused
from app.guide import Release
from app.issues import Collector, Mark
from app.questionnaire import Question, Type, read_answer

Body = dict[str, Any]

HOW: dict[Type, str] = {
    Type.SINGLE: "write the id of a choice",
    Type.MULTIPLE: "write a list of ids: [a, b]",
    Type.RANGE: "write ..900, 500.., 500..900, or {min: 500, max: 900}",
    Type.NUMBER: "write a number",
    Type.DATE: "write a date like 2026-11-20",
    Type.INFO: "write seen",
}
"""How an answer to each type of question is written."""

_SPAN = re.compile(r"(?P<min>[^.]*(?:\.\d+)?)\.\.(?P<max>.*)\Z")


def read_said(release: Release, id: str, mark: Mark, node: Node, today: date, issues: Collector) -> Body | None:
    """The body of an answer to the question `id`, sound on this day, or None; what is wrong goes to `issues`."""
    question = release.questionnaire.questions.get(id)
    if question is None:
        issues.unknown_word("unknown-question", mark, "the question", id, release.questionnaire.questions)
        return None
    before = len(issues.issues)
    body = _body(question, node, issues)
    if body is None and isinstance(node, Text):
        message = f"`{node.value}` is no answer to `{id}`, a question of type {question.type}"
        issues.add("bad-value", node.mark, message, _how(question))
    if body is None or len(issues.issues) > before:
        return None
    known = release.known_choices(id)
    for pick in body.get("choices", ()):
        if pick not in known:
            issues.unknown_word("unknown-choice", node.mark, f"`{id}` has no such choice: the id", pick, known)
            return None
    try:
        read_answer(question, body, known, today)
    except Refused as refused:
        issues.add("bad-value", node.mark, refused.message, _how(question))
        return None
    return body


def _how(question: Question) -> str:
    return HOW[question.type] + (", or skip" if question.skippable else "")


def _body(question: Question, node: Node, issues: Collector) -> Body | None:
    if isinstance(node, Listing):
        return {"choices": list(words(node, issues) or ())}
    if not isinstance(node, Text):
        body = read_mapping(node, ANSWER, f"the answer to `{question.id}`", issues)
        return {key: list(value) if key == "choices" else value for key, value in body.items()}
    word = node.value
    if word == "skip":
        return {"skip": True}
    match question.type:
        case Type.SINGLE | Type.MULTIPLE:
            return {"choices": [word]}
        case Type.INFO:
            return {"seen": True} if word == "seen" else None
        case Type.RANGE:
            return _span(word)
        case Type.DATE:
            return {"value": word}
    number = parse_number(word)
    return None if number is None else {"value": number}


def _span(word: str) -> Body | None:
    """`..900`, `500..` and `500..900` as bounds."""
    found = _SPAN.match(word)
    ends = {key: parse_number(end.strip()) for key, end in found.groupdict().items() if end.strip()} if found else {}
    return None if not ends or None in ends.values() else ends


def write_said(question: Question, body: Body) -> str:
    """A body as an author would write it, the shortest way that reads back as the same."""
    match body:
        case {"skip": _}:
            return "skip"
        case {"seen": _}:
            return "seen"
        case {"choices": [one], **rest} if not rest and question.type is Type.SINGLE and one != "skip":
            return quoted(one)
        case {"choices": list(picks), **rest} if not rest and question.type is Type.MULTIPLE:
            return f"[{', '.join(map(quoted, picks))}]"
        case {"value": value, **rest} if not rest:
            return _plain(value)
    return "{" + ", ".join(f"{key}: {_plain(value)}" for key, value in body.items()) + "}"


_BARE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_./ -]*[A-Za-z0-9_./-])?\Z")


def quoted(text: str) -> str:
    """A text as a YAML scalar, in quotes where it needs them."""
    if _BARE.match(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    if isinstance(value, str):
        return quoted(value)
    return str(int(value)) if value == int(value) else repr(value)

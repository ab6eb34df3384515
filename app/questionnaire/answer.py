"""What a shopper can say to a question, and how it travels as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeGuard

from app.conditions.dates import Relative, parse_date, write_date
from app.conditions.hold import Values
from app.document.shape import LARGEST
from app.errors import Refused
from app.questionnaire.question import Question, Type


@dataclass(frozen=True)
class Picked:
    """Choices by id, in the question's order, automatic ones by their id; none means: none of them."""

    choices: tuple[str, ...]
    importance: float | None = None


@dataclass(frozen=True)
class Between:
    """Bounds, inclusive; at least one is given."""

    min: float | None
    max: float | None
    importance: float | None = None


@dataclass(frozen=True)
class Entered:
    """A number, or a day number."""

    value: float
    importance: float | None = None


@dataclass(frozen=True)
class Skipped:
    """No preference: the question was asked, and nothing was said."""


@dataclass(frozen=True)
class Seen:
    """An info was read."""


IMPORTANCES = (0.5, 1.0, 2.0)
"""How much an answer may matter to the shopper, where the question asks for it: a little, as usual, a lot."""

Answer = Picked | Between | Entered | Skipped | Seen

Answers = dict[str, Answer]
"""By question id, in the order first given."""

SAYS: dict[Type, str] = {
    Type.SINGLE: '{"choices": ["id"]}',
    Type.MULTIPLE: '{"choices": ["id", …]}',
    Type.RANGE: '{"min": 1, "max": 2}',
    Type.NUMBER: '{"value": 1}',
    Type.DATE: '{"value": "2026-11-20"}',
    Type.INFO: '{"seen": true}',
}
"""The body that each type of question takes."""

MOST_PICKS = 200


def read_answer(question: Question, body: Any, known: frozenset[str], today: date) -> Answer:
    """The answer that a JSON body gives to a question; `known` are the ids of its choices.

    Raises Refused with code `invalid-answer`, `unknown-choice`, `not-skippable`, `too-many-choices`, `exclusive`
    or `out-of-bounds`.
    """
    if not isinstance(body, dict):
        raise _invalid(question, "the body is not a JSON object")
    importance, body = _importance(question, body)
    keys = set(body)
    if keys == {"skip"}:
        if body["skip"] is not True:
            raise _invalid(question, "skip is true or absent")
        if not question.skippable:
            raise Refused("not-skippable", f"the question `{question.id}` has to be answered", SAYS[question.type])
        return Skipped()
    match question.type:
        case Type.SINGLE | Type.MULTIPLE if keys == {"choices"}:
            return replace(_picked(question, body["choices"], known), importance=importance)
        case Type.RANGE if keys and keys <= {"min", "max"}:
            return replace(_between(question, body), importance=importance)
        case Type.NUMBER | Type.DATE if keys == {"value"}:
            return Entered(_value(question, body["value"], today), importance)
        case Type.INFO if keys == {"seen"} and body["seen"] is True:
            return Seen()
    raise _invalid(
        question,
        f"a question of type {question.type} does not take the keys {', '.join(sorted(keys)) or '(none)'}",
    )


def write_answer(question: Question | None, answer: Answer) -> dict[str, Any]:
    """The JSON body of an answer, the very one that `read_answer` takes."""
    body = _write_said(question, answer)
    importance = None if isinstance(answer, Skipped | Seen) else answer.importance
    return body if importance is None else {**body, "importance": importance}


def _write_said(question: Question | None, answer: Answer) -> dict[str, Any]:
    match answer:
        case Picked(choices, _):
            return {"choices": list(choices)}
        case Between(low, high, _):
            return {key: value for key, value in (("min", low), ("max", high)) if value is not None}
        case Entered(value, _):
            return {"value": write_date(value) if question is not None and question.type is Type.DATE else value}
        case Skipped():
            return {"skip": True}
        case Seen():
            return {"seen": True}


def recall(question: Question, body: dict[str, Any]) -> Answer | None:
    """A stored answer read back, however much the question has changed since; None if it no longer says anything.

    Bounds are not checked again: what was once accepted stays.
    """
    said = _recall_said(question, body)
    importance = body.get("importance")
    if said is None or isinstance(said, Skipped | Seen) or not question.asks_importance or not _is_number(importance):
        return said
    return replace(said, importance=float(importance))


def _recall_said(question: Question, body: dict[str, Any]) -> Answer | None:
    match body:
        case {"skip": _}:
            return Skipped()
        case {"seen": _} if question.type is Type.INFO:
            return Seen()
        case {"choices": list(choices)} if question.type is Type.MULTIPLE or (
            question.type is Type.SINGLE and len(choices) == 1
        ):
            return Picked(_in_order(question, [str(choice) for choice in choices]))
        case {"value": str(text)} if question.type is Type.DATE and (day := parse_date(text)) is not None:
            return Entered(day)
        case {"value": value} if question.type is Type.NUMBER and _is_number(value):
            return Entered(float(value))
        case {"min": _} | {"max": _} if question.type is Type.RANGE:
            low, high = (float(end) if _is_number(end := body.get(key)) else None for key in ("min", "max"))
            return None if low is None and high is None else Between(low, high)
    return None


def _in_order(question: Question, picks: list[str]) -> tuple[str, ...]:
    """Each pick once, in one order however they were sent: the same picks must lead to the same list."""
    if len(picks) < 2:
        return tuple(picks)
    places = question.places
    return tuple(sorted(set(picks), key=lambda pick: (places.get(pick, len(places)), pick)))


def values_said(question: Question, answer: Answer | None) -> Values:
    """The values that `when` reads of an answer: picks, entered numbers, the bounds of a range; nothing if skipped."""
    match answer:
        case Picked(choices, _):
            return choices
        case Between(low, high, _):
            return tuple(value for value in (low, high) if value is not None)
        case Entered(value, _):
            return (value,)
        case Seen():
            return ("true",)
    return ()


def _importance(question: Question, body: dict[str, Any]) -> tuple[float | None, dict[str, Any]]:
    """How much the shopper says that the answer matters, and the body without it."""
    if "importance" not in body:
        return None, body
    importance = body["importance"]
    if not question.asks_importance:
        raise _invalid(question, "the question does not ask for `importance`")
    if not _is_number(importance) or importance not in IMPORTANCES:
        raise _invalid(question, f"importance is one of {', '.join(f'{one:g}' for one in IMPORTANCES)}")
    return float(importance), {key: value for key, value in body.items() if key != "importance"}


def _picked(question: Question, choices: Any, known: frozenset[str]) -> Picked:
    if (
        not isinstance(choices, list)
        or not all(isinstance(choice, str) for choice in choices)
        or len(choices) > MOST_PICKS
    ):
        raise _invalid(question, "choices is a list of ids")
    picks = _in_order(question, choices)
    for pick in picks:
        if pick not in known:
            raise Refused(
                "unknown-choice",
                f"the question `{question.id}` has no choice `{pick[:80]}`",
                "take an id that the step lists",
            )
    if question.type is Type.SINGLE and len(picks) != 1:
        raise Refused(
            "too-many-choices" if picks else "invalid-answer",
            f"the question `{question.id}` takes exactly one choice",
            SAYS[question.type],
        )
    if isinstance(question.most, float) and len(picks) > question.most:
        raise Refused(
            "too-many-choices",
            f"the question `{question.id}` takes at most {question.most:g} choices",
            "leave some out",
        )
    if len(picks) > 1 and any(choice.exclusive for pick in picks if (choice := question.choice(pick))):
        raise Refused(
            "exclusive",
            f"the question `{question.id}` has an exclusive choice beside others",
            "send it alone",
        )
    return Picked(picks)


def _between(question: Question, body: dict[str, Any]) -> Between:
    low, high = (None if body.get(key) is None else _number(question, body[key]) for key in ("min", "max"))
    if low is None and high is None:
        raise _invalid(question, "neither min nor max is given")
    if (low is not None and question.bound == "max") or (high is not None and question.bound == "min"):
        raise _invalid(question, f"the question takes only its {question.bound}")
    if low is not None and high is not None and low > high:
        raise Refused("out-of-bounds", f"the question `{question.id}` got a min above its max", "swap them")
    return Between(low, high)


def _value(question: Question, value: Any, today: date) -> float:
    is_date = question.type is Type.DATE
    number = parse_date(value) if is_date and isinstance(value, str) else None
    if is_date and number is None:
        raise _invalid(question, "the value is not a date like 2026-11-20")
    if number is None:
        number = _number(question, value)
    least, most = limits(question, today)
    if (least is not None and number < least) or (most is not None and number > most):
        ends = [
            f"{word} {write_date(end) if is_date else f'{end:g}'}"
            for word, end in (("at least", least), ("at most", most))
            if end is not None
        ]
        raise Refused(
            "out-of-bounds",
            f"the question `{question.id}` takes {' and '.join(ends)}",
            "send a value between",
        )
    return number


def limits(question: Question, today: date) -> tuple[float | None, float | None]:
    """The least and the most that may be entered today."""
    least, most = (end.on(today) if isinstance(end, Relative) else end for end in (question.least, question.most))
    return least, most


def _number(question: Question, value: Any) -> float:
    if not _is_number(value):
        raise _invalid(question, "a finite number is wanted")
    return float(value)


def _is_number(value: Any) -> TypeGuard[float]:
    """Whether JSON holds a number that can be computed with; see `LARGEST`."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _invalid(question: Question, message: str) -> Refused:
    return Refused(
        "invalid-answer",
        f"the answer to `{question.id}` cannot be read: {message}",
        f"send {SAYS[question.type]}" + (' or {"skip": true}' if question.skippable else ""),
    )

"""Replaying answers along the routes: a shopper's path follows from what was said, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_high

from app.conditions import Condition, Truth, hold
from app.conditions.hold import Values
from app.questionnaire.answer import Answer, Picked, values_said
from app.questionnaire.model import TERMINALS, Question, Questionnaire, Route


@dataclass(frozen=True)
class Path:
    """Where the answers lead.

    `asked` are the answered questions on the path with their answers, in path order; `at` is the first question
    without an answer, or a terminal; `passed` are questions passed over because their `when` does not hold.
    """

    asked: tuple[tuple[Question, Answer], ...]
    at: str
    passed: tuple[str, ...]

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers that count, by question."""
        return {question.id: answer for question, answer in self.asked}


def walk(questionnaire: Questionnaire, answers: Mapping[str, Answer], today: date) -> Path:
    """The path of these answers; answers to questions off the path are stale and have no effect."""
    asked: list[tuple[Question, Answer]] = []
    passed: list[str] = []
    said: dict[str, Values] = {}
    at = questionnaire.first.id
    for _ in questionnaire.questions:
        if at in TERMINALS:
            break
        question = questionnaire.questions[at]
        if not _holds(question.when, said, today):
            passed.append(at)
            at = _follow(questionnaire, question, question.next, said, today)
            continue
        answer = answers.get(at)
        if answer is None:
            break
        asked.append((question, answer))
        said[at] = values_said(question, answer)
        at = _follow(questionnaire, question, (*_choice_routes(question, answer), *question.next), said, today)
    return Path(tuple(asked), at, tuple(passed))


def ahead(questionnaire: Questionnaire, path: Path, today: date) -> int:
    """How many questions are still to come: what a shopper can honestly be told to expect.

    Where the choices of the open question lead different ways, the median of them; after that, as if all were skipped.
    """
    said = {question.id: values_said(question, answer) for question, answer in path.asked}
    question = questionnaire.questions.get(path.at)
    if question is None or not any(choice.next for choice in question.choices):
        return _to_come(questionnaire, path.at, said, today)
    lengths = []
    for choice in question.choices:
        then = {**said, question.id: (choice.id,)}
        at = _follow(questionnaire, question, (*choice.next, *question.next), then, today)
        lengths.append(1 + _to_come(questionnaire, at, then, today))
    return median_high(lengths)


def _to_come(questionnaire: Questionnaire, at: str, said: dict[str, Values], today: date) -> int:
    """The questions from one on, if all of them were skipped."""
    coming = 0
    for _ in questionnaire.questions:
        if at in TERMINALS:
            break
        question = questionnaire.questions[at]
        coming += _holds(question.when, said, today)
        at = _follow(questionnaire, question, question.next, said, today)
    return coming


def _choice_routes(question: Question, answer: Answer) -> tuple[Route, ...]:
    if not isinstance(answer, Picked) or len(answer.choices) != 1:
        return ()
    choice = question.choice(answer.choices[0])
    return choice.next if choice else ()


def _follow(
    questionnaire: Questionnaire,
    question: Question,
    routes: tuple[Route, ...],
    said: dict[str, Values],
    today: date,
) -> str:
    for route in routes:
        if _holds(route.when, said, today):
            return route.to
    return questionnaire.after(question.id)


def _holds(when: Condition | None, said: dict[str, Values], today: date) -> bool:
    return when is None or hold(when, said, today) is Truth.MEETS

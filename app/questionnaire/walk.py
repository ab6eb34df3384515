"""Replaying answers along the routes: a shopper's path follows from what was said, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median_high

from app.conditions import Condition, Truth, hold, settle
from app.conditions.hold import Values
from app.questionnaire.answer import Answer, Picked, Skipped, values_said
from app.questionnaire.model import BEST, RESULTS, TERMINALS, Choice, Question, Questionnaire, Route
from app.questionnaire.names import TODAY

NOWHERE: Mapping[str, str] = {}
"""The context of a visit of which nothing is known."""


@dataclass(frozen=True)
class Path:
    """Where the answers lead.

    `asked` are the answered questions on the path with what stands of their answers, in path order; `at` is the first
    question without an answer, or a terminal; `passed` are questions passed over because they cannot be asked;
    `said` is what `when` and `{answer: …}` read.
    """

    asked: tuple[tuple[Question, Answer], ...]
    at: str
    passed: tuple[str, ...]
    said: Mapping[str, Values] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers that count, by question."""
        return {question.id: answer for question, answer in self.asked}

    def before(self, question: str) -> dict[str, Values]:
        """What was said before a question; all that was said, if it is not on the path."""
        ids = [asked.id for asked, _ in self.asked]
        later = set(ids[ids.index(question) :]) if question in ids else set()
        return {name: values for name, values in self.said.items() if name not in later}


def walk(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    today: date,
    context: Mapping[str, str] = NOWHERE,
) -> Path:
    """The path of these answers; answers to questions off the path are stale and have no effect."""
    return _go_on(questionnaire, answers, Path((), questionnaire.first.id, (), facts(today, context)), today)


def _go_on(questionnaire: Questionnaire, answers: Mapping[str, Answer], path: Path, today: date) -> Path:
    """The path, continued from where it stands."""
    asked = {question.id: (question, answer) for question, answer in path.asked}
    passed = dict.fromkeys(path.passed)
    said, at = dict(path.said), path.at
    while at not in TERMINALS:
        if at == BEST:
            at = _next_of_pool(questionnaire, answers, asked, said, today)
            passed.pop(at, None)
            continue
        question = questionnaire.questions[at]
        if at in asked or at in passed:
            at = questionnaire.after(at)  # back from the pool to a question that was asked on the way to it
            continue
        if not can_be_asked(question, said, today):
            passed[at] = None
            at = follow(questionnaire, question, question.next, said, today)
            continue
        answer = standing(question, answers.get(at), said, today)
        if answer is None:
            break
        asked[at] = (question, answer)
        said[at] = values_said(question, answer)
        at = follow(questionnaire, question, (*_choice_routes(question, answer), *question.next), said, today)
    return Path(tuple(asked.values()), at, tuple(passed), said)


def facts(today: date, context: Mapping[str, str]) -> dict[str, Values]:
    """What `when` can read before anything was said."""
    return {TODAY: (float(today.toordinal()),), **{name: (value,) for name, value in context.items()}}


def holds(when: Condition | None, said: Mapping[str, Values], today: date) -> bool:
    """Whether a `when` holds; none always does, and so does one that refers to nothing but empty answers."""
    settled = when if when is None or not when.refs else settle(when, said, today)
    return settled is None or hold(settled, said, today) is Truth.MEETS


def offered(question: Question, said: Mapping[str, Values], today: date) -> tuple[Choice, ...]:
    """The author's choices that are offered after what was said."""
    if not question.hides_choices:
        return question.choices
    return tuple(choice for choice in question.choices if holds(choice.when, said, today))


def can_be_asked(question: Question, said: Mapping[str, Values], today: date) -> bool:
    """Whether the question's `when` holds, and something can be picked."""
    if not holds(question.when, said, today):
        return False
    return not question.hides_choices or bool(offered(question, said, today))


def standing(question: Question, answer: Answer | None, said: Mapping[str, Values], today: date) -> Answer | None:
    """What stands of an answer: without the picks that are not offered any more; None if nothing is left of them."""
    if not isinstance(answer, Picked) or not question.hides_choices:
        return answer
    kept = tuple(
        pick for pick in answer.choices if (choice := question.choice(pick)) is None or holds(choice.when, said, today)
    )
    if kept == answer.choices:
        return answer
    return replace(answer, choices=kept) if kept else None


def _next_of_pool(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    asked: Mapping[str, object],
    said: Mapping[str, Values],
    today: date,
) -> str:
    """The next question of the pool: answered ones in the order first given, then the first that is open."""
    pool = [id for id in questionnaire.pool if id not in asked]
    given = [id for id in answers if id in pool]
    for id in (*given, *(id for id in pool if id not in given)):
        if can_be_asked(questionnaire.questions[id], said, today):
            return id
    return RESULTS


def ahead(questionnaire: Questionnaire, path: Path, today: date) -> int:
    """How many questions are still to come: what a shopper can honestly be told to expect.

    Where the choices of the open question lead different ways, the median of them; after that, as if all were skipped.
    """
    question = questionnaire.questions.get(path.at)
    if question is None:
        return 0
    skipped: dict[str, Answer] = dict.fromkeys(questionnaire.questions, Skipped())
    ways = [skipped]
    if any(choice.next for choice in question.choices):
        picks = offered(question, path.said, today)
        ways = [{**skipped, question.id: Picked((choice.id,))} for choice in picks]
    lengths = [len(_go_on(questionnaire, answers, path, today).asked) for answers in ways]
    return median_high(lengths) - len(path.asked)


def _choice_routes(question: Question, answer: Answer) -> tuple[Route, ...]:
    if not isinstance(answer, Picked) or len(answer.choices) != 1:
        return ()
    choice = question.choice(answer.choices[0])
    return choice.next if choice else ()


def follow(
    questionnaire: Questionnaire,
    question: Question,
    routes: tuple[Route, ...],
    said: Mapping[str, Values],
    today: date,
) -> str:
    """Where the first of some routes that holds leads, else what follows the question."""
    for route in routes:
        if holds(route.when, said, today):
            return route.to
    return questionnaire.after(question.id)

"""Replaying answers along the routes: a shopper's path follows from what was said, and from nothing else.

Where some questions are `free`, a path goes on past those that have no answer: nothing that follows depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median_high

from app.conditions import Condition, Truth, hold, settle
from app.conditions.hold import Values
from app.questionnaire.answer import Answer, Picked, Skipped, values_said
from app.questionnaire.choice import Choice
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question
from app.questionnaire.route import BEST, RESULTS, TERMINALS, Route
from app.questionnaire.told import UNKNOWN, Known, facts, tell

NOWHERE: Mapping[str, str] = {}
"""The context of a visit of which nothing is known."""
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Path:
    """Where the answers lead.

    `asked` are the answered questions on the path with what stands of their answers, in path order; `at` is the first
    question without an answer, or a terminal; `passed` are questions passed over because they cannot be asked;
    `said` is what `when` and `{answer: …}` read.

    Of a walk with free questions, `at` is the first that is not free; in the pool it is `best`, and `open` are the
    questions of the pool that can be asked. `pending` are the free ones without an answer, in path order, each with
    how many were asked before it.
    """

    asked: tuple[tuple[Question, Answer], ...]
    at: str
    passed: tuple[str, ...]
    said: Mapping[str, Values] = field(default_factory=dict)
    pending: Mapping[str, int] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    told: Mapping[str, Known] = field(default_factory=dict)
    """By question that changed what is known of the shopper, what was known until then of the names that changed."""

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers that count, by question."""
        return {question.id: answer for question, answer in self.asked}

    def before(self, question: str) -> dict[str, Values]:
        """What was said before a question; all that was said, if it is not on the path."""
        ids = [asked.id for asked, _ in self.asked]
        place = ids.index(question) if question in ids else self.pending.get(question, len(ids))
        later = set(ids[place:])
        said = {name: values for name, values in self.said.items() if name not in later}
        for id in reversed(tuple(self.told)):
            said |= self.told[id] if id in later else {}
        return said


def walk(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    today: date,
    context: Mapping[str, str] = NOWHERE,
    free: Set[str] | None = None,
    known: Known = UNKNOWN,
) -> Path:
    """The path of these answers; answers to questions off the path are stale and have no effect.

    `known` is what conditions may read of the shopper (`app.shopper.known`).

    `free` are questions that nothing reads and that lead one way whatever is answered: the path goes on past them.
    Without it the path stops at the first question that has no answer.
    """
    begin = Path((), questionnaire.first.id, (), facts(questionnaire, today, context, known))
    return _go_on(questionnaire, answers, begin, today, free)


def _go_on(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], path: Path, today: date, free: Set[str] | None = None
) -> Path:
    """The path, continued from where it stands."""
    asked = {question.id: (question, answer) for question, answer in path.asked}
    passed, pending = dict.fromkeys(path.passed), dict(path.pending)
    said, at, told = dict(path.said), path.at, dict(path.told)
    open_: tuple[str, ...] = ()
    while at not in TERMINALS:
        if at == BEST:
            given, open_ = _of_pool(questionnaire, answers, {*asked, *pending}, said, today)
            if open_ and not given and free is not None:
                break
            at = next(iter((*given, *open_)), RESULTS)
            passed.pop(at, None)
            continue
        question = questionnaire.questions[at]
        if at in asked or at in passed or at in pending:
            at = questionnaire.after(at)  # back from the pool to a question that was asked on the way to it
            continue
        if not can_be_asked(question, said, today):
            passed[at] = None
            at = follow(questionnaire, question, question.next, said, today)
            continue
        answer = standing(question, answers.get(at), said, today)
        if answer is None and free is not None and at in free:
            pending[at] = len(asked)
            at = follow(questionnaire, question, question.next, said, today)
            continue
        if answer is None:
            break
        asked[at] = (question, answer)
        said[at] = values_said(question, answer)
        if at in questionnaire.telling:
            told[at] = tell(questionnaire, question, answer, said, today)
        at = follow(questionnaire, question, (*_choice_routes(question, answer), *question.next), said, today)
    return Path(tuple(asked.values()), at, tuple(passed), said, pending, open_ if at == BEST else (), told)


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


def _of_pool(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    asked: Set[str],
    said: Mapping[str, Values],
    today: date,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions of the pool that can be asked: answered ones in the order first given, then those that are open."""
    can = [
        id for id in questionnaire.pool if id not in asked and can_be_asked(questionnaire.questions[id], said, today)
    ]
    given = tuple(id for id in answers if id in can)
    return given, tuple(id for id in can if id not in answers)


def ahead(questionnaire: Questionnaire, path: Path, today: date, idle: Set[str] = NONE) -> int:
    """How many questions are still to come, idle ones left out: what a shopper can honestly be told to expect.

    Where the choices of the open question lead different ways, the median of them; after that, as if all were skipped.
    """
    pending = len(path.pending.keys() - idle)
    if path.at in TERMINALS:
        return pending
    skipped: dict[str, Answer] = dict.fromkeys(questionnaire.questions, Skipped())
    ways, question = [skipped], questionnaire.questions.get(path.at)
    if question is not None and any(choice.next for choice in question.choices):
        picks = offered(question, path.said, today)
        ways = [{**skipped, question.id: Picked((choice.id,))} for choice in picks]
    asked = [{question.id for question, _ in _go_on(questionnaire, way, path, today).asked} for way in ways]
    return median_high([len(ids - idle) for ids in asked]) - len(path.asked) + pending


def obliging(questionnaire: Questionnaire, path: Path, today: date) -> bool:
    """Whether a question that must be answered is still to come, as if all others were skipped."""
    if path.at in TERMINALS:
        return False
    skipped: dict[str, Answer] = dict.fromkeys(questionnaire.questions, Skipped())
    asked = _go_on(questionnaire, skipped, path, today).asked[len(path.asked) :]
    return any(obliges(question) for question, _ in asked)


def obliges(question: Question) -> bool:
    """Whether a question is asked however few products are left."""
    return question.must or not question.skippable


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

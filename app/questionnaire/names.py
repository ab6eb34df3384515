"""What `when` may test: questions, the day, where the shopper comes from, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from app.conditions import Condition, Kind, Name, Scope, bind
from app.issues import Collector
from app.questionnaire.choice import Choice
from app.questionnaire.model import Questionnaire
from app.questionnaire.question import Question, Type
from app.questionnaire.route import Route
from app.questionnaire.rule import Merchandise, Rule
from app.shopper.names import CONTEXT, SEGMENT, TODAY, names_in, sound_names

__all__ = ["CONTEXT", "TODAY", "bind_answers", "name_of", "question_names", "referable"]


def name_of(question: Question) -> Name:
    """The question as a name that `when` may test: its picks, or what was entered."""
    match question.type:
        case Type.SINGLE | Type.MULTIPLE:
            allowed = None if question.auto else frozenset(choice.id for choice in question.choices)
            return Name(Kind.TAGS, allowed=allowed)
        case Type.DATE:
            return Name(Kind.DATE)
        case Type.INFO:
            return Name(Kind.FLAG)
        case _:
            return Name(Kind.NUMBER)


def question_names(questions: Mapping[str, Question]) -> dict[str, Name]:
    """The questions as names, by id."""
    return {question.id: name_of(question) for question in questions.values()}


def referable(questions: Mapping[str, Question]) -> dict[str, Name]:
    """The questions as `{answer: …}` sees them: a range has two ends, so it yields no number."""
    ranges = {id: Name(Kind.TAGS) for id, question in questions.items() if question.type is Type.RANGE}
    return question_names(questions) | ranges


def bind_answers(questionnaire: Questionnaire, issues: Collector) -> Questionnaire:
    """The questionnaire with every `when` typed by the questions that it reads; problems go to `issues`."""
    questions = question_names(questionnaire.questions)
    known = {**questions, **CONTEXT, SEGMENT: Name(Kind.TAGS)}
    scope = Scope(known, "the question", "unknown-question", referable(questionnaire.questions))
    binder = _Binder(questionnaire, scope, issues)
    return replace(
        questionnaire,
        questions={id: binder.question(question) for id, question in questionnaire.questions.items()},
        rules=tuple(binder.guarded(rule) for rule in questionnaire.rules),
        merchandise=tuple(binder.guarded(deed) for deed in questionnaire.merchandise),
    )


_Guarded = TypeVar("_Guarded", Rule, Merchandise)


class _Binder:
    def __init__(self, questionnaire: Questionnaire, scope: Scope, issues: Collector) -> None:
        self.questionnaire = questionnaire
        self.scope = scope
        self.issues = issues

    def when(self, condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        sound = sound_names(condition, self.questionnaire.segments, self.issues)
        return bind(sound, replace(self.scope, names={**self.scope.names, **names_in(sound)}), self.issues)

    def routes(self, found: tuple[Route, ...]) -> tuple[Route, ...]:
        return tuple(replace(route, when=self.when(route.when)) for route in found)

    def guarded(self, guarded: _Guarded) -> _Guarded:
        return replace(guarded, when=self.when(guarded.when))

    def question(self, question: Question) -> Question:
        if question.hides_choices or any(choice.next for choice in question.choices):
            question = replace(question, choices=tuple(map(self.choice, question.choices)))
        if question.when is None and not question.next:
            return question
        return replace(question, when=self.when(question.when), next=self.routes(question.next))

    def choice(self, choice: Choice) -> Choice:
        if choice.when is None and not choice.next:
            return choice
        return replace(choice, when=self.when(choice.when), next=self.routes(choice.next))

"""What `when` may test: questions, the day, and where the shopper comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from app.conditions import All, Any, Condition, Kind, Name, Not, Scope, Test, bind
from app.conditions.type import NEVER
from app.issues import Collector
from app.questionnaire.model import Choice, Merchandise, Question, Questionnaire, Route, Rule, Type

TODAY = "today"
CONTEXT: Mapping[str, Name] = {
    TODAY: Name(Kind.DATE),
    "locale": Name(Kind.CATEGORY),
    "campaign": Name(Kind.CATEGORY),
    "channel": Name(Kind.CATEGORY),
    "page": Name(Kind.CATEGORY),
}
"""Names that are known without asking: the day, and what the shop's page says of the visit."""

LATER_NAMES = ("segment",)
LATER_PREFIXES = ("profile.", "order.")
"""Names that `when` will read once shoppers are known: empty until then."""


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
    binder = _Binder(
        Scope({**questions, **CONTEXT}, "the question", "unknown-question", referable(questionnaire.questions)), issues
    )
    return replace(
        questionnaire,
        questions={id: binder.question(question) for id, question in questionnaire.questions.items()},
        rules=tuple(binder.guarded(rule) for rule in questionnaire.rules),
        merchandise=tuple(binder.guarded(deed) for deed in questionnaire.merchandise),
    )


_Guarded = TypeVar("_Guarded", Rule, Merchandise)


class _Binder:
    def __init__(self, scope: Scope, issues: Collector) -> None:
        self.scope = scope
        self.issues = issues

    def when(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else bind(self.without_later(condition), self.scope, self.issues)

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

    def without_later(self, condition: Condition) -> Condition:
        """The condition with the names that are not known yet taken as empty: nothing is said of them."""
        match condition:
            case All(parts) | Any(parts):
                return type(condition)(tuple(self.without_later(part) for part in parts))
            case Not(part):
                return Not(self.without_later(part))
            case Test(name, _, mark) if mark and (name in LATER_NAMES or name.startswith(LATER_PREFIXES)):
                message = f"`{name}` in `when` is not yet supported: it is taken as empty"
                self.issues.add(
                    "not-supported", mark, message, "test answers, today, locale, campaign, channel or page"
                )
                return NEVER
        return condition

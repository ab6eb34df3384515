"""Questions as names that `when` may test."""

from __future__ import annotations

from dataclasses import replace

from app.conditions import Condition, Kind, Name, bind
from app.conditions.model import tests
from app.issues import Collector
from app.questionnaire.model import Question, Route, Type

LATER_NAMES = ("segment", "today", "locale", "campaign", "channel", "page")
"""Names that `when` will read once shoppers are known: refused by name until then."""


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


def bind_question(question: Question, names: dict[str, Name], issues: Collector) -> Question:
    """The question with `when` and routes typed by the questions that they read."""

    def when(condition: Condition | None) -> Condition | None:
        if condition is None or _is_for_later(condition, issues):
            return None
        return bind(condition, names, "the question", "unknown-question", issues)

    def routes(found: tuple[Route, ...]) -> tuple[Route, ...]:
        return tuple(replace(route, when=when(route.when)) for route in found)

    choices = tuple(replace(choice, next=routes(choice.next)) for choice in question.choices)
    return replace(question, when=when(question.when), next=routes(question.next), choices=choices)


def _is_for_later(condition: Condition, issues: Collector) -> bool:
    """Whether the condition reads a name that is not known yet: then that is recorded."""
    for test in tests(condition):
        if test.mark and (test.name in LATER_NAMES or test.name.startswith(("profile.", "order."))):
            issues.add("not-supported", test.mark, f"`{test.name}` in `when` is not yet supported", "test answers only")
            return True
    return False

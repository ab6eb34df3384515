"""Every place of a questionnaire where answers are tested: who asks, what, and which answers it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from app.conditions import All, Any, Condition, Not, Ref
from app.conditions.model import literals, moves, names, tests
from app.conditions.type import NEVER
from app.issues import Mark
from app.questionnaire.model import Questionnaire
from app.questionnaire.route import Route
from app.questionnaire.telling import questions_behind
from app.shopper.names import TODAY


class Kind(StrEnum):
    """What a `when` stands on."""

    QUESTION = "question"
    CHOICE = "choice"
    ROUTE = "route"
    RULE = "rule"
    MERCHANDISE = "merchandise"


WALKED = (Kind.QUESTION, Kind.CHOICE, Kind.ROUTE)
"""Those that decide where answers lead; rules and merchandising only look on."""


@dataclass(frozen=True)
class Site:
    """A `when` and where it stands: on `owner` (a question, rule or entry of merchandise, by id), for `choice` or for
    the routes of `choice` (empty: the question's own), at `place` in the list, counted from 0."""

    kind: Kind
    owner: str
    when: Condition
    node: Mark
    choice: str = ""
    place: int = 0
    to: str = ""
    behind: frozenset[str] = frozenset()
    """Questions on whose answers the condition depends by what it reads of the shopper; they may come later."""

    @property
    def mark(self) -> Mark:
        """The first test, else what the `when` stands on."""
        return next((test.mark for test in tests(self.when) if test.mark), self.node)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The names whose values decide: those tested and referred to, and today if the condition moves with it."""
        literal = (literal for test in tests(self.when) for literal in literals(test))
        counted = any(isinstance(one, Ref) and one.until for one in literal)
        moving = {TODAY} if counted or moves(self.when) else set()
        return names(self.when) | self.when.refs | moving

    @property
    def is_said_already(self) -> bool:
        """Whether a part of the condition could not be read, which was said where it stands."""
        return _has_never(self.when)

    @property
    def what(self) -> str:
        """The words for it in messages."""
        match self.kind:
            case Kind.QUESTION:
                return f"the question `{self.owner}`"
            case Kind.CHOICE:
                return f"the choice `{self.choice}` of `{self.owner}`"
            case Kind.ROUTE:
                source = f"the choice `{self.choice}` of `{self.owner}`" if self.choice else f"`{self.owner}`"
                return f"the route from {source} to `{self.to}`"
            case Kind.RULE:
                return f"rule {self.owner.rpartition('-')[2]}"
            case Kind.MERCHANDISE:
                return f"entry {self.owner.rpartition('-')[2]} of merchandise"


def _has_never(condition: Condition) -> bool:
    match condition:
        case Not(part):
            return _has_never(part)
        case All(parts) | Any(parts):
            return condition == NEVER or any(map(_has_never, parts))
    return False


def sites(questionnaire: Questionnaire) -> Iterator[Site]:
    """Every `when`, question by question in the order of the file, then those of rules and of merchandise."""
    for site in _sites(questionnaire):
        yield replace(site, behind=questions_behind(site.when, questionnaire)) if questionnaire.of_shoppers else site


def _sites(questionnaire: Questionnaire) -> Iterator[Site]:
    for question in questionnaire.questions.values():
        if question.when is not None:
            yield Site(Kind.QUESTION, question.id, question.when, question.mark)
        for choice in question.choices:
            if choice.when is not None:
                yield Site(Kind.CHOICE, question.id, choice.when, choice.mark, choice.id)
            yield from _of_routes(question.id, choice.id, choice.next)
        yield from _of_routes(question.id, "", question.next)
    for kind, found in ((Kind.RULE, questionnaire.rules), (Kind.MERCHANDISE, questionnaire.merchandise)):
        for guarded in found:
            if guarded.when is not None:
                yield Site(kind, guarded.id, guarded.when, guarded.mark)


def _of_routes(question: str, choice: str, routes: tuple[Route, ...]) -> Iterator[Site]:
    for place, route in enumerate(routes):
        if route.when is not None:
            yield Site(Kind.ROUTE, question, route.when, route.mark, choice, place, route.to)

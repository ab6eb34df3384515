"""A step of the flow, and the kinds of answers that one can take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.conditions import Condition
from app.conditions.dates import Relative
from app.conditions.wish import Wish
from app.document.texts import UNSAID, Localized
from app.issues import Allowance, Mark
from app.questionnaire.choice import Auto, Choice
from app.questionnaire.route import Route


class Type(StrEnum):
    """What kind of answer a question takes; `info` takes none, it is only read."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RANGE = "range"
    NUMBER = "number"
    DATE = "date"
    INFO = "info"

    @property
    def has_choices(self) -> bool:
        return self in (Type.SINGLE, Type.MULTIPLE)


@dataclass(frozen=True)
class Question:
    """A step of the flow."""

    id: str
    ask: Localized
    type: Type
    mark: Mark
    heading: Localized | None = None
    help: Localized | None = None
    image: str = ""
    alt: Localized | None = None
    when: Condition | None = None
    skippable: bool = True
    skip: Localized | None = None
    sensitive: bool = False
    attribute: str = ""
    attribute_mark: Mark | None = None
    shared_mark: Mark | None = None
    match: str = "any"
    most: float | Relative | None = None
    least: float | Relative | None = None
    unit: Localized = UNSAID
    bound: str = "both"
    step: float | None = None
    bins: int = 12
    importance: float = 1.0
    asks_importance: bool = False
    must: bool = False
    trust: float | None = None
    weight: float = 1.0
    first: int | None = None
    choices: tuple[Choice, ...] = ()
    auto: Auto | None = None
    filter: Condition | None = None
    prefer: tuple[Wish, ...] = ()
    next: tuple[Route, ...] = ()
    allow: tuple[Allowance, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Choice]:
        """The author's choices by id."""
        return {choice.id: choice for choice in self.choices}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each of the author's choices, by id."""
        return {choice.id: place for place, choice in enumerate(self.choices)}

    @property
    def routes(self) -> tuple[Route, ...]:
        """The question's own routes, and those of its choices."""
        return (*self.next, *(route for choice in self.choices for route in choice.next))

    @cached_property
    def every_choice_leaves(self) -> bool:
        """Whether no answer can go on by the question's own routes: each choice has a route that always holds."""
        certain = all(choice.next and choice.next[-1].when is None for choice in self.choices)
        asked = self.when is None and any(choice.when is None for choice in self.choices)
        return bool(self.choices) and not self.skippable and certain and asked

    @cached_property
    def falls_through(self) -> bool:
        """Whether the question can go on without any route written for it."""
        own = not self.next or all(route.when is not None for route in self.next)
        return own and not self.every_choice_leaves

    @cached_property
    def hides_choices(self) -> bool:
        """Whether some choice is offered only under a condition."""
        return any(choice.when is not None for choice in self.choices)

    def choice(self, id: str) -> Choice | None:
        """The choice with this id, if the author wrote one."""
        return self.by_id.get(id)

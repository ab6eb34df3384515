"""What a questionnaire is: questions, choices and routes, as the author wrote them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.conditions import Condition
from app.conditions.dates import Relative
from app.conditions.wish import Wish
from app.document.texts import Localized
from app.issues import Mark

RESULTS = "results"
END = "end"
TERMINALS = (RESULTS, END)
"""Where a route can lead beside questions: to the products, or out without them."""


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
class Route:
    """Where to go next, if `when` holds (None: always)."""

    to: str
    when: Condition | None
    mark: Mark


@dataclass(frozen=True)
class Phrases:
    """An author's own words for a product that meets or misses what a choice asks."""

    meets: Localized | None = None
    misses: Localized | None = None


@dataclass(frozen=True)
class Choice:
    """Something that can be picked; without `filter` and `prefer` it asks for its id on the question's attribute."""

    id: str
    label: Localized
    mark: Mark
    help: Localized | None = None
    filter: Condition | None = None
    prefer: tuple[Wish, ...] = ()
    next: tuple[Route, ...] = ()
    gift: bool = False
    exclusive: bool = False
    image: str = ""
    alt: Localized | None = None
    reason: Phrases = field(default_factory=Phrases)


SORTS = ("count", "value", "label")
"""How automatic choices are ordered: by how many products have the value, by the value, or by its label."""


@dataclass(frozen=True)
class Auto:
    """Choices taken from the catalog's own values: at most `limit` of them, sorted, with labels of the author's.

    Without `sort`, values that have an order keep it, and others stand by count.
    """

    mark: Mark
    limit: int | None = None
    sort: str = ""
    labels: dict[str, Localized] = field(default_factory=dict)


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
    sensitive: bool = False
    attribute: str = ""
    attribute_mark: Mark | None = None
    match: str = "any"
    most: float | Relative | None = None
    least: float | Relative | None = None
    unit: str = ""
    bound: str = "both"
    step: float | None = None
    bins: int = 12
    importance: float = 1.0
    choices: tuple[Choice, ...] = ()
    auto: Auto | None = None
    filter: Condition | None = None
    prefer: tuple[Wish, ...] = ()
    next: tuple[Route, ...] = ()

    def choice(self, id: str) -> Choice | None:
        """The choice with this id, if the author wrote one."""
        return next((choice for choice in self.choices if choice.id == id), None)


@dataclass(frozen=True)
class Results:
    """How products are shown at the end."""

    show: tuple[str, ...] = ()
    limit: int = 12
    out_of_stock: str = "show"


@dataclass(frozen=True)
class Ranking:
    """How much each term weighs in a product's score."""

    preference: float = 1.0
    popularity: float = 0.2


@dataclass(frozen=True)
class Questionnaire:
    """The whole flow; `questions` keep the order of the file."""

    id: str
    catalog: str
    catalog_mark: Mark
    title: Localized
    languages: tuple[str, ...]
    questions: dict[str, Question]
    enough: int = 0
    results: Results = field(default_factory=Results)
    ranking: Ranking = field(default_factory=Ranking)
    origins: tuple[str, ...] = ()
    accent: str = ""
    show_marks: tuple[Mark, ...] = ()

    @property
    def first(self) -> Question:
        """Where every shopper begins."""
        return next(iter(self.questions.values()))

    def after(self, question: str) -> str:
        """The question that follows in the file, or the results."""
        ids = list(self.questions)
        place = ids.index(question) + 1
        return ids[place] if place < len(ids) else RESULTS

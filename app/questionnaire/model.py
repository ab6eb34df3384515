"""What a questionnaire is: questions, choices and routes, as the author wrote them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from app.conditions import Condition, Truth
from app.conditions.dates import Relative
from app.conditions.wish import Wish
from app.document.texts import UNSAID, Localized
from app.issues import Allowance, Mark
from app.questionnaire.theme import Theme
from app.shopper.segments import Segments
from app.shopper.triggers import Trigger

RESULTS = "results"
END = "end"
TERMINALS = (RESULTS, END)
"""Where a route can lead beside questions: to the products, or out without them."""
BEST = "best"
"""Where a route can lead, and how a questionnaire can be ordered: to whichever question of the pool is worth asking."""


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
    allow: tuple[Allowance, ...] = ()


@dataclass(frozen=True)
class Phrases:
    """An author's own words for a product that meets or misses what a choice asks."""

    meets: Localized | None = None
    misses: Localized | None = None

    def of(self, truth: Truth) -> Localized | None:
        """The words for that truth, if there are some; there are none for what is not stated."""
        return {Truth.MEETS: self.meets, Truth.MISSES: self.misses}.get(truth)


@dataclass(frozen=True)
class Choice:
    """Something that can be picked; without `filter` and `prefer` it asks for its id on the question's attribute."""

    id: str
    label: Localized
    mark: Mark
    help: Localized | None = None
    when: Condition | None = None
    filter: Condition | None = None
    prefer: tuple[Wish, ...] = ()
    next: tuple[Route, ...] = ()
    gift: bool = False
    exclusive: bool = False
    image: str = ""
    alt: Localized | None = None
    reason: Phrases = field(default_factory=Phrases)
    allow: tuple[Allowance, ...] = ()


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


@dataclass(frozen=True)
class Rule:
    """From answers to products, across questions: acts once `when` is decided, and holds.

    `only` hides the products that fulfil it once `when` is decided and fails.
    """

    id: str
    mark: Mark
    when: Condition | None = None
    filter: Condition | None = None
    prefer: tuple[Wish, ...] = ()
    only: Condition | None = None
    warn: Localized | None = None
    reason: Phrases = field(default_factory=Phrases)
    allow: tuple[Allowance, ...] = ()
    behind: frozenset[str] = frozenset()
    """Questions on whose answers `when` depends by what it reads of the shopper."""


DEEDS = ("boost", "bury", "pin", "exclude")
"""What merchandising does: raise or lower the score by `by`, put first, or take away."""


@dataclass(frozen=True)
class Merchandise:
    """What the shop wants of some products, inside the hard filters; `since` and `until` are days, inclusive."""

    id: str
    deed: str
    condition: Condition
    mark: Mark
    by: float = 0.3
    when: Condition | None = None
    since: float | None = None
    until: float | None = None
    label: Localized | None = None
    allow: tuple[Allowance, ...] = ()


@dataclass(frozen=True)
class Results:
    """How products are shown at the end."""

    show: tuple[str, ...] = ()
    limit: int = 12
    out_of_stock: str = "show"
    otherwise: tuple[Wish, ...] = ()
    """Which products stand first where nothing else tells them apart."""


@dataclass(frozen=True)
class Ranking:
    """How much each term weighs in a product's score."""

    preference: float = 1.0
    popularity: float = 0.2
    diversity: float = 0.0
    affinity: float = 0.6
    covisit: float = 0.5


@dataclass(frozen=True)
class Recommend:
    """Whose good an up-sell is for: `shopper` or `order`."""

    best_for: str = "shopper"


@dataclass(frozen=True)
class Goal:
    """What success is: an event, of shoppers in a segment (empty: of all), each counted by an attribute of the product
    (empty: by one)."""

    event: str = "purchase"
    segment: str = ""
    worth: str = ""
    mark: Mark | None = field(default=None, compare=False)

    @property
    def written(self) -> str:
        """The goal in one line, to tell it from another."""
        return f"{self.event} {self.segment} {self.worth}"


@dataclass(frozen=True)
class Questionnaire:
    """The whole flow; `questions` keep the order of the file."""

    id: str
    catalog: str
    catalog_mark: Mark
    title: Localized
    languages: tuple[str, ...]
    questions: dict[str, Question]
    order: str = "author"
    enough: int = 0
    rules: tuple[Rule, ...] = ()
    merchandise: tuple[Merchandise, ...] = ()
    results: Results = field(default_factory=Results)
    ranking: Ranking = field(default_factory=Ranking)
    recommend: Recommend = field(default_factory=Recommend)
    origins: tuple[str, ...] = ()
    theme: Theme = field(default_factory=Theme)
    show_marks: tuple[Mark, ...] = ()
    allow: tuple[Allowance, ...] = ()
    goal: Goal | None = None
    segments: Segments | None = None
    """The segments that `when` may name; None: no file says which there are."""

    triggers: tuple[Trigger, ...] = ()
    """What purchases call for; their products are typed by the catalog."""
    of_shoppers: frozenset[str] = frozenset()
    """The names about shoppers that something reads, those that segments read among them if one is named."""
    telling: frozenset[str] = frozenset()
    """The questions whose answers change what is known of the shopper, where something reads that."""

    @property
    def allowances(self) -> tuple[Allowance, ...]:
        """What its author acknowledges, wherever it is written."""
        questions = self.questions.values()
        nodes: tuple[Questionnaire | Rule | Merchandise | Choice | Route, ...] = (
            self,
            *self.rules,
            *self.merchandise,
            *(choice for question in questions for choice in question.choices),
            *(route for question in questions for route in question.routes),
        )
        of_questions = (
            replace(allowance, shared=question.shared_mark) for question in questions for allowance in question.allow
        )
        return (*of_questions, *(allowance for node in nodes for allowance in node.allow))

    @property
    def first(self) -> Question:
        """Where every shopper begins."""
        return next(iter(self.questions.values()))

    def after(self, question: str) -> str:
        """Where a question without a route of its own leads: from the pool back to `best`, else on in the file."""
        return self._after[question]

    @cached_property
    def pool(self) -> tuple[str, ...]:
        """The questions that `best` chooses among, in the order of the file.

        Under `order: best` all but the first; else those that no route reaches, if some route leads to `best`.
        """
        ids = list(self.questions)
        if self.order == BEST:
            return tuple(ids[1:])
        targets = {id: [route.to for route in question.routes] for id, question in self.questions.items()}
        if not any(BEST in found for found in targets.values()):
            return ()
        for id, following in pairwise(ids):
            if self.questions[id].falls_through:
                targets[id].append(following)
        reached, coming = set[str](), ids[:1]
        while coming:
            id = coming.pop()
            if id not in reached:
                reached.add(id)
                coming.extend(to for to in targets[id] if to in self.questions)
        named = {route.to for id in ids if id not in reached for route in self.questions[id].routes}
        return tuple(id for id in ids if id not in reached and id not in named)

    @cached_property
    def _after(self) -> dict[str, str]:
        ids, pool = list(self.questions), set(self.pool)
        if self.order == BEST:
            return dict.fromkeys(ids, BEST if pool else RESULTS)
        following = dict(zip(ids, [*ids[1:], RESULTS], strict=True))
        return {id: BEST if id in pool or to in pool else to for id, to in following.items()}

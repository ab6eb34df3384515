"""What a questionnaire is: its questions and what stands beside them, as the author wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from app.conditions.wish import Wish
from app.document.texts import Localized
from app.issues import Allowance, Mark
from app.questionnaire.choice import Choice
from app.questionnaire.question import Question
from app.questionnaire.route import BEST, RESULTS, Route
from app.questionnaire.rule import Merchandise, Rule
from app.questionnaire.theme import Theme
from app.shopper.segments import Segments
from app.shopper.triggers import Trigger


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

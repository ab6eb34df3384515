"""What can be picked: choices that the author wrote, and those that the catalog makes."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.conditions import Condition, Truth
from app.conditions.wish import Wish
from app.document.texts import Localized
from app.issues import Allowance, Mark
from app.questionnaire.route import Route


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

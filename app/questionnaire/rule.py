"""What acts across questions: rules, and merchandising."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.conditions import Condition
from app.conditions.wish import Wish
from app.document.texts import Localized
from app.issues import Allowance, Mark
from app.questionnaire.choice import Phrases


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

"""Where a questionnaire leads, and by what."""

from __future__ import annotations

from dataclasses import dataclass

from app.conditions import Condition
from app.issues import Allowance, Mark

RESULTS = "results"
END = "end"
TERMINALS = (RESULTS, END)
"""Where a route can lead beside questions: to the products, or out without them."""
BEST = "best"
"""Where a route can lead, and how a questionnaire can be ordered: to whichever question of the pool is worth asking."""


@dataclass(frozen=True)
class Route:
    """Where to go next, if `when` holds (None: always)."""

    to: str
    when: Condition | None
    mark: Mark
    allow: tuple[Allowance, ...] = ()

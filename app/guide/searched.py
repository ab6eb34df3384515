"""What the shopper searched for, as a look at what it finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.catalog.function_words import FUNCTION_WORDS
from app.catalog.mentions import words_of
from app.guide.values import codes_of
from app.ranking import Taste, tastes
from app.ranking.evidence import Alike
from app.shopper import Name, Recent
from app.shopper.profile import ORDER_DECAY

if TYPE_CHECKING:
    from app.guide.state import State

SOUGHT = "sought"
"""The kind of its terms; their cause is the words of a search, not a product."""

MOST_SEARCHES = 3
"""The newest different searches of this visit that are read."""

MOST_FOUND = 24
"""The products that stand for all that a search finds, evenly over them by id."""

BROADEST = 0.5
"""A search that finds more than this share of the catalog tells nothing."""


def sought_of(state: State) -> tuple[Taste, ...]:
    """The tastes that the searches of this visit tell, of which the causes are their words."""
    silent = codes_of(state.release, state.visit.removed.values)
    return tastes(state.release.traits, _finds(state), silent)


def sought_evidence(state: State) -> tuple[Alike, ...]:
    """Their terms. They do not fade as a model learns (`by_rule`): no model has learnt what searches mean."""
    factor = state.release.weights.affinity
    scaled = (replace(taste, table=factor * taste.table) for taste in state.sought) if factor else ()
    return tuple(Alike(SOUGHT, taste) for taste in scaled)


def _finds(state: State) -> list[tuple[int, Recent]]:
    """The rows that the searches find, each with its part of the weight of one view.

    Who searches for espresso has looked at what espressos have in common: what they share gains the whole weight, what
    they differ in hardly any. Each search back weighs `ORDER_DECAY` of the one after it.
    """
    terms = [event.term for event in reversed(state.deeds.here) if event.name is Name.SEARCH]
    found: list[tuple[int, Recent]] = []
    for place, term in enumerate([*dict.fromkeys(terms)][:MOST_SEARCHES]):
        if {run[0] for run in words_of(term)} <= FUNCTION_WORDS:
            continue
        rows = state.release.index.products.by_id
        rows = rows[state.release.mentions.of(term)[rows]]
        if 0 < len(rows) <= BROADEST * state.release.index.rows:
            drawn = rows[np.unique(np.linspace(0, len(rows) - 1, min(MOST_FOUND, len(rows))).round().astype(np.int64))]
            share = ORDER_DECAY**place / len(drawn)
            found += [(row, Recent(term, share)) for row in drawn.tolist()]
    return found

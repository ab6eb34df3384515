"""What the shopper searched for, as a look at what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.catalog.function_words import FUNCTION_WORDS
from app.catalog.mentions import words_of
from app.shopper import Name, Recent
from app.shopper.profile import ORDER_DECAY

if TYPE_CHECKING:
    from app.guide.state import State

MARK = "?"
"""Stands before the words of a search where the id of a product stands else, as what a leaning comes from."""

MOST_SEARCHES = 3
"""The newest different searches of this visit that are read."""

MOST_FOUND = 24
"""The products that stand for all that a search finds, evenly over them by id."""

BROADEST = 0.5
"""A search that finds more than this share of the catalog tells nothing."""


def searches_of(state: State) -> list[tuple[int, Recent]]:
    """The rows that the searches of this visit find, each with its part of the weight of one view.

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
            found += [(row, Recent(f"{MARK}{term}", share)) for row in drawn.tolist()]
    return found


def term_of(cause: str) -> str | None:
    """The words of the search that a leaning comes from; None if it comes from a product."""
    return cause.removeprefix(MARK) if cause.startswith(MARK) else None

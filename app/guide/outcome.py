"""What a shopper took in the end, beside what they could have taken: an outcome that rank weights are fitted to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.catalog import bitset
from app.guide.show import first_rows, listed
from app.guide.state import State
from app.ranking.goal import FITTED, NAMES, Outcome

OTHERS = 50
"""Candidates from further down, evenly spread, that stand beside those of the first page."""


def outcome_of(state: State, product: str, worth: float) -> Outcome | None:
    """The outcome of taking a product; None if it was no candidate, or the only one.

    It stands beside the first page and others from further down; the diversity of the page is left out, for it depends
    on what else is shown.
    """
    row = state.release.index.products.row_of.get(product)
    if row is None or not bitset.contains(state.candidates, row):
        return None
    rows = sorted({*first_rows(state).tolist(), *_others(state), row})
    if len(rows) < 2:
        return None
    parts, fixed = np.zeros((len(rows), len(NAMES))), np.zeros(len(rows))
    for place, shown in enumerate(listed(state, np.array(rows, np.int64))):
        for term in shown.terms:
            name = FITTED.get(term.kind)
            if name is None:
                fixed[place] += term.amount
            else:
                parts[place, NAMES.index(name)] += term.amount
    return Outcome(parts, fixed, rows.index(row), worth)


def _others(state: State) -> Iterator[int]:
    rows = bitset.rows_in(state.candidates)
    yield from rows[:: max(len(rows) // OTHERS, 1)].tolist()

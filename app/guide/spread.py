"""The first of a list unlike each other, as far as the author wants it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.guide.state import State
from app.ranking.diversify import diversify, likeness

POOL = 4
"""From how many products, in lengths of the results' first page, the first page is chosen."""


def spread(state: State, rows: NDArray[np.int64], total: NDArray[np.float64]) -> tuple[list[int], dict[int, float]]:
    """`rows`, by falling `total`, the first page in order of marginal relevance, and what each loses."""
    first, weight = state.release.questionnaire.results.limit, state.release.questionnaire.ranking.diversity
    pool = rows[: POOL * first]
    order, loss = diversify(total[: len(pool)], likeness(pool, compared(state), state.release.index), weight, first)
    lost = {row: cost for row, cost in zip(pool.tolist(), loss.tolist(), strict=True) if cost}
    return [*pool[order].tolist(), *rows[len(pool) :].tolist()], lost


def compared(state: State) -> tuple[str, ...]:
    """The attributes in which products are alike or not: price, what the results show, what answers wish for."""
    catalog = state.release.index.catalog
    wished = [asked.wish.name for demand in state.demands for asked in demand.wishes]
    named = [catalog.roles.get("price", ""), *state.release.questionnaire.results.show, *wished]
    plain = {catalog.roles["id"], catalog.roles["title"]}
    return tuple(dict.fromkeys(id for id in named if id in catalog.attributes and id not in plain))

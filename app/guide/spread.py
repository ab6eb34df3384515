"""The first of a list unlike each other, as far as the author wants it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.guide.state import State
from app.ranking import Score
from app.ranking.diversify import diversify, likeness

POOL = 4
"""From how many products, in lengths of the results' first page, the first page is chosen."""


def spread(state: State, rows: NDArray[np.int64], scored: Score, best: list[int]) -> list[int]:
    """`best`, places of `rows` by falling score, with the first page put in order of marginal relevance.

    What each of these loses is added to `scored` as a term, so that the terms still sum to the score.
    """
    first, weight = state.release.questionnaire.results.limit, state.release.questionnaire.ranking.diversity
    pool = best[: POOL * first]
    alike = likeness(rows[pool], compared(state), state.release.index)
    order, loss = diversify(scored.total[pool], alike, weight, first)
    lost = np.zeros(len(rows))
    lost[pool] = loss
    scored.add("diversity", "", "", lost)
    return [*(pool[place] for place in order), *best[len(pool) :]]


def compared(state: State) -> tuple[str, ...]:
    """The attributes in which products are alike or not: price, what the results show, what answers wish for."""
    catalog = state.release.index.catalog
    wished = [asked.wish.name for demand in state.demands for asked in demand.wishes]
    named = [catalog.roles.get("price", ""), *state.release.questionnaire.results.show, *wished]
    plain = {catalog.roles["id"], catalog.roles["title"]}
    return tuple(dict.fromkeys(id for id in named if id in catalog.attributes and id not in plain))

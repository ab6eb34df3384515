"""How probable each candidate is to be the one that the shopper wants: the posterior, for the choice of what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.columns import Numbers
from app.catalog.model import KEEP
from app.guide.learnt import by_rule, recents_of
from app.guide.narrow import Narrowing
from app.guide.step import Bin
from app.questionnaire import Path, Question
from app.ranking.behaviour import behaviour, posterior

if TYPE_CHECKING:
    from app.guide.state import State

MOST_WEIGHED = 20_000
"""Candidates; among more than these, questions are weighed by counts, and answered soon."""

Floats = NDArray[np.float64]
Inside = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Mass:
    """The candidates, rows rising, and the `share` of each: float64 of shape (rows,), sum 1. Variants that count once
    have together what one has."""

    rows: NDArray[np.int64]
    share: Floats

    @property
    def left(self) -> float:
        """Between how many products, all equally probable, there would be as much to choose as here: 2^entropy."""
        return _perplexity(self.share)

    def of_choices(self, narrowing: Narrowing, path: Path, question: Question, ids: Sequence[str]) -> Weighed | None:
        """What picking each of some choices of an open question, one of which is picked, would leave; products that do
        not state what is asked stay, and say nothing of what is picked. None if nothing says anything."""
        every = np.ones(len(self.rows), np.bool_)
        met, stay = [], []
        for id in ids:
            demanded = narrowing.demanded.of_pick(question, id, path.said)
            met.append(every if demanded is None else bitset.members(demanded[1].meets, self.rows))
            stay.append(every if demanded is None else bitset.members(demanded[1].passes, self.rows))
        return self._weighed(met, stay)

    def of_bins(self, narrowing: Narrowing, question: Question, bins: Sequence[Bin]) -> Weighed | None:
        """The same for the bars of an open range, half-open, the last one closed."""
        index = narrowing.release.index
        column = index.products.column(question.attribute)
        assert isinstance(column, Numbers), question.attribute
        values, last = column.table[column.codes[self.rows]], len(bins) - 1
        met = [
            (values >= bin.start) & ((values <= bin.end) if place == last else (values < bin.end))
            for place, bin in enumerate(bins)
        ]
        kept = np.isnan(values) & (index.catalog.attributes[question.attribute].unknown == KEEP)
        return self._weighed(met, [one | kept for one in met])

    def _weighed(self, met: Sequence[Inside], stay: Sequence[Inside]) -> Weighed | None:
        shares = np.array([self.share[inside].sum() for inside in met])
        if not shares.sum() > 0:
            return None
        return Weighed(shares / shares.sum(), np.array([_perplexity(self.share[inside]) for inside in stay]))


@dataclass(frozen=True, eq=False)
class Weighed:
    """Answers to a question, float64 of shape (answers,): how probable each is (`shares`, of sum 1), and the perplexity
    that it leaves (`left`)."""

    shares: Floats
    left: Floats


def _perplexity(share: Floats) -> float:
    """2^entropy of what is probable in proportion to `share`; 1 of nothing."""
    present = share[share > 0]
    if not len(present):
        return 1.0
    shares = present / present.sum()
    return float(np.exp2(-(shares * np.log2(shares)).sum()))


def mass_of(state: State) -> Mass | None:
    """The posterior over the candidates, by a model if one is trained, and by the shopper's own leanings as far as
    these are left to count.

    None where neither says anything, and among more than `MOST_WEIGHED` candidates.
    """
    release = state.release
    if not 0 < state.remaining <= MOST_WEIGHED:
        return None
    if release.crowd is None and not (state.tastes or state.sought):
        return None
    rows = bitset.rows_in(state.candidates)
    odds = np.zeros(len(rows))
    for share, leanings in ((by_rule(state), state.tastes), (1.0, state.sought)):
        for taste in leanings:
            odds += share * taste.at(rows)
    if release.crowd is not None:
        odds = odds + behaviour(release.crowd.model, recents_of(state)[0], rows).total
    groups = release.index.groups
    if groups is not None:
        odds = odds - np.log(np.bincount(groups.of_row[rows])[groups.of_row[rows]])
    return Mass(rows, posterior(odds))

"""Rank weights fitted to a shop's goal: which products were taken in the end, among those that could have been."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FITTED: Mapping[str, str] = {
    "wish": "preference",
    "unstated": "preference",
    "popularity": "popularity",
    "affinity": "affinity",
    **dict.fromkeys(("crowd", "covisit", "seen", "returning", "likeness"), "covisit"),
}
"""Which weight each kind of term carries. Likeness to what stands above, merchandising and what follows from purchases
are the shop's own and stay as they are."""
NAMES = ("preference", "popularity", "affinity", "covisit")

FARTHEST = 2.0
"""A weight is at most doubled and at least halved: an order is moved, not made."""
DOUBT = 0.35
"""Standard deviation of the logarithm of a factor before anything was seen."""
FEWEST = 40
"""Outcomes; fewer say nothing of weights."""
HELD_OUT = 0.25
"""The share of the newest outcomes that a fit is judged by, and does not see."""
MOST_WORTH = 5.0
"""What one outcome counts at most, in medians: no single order, and no liar, moves the whole."""
SWEEPS = 30
ENOUGH = 1e-4
"""Of a logarithm: what is nearer than this is the same."""
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class Outcome:
    """One conversion: `parts` float64 (products, 4), what the terms of each fitted weight add to each product's score
    as it stands; `fixed` (products,), what its other terms add; `chosen` the row that was taken; `worth`, 0 or more,
    what it is worth to the goal."""

    parts: Floats
    fixed: Floats
    chosen: int
    worth: float = 1.0


@dataclass(frozen=True)
class Fit:
    """What came of it: `factors` by weight, 1 as written; and of the held-out outcomes the worth-weighted mean
    reciprocal rank of what was taken, 0..1, as written and as fitted. `kept`: the fit is better there, and is used.
    `lacking`: how many more outcomes of some worth are needed before anything is fitted."""

    factors: Mapping[str, float]
    outcomes: int
    before: float
    after: float
    kept: bool
    lacking: int = 0


def fit_goal(outcomes: Sequence[Outcome]) -> Fit:
    """Factors for the weights under which what was taken would have stood higher; outcomes oldest first.

    A conditional logit (McFadden 1974), U = τ · (Σ_k e^{θ_k} · part_k + fixed), the outcomes weighted by worth, with
    θ_k ~ N(0, `DOUBT`²) within ±ln `FARTHEST`, its maximum found by turns along each θ and ln τ (golden section): the
    same outcomes give the same factors. It is used only where the newest outcomes, which it has not seen, bear it out
    by log-likelihood and do not stand lower by rank.
    """
    plain = dict.fromkeys(NAMES, 1.0)
    lacking = FEWEST - sum(one.worth > 0 for one in outcomes)
    if lacking > 0:
        return Fit(plain, len(outcomes), 0.0, 0.0, False, lacking)
    cut = len(outcomes) - max(int(len(outcomes) * HELD_OUT), 1)
    worth = _bounded(np.array([one.worth for one in outcomes], np.float64))
    seen, unseen = _sample(outcomes[:cut], worth[:cut]), _sample(outcomes[cut:], worth[cut:])
    as_written = _climb(seen, only_scale=True)
    fitted = _climb(seen, only_scale=False)
    before, after = unseen.rank(as_written), unseen.rank(fitted)
    better = unseen.likelihood(fitted) > unseen.likelihood(as_written) and after >= before
    factors = {name: float(math.exp(theta)) for name, theta in zip(NAMES, fitted[:-1], strict=True)}
    return Fit(factors if better else plain, len(outcomes), before, after, better)


def _bounded(worth: Floats) -> Floats:
    """Worths as multiples of the median, none above `MOST_WORTH`."""
    return np.minimum(worth / max(float(np.median(worth[worth > 0])), 1e-12), MOST_WORTH)


@dataclass(frozen=True)
class _Sample:
    """Outcomes of unlike sizes, one under the other: `owner` says to which outcome a row belongs."""

    parts: Floats
    fixed: Floats
    owner: NDArray[np.int64]
    chosen: NDArray[np.int64]
    starts: NDArray[np.int64]
    worth: Floats

    def utility(self, at: Floats) -> Floats:
        """The utility of each product, at the θ and ln τ."""
        return np.asarray(math.exp(at[-1]) * (self.parts @ np.exp(at[:-1]) + self.fixed))

    def likelihood(self, at: Floats) -> float:
        """The worth-weighted mean log-likelihood of what was taken."""
        utility = self.utility(at)
        highest = np.maximum.reduceat(utility, self.starts)
        whole = np.add.reduceat(np.exp(utility - highest[self.owner]), self.starts)
        each = utility[self.chosen] - highest - np.log(whole)
        return float(np.average(each, weights=self.worth))

    def rank(self, at: Floats) -> float:
        """The worth-weighted mean reciprocal rank of what was taken; of equals it is the last."""
        utility = self.utility(at)
        above = utility >= utility[self.chosen][self.owner]
        return float(np.average(1 / np.add.reduceat(above, self.starts, dtype=np.float64), weights=self.worth))


def _sample(outcomes: Sequence[Outcome], worth: Floats) -> _Sample:
    sizes = np.array([len(one.fixed) for one in outcomes])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    return _Sample(
        np.concatenate([one.parts for one in outcomes]),
        np.concatenate([one.fixed for one in outcomes]),
        np.repeat(np.arange(len(outcomes)), sizes),
        starts + np.array([one.chosen for one in outcomes]),
        starts,
        worth,
    )


def _climb(sample: _Sample, only_scale: bool) -> Floats:
    """The θ and ln τ of the greatest posterior; with `only_scale` the weights stay as written."""
    at, reach = np.zeros(len(NAMES) + 1), math.log(FARTHEST)
    ends = [(-reach, reach)] * len(NAMES) + [(math.log(0.01), math.log(100.0))]
    places = [len(NAMES)] if only_scale else [len(NAMES), *range(len(NAMES))]
    size = float(sample.worth.sum())

    def posterior(place: int, value: float) -> float:
        trial = at.copy()
        trial[place] = value
        prior = float(np.sum(trial[:-1] ** 2)) / (2 * DOUBT * DOUBT * size)
        return sample.likelihood(trial) - prior

    for _ in range(SWEEPS):
        before = at.copy()
        for place in places:
            at[place] = _highest(partial(posterior, place), *ends[place])
        if np.abs(at - before).max() < ENOUGH:
            break
    return at


def _highest(height: Callable[[float], float], low: float, high: float) -> float:
    """Where a function of one peak is highest between two ends, by golden section."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = height(left), height(right)
    while high - low > ENOUGH:
        if at_left >= at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = height(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = height(right)
    return (low + high) / 2

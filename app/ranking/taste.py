"""What a shopper's own events say of products, where no model of the crowd has been trained: affinity to values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from app.catalog.columns import Coded
from app.ranking.behaviour.affinity import log_odds
from app.ranking.blocks import Bounds
from app.ranking.traits import Trait, Traits
from app.shopper import Recent

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

LIMIT = 2.0
"""The log-odds that a leaning counts at most, up or down: about seven times, or a seventh of, what is usual."""

AUDIENCE = 2.0
"""How much whom products are for counts beside all other attributes together: what does not fit the wearer is not worn,
however much else of it is liked."""

_NOTHING: Mapping[str, Collection[int]] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Taste:
    """How the shopper leans to each value of an attribute: `table` float64 (values + 1,), -`LIMIT`..`LIMIT`, 0 for what
    is not stated.

    `causes` are the ids of the products that the values were seen on, by code; `main` is that of the others.
    """

    trait: Trait
    table: Floats
    causes: dict[int, str]
    main: str

    def at(self, rows: Rows) -> Floats:
        """The leanings to some rows: float64 of shape (rows,)."""
        return np.asarray(self.table[self.trait.codes[rows]])

    def cause(self, row: int) -> str:
        """The product that the leaning to a row comes from."""
        return self.causes.get(int(self.trait.codes[row]), self.main)

    @cached_property
    def bounds(self) -> Bounds:
        """For each block a number that no leaning is below, and one that none is above."""
        least = float(self.table.min())
        greatest = np.full(self.trait.there.shape[1], least)
        for code in np.flatnonzero(self.table > least):
            np.maximum(greatest, self.table[code], out=greatest, where=self.trait.there[code])
        return Bounds(np.full(len(greatest), least), greatest)


def tastes(
    traits: Traits,
    recents: Sequence[tuple[int, Recent]],
    silent: Mapping[str, Collection[int]] = _NOTHING,
    fleeting: Collection[str] = (),
) -> tuple[Taste, ...]:
    """The tastes of one who has dealt with some products, each given with its row.

    A leaning is the smoothed log-odds L of a value (`log_odds`) against what was to be expected, within ±`LIMIT`; a
    value that was not to be expected at all says nothing. Attributes count by what they tell, Σ p·L in nats, times how
    far the products agree in them (`agreement`), as shares of 1. Two have weights of their own beside them: the sort of
    product 1, for what one is after is another matter than how one likes it, and whom it is for `AUDIENCE`. Of an
    attribute, products with a `silent` code say nothing, and of `fleeting` ones those of earlier visits.
    """
    if not recents:
        return ()
    rows = np.array([row for row, _ in recents])
    weights = np.array([recent.weight for _, recent in recents])
    here = np.array([not recent.earlier for _, recent in recents])
    found = []
    for trait in traits.known:
        stated = ~np.isin(trait.codes[rows], [trait.values, *silent.get(trait.attribute, ())])
        if trait.attribute in fleeting:
            stated &= here
        if stated.any():
            dealt, weigh = rows[stated], weights[stated]
            leaning, told = _lean(trait, traits.usual(trait, dealt, weigh), dealt, weigh)
            if told > 0:
                products = [recent.product for (_, recent), states in zip(recents, stated, strict=True) if states]
                found.append((Taste(trait, leaning, *_causes(trait, dealt, weigh, products)), told))
    own = {traits.category: 1.0, traits.audience: AUDIENCE}
    whole = sum(told for taste, told in found if taste.trait not in own)
    shares = (own.get(taste.trait) or told / whole for taste, told in found)
    return tuple(replace(taste, table=taste.table * share) for (taste, _), share in zip(found, shares, strict=True))


def _lean(trait: Trait, usual: Floats, rows: Rows, weights: Floats) -> tuple[Floats, float]:
    """The leanings by code, and what they tell in all."""
    first = np.array([0, trait.values + 1])
    shifted = trait.codes[rows].astype(np.int64)[:, None] + 1  # `log_odds` has what is not stated first
    expected = np.concatenate([[1.0], np.where(usual > 0, usual, 1.0)])
    odds = np.where(usual > 0, log_odds(shifted, weights, expected, first)[1:], 0.0)
    told = float(np.sum(usual * np.exp(odds) * odds)) * agreement(trait.codes[rows], weights)
    return np.append(np.clip(odds, -LIMIT, LIMIT), 0.0), told if told > 1e-9 else 0.0


def agreement(codes: Coded, weights: Floats) -> float:
    """How far products agree, 0..1: the share of their pairs with equal codes, each by the product of its weights,
    beside one pair of weight 1 that half agrees."""
    pairs = np.triu(np.outer(weights, weights), 1)
    equal = codes[:, None] == codes[None, :]
    return float((pairs[equal].sum() + 0.5) / (pairs.sum() + 1.0))


def _causes(trait: Trait, rows: Rows, weights: Floats, products: Sequence[str]) -> tuple[dict[int, str], str]:
    """By code, the product of the greatest weight that has it, and the one of the greatest weight of all."""
    causes: dict[int, str] = {}
    for place in np.argsort(-weights, kind="stable").tolist():
        causes.setdefault(int(trait.codes[rows[place]]), products[place])
    return causes, next(iter(causes.values()))

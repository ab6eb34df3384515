"""What a shopper's own events say of products, where no model of the crowd has been trained: affinity to values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.affinity import PRIOR_EVENTS
from app.ranking.blocks import Bounds
from app.ranking.trait import Floats, Rows, Several, Stated, Trait, fine
from app.ranking.traits import Traits
from app.shopper import Recent

LIMIT = 2.0
"""The log-odds that a leaning counts at most, up or down: about seven times, or a seventh of, what is usual."""

AUDIENCE = 2.0
"""How much whom products are for counts beside all other attributes together: what does not fit the wearer is not worn,
however much else of it is liked."""

FEW = 8
"""Leanings to at most one product in so many kinds are worked out for these alone, to more for all kinds at once."""

_NOTHING: Mapping[str, Collection[int]] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Taste:
    """How the shopper leans to each value of an attribute: `table` float64 (values + 1,), -`LIMIT`..`LIMIT`, 0 for what
    is not stated. To a product with several values they lean as to the mean of these.

    `causes` are the ids of the products that the values were seen on, by code; `main` is that of the others.
    """

    trait: Trait
    table: Floats
    causes: dict[int, str]
    main: str

    def at(self, rows: Rows) -> Floats:
        """The leanings to some rows: float64 of shape (rows,)."""
        kinds = self.trait.kinds[rows]
        if FEW * len(kinds) < self.trait.many:
            return self.trait.means(self.table, kinds)
        return np.asarray(self._means[kinds])

    @cached_property
    def _means(self) -> Floats:
        """The leaning to each kind of product."""
        return self.trait.means_of_kinds(self.table)

    def cause(self, row: int) -> str:
        """The product that the leaning to a row comes from: of those that share a value with it, one that has the value
        leant to most."""
        code = self.shared(row)
        return self.main if code is None else self.causes[code]

    def shared(self, row: int) -> int | None:
        """Of the values that a row has and that were seen, the one leant to most; None if it has none of these."""
        seen = [code for code in self.trait.of(row) if code in self.causes]
        if len(seen) < 2:
            return seen[0] if seen else None
        return max(seen, key=lambda code: (self.table[code], -code))

    def tag(self, row: int) -> str:
        """The text of `shared`, of an attribute with tags; of others, and if there is none, nothing."""
        if not isinstance(self.trait, Several):
            return ""
        code = self.shared(row)
        return "" if code is None else self.trait.tags.vocabulary[code]

    @cached_property
    def bounds(self) -> Bounds:
        """For each block a number that no leaning is below, and one that none is above."""
        table = fine(self.table) if isinstance(self.trait, Several) else self.table
        least, *levels = sorted(set(table.tolist()))
        greatest = np.full(self.trait.there.shape[1], least)
        for level in levels:
            greatest[self.trait.there[table == level].any(axis=0)] = level
        return Bounds(np.full(len(greatest), least), greatest)


def tastes(
    traits: Traits,
    recents: Sequence[tuple[int, Recent]],
    silent: Mapping[str, Collection[int]] = _NOTHING,
    fleeting: Collection[str] = (),
) -> tuple[Taste, ...]:
    """The tastes of one who has dealt with some products, each given with its row.

    A leaning is the smoothed log-odds of a value, within ±`LIMIT` (`_odds`). Attributes count by what they tell
    (`_told`), times how far the products agree in them (`agreement`), as shares of 1. Two have weights of their own
    beside them: the sort of product 1, for what one is after is another matter than how one likes it, and whom it is
    for `AUDIENCE`. The `silent` codes of an attribute say nothing: it is as if no product dealt with stated them, and
    no product is leant to for them. Of `fleeting` attributes the products of earlier visits say nothing.
    """
    if not recents:
        return ()
    rows = np.array([row for row, _ in recents])
    weights = np.array([recent.weight for _, recent in recents])
    products = [recent.product for _, recent in recents]
    here = np.array([not recent.earlier for _, recent in recents])
    found = []
    for trait in traits.known:
        ignored = [*silent.get(trait.attribute, ())]
        stated = _heard(trait.stated(rows), ignored, here if trait.attribute in fleeting else None)
        if len(stated.places):
            leaning, told = _lean(traits, trait, rows, weights, stated, ignored)
            if told > 0:
                found.append((Taste(trait, leaning, *_causes(stated, weights, products)), told))
    own = {traits.category: 1.0, traits.audience: AUDIENCE}
    whole = sum(told for taste, told in found if taste.trait not in own)
    shares = (own.get(taste.trait) or told / whole for taste, told in found)
    return tuple(replace(taste, table=taste.table * share) for (taste, _), share in zip(found, shares, strict=True))


def _heard(stated: Stated, silent: Sequence[int], speaking: NDArray[np.bool_] | None) -> Stated:
    """What is stated, less the `silent` codes, and by the `speaking` products alone; None: by all."""
    if not silent and speaking is None:
        return stated
    heard = ~np.isin(stated.codes, silent)
    if speaking is not None:
        heard &= speaking[stated.places]
    return Stated(stated.places[heard], stated.codes[heard])


def _lean(
    traits: Traits, trait: Trait, rows: Rows, weights: Floats, stated: Stated, silent: Sequence[int]
) -> tuple[Floats, float]:
    """The leanings by code, and what they tell in all."""
    stating = np.zeros(len(rows), np.bool_)
    stating[stated.places] = True
    usual = traits.usual(trait, rows[stating], weights[stating])
    held = np.bincount(stated.codes, weights[stated.places], trait.values).astype(np.float64)
    odds = _odds(held, float(weights[stating].sum()), usual)
    odds[silent] = 0.0
    told = _told(odds, usual) * agreement(stated, weights, trait.values)
    return np.append(np.clip(odds, -LIMIT, LIMIT), 0.0), told if told > 1e-9 else 0.0


def _odds(held: Floats, whole: float, usual: Floats) -> Floats:
    """log p_v / q_v by value, p_v = (n_v + κ·q_v) / (n + κ); 0 of a value that was not to be expected at all.

    n_v is the weight of the products dealt with that have v (`held`), n (`whole`) that of those that state the
    attribute, q_v the `usual` share of products that have v. So each tag is a yes or no of its own, and p_v / q_v its
    likelihood ratio, the shopper's products against the usual ones. Shares of a product's tags would have it that two
    dresses for summer that both have pockets as well are for summer by half only, no more than usual where half of all
    are for summer and nothing else. Of single values, yes or no and shares are the same.
    """
    expected = usual > 0
    ratio = np.divide(held, usual, out=np.zeros_like(usual), where=expected)
    return np.where(expected, np.log((ratio + PRIOR_EVENTS) / (whole + PRIOR_EVENTS)), 0.0)


def _told(odds: Floats, usual: Floats) -> float:
    """What the leanings of an attribute tell, in nats a value: Σ (p·log p/q - p + q) / Σ q.

    That is the divergence of Kullback and Leibler for counts that need not sum to 1 (I-divergence, Csiszár 1975), by
    how many values a product usually has: a product's tags go together, spring with summer, and count as one
    observation here as they do in their mean. Of single values, where p and q sum to 1, it is Σ p·log p/q.
    """
    own = usual * np.exp(odds)
    return float(np.sum(own * odds - own + usual) / max(float(usual.sum()), 1e-300))


def agreement(stated: Stated, weights: Floats, values: int) -> float:
    """How far products agree, 0..1: the mean overlap of their pairs, each by the product of its weights, beside one
    pair of weight 1 that half agrees.

    The overlap of two products is the share of the values of either that both have (Jaccard): of single values 1 if
    they are equal, else 0. `weights` (products,) are those of all products; what states nothing is in no pair.
    """
    having = np.zeros((len(weights), values))
    having[stated.places, stated.codes] = 1.0
    sizes, both = having.sum(axis=1), having @ having.T
    overlap = both / np.maximum(sizes[:, None] + sizes - both, 1.0)
    stating = np.where(sizes > 0, weights, 0.0)
    alone = float(stating @ stating)  # each product with itself; of what is left, each pair is there twice
    pairs, agreed = float(stating.sum()) ** 2 - alone, float(stating @ overlap @ stating) - alone
    return (agreed / 2 + 0.5) / (pairs / 2 + 1.0)


def _causes(stated: Stated, weights: Floats, products: Sequence[str]) -> tuple[dict[int, str], str]:
    """By code, the product of the greatest weight that has it, and the one of the greatest weight of all."""
    causes: dict[int, str] = {}
    heavy = np.argsort(-weights[stated.places], kind="stable")
    for place, code in zip(stated.places[heavy].tolist(), stated.codes[heavy].tolist(), strict=True):
        causes.setdefault(code, products[place])
    return causes, next(iter(causes.values()))

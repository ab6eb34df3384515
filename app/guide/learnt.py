"""What is learnt of others, and of what the shopper did, as evidence for this conversation now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.guide.values import codes_of
from app.ranking import Weights
from app.ranking.behaviour import Recents, known
from app.ranking.behaviour.model import DEFAULT_WEIGHTS, FEATURES
from app.ranking.evidence import Dense, Evidence
from app.ranking.votes import PRICE, Votes, nearness

if TYPE_CHECKING:
    from app.guide.state import State

PRICE_WEIGHT = DEFAULT_WEIGHTS[FEATURES.index("price")]
"""Of how near a price is to those looked at, where no model has been trained, beside what sells: it speaks last."""

USUAL = "usual_price"
LEAST = 0.5
"""Of the step from one place in what sells to the next: less than any difference there, so it only parts equals."""


def familiar(state: State) -> float:
    """What is left of mere popularity, 0..1: all of it for a stranger, a half for one who has viewed one product.

    What others buy says something of one of whom nothing is known, and little beside what they do themselves.
    """
    return 1.0 / (1.0 + sum(one.weight for one in state.known.recents))


def weights_of(state: State) -> Weights:
    """The author's weights for this shopper: what is popular counts less the more is known of them.

    Of one of whom something is known, what is believed without a model, the leanings by rule (`tastes`) and what sells,
    counts the less the more a model has learnt: it has weighed the same against what shoppers went on to do.
    """
    weights, left = state.release.weights, familiar(state)
    if left == 1.0:
        return weights
    rule = by_rule(state)
    return replace(weights, popularity=weights.popularity * left * rule, affinity=weights.affinity * rule)


def by_rule(state: State) -> float:
    """What is left of what is believed without a model, 0..1: all of it where none serves, or none is to count."""
    crowd, weights = state.release.crowd, state.release.weights
    return 1.0 if crowd is None or not weights.covisit else 1.0 - crowd.authority


def recents_of(state: State) -> tuple[Recents, tuple[str, ...]]:
    """The products that the shopper has dealt with, as rows, and their ids in the same order."""
    both = sorted(state.known.recents, key=lambda one: one.earlier)
    price = state.release.index.catalog.roles.get("price", "")
    return known(both, state.known.rows, state.fleeting, price), tuple(one.product for one in both)


def votes_of(state: State, candidates: Bits, unit: float) -> Votes | None:
    """What the crowd says among some candidates, `unit` score units a nat; None if nothing has been trained."""
    crowd = state.release.crowd
    if crowd is None:
        return None
    recents, products = recents_of(state)
    return Votes(crowd, recents, products, lambda rows: bitset.members(candidates, rows), unit, familiar(state))


def evidence_of(state: State, candidates: Bits) -> tuple[Evidence, ...]:
    """The evidence on the products of a catalog, held against each other among some candidates."""
    crowd, weights = state.release.crowd, state.release.weights
    if crowd is not None and weights.covisit:
        votes = votes_of(state, candidates, weights.covisit * crowd.unit)
        assert votes is not None
        return votes.evidence(state.release.traits, codes_of(state.release, state.visit.removed.values))
    if not len(recents_of(state)[0].items):
        return _usual_price(state)
    return _price_fit(state) if weights.affinity and weights.popularity else ()


def _usual_price(state: State) -> tuple[Evidence, ...]:
    """Of one of whom nothing is known, in a shop without a log: what costs as is usual stands first among equals,
    unless the author says what does."""
    near, release = state.release.usual_prices, state.release
    if near is None or not release.weights.popularity or release.questionnaire.results.otherwise:
        return ()
    return (Dense(USUAL, release.weights.popularity * LEAST / release.index.rows, near.at, near.bounds),)


def _price_fit(state: State) -> tuple[Evidence, ...]:
    """How near prices are to those of what was looked at, the more the more is known."""
    recents, _ = recents_of(state)
    if not len(recents.items):
        return ()
    prices = state.release.prices
    near = nearness(prices.logs, recents)
    if near is None:
        return ()
    factor = state.release.weights.popularity * PRICE_WEIGHT * (1.0 - familiar(state))
    return (Dense(PRICE, factor, near, prices.distances),)


def mask_of(rows: np.ndarray, size: int) -> Bits:
    """Some rows as a set."""
    there = np.zeros(size, np.bool_)
    there[rows] = True
    return bitset.pack(there)

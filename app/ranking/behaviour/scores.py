"""Scores of candidates by behaviour, as terms that sum to the score, and the posterior that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.design import Design, design
from app.ranking.behaviour.model import FEATURES, Model
from app.ranking.behaviour.places import Places
from app.ranking.behaviour.recents import Recents
from app.ranking.term import Term

KIND = "behaviour"
LIKENESS = "likeness"


@dataclass(frozen=True)
class Behaviour:
    """`total` float64 of shape (rows,): the log-odds of each candidate to be dealt with next, up to a constant, in
    nats.

    The total is the sum of the terms in their order, to the last bit.
    """

    total: NDArray[np.float64]
    model: Model
    found: Design

    def terms(self, place: int) -> tuple[Term, ...]:
        """The terms of the candidate at a place in `total`; those that add nothing are left out.

        Terms are named by feature; all that an attribute says is one term, its `question` `likeness` and its `name`
        the attribute.
        """
        terms = (Term(KIND, group, name, float(amount)) for group, name, amount in self._amounts(place))
        return tuple(term for term in terms if term.amount)

    def _amounts(self, place: int) -> Iterator[tuple[str, str, float]]:
        for name, everywhere in _dense(self.model, self.found):
            yield "", name, everywhere[place]
        for names, places, amounts in _thin(self.model, self.found):
            for one in np.flatnonzero(places == place):
                yield from zip(("",) * len(names), names, amounts[:, one], strict=True)
        likeness, values = _likeness(self.model, self.found), self.found.codes[place] + self.model.attributes.first[:-1]
        for name, value in zip(self.model.attributes.names, values, strict=True):
            yield LIKENESS, name, likeness[value]


def behaviour(
    model: Model,
    recents: Recents,
    rows: NDArray[np.int64],
    places: Places | None = None,
    outside: NDArray[np.float64] | None = None,
) -> Behaviour:
    """How much the candidates in `rows`, distinct items of the model, are to be expected next.

    The order of `rows` decides only the order of the result. `places` spares a page of the catalog's size a call, and
    is for one thread. `outside` (rows,) are log-odds of another model, in nats: one more feature, which a fit may
    weigh.
    """
    return weigh(model, design(model, recents, rows, places or Places(model.items), outside))


def weigh(model: Model, found: Design) -> Behaviour:
    """The scores of a design under the model's weights."""
    dense = _dense(model, found)
    total = next(dense)[1]
    for _, everywhere in dense:
        total += everywhere
    for _, places, amounts in _thin(model, found):
        here = total[places]
        for amount in amounts:
            here += amount
        total[places] = here
    likeness = _likeness(model, found)
    for first, codes in zip(model.attributes.first.tolist(), found.codes.T, strict=False):
        total += likeness[first:].take(codes)
    return Behaviour(total, model, found)


def posterior(total: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability of each candidate to be the one: the softmax of the scores; sums to 1, empty for none."""
    if not len(total):
        return np.zeros(0)
    odds = np.asarray(total - total.max())
    np.exp(odds, out=odds)
    odds /= odds.sum()
    return odds


def _dense(model: Model, found: Design) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """The addends that every candidate has, but likeness: the name, and how much."""
    weight = dict(zip(FEATURES, model.weights.tolist(), strict=True))
    yield "popularity", weight["popularity"] * found.popularity
    if found.price is not None:
        yield "price", weight["price"] * found.price
    if found.outside is not None:
        yield "outside", weight["outside"] * found.outside


def _thin(model: Model, found: Design) -> Iterator[tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.float64]]]:
    """The addends that few candidates have: the names, the distinct places, and how much, of shape (names, places)."""
    for names, weights, places, values in (
        (FEATURES[:5], model.weights[:5], found.touched, found.crowd),
        (FEATURES[6:12], model.weights[6:12], found.dealt, found.session),
    ):
        if len(places):
            yield names, places, weights[:, None] * values


def _likeness(model: Model, found: Design) -> NDArray[np.float64]:
    """By value, what lift, affinity and the neighbours' leaning add to an item with it."""
    return np.asarray(model.weights[12:15] @ found.tastes)

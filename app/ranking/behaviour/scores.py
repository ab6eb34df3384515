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
        for name, places, amounts in _thin(self.model, self.found):
            if places is None:
                yield "", name, amounts[place]
            else:
                for amount in amounts[places == place]:
                    yield "", name, amount
        for name, code in zip(self.model.attributes.names, self.found.codes[place], strict=True):
            yield LIKENESS, name, _likeness(self.model, self.found)[code]


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
    total = np.zeros(len(found.rows))
    for _, places, amounts in _thin(model, found):
        if places is None:
            total += amounts
        else:
            total[places] += amounts
    likeness = _likeness(model, found)
    for codes in found.codes.T:
        total += likeness.take(codes)
    return Behaviour(total, model, found)


def posterior(total: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability of each candidate to be the one: the softmax of the scores; sums to 1, empty for none."""
    if not len(total):
        return np.zeros(0)
    odds = np.exp(total - total.max())
    odds /= odds.sum()
    return np.asarray(odds)


def _thin(model: Model, found: Design) -> Iterator[tuple[str, NDArray[np.int64] | None, NDArray[np.float64]]]:
    """The addends but likeness: the name, where (None: everywhere), and how much."""
    weight = dict(zip(FEATURES, model.weights.tolist(), strict=True))
    yield "popularity", None, weight["popularity"] * found.popularity
    if found.price is not None:
        yield "price", None, weight["price"] * found.price
    if found.outside is not None:
        yield "outside", None, weight["outside"] * found.outside
    if len(found.touched):
        for name, values in zip(FEATURES[:5], found.crowd, strict=True):
            yield name, found.touched, weight[name] * values
    if len(found.dealt):
        for name, values in zip(FEATURES[6:12], found.session, strict=True):
            yield name, found.dealt, weight[name] * values


def _likeness(model: Model, found: Design) -> NDArray[np.float64]:
    """By value, what lift, affinity and the neighbours' leaning add to an item with it."""
    return np.asarray(model.weights[12:15] @ found.tastes)

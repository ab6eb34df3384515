"""What a model says of products for one shopper, as evidence in score units."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour import Places, Recents
from app.ranking.behaviour.design import MATCHES_BACK, UNPRICED, Design, design, held
from app.ranking.behaviour.model import FEATURES
from app.ranking.behaviour.neighbours import Neighbours, find_neighbours
from app.ranking.crowd import Crowd
from app.ranking.evidence import Alike, Dense, Evidence, Sparse
from app.ranking.taste import Taste
from app.ranking.traits import Traits

AFFINITY = "affinity"
CROWD, COVISIT, SEEN, RETURNING, LIKENESS = "crowd", "covisit", "seen", "returning", "likeness"
PRICE, OUTSIDE = "price", "outside"

NOTHING: Mapping[str, Collection[int]] = MappingProxyType({})

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]
Inside = Callable[[Rows], NDArray[np.bool_]]
"""Which of some rows passed the hard filters."""


@dataclass(frozen=True, eq=False)
class Votes:
    """A crowd's evidence for a shopper with some recent items, of which `products` are the ids.

    `unit` is in score units a nat. `inside` is applied before anything is aggregated. `familiar`, 0..1, is what is left
    of mere popularity: 1 for a stranger.
    """

    crowd: Crowd
    recents: Recents
    products: Sequence[str]
    inside: Inside
    unit: float
    familiar: float

    @cached_property
    def near(self) -> Neighbours:
        """The sessions like the shopper's that hold something else too: the shopper's own is among the live ones, and
        must not pass for what others did."""
        model = self.crowd.model
        found = find_neighbours(model.covisits, self.recents, held(model, self.recents))
        own = np.zeros(model.items, np.bool_)
        own[self.recents.items] = True
        other = np.bincount(found.session, ~own[found.items], len(found.similar)) > 0
        if other.all():
            return found
        kept = other[found.session]
        return replace(
            found,
            similar=np.where(other, found.similar, 0.0),
            items=found.items[kept],
            session=found.session[kept],
            step=found.step[kept],
        )

    @cached_property
    def found(self) -> Design:
        """What is known of the candidates that these sessions, or the shopper's own, hold: what it would be among all
        candidates, since those that nothing touches add nothing."""
        model, there = self.crowd.model, np.zeros(self.crowd.model.items, np.bool_)
        there[self.near.items[self.near.items >= 0]] = True
        there[self.recents.items] = True
        rows = np.flatnonzero(there)
        rows = rows[self.inside(rows)]
        return design(model, self.recents, rows, Places(model.items), near=self.near)

    def evidence(self, traits: Traits, silent: Mapping[str, Collection[int]] = NOTHING) -> tuple[Evidence, ...]:
        """All that the model says, the shopper's own first. Of `silent` codes, by attribute, no likeness is told."""
        model, weight = self.crowd.model, dict(zip(FEATURES, self.crowd.model.weights.tolist(), strict=True))
        own: tuple[Evidence, ...] = ()
        if self.products:
            own = (*self._likeness(traits, silent), *self._session(), *self._price(weight["price"]), *self._covisits())
        popular = Dense(
            CROWD, self.unit * weight["popularity"] * self.familiar, self._popularity, self.crowd.bounds
        )  # fmt: skip
        outside = () if model.outside is None else (self._outside(model.outside, weight["outside"]),)
        return (*own, *outside, popular)

    def _popularity(self, rows: Rows) -> Floats:
        return self.crowd.model.popularity[rows].astype(np.float64)

    def _outside(self, scores: Floats, weight: float) -> Dense:
        bounds = self.crowd.outside_bounds
        return Dense(OUTSIDE, self.unit * weight, lambda rows: np.asarray(scores[rows], np.float64), bounds)

    def _covisits(self) -> tuple[Sparse, ...]:
        found = self.found
        if not len(found.touched):
            return ()
        amounts = self.unit * (self.crowd.model.weights[:5] @ found.crowd)
        rows = found.rows[found.touched]
        order = np.argsort(rows)
        return (Sparse(COVISIT, rows[order], amounts[order], self._led_from),)

    def _led_from(self, row: int) -> str:
        """The recent product that most of the sessions that hold a row share with the shopper."""
        near = self.near
        sessions = np.unique(near.session[near.items == row])
        votes = (near.similar * MATCHES_BACK[near.matched])[sessions]
        if not len(sessions):
            return ""
        return self.products[int(np.argmax(np.bincount(near.matched[sessions], votes + 1e-12)))]

    def _session(self) -> tuple[Sparse, ...]:
        found, weights = self.found, self.crowd.model.weights
        rows = found.rows[found.dealt]
        order = np.argsort(rows)
        rows, session = rows[order], found.session[:, order]
        itself = dict(zip(self.recents.items.tolist(), self.products, strict=True))
        return (
            Sparse(SEEN, rows, self.unit * (weights[6:11] @ session[:5]), lambda row: itself.get(row, "")),
            Sparse(RETURNING, rows, self.unit * weights[11] * session[5], lambda row: itself.get(row, "")),
        )

    def _likeness(self, traits: Traits, silent: Mapping[str, Collection[int]]) -> tuple[Alike, ...]:
        """By attribute, what lift, affinity and the neighbours' leaning add."""
        model = self.crowd.model
        amounts = self.unit * (model.weights[12:15] @ self.found.tastes)
        first, known = model.attributes.first, {trait.attribute: trait for trait in traits.single}
        parts = []
        for place, name in enumerate(model.attributes.names):
            trait, part = known[name], amounts[first[place] : first[place + 1]]
            table = np.zeros(trait.values + 1)
            table[: len(part) - 1] = part[1:]
            table[-1] = part[0]
            table[[*silent.get(name, ())]] = 0.0
            last = self.recents.here if name in self.recents.fleeting else len(self.products)
            codes = trait.codes[self.recents.items[:last]].tolist()
            causes = dict(zip(codes[::-1], self.products[:last][::-1], strict=True))
            if table.any():
                parts.append(Alike(LIKENESS, Taste(trait, table, causes, self.products[0])))
        return tuple(parts)

    def _price(self, weight: float) -> tuple[Dense, ...]:
        near = nearness(self.crowd.model.attributes.price, self.recents)
        return (Dense(PRICE, self.unit * weight, near, self.crowd.prices.distances),) if near else ()


def nearness(logs: NDArray[np.float32], recents: Recents) -> Callable[[Rows], Floats] | None:
    """Less the distance of prices to the weighted middle of the recent ones, `logs` being natural logarithms, NaN where
    there is no price; None without a recent price."""
    prices = logs[recents.items[: recents.priced]].astype(np.float64)
    stated = ~np.isnan(prices)
    if not stated.any():
        return None
    middle = float(np.average(prices[stated], weights=recents.weights[: recents.priced][stated]))

    def near(rows: Rows) -> Floats:
        distance = np.abs(logs[rows].astype(np.float64) - middle)
        return -np.where(np.isnan(distance), UNPRICED, distance)

    return near

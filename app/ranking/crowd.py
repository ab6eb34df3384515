"""What other shoppers did, over a catalog's rows, and how much of it counts in a score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.ranking.behaviour import Model
from app.ranking.behaviour.design import PSEUDO_SHARE
from app.ranking.blocks import Bounds, bounds_of
from app.ranking.prices import Prices

TRUSTED = 30
"""Foretold choices after which what a model has learnt counts as much as what is believed without one."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """A model over a catalog's rows, with the sessions since it was trained; `name` tells two of them apart."""

    model: Model
    name: str

    @property
    def unit(self) -> float:
        """Score units a nat: that all of the crowd went on to one product is as much as a wish of importance 1."""
        return 1.0 / float(np.log1p(self.model.items / PSEUDO_SHARE)) if self.model.items else 0.0

    @property
    def authority(self) -> float:
        """How far the model speaks in place of what is believed without one, from 0 to below 1: n / (n + `TRUSTED`), n
        the choices that it was fitted to foretell."""
        return self.model.foretold / (self.model.foretold + TRUSTED)

    @cached_property
    def bounds(self) -> Bounds:
        """The least and the greatest `popularity` in each block."""
        popularity = self.model.popularity
        return bounds_of(lambda part: popularity[part].astype(np.float64), self.model.items)

    @cached_property
    def outside_bounds(self) -> Bounds:
        """The least and the greatest score of another model in each block."""
        scores = self.model.outside
        assert scores is not None
        return bounds_of(lambda part: np.asarray(scores[part], np.float64), self.model.items)

    @cached_property
    def prices(self) -> Prices:
        """What the products cost."""
        return Prices(self.model.attributes.price)

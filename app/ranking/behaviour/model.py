"""All that is learnt from the crowd, as arrays: immutable, and as good from a mapped file as from memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.attributes import Attributes
from app.ranking.behaviour.covisits import Covisits, build_covisits
from app.ranking.behaviour.lift import Lift
from app.ranking.behaviour.lifts import Lifts, side_by_side
from app.ranking.behaviour.log import Log

FEATURES = (
    "neighbours", "cosine", "forward", "backward", "follows",
    "popularity",
    "last", "previous", "seen", "back", "repeats", "returning",
    "lift", "affinity", "kindred", "price",
    "outside",
)  # fmt: skip
"""The features of the logit, in the order of its weights."""

DEFAULT_WEIGHTS = (0.0, 0.8, 0.1, 0.1, 0.1, 0.4, -1.0, 1.0, 0.5, 0.0, 0.5, 1.0, 0.3, 0.3, 0.3, 0.1, 1.0)
"""What is believed before a shop's own log speaks: what others' logs agreed on, rounded."""


@dataclass(frozen=True)
class Model:
    """A revision of what the crowd did, over items 0..items - 1.

    `covisits` holds one index, and behind it those of what came after training. `usual` float64 (values,), see
    `affinity`; `weights` float64, one for each of `FEATURES`.
    """

    revision: str
    covisits: tuple[Covisits, ...]
    attributes: Attributes
    lifts: tuple[Lift, ...]
    usual: NDArray[np.float64]
    weights: NDArray[np.float64]
    outside: NDArray[np.float64] | None = None
    """Another model's scores of the items, float64 (items,), in nats; None if there is no such model."""
    foretold: int = 0
    """The choices of the newest sessions that the weights were fitted to foretell, or a sample of them."""

    @property
    def items(self) -> int:
        """How many items the model knows."""
        return len(self.attributes)

    @cached_property
    def side_by_side(self) -> Lifts:
        """The lifts of all attributes."""
        return side_by_side(self.lifts)

    @property
    def popularity(self) -> NDArray[np.float32]:
        """How popular each item is, see `prior`: of shape (items,)."""
        return self.attributes.popularity


def with_live(model: Model, log: Log) -> Model:
    """The model with what was done since it was trained, in place of any earlier such log: co-visits only, no rebuild.

    What sessions after training show, the next score uses; popularity, lifts and weights stay as trained.
    """
    return replace(model, covisits=(model.covisits[0], build_covisits(log, model.items)))

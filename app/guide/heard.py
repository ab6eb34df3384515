"""What earlier shoppers said to a question: how often it could be answered, and with which choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

LEAST_HEARD = 100
"""Shoppers; what fewer said tells nothing yet."""


@dataclass(frozen=True)
class Heard:
    """How many shoppers skipped a question, how many answered it, and how many of those picked each choice."""

    skipped: int = 0
    answered: int = 0
    picked: Mapping[str, int] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        """Whether so many were heard that it says something."""
        return self.skipped + self.answered >= LEAST_HEARD

    @property
    def answerable(self) -> float:
        """P(answerable): the share of those who answered, by Laplace's rule of succession."""
        return (self.answered + 1) / (self.skipped + self.answered + 2)

    def shares(self, choices: Sequence[str]) -> NDArray[np.float64]:
        """The probability of each of some choices, one of which is picked: float64 of shape (choices,)."""
        picks = np.array([self.picked.get(id, 0) + 1 for id in choices], np.float64)
        return np.asarray(picks / picks.sum())

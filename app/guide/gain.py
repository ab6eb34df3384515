"""How many bits a question is expected to bring: one formula, for the conversation and for its simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def information(
    counts: NDArray[np.floating[Any] | np.integer[Any]],
    left: float,
    enough: float,
    unknown: float | NDArray[np.float64] = 0.0,
    shares: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """log2(left) − Σ p · log2 max(count, enough), for questions of shape (…, answers): bits, of shape (…).

    `counts` are the products that stay for each answer, those kept as not stated (`unknown` of them) included; p is an
    answer's share of those that state it, unless `shares` says how probable it is.
    """
    if shares is None:
        stated = np.maximum(counts - unknown, 0.0)
        sums = stated.sum(axis=-1, keepdims=True)
        shares = stated / np.where(sums > 0, sums, 1.0)
    return np.asarray(np.log2(left) - (shares * np.log2(np.maximum(counts, enough))).sum(axis=-1))

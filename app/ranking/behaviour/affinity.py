"""What a shopper holds to: how much oftener than usual each value occurs in what they dealt with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.attributes import Attributes

PRIOR_EVENTS = 1.0
"""κ: an affinity rests on this many events of the usual shopper, beside the shopper's own."""


def gathered(codes: NDArray[np.integer], weights: NDArray[np.float64], values: int) -> NDArray[np.float64]:
    """n_v of each value: float64 of shape (values,)."""
    return np.asarray(np.bincount(codes.ravel(), weights.repeat(codes.shape[1]), values), np.float64)


def odds_of(own: NDArray[np.float64], usual: NDArray[np.float64], first: NDArray[np.int64]) -> NDArray[np.float64]:
    """log (n_v + κ·q_v) / ((n + κ)·q_v) of each value, float64 of shape (several, values); what is not stated says
    nothing.

    `own` (several, values) are n_v, the weights of items with v; n is that of those that state v's attribute, q_v the
    `usual` share. `first` is that of `Attributes`; `own` is used up.
    """
    own[:, first[:-1]] = 0.0
    total = np.add.reduceat(own, first[:-1], axis=1) + PRIOR_EVENTS
    own /= usual
    own += PRIOR_EVENTS
    own /= total.repeat(np.diff(first), axis=1)
    np.log(own, out=own)
    own[:, first[:-1]] = 0.0
    return own


def usual_shares(attributes: Attributes, counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of events that each value takes within its attribute, float64 of shape (values,), above 0.

    `counts` (items,) are the events of each item; each product brings one more.
    """
    shares = np.zeros(attributes.values)
    for place, (start, stop) in enumerate(zip(attributes.first[:-1], attributes.first[1:], strict=True)):
        part = np.bincount(attributes.codes[:, place], counts + 1.0, stop - start) + 1e-9
        part[1:] /= part[1:].sum() or 1.0
        part[0] = 1.0
        shares[start:stop] = part
    return shares

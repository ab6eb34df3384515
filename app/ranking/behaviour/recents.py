"""A shopper's recent items as a model's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.shopper.profile import MOST, ORDER_DECAY, Recent


@dataclass(frozen=True)
class Recents:
    """Distinct items, newest first, those of earlier visits last: `items` int64, `weights` float64 above 0, `times`
    int64 from 1, all of shape (recents,); the first `here` of them belong to this visit. Of the attributes that are
    `fleeting` these alone say something; the first `priced` say what they cost (None: all)."""

    items: NDArray[np.int64]
    weights: NDArray[np.float64]
    times: NDArray[np.int64]
    here: int
    fleeting: frozenset[str] = frozenset()
    priced: int | None = None


def known(
    recent: Sequence[Recent], rows: Mapping[str, int], fleeting: frozenset[str] = frozenset(), price: str = ""
) -> Recents:
    """The recent products that a model knows; `rows` gives its row of a product id, `price` names the attribute that
    says what products cost."""
    here = [one for one in recent if not one.earlier and one.product in rows]
    both = here + [one for one in recent if one.earlier and one.product in rows]
    return Recents(
        np.array([rows[one.product] for one in both], np.int64),
        np.array([one.weight for one in both], np.float64),
        np.array([one.times for one in both], np.int64),
        len(here),
        fleeting,
        len(here) if price in fleeting else None,
    )


def viewed(items: Sequence[int]) -> Recents:
    """The recent items of a session that viewed `items` in this order, each view of weight 1."""
    times: dict[int, int] = {}
    for item in items:
        times[item] = times.get(item, 0) + 1
    newest = list(dict.fromkeys(reversed(items)))[:MOST]
    return Recents(
        np.array(newest, np.int64),
        np.power(ORDER_DECAY, np.arange(len(newest), dtype=np.float64)),
        np.array([times[item] for item in newest], np.int64),
        len(newest),
    )

"""Who stands first: the higher score, and among equals the smaller product id."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def top_rows(total: NDArray[np.float64], late: NDArray[np.bool_] | None, stop: int) -> NDArray[np.int64]:
    """The places of the best `stop` scores, best first; equal scores keep their order, those marked `late` come after.

    Equals `np.lexsort((places, -total, late))[:stop]`, without sorting what is not shown.
    """
    if late is None or not late.any():
        return _best(total, np.arange(len(total)), stop)
    early = _best(total, np.flatnonzero(~late), stop)
    if len(early) >= stop:
        return early
    return np.concatenate([early, _best(total, np.flatnonzero(late), stop - len(early))])


def _best(total: NDArray[np.float64], places: NDArray[np.int64], stop: int) -> NDArray[np.int64]:
    scores = total[places]
    if len(places) > stop > 0:
        least = np.partition(scores, len(scores) - stop)[len(scores) - stop]
        above = np.flatnonzero(scores > least)
        equal = np.flatnonzero(scores == least)[: stop - len(above)]
        chosen = np.sort(np.concatenate([above, equal]))
        places, scores = places[chosen], scores[chosen]
    return places[np.argsort(-scores, kind="stable")][:stop]

"""Hit rate and mean reciprocal rank at 20, over every prefix and all items, or all that fit the answers."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour import Model, Places, behaviour, train, viewed
from tests.bench.behaviour.logs import Trial

TOP = 20
SEED = 7

Scorer = Callable[[tuple[int, ...], NDArray[np.int64]], NDArray[np.float64]]
"""The scores of some items for one who saw these, oldest first."""


def scorer(model: Model) -> Scorer:
    places = Places(model.items)
    return lambda prefix, rows: behaviour(model, viewed(prefix), rows, places).total


def learn(trial: Trial) -> Model:
    return train(trial.log, trial.attributes, np.random.default_rng(SEED), "bench")


def ranks(trial: Trial, score: Scorer, cells: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
    """How many items stand before the one that came next; equal scores count half, so that ties win nothing."""
    items = len(trial.attributes.price)
    everything = np.arange(items)
    members = {} if cells is None else {int(cell): np.flatnonzero(cells == cell) for cell in np.unique(cells)}
    found = np.zeros(len(trial.tests), np.int64)
    for number, (prefix, target) in enumerate(trial.tests):
        rows = everything if cells is None else members[int(cells[target])]
        scores = score(prefix, rows)
        own = scores[np.searchsorted(rows, target)]
        found[number] = np.count_nonzero(scores > own) + np.count_nonzero(scores == own) // 2
    return found


def hit_rate(ranks: NDArray[np.int64]) -> float:
    return float(np.mean(ranks < TOP))


def reciprocal(ranks: NDArray[np.int64]) -> float:
    return float(np.mean(np.where(ranks < TOP, 1 / (ranks + 1), 0.0)))


def timed(work: Callable[[], NDArray[np.int64]]) -> tuple[NDArray[np.int64], float]:
    """What the work gives, and its CPU seconds."""
    begun = time.process_time()
    return work(), time.process_time() - begun

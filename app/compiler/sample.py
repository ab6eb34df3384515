"""Random walks, where there are too many sets of candidates to count them all."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from app.compiler.classes import Classes
from app.compiler.coverage import Figure
from app.compiler.flow import Flow, Move
from app.compiler.reach import Ways

WALKS = 4_000
SEED = 1
SURE = 1.959964
"""Standard errors on either side of a 95 % interval."""


def sample(flow: Flow, classes: Classes, ways: Ways, walks: int = WALKS, seed: int = SEED) -> tuple[Figure, Figure]:
    """The shares of walks to results without a product, and of those that the shopper is not spared.

    Walkers who stand in the same place with the same candidates draw their ways together: which of them goes where
    does not matter, and the shared part of their ways is worked out once.
    """
    rng = np.random.default_rng(seed)
    dead = unspared = 0 if len(classes) else walks
    waiting: list[tuple[int, NDArray[np.int64], int]] = [(0, np.arange(len(classes)), walks)]
    while waiting:
        state, left, walkers = waiting.pop()
        moves = flow.moves[state]
        if not moves or not len(left):
            continue
        chances = np.array([ways.chance[move.to] for move in moves])
        for place, coming in enumerate(rng.multinomial(walkers, chances / chances.sum())):
            if not coming:
                continue
            kept = _kept(left, moves[place], classes)
            if len(kept):
                waiting.append((moves[place].to, kept, int(coming)))
                continue
            dead += int(coming)
            unspared += 0 if moves[place].spared else int(coming)
    return share(dead, walks), share(unspared, walks)


def share(hits: int, walks: int) -> Figure:
    """A share with its Wilson interval.

    >>> share(0, 4000)
    Figure(value=0.0, low=0.0, high=0.0009594433048228969, walks=4000)
    """
    part = hits / walks
    middle = (part + SURE**2 / (2 * walks)) / (1 + SURE**2 / walks)
    reach = SURE * sqrt(part * (1 - part) / walks + SURE**2 / (4 * walks**2)) / (1 + SURE**2 / walks)
    low, high = (0.0 if not hits else middle - reach), (1.0 if hits == walks else middle + reach)
    return Figure(part, low, high, walks)


def _kept(left: NDArray[np.int64], move: Move, classes: Classes) -> NDArray[np.int64]:
    for mask in move.masks:
        left = left[classes.masks[mask][left]]
    return left

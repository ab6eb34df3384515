"""A few products that speak for many: whether they are left is quickly seen, and mostly settles it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.compiler.classes import Classes

MOST = 512
"""How many classes bear witness."""
SEED = 20


def choose(sets: NDArray[np.uint64], classes: Classes) -> NDArray[np.uint64]:
    """Of sets of classes, uint64 (sets, words), the parts among a few classes chosen at random, the same each time.

    A set that has a part there is not empty; one that has none may still be, unless there are no more classes.
    """
    masks = [bitset.unpack(one, len(classes)) for one in sets]
    return pick(np.array(masks, np.bool_).reshape(len(sets), len(classes)), classes)


def pick(masks: NDArray[np.bool_], classes: Classes) -> NDArray[np.uint64]:
    """The same of masks, bool (sets, classes)."""
    if len(classes) > MOST:
        masks = masks[:, np.random.default_rng(SEED).choice(len(classes), MOST, replace=False)]
    return np.array([bitset.pack(mask) for mask in masks], np.uint64).reshape(len(masks), bitset.words(masks.shape[1]))

"""What memory allows: reading the 72 bitmaps once, and copying 90 MB, each at its best."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

COPIED = 90_000_000
"""Bytes."""
TRIES = 15


@dataclass(frozen=True)
class Limit:
    """Seconds."""

    read: float
    copy: float


def measure(rows: int, choices: int) -> Limit:
    """How long reading `choices` bitmaps of `rows` bits takes, and copying 90 MB."""
    words = np.random.default_rng(1).integers(0, 2**63, -(-rows // 64) * choices, np.uint64)
    source = np.ones(COPIED // 8, np.uint64)
    target = np.empty_like(source)
    reads: tuple[Callable[[], object], ...] = (
        lambda: words.sum(),
        lambda: np.bitwise_or.reduce(words),
        lambda: np.max(words),
    )
    return Limit(min(map(_best, reads)), _best(lambda: np.copyto(target, source)))


def _best(run: Callable[[], object]) -> float:
    found = []
    for _ in range(TRIES):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)

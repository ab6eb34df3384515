"""Finitely many values that stand for all: one in each cell between the thresholds that tests name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise
from math import ceil, floor

FIRST_DAY, LAST_DAY = 1.0, 3652059.0
"""The days that a date can be: years 1 to 9999."""

ROOM = (-2, -1, 0, 1, 2)
"""Days around a threshold: two on each side leave room for another date between."""

End = float | None


def reals(thresholds: Collection[float], least: End, most: End) -> list[float]:
    """One number in each cell, thresholds and limits being cells of their own; empty if none is allowed.

    >>> reals([10.0], 0.0, None)
    [0.0, 5.0, 10.0, 11.0]
    """
    ends = sorted({*thresholds, *(end for end in (least, most) if end is not None)})
    found = [ends[0] - 1, *ends, ends[-1] + 1] if ends else [0.0]
    found += [(low + high) / 2 for low, high in pairwise(ends)]
    return _within(found, least, most)


def days(thresholds: Collection[float], least: End, most: End, usual: float) -> list[float]:
    """Day numbers in each cell, as `reals`, some cells having several; `usual` if nothing tells days apart."""
    lowest = max(FIRST_DAY, ceil(least) if least is not None else FIRST_DAY)
    highest = min(LAST_DAY, floor(most) if most is not None else LAST_DAY)
    ends = sorted({*thresholds, *(float(end) for end in (lowest, highest) if FIRST_DAY < end < LAST_DAY)})
    found = [float(near + off) for end in ends for near in (floor(end), ceil(end)) for off in ROOM] or [usual]
    found += [(low + high) // 2 for low, high in pairwise(ends)]
    return _within(found, lowest, highest)


def _within(values: Iterable[float], least: End, most: End) -> list[float]:
    return sorted({value for value in values if (least is None or value >= least) and (most is None or value <= most)})

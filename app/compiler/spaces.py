"""Classes as the rest of a walk still tells them apart: the fewer questions are to come, the fewer there are."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.compiler.classes import Classes
from app.compiler.flow import Flow

CODED = 63
"""How many masks fit into one number; before so few are to come, all classes are kept apart."""

Sets = NDArray[np.uint8]
"""Sets of groups, uint8 (sets, bytes), groups from the lowest bit of the first byte on."""


AT_ONCE = 2**24
"""Bytes that are unpacked at once."""


@dataclass(frozen=True)
class Space:
    """Classes in groups that the masks to come treat alike: `group` int64 (classes,) and how many groups there are."""

    coming: frozenset[int]
    group: NDArray[np.int64]
    size: int

    @property
    def bytes(self) -> int:
        """What one set takes."""
        return -(-self.size // 8)


@dataclass
class Spaces:
    """The spaces of a flow's states; states with the same masks to come share one."""

    flow: Flow
    classes: Classes
    _known: dict[frozenset[int], Space] = field(default_factory=dict)
    _kept: dict[tuple[frozenset[int], frozenset[int]], Sets] = field(default_factory=dict)
    _onto: dict[tuple[frozenset[int], frozenset[int]], tuple[NDArray[np.int64], NDArray[np.int64]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        coming: list[frozenset[int]] = [frozenset()] * len(self.flow.at)
        for state in reversed(range(len(self.flow.at))):
            for move in self.flow.moves[state]:
                coming[state] = coming[state] | move.masks | coming[move.to]
        self._coming = coming

    def of(self, state: int) -> Space:
        """The space of a state."""
        coming = self._coming[state]
        if coming not in self._known:
            self._known[coming] = self._space(coming)
        return self._known[coming]

    def everything(self) -> Sets:
        """The start's one set, which holds all."""
        return np.packbits(np.ones((1, self.of(0).size), np.bool_), axis=1, bitorder="little")

    def keep(self, space: Space, sets: Sets, masks: frozenset[int]) -> Sets:
        """What masks that are to come leave of the sets."""
        if not masks:
            return sets
        if (space.coming, masks) not in self._kept:
            held = np.ones(space.size, np.bool_)
            for mask in masks:
                told = np.zeros(space.size, np.bool_)
                told[space.group] = self.classes.masks[mask]
                held &= told
            self._kept[space.coming, masks] = np.packbits(held, bitorder="little")
        return sets & self._kept[space.coming, masks]

    def project(self, sets: Sets, before: Space, after: Space) -> Sets:
        """The sets in the groups of a later space."""
        if before is after:
            return sets
        key = (before.coming, after.coming)
        if key not in self._onto:
            onto = np.zeros(before.size, np.int64)
            onto[before.group] = after.group
            order = np.argsort(onto, kind="stable")
            self._onto[key] = order, np.searchsorted(onto[order], np.arange(after.size))
        order, starts = self._onto[key]
        found = np.empty((len(sets), after.bytes), np.uint8)
        for start in range(0, len(sets), step := max(1, AT_ONCE // before.size)):
            part = sets[start : start + step]
            joined = np.bitwise_or.reduceat(_turned(part, before.size)[order], starts, axis=0)
            found[start : start + step] = _turned(joined, len(part))
        return found

    def _space(self, coming: frozenset[int]) -> Space:
        if len(coming) > CODED:
            return Space(coming, np.arange(len(self.classes)), len(self.classes))
        code = np.zeros(len(self.classes), np.int64)
        for place, mask in enumerate(sorted(coming)):
            code |= self.classes.masks[mask].astype(np.int64) << place
        known, group = np.unique(code, return_inverse=True)
        return Space(coming, group.reshape(-1).astype(np.int64), len(known))


def _turned(bits: Sets, columns: int) -> Sets:
    """The transpose of a matrix of bits with so many columns: numpy joins rows much faster than columns."""
    unpacked = np.unpackbits(bits, axis=1, bitorder="little", count=columns)
    return np.packbits(np.ascontiguousarray(unpacked.T), axis=1, bitorder="little")

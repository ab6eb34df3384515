"""How many walks end without a product: every set of candidates that any path leads to, merged where nothing to come
tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.compiler.flow import Flow, Move
from app.compiler.reach import Ways
from app.compiler.spaces import Sets, Space, Spaces

MEMORY = 512 * 2**20
"""Bytes of states beyond which walks are sampled instead."""
WORK = 600_000_000
"""Bytes of sets that may be gone through before walks are sampled instead: about half a second's worth."""
KEEPING, PROJECTING = 3, 8
"""How often a byte of a set, and how often a group of a space, is gone through."""

BESIDE = 64
"""Bytes that a state takes beside its set."""


@dataclass(frozen=True)
class Limits:
    """What the exact count may take, in bytes."""

    memory: int = MEMORY
    work: int = WORK


@dataclass(frozen=True)
class Shares:
    """Of the walks that come to results, the share without a product, the share on which a shopper is not spared this,
    and the number of such paths."""

    dead: float
    unspared: float
    paths: int


@dataclass
class _Merged:
    """The states at one place of the flow: sets without doubles, the chance of each, and in how many ways it is
    reached."""

    sets: Sets
    chances: NDArray[np.float64]
    ways: NDArray[np.object_]

    @property
    def size(self) -> int:
        return self.sets.nbytes + BESIDE * len(self.sets)


def shares(flow: Flow, spaces: Spaces, ways: Ways, limits: Limits) -> Shares | None:
    """The exact shares by dynamic programming, or None where the limits do not allow it."""
    return _Count(flow, spaces, ways, limits).run()


class _Count:
    def __init__(self, flow: Flow, spaces: Spaces, ways: Ways, limits: Limits) -> None:
        self.flow, self.spaces, self.ways, self.limits = flow, spaces, ways, limits
        self.coming: dict[int, list[_Merged]] = {}
        self.memory = self.work = 0
        self.dead = self.unspared = 0.0
        self.paths = 0

    def run(self) -> Shares | None:
        if not self.ways.results[0]:
            return Shares(0.0, 0.0, 0)
        start = self.spaces.everything()
        if not len(self.spaces.classes):
            return Shares(1.0, 1.0, self.ways.results[0])
        self.coming[0] = [_Merged(start, np.ones(1), np.array([1], object))]
        for state, moves in enumerate(self.flow.moves):
            here = self.coming.pop(state, None)
            if here is None or not moves:
                continue
            self.memory -= sum(part.size for part in here)
            merged = _merge(here)
            for (to, masks, spared), alike in _alike(moves).items():
                if self.ways.results[to] and not self.go(state, merged, to, masks, spared, alike, len(moves)):
                    return None
        return Shares(self.dead, self.unspared, self.paths)

    def go(
        self, state: int, here: _Merged, to: int, masks: frozenset[int], spared: bool, alike: int, moves: int
    ) -> bool:
        """Along `alike` moves at once; False if that is more than the limits allow."""
        before, after = self.spaces.of(state), self.spaces.of(to)
        self.work += len(here.sets) * (before.bytes * KEEPING + (0 if before is after else before.size * PROJECTING))
        self.memory += len(here.sets) * (after.bytes + BESIDE)
        if self.work > self.limits.work or self.memory > self.limits.memory:
            return False
        # The chance to come to results at all is divided out: walks that end elsewhere are not looked at.
        chances = here.chances * (alike / moves * self.ways.chance[to] / self.ways.chance[state])
        ways = here.ways * alike
        left = self.spaces.keep(before, here.sets, masks)
        some = left.any(axis=1)
        if not some.all():
            lost = float(chances[~some].sum())
            self.dead += lost
            self.unspared += 0.0 if spared else lost
            self.paths += sum(ways[~some]) * self.ways.results[to]
            self.memory -= int((~some).sum()) * (after.bytes + BESIDE)
            left, chances, ways = left[some], chances[some], ways[some]
        if len(left):
            self.coming.setdefault(to, []).append(_Merged(self.spaces.project(left, before, after), chances, ways))
        return True


def _alike(moves: tuple[Move, ...]) -> dict[tuple[int, frozenset[int], bool], int]:
    found: dict[tuple[int, frozenset[int], bool], int] = {}
    for move in moves:
        key = (move.to, move.masks, move.spared)
        found[key] = found.get(key, 0) + 1
    return found


def _merge(parts: list[_Merged]) -> _Merged:
    """One state for equal sets."""
    sets = np.concatenate([part.sets for part in parts])
    chances = np.concatenate([part.chances for part in parts])
    ways = np.concatenate([part.ways for part in parts])
    if len(sets) == 1:
        return _Merged(sets, chances, ways)
    order, starts = _equal(sets)
    return _Merged(sets[order[starts]], np.add.reduceat(chances[order], starts), np.add.reduceat(ways[order], starts))


def _equal(sets: Sets) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """An order in which equal sets stand together, and where each begins.

    By a random sum of the bytes; sets that are told apart by it differ, and those that are not are compared.
    """
    words = _words(sets)
    factors = np.random.default_rng(0).integers(1, 2**63, words.shape[1], dtype=np.uint64) | np.uint64(1)
    mixed = (words ^ (words >> np.uint64(29))) * factors
    sums = np.asarray(mixed.sum(axis=1, dtype=np.uint64))
    order = np.argsort(sums, kind="stable")
    fresh = np.flatnonzero(np.diff(sums[order])) + 1
    starts = np.concatenate([[0], fresh])
    leaders = np.repeat(order[starts], np.diff(np.append(starts, len(order))))
    if (words[order] == words[leaders]).all():
        return order, starts
    whole = np.ascontiguousarray(words).view(np.dtype((np.void, words.shape[1] * 8))).ravel()
    order = np.argsort(whole, kind="stable")
    return order, np.concatenate([[0], np.flatnonzero(whole[order][1:] != whole[order][:-1]) + 1])


def _words(sets: Sets) -> NDArray[np.uint64]:
    padded = np.zeros((len(sets), -(-sets.shape[1] // 8) * 8), np.uint8)
    padded[:, : sets.shape[1]] = sets
    return padded.view(np.uint64)


__all__ = ["Limits", "Shares", "Space", "shares"]

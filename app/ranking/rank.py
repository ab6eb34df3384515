"""Who stands first: the higher score, and among equals the smaller product id."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.ranking.blocks import WORDS, blocks

Rows = NDArray[np.int64]
Scores = NDArray[np.float64]

FIRST_LOOK = 1024
"""Candidates scored before the bounds are looked at; among fewer, nothing is gained by them."""
LEADING = 64
"""Blocks that are looked into by falling bound; of those behind them, whatever their bound does not rule out."""
LONG = 4096
"""Words; in longer sets the blocks are counted at once, in shorter ones first the whole set."""
GROWTH = 4
"""How many times more candidates each further look takes in."""


def best_rows(
    bits: Bits,
    stop: int,
    rank: NDArray[np.int32],
    total: Callable[[Rows], Scores],
    bound: Callable[[], Scores],
) -> Rows:
    """The `stop` rows of a set with the best scores, best first, equal ones by their rank.

    `total` gives the scores of some rows, `bound` for each block a score that none of its rows exceeds. Equals
    scoring every row and `np.lexsort((rank, -scores))`: blocks are looked into by falling bound, until none is left
    that could hold a row among the best.
    """
    if stop <= 0:
        return np.empty(0, np.int64)
    sizes = _sizes(bits) if len(bits) > LONG else None
    if len(bits) <= WORDS or (bitset.count(bits) if sizes is None else int(sizes.sum())) <= FIRST_LOOK:
        rows = bitset.rows_in(bits)
        return _best(rows, total(rows), stop, rank)[0]
    sizes, limits = _sizes(bits) if sizes is None else sizes, bound()
    waiting = _by_bound(np.flatnonzero(sizes), limits)
    rows, scores, look = np.empty(0, np.int64), np.empty(0), max(FIRST_LOOK, GROWTH * stop)
    while len(waiting):
        near = int(np.searchsorted(np.cumsum(sizes[waiting]), look)) + 1
        more = _rows_of(bits, np.sort(waiting[:near]))
        rows, scores = _best(np.append(rows, more), np.append(scores, total(more)), stop, rank)
        waiting, look = waiting[near:], look * GROWTH
        if len(rows) >= stop:
            waiting = waiting[limits[waiting] >= scores[-1]]
    return rows


def _by_bound(blocks: NDArray[np.int64], limits: Scores) -> NDArray[np.int64]:
    """Some blocks by falling bound; only those that are looked into first are put in order among themselves."""
    falling = -limits[blocks]
    if len(blocks) > LEADING:
        split = np.argpartition(falling, LEADING)
        blocks, falling = blocks[split], falling[split]
    lead = np.argsort(falling[:LEADING], kind="stable")
    return np.concatenate([blocks[:LEADING][lead], blocks[LEADING:]])


def _sizes(bits: Bits) -> NDArray[np.int64]:
    """How many rows of a set each block holds."""
    counts = np.zeros(blocks(len(bits) * bitset.WORD) * WORDS, np.float32)
    counts[: len(bits)] = np.bitwise_count(bits)
    return np.asarray(counts.reshape(-1, WORDS) @ np.ones(WORDS, np.float32), np.int64)  # a product is the quickest sum


def _rows_of(bits: Bits, chosen: NDArray[np.int64]) -> Rows:
    """The rows of a set in some blocks, rising."""
    words = (chosen[:, None] * WORDS + np.arange(WORDS)).ravel()
    return bitset.rows_in(bits, words[words < len(bits)])


def _best(rows: Rows, scores: Scores, stop: int, rank: NDArray[np.int32]) -> tuple[Rows, Scores]:
    """The best `stop` of some rows with their scores, best first."""
    if len(rows) > stop:
        least = np.partition(scores, len(scores) - stop)[len(scores) - stop]
        near = np.flatnonzero(scores >= least)
        rows, scores = rows[near], scores[near]
    order = np.lexsort((rank[rows], -scores))[:stop]
    return rows[order], scores[order]

"""An inverted index from an item to the newest sessions that held it, and back to all that those sessions held.

The index of VMIS-kNN: Kersbergen, Sprangers, Schelter, "Serenade: Low-Latency Session-Based Recommendation in
e-Commerce at Scale", SIGMOD 2022. Neighbours, directed transitions and cosine are all read from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.log import Log

NEWEST = 500
"""Sessions kept of an item."""


@dataclass(frozen=True)
class Covisits:
    """`events` are the items of all sessions, one after another; a posting is the place of an event in them.

    Item i's postings, oldest first, one a session (its last event there), are `postings[offsets[i]:offsets[i + 1]]`.
    `spans[e]` tells how many events of e's session come before it (low byte) and after it (high byte).
    `events` int32, `spans` uint16, both of shape (events,); `postings` int32; `offsets` int64 of shape (items + 1,);
    `counts` int32 of shape (items,): the sessions that held an item, those not kept included. At most 10 bytes an event
    and 12 an item.
    """

    events: NDArray[np.int32]
    spans: NDArray[np.uint16]
    postings: NDArray[np.int32]
    offsets: NDArray[np.int64]
    counts: NDArray[np.int32]

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.counts)


def build_covisits(log: Log, items: int, newest: int = NEWEST) -> Covisits:
    """The index of a log over items 0..`items` - 1: one sort of its events; sessions hold at most 255 events each."""
    size = len(log.items)
    lengths = np.diff(log.offsets)
    before = np.arange(size, dtype=np.int32) - np.repeat(log.offsets[:-1].astype(np.int32), lengths)
    spans = np.repeat((lengths - 1).astype(np.uint16), lengths)
    spans -= before.astype(np.uint16)
    spans <<= 8
    spans |= before.astype(np.uint16)
    key = log.items.astype(np.int64)
    key <<= 32
    key |= np.arange(size, dtype=np.int64)
    key.sort()
    place = key.astype(np.int32)
    key >>= 32
    start = place - before[place]
    last = np.ones(size, np.bool_)
    last[:-1] = (key[1:] != key[:-1]) | (start[1:] != start[:-1])
    key, place = key[last], place[last]
    counts = np.bincount(key, minlength=items)
    kept = np.cumsum(counts)[key] - np.arange(len(key)) <= newest
    offsets = np.zeros(items + 1, np.int64)
    np.cumsum(np.minimum(counts, newest), out=offsets[1:])
    return Covisits(log.items, spans, place[kept], offsets, counts.astype(np.int32))

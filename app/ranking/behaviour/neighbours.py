"""The sessions most like the shopper's own, and what each of their items says for that item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour.covisits import NEWEST, Covisits
from app.ranking.behaviour.recents import Recents

MOST_LIKE = 500
"""k of VMIS-kNN: the neighbours that are aggregated."""

SAMPLE = 2_000
"""m of VMIS-kNN: the newest sessions among which neighbours are sought."""

MATCH_DECAY = 0.9
"""λ: a neighbour weighs this much less with each place that its newest shared item lies further back."""

STEP_DECAY = 0.7
"""A transition over n steps weighs this to the power of n - 1."""

LEAST = 60
"""Sessions read of even the oldest recent item."""

_EVENT = 2**32 - 1
_ROOMS: NDArray[np.int64] = np.maximum(NEWEST >> np.minimum(np.arange(256) // 2, 30), LEAST)

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Neighbours:
    """Sessions that share an item with the shopper's, and their events one after another.

    By session: `similar` Σ of the weights of the shared items (0 where not among the k best); `matched` the place,
    among the shopper's items, of the newest shared one; `near` Σ weight / √count of the shared items. By event:
    `items`, the `session` of it, and `step`, its place less the place of the newest shared item.
    """

    similar: Floats
    matched: NDArray[np.int64]
    near: Floats
    items: NDArray[np.int32]
    session: NDArray[np.int64]
    step: NDArray[np.int64]


def find_neighbours(parts: Sequence[Covisits], recents: Recents, counts: NDArray[np.int64]) -> Neighbours:
    """The neighbours of a shopper's recent items, in indexes from the oldest to the newest.

    `counts` are the sessions that held each recent item, over all parts.
    """
    room = rooms(len(recents.items))
    found = [_matches(part, number, recents.items, room) for number, part in reversed([*enumerate(parts)])]
    key = np.concatenate(found[::-1])
    if not len(key):
        none = np.zeros(0)
        return Neighbours(
            none, np.zeros(0, np.int64), none, np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int64)
        )
    rank = (key >> 16) & 255
    start = key >> 24
    new = np.empty(len(key), np.bool_)
    new[0] = True
    np.not_equal(start[1:], start[:-1], out=new[1:])
    first = new.nonzero()[0]
    similar = np.add.reduceat(recents.weights.take(rank), first)
    near = np.add.reduceat((recents.weights / np.sqrt(np.maximum(counts, 1))).take(rank), first)
    if len(first) > SAMPLE:
        first, similar, near = first[-SAMPLE:], similar[-SAMPLE:], near[-SAMPLE:]
    return _unfold(parts, key.take(first), _best(similar), near)


def rooms(recents: int) -> NDArray[np.int64]:
    """How many sessions are read of each recent item: `NEWEST` of the two newest, half as many with every two further
    back."""
    return _ROOMS[:recents].copy()


def _matches(part: Covisits, number: int, items: NDArray[np.int64], room: NDArray[np.int64]) -> NDArray[np.int64]:
    """The newest sessions with each item as sorted numbers: the part's (up to 127), start of the session, place of the
    item, after, before.

    Takes what it finds off `room`, the sessions that may still be taken of each item.
    """
    stops = part.offsets.take(items + 1)
    begins = np.maximum(part.offsets.take(items), stops - room)
    found = stops - begins
    room -= found
    slices = [part.postings[begin:stop] for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True)]
    places = np.concatenate(slices) if slices else np.zeros(0, np.int32)
    key = part.spans.take(places).astype(np.int64)
    key |= (places - (key & 255)) << 24
    key |= ((np.arange(len(items)) << 16) + (number << 56)).repeat(found)
    key.sort()
    return key


def _best(similar: Floats) -> Floats:
    """The similarities with all but the `MOST_LIKE` greatest set to 0; of equal ones the newest, that is the last,
    stay."""
    if len(similar) <= MOST_LIKE:
        return similar
    least = np.partition(similar, len(similar) - MOST_LIKE)[len(similar) - MOST_LIKE]
    kept = similar > least
    equal = np.flatnonzero(similar == least)
    kept[equal[len(equal) - (MOST_LIKE - np.count_nonzero(kept)) :]] = True
    return np.where(kept, similar, 0.0)


def _unfold(parts: Sequence[Covisits], key: NDArray[np.int64], similar: Floats, near: Floats) -> Neighbours:
    start, before = (key >> 24) & _EVENT, key & 255
    lengths = before + ((key >> 8) & 255) + 1
    session = np.arange(len(key)).repeat(lengths)
    place = np.arange(len(session))
    place += (start + lengths - lengths.cumsum()).take(session)
    if len(parts) == 1:
        items = parts[0].events.take(place)
    else:
        items, part = np.empty(len(place), np.int32), (key >> 56)[session]
        for number, covisits in enumerate(parts):
            here = part == number
            items[here] = covisits.events[place[here]]
    step = place - (start + before).take(session)
    return Neighbours(similar, (key >> 16) & 255, near, items, session, step)

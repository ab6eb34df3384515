"""What shoppers did, as columns: sessions in the order in which they ended, each with its items in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST = 255
"""Events of one session that are learnt from: the newest; a place in a session then fits one byte."""

MOST_SESSIONS = 200
"""Sessions of one client that are learnt from: the newest. More come from scripts, and must not outvote people."""


@dataclass(frozen=True)
class Log:
    """Sessions by end time: session s holds `items[offsets[s]:offsets[s + 1]]`, in order, and ended on day `ends[s]`.

    `offsets` int64 of shape (sessions + 1,); `items` int32 of shape (events,), rows of a model; `ends` float64 of shape
    (sessions,), in days, rising.
    """

    offsets: NDArray[np.int64]
    items: NDArray[np.int32]
    ends: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.ends)

    def part(self, start: int, stop: int) -> Log:
        """The sessions from `start` up to, not including, `stop`."""
        offsets = self.offsets[start : stop + 1]
        return Log(offsets - offsets[0], self.items[offsets[0] : offsets[-1]], self.ends[start:stop])

    def before(self, day: float) -> int:
        """How many sessions ended before a day."""
        return int(np.searchsorted(self.ends, day))


def read_log(
    session: NDArray[np.int64],
    item: NDArray[np.int32],
    day: NDArray[np.float64],
    client: NDArray[np.int64] | None = None,
) -> Log:
    """The log of events in any order, one column each of equal length; equal times keep the order given.

    An item below 0 is unknown and left out, as is a time that is not finite. What one session or one client can weigh
    is bounded: the newest `LONGEST` events of a session, and the newest `MOST_SESSIONS` sessions of a client, are kept.
    """
    sound = (item >= 0) & np.isfinite(day)
    session, item, day = session[sound], item[sound], day[sound]
    order = np.lexsort((day, session))
    session, item, day = session[order], item[order], day[order]
    first = np.flatnonzero(np.append(True, session[1:] != session[:-1])) if len(session) else np.zeros(0, np.int64)
    lengths = np.diff(np.append(first, len(session)))
    ends = day[first + lengths - 1]
    kept = np.lexsort((session[first], ends))
    if client is not None and len(first):
        kept = kept[newest(client[sound][order][first][kept], MOST_SESSIONS)]
    short = np.minimum(lengths, LONGEST)[kept]
    offsets = np.zeros(len(kept) + 1, np.int64)
    np.cumsum(short, out=offsets[1:])
    starts = (first + lengths)[kept] - short
    places = np.repeat(starts - offsets[:-1], short) + np.arange(offsets[-1])
    return Log(offsets, item[places].astype(np.int32), ends[kept])


def newest(owners: NDArray[np.int64], most: int) -> NDArray[np.bool_]:
    """Which of the entries, oldest first, are among the `most` last of their owner: bool of shape (entries,)."""
    order = np.argsort(owners, kind="stable")
    ranked = owners[order]
    place = np.searchsorted(ranked, ranked, side="right") - np.arange(len(ranked))
    kept = np.empty(len(owners), np.bool_)
    kept[order] = place <= most
    return kept

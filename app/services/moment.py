"""A moment of the past, as far as the logs tell it: what had been heard and said by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Moment:
    """`heard` is the number of the last event that had come in, `said` that of the session's last answer, `booked` that
    of the shopper's last order in the books: None for all that is there."""

    now: datetime
    heard: int | None = None
    said: int | None = None
    booked: int | None = None

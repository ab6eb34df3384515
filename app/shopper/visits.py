"""Which of a session's events belong to the visit that goes on, and which to earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.shopper.events import Event

VISIT_GAP = timedelta(hours=2)
"""A pause that ends a visit. Longer than the half hour of web analytics: who thinks about a question does nothing on
the shop's pages."""


def split_visits(events: Sequence[Event], now: datetime) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The accepted events of this visit and those of earlier ones, both oldest first.

    This visit reaches back from `now` to the last pause of more than `VISIT_GAP`.
    """
    begin, later = len(events), now
    while begin and later - events[begin - 1].at <= VISIT_GAP:
        begin -= 1
        later = events[begin].at
    return tuple(events[begin:]), tuple(events[:begin])

"""The visit that goes on is what no long pause parts from now."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.shopper import Event, Name, split_visits
from app.shopper.visits import VISIT_GAP

NOW = datetime(2026, 11, 26, 12)
MINUTES = st.lists(st.integers(0, 600), max_size=8).map(lambda found: sorted(found, reverse=True))


@given(MINUTES)
def test_a_pause_parts_visits(ago: list[int]) -> None:
    events = [Event(str(place), Name.VIEW_ITEM, NOW - timedelta(minutes=one)) for place, one in enumerate(ago)]
    here, earlier = split_visits(events, NOW)
    assert [*earlier, *here] == events
    times = [*(event.at for event in here), NOW]
    assert all(later - before <= VISIT_GAP for before, later in pairwise(times))
    assert not earlier or times[0] - earlier[-1].at > VISIT_GAP

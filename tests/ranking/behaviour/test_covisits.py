from __future__ import annotations

import numpy as np
import pytest

from app.ranking.behaviour import read_log
from app.ranking.behaviour.covisits import build_covisits
from app.ranking.behaviour.log import LONGEST, MOST_SESSIONS
from tests.ranking.behaviour.worlds import drawn, log_of, sessions_of


@pytest.mark.parametrize("newest", [1, 3, 500])
def test_postings_are_the_newest_sessions_of_each_item(newest: int) -> None:
    log = drawn(30, 200)
    covisits = build_covisits(log, 32, newest)
    expected: dict[int, list[tuple[int, int, int]]] = {item: [] for item in range(32)}
    for session in sessions_of(log):
        for item in set(session):
            last = max(place for place, one in enumerate(session) if one == item)
            expected[item].append((item, last, len(session) - 1 - last))
    for item, sessions in expected.items():
        places = covisits.postings[covisits.offsets[item] : covisits.offsets[item + 1]]
        spans = covisits.spans[places].tolist()
        found = [
            (int(covisits.events[place]), span & 255, span >> 8) for place, span in zip(places, spans, strict=True)
        ]
        assert found == sessions[-newest:]
        assert covisits.counts[item] == len(sessions)


def test_an_empty_log_has_no_postings() -> None:
    covisits = build_covisits(log_of(), 3)
    assert covisits.counts.tolist() == [0, 0, 0]
    assert len(covisits.postings) == 0


def test_events_in_any_order_make_the_log() -> None:
    rows = [(7, 1, 3.0), (7, 2, 1.0), (8, 3, 2.0), (7, -1, 9.0), (8, 4, float("nan")), (7, 5, 3.0)]
    session, item, day = (np.array(column) for column in zip(*rows, strict=True))
    log = read_log(session, item.astype(np.int32), day)
    assert sessions_of(log) == [[3], [2, 1, 5]]
    assert log.ends.tolist() == [2.0, 3.0]


def test_no_events_make_an_empty_log() -> None:
    none = np.zeros(0, np.int64)
    assert len(read_log(none, none.astype(np.int32), none.astype(float), none)) == 0


def test_one_session_and_one_client_are_bounded() -> None:
    million = 10**6
    session = np.repeat(np.arange(1000), million // 1000)
    log = read_log(
        session, np.arange(million, dtype=np.int32) % 7, np.arange(million) / 1e3, np.zeros(million, np.int64)
    )
    assert len(log) == MOST_SESSIONS
    assert np.diff(log.offsets).max() == LONGEST
    assert log.ends[-1] == (million - 1) / 1e3

"""VMIS-kNN, transitions and cosine against plain loops over the sessions, as the papers write them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.ranking.behaviour import Places, neighbours, viewed
from app.ranking.behaviour.covisits import build_covisits
from app.ranking.behaviour.design import PSEUDO_SHARE, design
from app.ranking.behaviour.model import with_live
from app.ranking.behaviour.neighbours import MATCH_DECAY, MOST_LIKE, SAMPLE, STEP_DECAY
from app.ranking.behaviour.recents import Recents
from tests.ranking.behaviour.worlds import drawn, log_of, model_of, sessions_of

ITEMS = 40


def by_loops(sessions: list[list[int]], recents: Recents, rows: list[int]) -> dict[int, list[float]]:
    """The five features of the crowd, by item."""
    items, weights = recents.items.tolist(), recents.weights.tolist()
    holding = {item: [number for number, session in enumerate(sessions) if item in session] for item in range(ITEMS)}
    read = {item: holding[item][-max(500 >> place // 2, 60) :] for place, item in enumerate(items)}
    shared = {
        number: [place for place, item in enumerate(items) if number in read[item]]
        for number in sorted({number for numbers in read.values() for number in numbers})[-neighbours.SAMPLE :]
    }
    similar = {number: sum(weights[place] for place in places) for number, places in shared.items()}
    best = sorted(similar, key=lambda number: (-similar[number], -number))[: neighbours.MOST_LIKE]
    sums = {item: [0.0] * 5 for item in rows}
    for number, places in shared.items():
        newest = min(places)
        anchor = max(place for place, item in enumerate(sessions[number]) if item == items[newest])
        vote = similar[number] * MATCH_DECAY**newest if number in best else 0.0
        trail = weights[newest] / len(read[items[newest]])
        for place, item in enumerate(sessions[number]):
            if item not in sums:
                continue
            step = place - anchor
            sums[item][0] += vote
            sums[item][1] += sum(weights[one] / math.sqrt(len(holding[items[one]])) for one in places) / math.sqrt(
                len(holding[item])
            )
            sums[item][2] += trail * STEP_DECAY ** (step - 1) if step > 0 else 0.0
            sums[item][3] += trail * STEP_DECAY ** (-step - 1) if step < 0 else 0.0
            sums[item][4] += vote * (similar[number] / weights[0]) ** 2 if step == 1 and newest == 0 else 0.0
    for feature in (0, 1, 4):
        total = sum(values[feature] for values in sums.values()) or 1.0
        for values in sums.values():
            values[feature] /= total
    return {item: [math.log1p(value * ITEMS / PSEUDO_SHARE) for value in values] for item, values in sums.items()}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("most", "sample"), [(MOST_LIKE, SAMPLE), (5, 20)])
def test_the_crowd_is_as_a_loop_finds_it(seed: int, most: int, sample: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "MOST_LIKE", most)
    monkeypatch.setattr(neighbours, "SAMPLE", sample)
    log = drawn(ITEMS, 300, seed)
    recents = viewed([3, 9, 3, 21, 30])
    rows = np.random.default_rng(seed).permutation(ITEMS)[:25]
    found = design(model_of(log, ITEMS), recents, rows, Places(ITEMS))
    dense = np.zeros((25, 5))
    dense[found.touched] = found.crowd.T
    expected = by_loops(sessions_of(log), recents, rows.tolist())
    np.testing.assert_allclose(dense, [expected[row] for row in rows.tolist()], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("cut", [0, 1, 150, 299])
def test_live_sessions_count_as_if_they_had_been_trained_on(cut: int) -> None:
    log = drawn(ITEMS, 300)
    recents, rows = viewed([3, 9, 21]), np.arange(ITEMS)
    whole = design(model_of(log, ITEMS), recents, rows, Places(ITEMS))
    parts = design(with_live(model_of(log.part(0, cut), ITEMS), log.part(cut, 300)), recents, rows, Places(ITEMS))
    assert whole.touched.tolist() == parts.touched.tolist()
    np.testing.assert_allclose(whole.crowd, parts.crowd, rtol=1e-12)


def test_of_many_sessions_the_newest_are_read_across_trained_and_live() -> None:
    sessions = [[0, 1 + number % 30] for number in range(700)]
    log, recents, rows = log_of(*sessions), viewed([0]), np.arange(ITEMS)
    whole = design(model_of(log, ITEMS), recents, rows, Places(ITEMS))
    parts = design(with_live(model_of(log.part(0, 600), ITEMS), log.part(600, 700)), recents, rows, Places(ITEMS))
    np.testing.assert_allclose(whole.crowd, parts.crowd, rtol=1e-12)
    assert build_covisits(log, ITEMS).counts[0] == 700

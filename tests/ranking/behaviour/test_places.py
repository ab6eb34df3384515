"""A page of scratch tells what a dictionary would, whatever was left on it."""

from __future__ import annotations

import numpy as np

from app.ranking.behaviour import Places

ITEMS = 50


def test_places_are_those_of_the_candidates() -> None:
    places, rng = Places(ITEMS), np.random.default_rng(3)
    for _ in range(50):
        rows = rng.permutation(ITEMS)[: rng.integers(0, ITEMS)]
        known = {row: place for place, row in enumerate(rows.tolist())}
        places.enter(rows)
        items = rng.integers(-1, ITEMS, 30)
        place, inside = places.of(items)
        assert inside.tolist() == [item in known for item in items.tolist()]
        assert place[inside].tolist() == [known[item] for item in items[inside].tolist()]


def test_items_are_numbered_once_each() -> None:
    places, rng = Places(ITEMS), np.random.default_rng(4)
    for size in (0, 1, 2, *range(10, 100, 7)):
        items = rng.integers(-1, ITEMS, size).astype(np.int32)
        where, number = places.numbered(items)
        distinct = items[where]
        assert sorted(distinct.tolist()) == sorted({*items.tolist()})
        assert distinct[number].tolist() == items.tolist()

"""What a shopper's own events cost a results step, at 50,000 and 10^6 products. Run with `make bench-leaning`.

The catalog and the shoppers are those of `bench-advance`; each has dealt with ten products, the last one in the cart.
The bar: at 50,000 products a results step with events takes at most 3 ms, p50.
"""

from __future__ import annotations

import gc
from datetime import timedelta
from functools import partial

import numpy as np

from app.catalog import Index, Products
from app.guide import compile_release, see_results
from app.issues import Collector
from app.shopper import Event, Name
from tests.bench.advance import MAPPING, NOW, asked, columns, shoppers, spread, timed
from tests.builders import questionnaire, toys

SIZES = (50_000, 10**6)
BAR = 3.0
"""Milliseconds."""


def measure(rows: int) -> list[str]:
    """The lines of one size."""
    index = Index(Products.of_columns(toys(MAPPING), columns(rows), revision="bench"))
    release = compile_release(questionnaire(asked()), "1", index, Collector())
    assert release
    gc.freeze()
    people = shoppers(release, 12)
    rng = np.random.default_rng(5)
    first, _ = timed(lambda: release.traits)
    plain: list[float] = []
    moved: list[float] = []
    for answers in people:
        dealt = [index.products.ids[int(row)] for row in rng.integers(0, rows, 10)]
        names = [Name.VIEW_ITEM] * 9 + [Name.ADD_TO_CART]
        events = [
            Event(str(place), name, NOW - timedelta(minutes=10 - place), (id,))
            for place, (id, name) in enumerate(zip(dealt, names, strict=True))
        ]
        for size in range(len(answers) + 1):
            said = dict(list(answers.items())[:size])
            see_results(release, said, (), NOW)
            plain.append(timed(partial(see_results, release, said, (), NOW))[0])
            moved.append(timed(partial(see_results, release, said, events, NOW))[0])
    lines = [f"{rows:>9,} products {'p50 ms':>24} {'p95 ms':>9}", f"  traits, once a release   {first:15.2f}"]
    lines += [f"  results without events   {spread(plain)}", f"  results with ten products{spread(moved)}"]
    if rows == SIZES[0]:
        lines.append(f"  bar: p50 with events at most {BAR} ms: {'met' if np.median(moved) <= BAR else 'MISSED'}")
    return lines


if __name__ == "__main__":
    for size in SIZES:
        print("\n".join(measure(size)))

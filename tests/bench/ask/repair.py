"""How fast repairs are found, beside QuickXPlain and FastDiag on the same cases.

A case is a set of answers that no product meets: each product fails each answer with a chance that the answer keeps, and
at least one. The peers find one conflict, and one repair; here come all of them, with what each repair brings.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from app.catalog import Index, Products, bitset
from app.catalog.bitset import Bits
from app.guide import compile_release, see_results
from app.guide.repair import all_repairs, cheapest_repairs
from app.issues import Collector
from tests.bench import advance as shop
from tests.bench.ask.bars import Bar
from tests.builders import questionnaire, toys
from tests.guide.repair.peers import fastdiag, quickxplain

CASES = 60
REPEATS = 5
SEED = 11
CONFIGURATIONS = ((10_000, 12, "all repairs, conflicts, counts", 1.0), (50_000, 20, "cheapest repairs", 1.2))
"""Products, answers, what is found, and the bar in milliseconds."""
ROWS = 50_000
"""Products of the shop in which whole steps are timed."""


def case(rng: np.random.Generator, rows: int, answers: int) -> list[Bits]:
    """Which products fail each answer; none fails nothing."""
    fails = rng.random((rows, answers)) < rng.uniform(0.3, 0.95, answers)
    clear = np.flatnonzero(~fails.any(axis=1))
    fails[clear, rng.integers(0, answers, len(clear))] = True
    return [bitset.pack(column) for column in fails.T]


def meets(base: Bits, fails: Sequence[Bits], answers: Sequence[int]) -> bool:
    """What the peers ask: whether a product meets some answers; by bitmaps too, so that the algorithms are compared."""
    left = base
    for answer in answers:
        left = left & ~fails[answer]
    return bool(left.any())


def best(run: Callable[[], Any]) -> tuple[float, Any]:
    """The fastest of some runs in milliseconds, and what came out: the machine's own pauses are not what is compared."""
    times, result = zip(*(shop.timed(run) for _ in range(REPEATS)), strict=True)
    return min(times), result[0]


def compare(rows: int, answers: int, what: str, limit: float) -> Bar:
    """Prints one configuration; its bar is on the 95th percentile of the cases."""
    rng = np.random.default_rng(SEED)
    base, every = bitset.every(rows), tuple(range(answers))
    times: dict[str, list[float]] = {what: [], "QuickXPlain, one conflict": [], "FastDiag, one repair": []}
    for _ in range(CASES):
        fails = case(rng, rows, answers)
        consistent = partial(meets, base, fails)
        find = all_repairs if answers <= 12 else cheapest_repairs
        took, found = best(partial(find, base, fails, rows))
        times[what].append(took)
        took, conflict = best(partial(quickxplain, every, consistent))
        times["QuickXPlain, one conflict"].append(took)
        took, repair = best(partial(fastdiag, every, consistent))
        times["FastDiag, one repair"].append(took)
        if answers <= 12:
            assert sum(1 << answer for answer in conflict) in found.conflicts
            assert sum(1 << answer for answer in repair) in found.sets
        else:
            assert len(repair) >= found[0][0].bit_count()
    for name, each in times.items():
        print(f"{rows:>9,} {answers:>8}  {name:32} {shop.spread(each)}", flush=True)
    return Bar(f"{what}, {rows:,} products, {answers} answers, p95, ms", float(np.percentile(times[what], 95)), limit)


def steps() -> list[str]:
    """Whole dead ends of a shop: what is proposed, worded by the engine, each count by a full replay."""
    products = Products.of_columns(toys(shop.MAPPING), shop.columns(ROWS), revision="bench")
    release = compile_release(questionnaire(shop.asked()), "1", Index(products), Collector())
    assert release
    gc.freeze()
    times = []
    for answers in shop.shoppers(release, 40):
        said = {**answers, "budget": {"max": 1}}
        took, step = best(partial(see_results, release, said, (), shop.NOW))
        if not step.remaining:
            assert step.relaxations
            times.append(took)
    return [f"{ROWS:>9,} {8:>8}  {'a whole step where nothing fits':32} {shop.spread(times)}"]


def measure() -> list[Bar]:
    """Prints both configurations and whole steps; the bars."""
    print(f"{'products':>9} {'answers':>8}  {'':32} {'p50 ms':>9} {'p95 ms':>9}")
    bars = [compare(*configuration) for configuration in CONFIGURATIONS]
    print("\n".join(steps()) + "\n", flush=True)
    return bars

"""How fast repairs are found, beside QuickXPlain and FastDiag on the same cases. Run with `make bench-ask`.

A case is a set of answers that no product meets: each product fails each answer with a chance that the answer keeps, and
at least one. The peers find one conflict, and one repair; here come all of them, with what each repair brings.
"""

from __future__ import annotations

import gc
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from platform import machine, python_version, system
from typing import Any

import numpy as np

from app.catalog import Index, Products, bitset
from app.catalog.bitset import Bits
from app.guide import compile_release, see_results
from app.guide.repair import all_repairs, cheapest_repairs
from app.issues import Collector
from tests.bench import advance as shop
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
    """The fastest of some runs in milliseconds, and what came out."""
    times, result = zip(*(shop.timed(run) for _ in range(REPEATS)), strict=True)
    return min(times), result[0]


def measure(rows: int, answers: int, what: str, bar: float) -> list[str]:
    """The lines of one configuration."""
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
    limits = {what: f"{bar:8.1f}"}
    return [
        f"{rows:>9,} {answers:>8}  {name:32} {shop.spread(each)} {limits.get(name, ''):>8}"
        for name, each in times.items()
    ]


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


def main() -> None:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"{datetime.now():%Y-%m-%d}, commit {commit}, python -m tests.bench.repair")
    print(f"{system()} {machine()}, Python {python_version()}, numpy {np.__version__}\n")
    print(f"{'products':>9} {'answers':>8}  {'':32} {'p50 ms':>9} {'p95 ms':>9} {'bar':>8}")
    for configuration in CONFIGURATIONS:
        print("\n".join(measure(*configuration)), flush=True)
    print("\n".join(steps()), flush=True)


if __name__ == "__main__":
    main()

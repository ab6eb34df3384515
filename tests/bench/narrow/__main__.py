"""Run with `make bench-narrow`; `--help` says what can be chosen."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from tests.bench.narrow.catalogs import real_worlds
from tests.bench.narrow.grouped import Grouped
from tests.bench.narrow.invented import invent
from tests.bench.narrow.limit import measure
from tests.bench.narrow.peers import OURS, PEERS, Missing, Peer, started
from tests.bench.narrow.plot import plot
from tests.bench.narrow.product import Figure, figures, missed, show
from tests.bench.narrow.race import race
from tests.bench.narrow.report import Measured, judge, show_verdict, show_world
from tests.bench.narrow.salesclerk import Salesclerk
from tests.bench.narrow.step import Engine
from tests.bench.narrow.workload import workload
from tests.bench.narrow.world import World

SIZES = (10**4, 10**5, 10**6)
LARGE = 10**7
SHOPPERS = 30
REAL = 0.25
"""The share of the budget that a real catalog gets: there are many."""
GROUPED = 10**6
PRODUCT = 50_000
"""Products at which a whole step has a bar of its own."""
VARIANTS = 3


def main() -> int:
    """Runs everything, prints tables and bars."""
    options = _options()
    if options.plot:
        plot(Path("docs/narrow.svg"))
        return 0
    with ExitStack() as stack:
        url, failure = _server(stack)
        found = []
        for world in _worlds(options):
            measured = _measure(world, options, url)
            if failure and "PostgreSQL" not in measured.times:
                print(f"PostgreSQL: {failure}")
            print(show_world(measured), flush=True)
            found.append(measured)
    missed_figures = _product(options, found)
    verdict = judge(found)
    print(show_verdict(verdict))
    return verdict.exit_code or bool(missed_figures)


def _product(options: argparse.Namespace, found: list[Measured]) -> list[Figure]:
    """The product's own figures, printed; those that miss their bound."""
    bare = {one.rows: float(np.median(one.times[OURS.name].steps)) * 1000 for one in found}
    all_figures = [one for rows in (PRODUCT, *options.rows) for one in figures(rows, bare.get(rows, 0.0))]
    print(show(all_figures))
    return missed(all_figures)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.narrow", description=__doc__)
    parser.add_argument("--large", action="store_true", help="10^7 rows too, for the engines that can")
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, help="sizes of the invented worlds")
    parser.add_argument("--invented", action="store_true", help="leave the real catalogs out")
    parser.add_argument("--budget", type=float, default=3.0, help="seconds for each engine and world")
    parser.add_argument("--plot", action="store_true", help="only draw docs/narrow.svg")
    return parser.parse_args()


def _server(stack: ExitStack) -> tuple[str | None, str]:
    try:
        from tests.store.postgres import postgres

        return stack.enter_context(postgres()).replace("+psycopg", ""), ""
    except (ImportError, AssertionError, OSError, subprocess.SubprocessError) as error:
        return None, str(error)


def _worlds(options: argparse.Namespace) -> Iterator[World]:
    for rows in (*options.rows, *((LARGE,) if options.large else ())):
        yield invent(rows)
    if not options.invented:
        yield from real_worlds()


def _measure(world: World, options: argparse.Namespace, url: str | None) -> Measured:
    steps = workload(world, SHOPPERS if world.rows <= 10**6 else SHOPPERS // 3)
    missing: list[str] = []
    with ExitStack() as stack:
        engines: dict[str, Engine] = {}
        for peer in (OURS, *PEERS):
            if world.rows > peer.most:
                continue
            try:
                engines[peer.name] = _build(stack, peer, world, url)
            except Missing as error:
                missing.append(str(error))
        budget = options.budget if world.name.startswith("invented") else options.budget * REAL
        times = race(OURS.name, engines, steps, budget)
        ours = engines[OURS.name]
        sizes = {name: engine.bytes for name, engine in engines.items()}
        cached = _cached(ours)
    grouped = _grouped() if world.name == f"invented-{GROUPED}" else None
    limit = measure(world.rows, sum(len(question.choices) for question in world.questions))
    return Measured(world.name, world.rows, steps, times, sizes, limit, missing, cached, grouped)


def _build(stack: ExitStack, peer: Peer, world: World, url: str | None) -> Engine:
    start = time.perf_counter()
    engine = stack.enter_context(started(peer, world, url))
    print(f"  {peer.name} took {time.perf_counter() - start:.1f} s to build", file=sys.stderr, flush=True)
    return engine


def _cached(ours: Engine) -> float | None:
    """Seconds of an early step that our engine remembers, if it has `remembered_step`."""
    step = getattr(ours, "remembered_step", None)
    if step is None:
        return None
    step({}, 0)
    found = []
    for _ in range(200):
        start = time.perf_counter()
        step({}, 0)
        found.append(time.perf_counter() - start)
    return float(np.median(found))


def _grouped() -> float:
    """How many times as long a step takes where variants count once, on the same products."""
    world = invent(GROUPED, VARIANTS)
    steps = workload(world, SHOPPERS // 3)
    took = [race("ours", {"ours": engine}, steps, 0)["ours"].steps for engine in (Grouped(world), Salesclerk(world))]
    return float(np.median(took[0]) / np.median(took[1]))


if __name__ == "__main__":
    sys.exit(main())

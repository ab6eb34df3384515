"""What the product itself takes, beside the bare step: to build, to keep, to open, to patch, and a whole `advance`."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import orjson

from app.catalog import Index, Products
from app.catalog.patch import patch
from app.catalog.saved import open_products, save_products
from app.guide import Release, advance, compile_release, see_results
from app.guide.patched import patch_release
from app.guide.saved import open_counter, save_counter
from app.issues import Collector
from app.services.answering import View
from app.web.present import present_step
from tests.bench import advance as world
from tests.builders import questionnaire, toys

CHANGED = 1000
MOST_SHOWN = 12


@dataclass(frozen=True)
class Figure:
    """`at`: products; `bound`: the most that the issue allows, None: only reported."""

    what: str
    at: int
    value: float
    unit: str
    bound: float | None = None


def figures(rows: int, bare: float) -> list[Figure]:
    """Everything at one size; `bare` is the median of the bare step there, in milliseconds."""
    built = world.columns(rows)
    build, peak, index = _built(built)
    release = compile_release(questionnaire(world.asked()), "1", index, Collector())
    assert release
    large = rows >= 10**6
    found = [
        Figure("index of 12 attributes, built", rows, build, "s", 3.0 if large else None),
        Figure("its peak beside the columns", rows, peak / 1e6, "MB", 400.0 if large else None),
        Figure("sets of 72 choices, with counts", rows, _beside(release) / 1e6, "MB", 40.0 if large else None),
    ]
    with TemporaryDirectory() as folder:
        found += _archives(Path(folder), release, rows, 0.2 if large else None)
    found.append(Figure("1,000 changed products put in", rows, _patched(release) * 1000, "ms", 50.0 if large else None))
    bound = 1.5 if rows == 50_000 else 2.5 * bare if large else None
    return found + _conversations(release, rows, bound)


def show(found: list[Figure]) -> str:
    """The table, each bound with its verdict."""
    lines = ["  the product itself:"]
    for one in found:
        verdict = (
            "" if one.bound is None else f"  at most {one.bound:g}: {'met' if one.value <= one.bound else 'MISSED'}"
        )
        lines.append(f"  {one.what:<44}{one.at:>10,}{one.value:>10.3f} {one.unit:<3}{verdict}")
    return "\n".join(lines)


def missed(found: list[Figure]) -> list[Figure]:
    """The bounds that do not hold."""
    return [one for one in found if one.bound is not None and one.value > one.bound]


def _built(built: world.Columns) -> tuple[float, float, Index]:
    """Seconds, bytes at the peak beside what went in, and the index; timed without the tracing of memory."""
    catalog = toys(world.MAPPING)
    start = time.perf_counter()
    Index(Products.of_columns(catalog, built, "bench"))
    took = time.perf_counter() - start
    tracemalloc.start()
    index = Index(Products.of_columns(catalog, built, "bench"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return took, peak, index


def _beside(release: Release) -> int:
    """Bytes that are kept beside the columns: the sets of choices, of what is stated, and ranks."""
    index, counter = release.index, release.counter
    sets = (counter.passing, counter.meeting)
    stated = sum(index.stated(id).nbytes for id in index.catalog.attributes)
    ranks = index.products.rank.nbytes + index.products.by_id.nbytes
    return sum(one.sets.nbytes + one.sizes.nbytes for one in sets) + stated + ranks + index.everything.nbytes


def _archives(folder: Path, release: Release, rows: int, bound: float | None) -> list[Figure]:
    products, choices = folder / "products.arrays", folder / "choices.arrays"
    save = _timed(lambda: (save_products(products, release.index.products), save_counter(choices, release.counter)), 3)

    def opened() -> None:
        index = Index(open_products(products, release.index.catalog))
        open_counter(choices, index)

    size = (products.stat().st_size + choices.stat().st_size) / 1e6
    return [
        Figure("its archives, written", rows, save, "s"),
        Figure("their size", rows, size, "MB"),
        Figure("opened and checked", rows, _timed(opened, 5), "s", bound),
    ]


def _patched(release: Release) -> float:
    """Seconds to put new prices and sales into the columns, the sets of choices and a new release."""
    products, rng = release.index.products, np.random.default_rng(3)
    ids = [products.ids[row] for row in rng.choice(products.rows, min(CHANGED, products.rows), replace=False)]
    records = [dict(products.records[products.row_of[id]]) for id in ids]
    for record in records:
        record |= {"price": round(float(rng.gamma(3, 30)), 2), "sold": float(rng.integers(0, 500))}
    changes: dict[str, Any] = dict(zip(ids, records, strict=True))

    def run() -> None:
        found = patch(products, changes, "next")
        assert found
        rows = np.sort(products.rows_of(ids))
        patch_release(release, release.index.patched(*found), rows, found[1])

    return _timed(run, 5)


def _conversations(release: Release, rows: int, bound: float | None) -> list[Figure]:
    """Milliseconds of `advance` as JSON, at 0 to 8 answers, of results alone, and of what is remembered."""
    people = world.shoppers(release, 12)
    said = [dict(list(answers.items())[:size]) for answers in people for size in range(len(answers) + 1)]
    plain = release.forgetful()

    def json(step: Any) -> bytes:
        return orjson.dumps(present_step(View(step, release, "en")))

    def ask(answers: dict[str, Any], one: Release) -> bytes:
        return json(advance(one, answers, (), world.NOW))

    def results(answers: dict[str, Any]) -> bytes:
        return json(see_results(plain, answers, (), world.NOW, MOST_SHOWN))

    steps = [_timed(partial(ask, answers, plain), 3) for answers in said]
    lists = [_timed(partial(results, answers), 3) for answers in said]
    early = [_timed(lambda: advance(release, {}, (), world.NOW), 50)]
    return [
        Figure("advance, JSON, nothing remembered, p50", rows, float(np.median(steps)) * 1000, "ms", bound),
        Figure("results, JSON, nothing remembered, p50", rows, float(np.median(lists)) * 1000, "ms", bound),
        Figure("advance without answers, remembered", rows, early[0] * 1000, "ms"),
    ]


def _timed(run: Callable[[], Any], times: int) -> float:
    """The median of some runs in seconds, one run before them."""
    run()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return float(np.median(found))

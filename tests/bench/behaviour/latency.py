"""How long a whole score takes on an invented shop of 10^6 items and 10^7 sessions, and what the model weighs."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.ranking.behaviour import Attributes, Log, Model, Places, behaviour, describe, posterior, viewed
from app.ranking.behaviour.covisits import Covisits, build_covisits
from app.ranking.behaviour.train import build

ITEMS, SESSIONS = 10**6, 10**7
CANDIDATES = (100, 1_000, 10_000)
QUERIES = 1_000
SEED = 11
VALUES = (40, 12, 200, 8, 30)
"""Values of the invented attributes."""

NEAR = 50
"""Items that an invented session strays about: neighbours in the catalog are looked at together."""


def invented(items: int = ITEMS, sessions: int = SESSIONS) -> Log:
    """Sessions of mean length 5; each starts at an item drawn by Zipf's law and strays about it."""
    rng = np.random.default_rng(SEED)
    lengths = 2 + np.minimum(rng.geometric(0.25, sessions) - 1, 60)
    offsets = np.zeros(sessions + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    start = _popular(rng, sessions, items)
    events = np.repeat(start.astype(np.int32), lengths)
    events += rng.integers(0, NEAR, len(events), dtype=np.int32)
    events %= items
    return Log(offsets, events, np.linspace(0, 60, sessions))


def _popular(rng: np.random.Generator, size: int, items: int) -> NDArray[np.int64]:
    """Items with the chance of the k-th proportional to 1 / k, spread over the catalog."""
    rank = np.exp(rng.random(size) * np.log(items)).astype(np.int64) - 1
    return np.asarray(rank * 7_919 % items)


def described(items: int = ITEMS) -> Attributes:
    rng = np.random.default_rng(SEED + 1)
    columns = [rng.integers(-1, values, items).astype(np.int32) for values in VALUES]
    return describe([f"attribute {number}" for number in range(len(VALUES))], columns, rng.lognormal(4, 1, items))


def bytes_of(covisits: Covisits) -> int:
    """What the index of co-visits weighs, the arrays by item included."""
    arrays = (covisits.events, covisits.spans, covisits.postings, covisits.offsets, covisits.counts)
    return sum(array.nbytes for array in arrays)


def histories(log: Log, count: int) -> list[list[int]]:
    """What some sessions of the log had seen, each at least 3 items."""
    rng = np.random.default_rng(SEED + 2)
    long = np.flatnonzero(np.diff(log.offsets) >= 3)
    return [log.items[log.offsets[s] : log.offsets[s + 1]].tolist() for s in rng.choice(long, count)]


def near(history: Sequence[int], size: int, items: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Candidates as a filter leaves them: half about the session's items, half from anywhere."""
    about = (history[-1] + np.arange(-size // 4, size // 4)) % items
    return np.union1d(about, rng.integers(0, items, size - len(about)))


def time_scores(model: Model, log: Log, size: int) -> NDArray[np.float64]:
    """CPU seconds of each of the whole scores: candidates entered, all features, terms, posterior."""
    rng = np.random.default_rng(SEED + 3)
    places = Places(model.items)
    asked = [(viewed(history), near(history, size, model.items, rng)) for history in histories(log, QUERIES + 20)]
    taken = np.zeros(len(asked))
    for number, (recents, rows) in enumerate(asked):
        begun = time.process_time_ns()
        posterior(behaviour(model, recents, rows, places).total)
        taken[number] = (time.process_time_ns() - begun) / 1e9
    return taken[20:]


def report() -> None:
    log = invented()
    events = len(log.items)
    begun = time.process_time()
    covisits = build_covisits(log, ITEMS)
    spent = time.process_time() - begun
    weight = bytes_of(covisits)
    print(f"{ITEMS:,} items, {SESSIONS:,} sessions, {events:,} events")
    print(
        f"build: {spent / events * 1e6:.3f} µs CPU an event (at most 0.4); {weight / events:.2f} bytes an event (at most 12)"
    )
    begun = time.process_time()
    model = build(log, described(), "bench")
    print(f"all arrays: {(time.process_time() - begun) / events * 1e6:.3f} µs CPU an event")
    for size in CANDIDATES:
        taken = time_scores(model, log, size) * 1e3
        p50, p99 = np.percentile(taken, [50, 99])
        print(f"{size:>6} candidates: p50 {p50:.3f} ms CPU (under 0.5), p99 {p99:.3f} (under 1)")

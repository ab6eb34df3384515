"""Small logs from a fixed seed, and builders for logs written out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.ranking.behaviour import Attributes, Log, Model, describe, undescribed
from app.ranking.behaviour.train import build


def log_of(*sessions: Sequence[int]) -> Log:
    """One session a day."""
    offsets = np.zeros(len(sessions) + 1, np.int64)
    np.cumsum([len(session) for session in sessions], out=offsets[1:])
    return Log(
        offsets,
        np.array([item for session in sessions for item in session], np.int32),
        np.arange(len(sessions), dtype=float),
    )


def sessions_of(log: Log) -> list[list[int]]:
    return [part.tolist() for part in np.split(log.items, log.offsets[1:-1])] if len(log) else []


def drawn(items: int, sessions: int, seed: int = 5, longest: int = 9) -> Log:
    rng = np.random.default_rng(seed)
    return log_of(*[
        ((int(rng.integers(items)) + rng.geometric(0.3, rng.integers(1, longest + 1))) % items).tolist()
        for _ in range(sessions)
    ])  # fmt: skip


def described(items: int, seed: int = 6) -> Attributes:
    rng = np.random.default_rng(seed)
    columns = [rng.integers(-1, values, items).astype(np.int32) for values in (4, 7, 300)]
    prices = np.where(rng.random(items) < 0.1, 0.0, rng.lognormal(3, 1, items))
    return describe(("kind", "colour", "brand"), columns, prices)


def model_of(log: Log, items: int, attributes: Attributes | None = None) -> Model:
    return build(log, attributes or undescribed(items), "test")

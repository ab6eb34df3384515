"""Worlds invented from a fixed seed: Zipf categories, prices that follow brand and kind, a hole in every twentieth value."""

from __future__ import annotations

import numpy as np

from tests.bench.narrow.world import AtLeast, Between, Column, In, Question, Tagged, World, build_world

SEED = 11
HOLES = 0.05
GRADES, FEATURES, USES = 5, 20, 12
TASTES = ((1.0, 0.2, 0.2), (0.2, 1.0, 0.2), (0.2, 0.2, 1.0), (0.5, 0.5, 0.5))
"""Weights of popularity, cheapness and rating."""
STEPS = 2000
"""A score is one of this many values or so: many are equal."""


def invent(rows: int, variants: int = 1) -> World:
    """A world of 12 attributes, 9 questions and 72 choices; about `variants` rows share a group, if above 1."""
    rng = np.random.default_rng(SEED)
    columns = _columns(rng, rows)
    order = np.argsort(-columns["sold"], kind="stable")
    columns = {name: values[order] for name, values in columns.items()}
    ids = rng.permutation(rows).astype(np.int64) + 1
    group = rng.integers(0, max(rows // variants, 1), rows) if variants > 1 else None
    return build_world(f"invented-{rows}", columns, questions(columns), tastes(columns), ids, group)


def questions(columns: dict[str, Column]) -> list[Question]:
    """Eight questions with 72 choices, and the price as a range."""

    def each(count: int) -> tuple[In, ...]:
        return tuple(In(frozenset({code})) for code in range(count))

    edges = np.nanquantile(columns["weight"], np.linspace(0, 1, 7))
    return [
        Question("kind", "kind", "single", True, each(14)),
        Question("brand", "brand", "any", True, each(16)),
        Question("grade", "grade", "single", True, tuple(AtLeast(rank) for rank in range(GRADES))),
        Question("features", "features", "all", True, tuple(Tagged(tag) for tag in range(9))),
        Question("uses", "uses", "any", True, tuple(Tagged(tag) for tag in range(8))),
        Question("colour", "colour", "any", True, tuple(In(frozenset({code, code + 1})) for code in range(8))),
        Question("material", "material", "any", False, each(6)),
        Question("weight", "weight", "single", False, tuple(map(Between, edges[:-1].tolist(), edges[1:].tolist()))),
        Question("price", "price", "range", True),
    ]


def tastes(columns: dict[str, Column]) -> np.ndarray:
    """Float scores (tastes, rows), equal for many."""
    popular = np.log1p(columns["sold"])
    cheap = -np.log(np.nan_to_num(columns["price"], nan=100.0))
    rated = np.nan_to_num(columns["rating"], nan=3.0)
    terms = np.stack([(term - term.min()) / max(float(np.ptp(term)), 1e-9) for term in (popular, cheap, rated)])
    return np.round(np.array(TASTES) @ terms * STEPS) / STEPS


def _columns(rng: np.random.Generator, rows: int) -> dict[str, Column]:
    def zipf(count: int) -> np.ndarray:
        share = 1 / np.arange(1, count + 1) ** 1.1
        return rng.choice(count, rows, p=share / share.sum()).astype(np.int16)

    def holes(values: np.ndarray, hole: float) -> np.ndarray:
        values[rng.random(rows) < HOLES] = hole
        return values

    brand, kind = zipf(60), zipf(24)
    price = np.round(np.exp(rng.normal(3.5 + brand % 7 / 4 + kind % 5 / 3, 0.5)), 2)
    rating = np.round(np.clip(rng.normal(3.6 + price / price.max(), 0.7), 1, 5), 1)
    features = np.zeros(rows, np.uint64)
    for tag in range(FEATURES):
        likely = 0.4 / (1 + tag / 4) * np.where((kind + tag) % 3 == 0, 1.8, 0.6)
        features |= (rng.random(rows) < likely).astype(np.uint64) << np.uint64(tag)
    uses = np.zeros(rows, np.uint64)
    for _ in range(2):
        uses |= np.uint64(1) << ((zipf(USES) + kind) % USES).astype(np.uint64)
    return {
        "kind": kind.copy(),
        "brand": holes(brand, -1),
        "colour": holes(zipf(12), -1),
        "material": holes(zipf(9), -1),
        "features": holes(features, 0),
        "uses": holes(uses, 0),
        "grade": holes(rng.integers(0, GRADES, rows).astype(np.int16), -1),
        "weight": holes(np.round(rng.gamma(4, 12, rows) + price / 50, 1), np.nan),
        "price": holes(price, np.nan),
        "rating": holes(rating, np.nan),
        "giftable": holes(rng.integers(0, 2, rows).astype(np.int16), -1),
        "sold": np.floor(rng.pareto(1.2, rows) * 10),
    }

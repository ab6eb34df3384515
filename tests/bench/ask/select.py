"""How long the choice of the next question takes: 50,000 products, 20 questions of 5 choices each.

Each moment of 60 shoppers is timed, from the path that the answers lead along, with what those before left behind.
"""

from __future__ import annotations

import time

import numpy as np

from app.catalog import Index, Products
from app.guide import Release, compile_release
from app.guide.stable import is_stable
from app.guide.state import replay
from app.issues import Collector
from tests.bench.ask.bars import Bar
from tests.builders import NOW, questionnaire, toys

PRODUCTS = 50_000
QUESTIONS = 20
CHOICES = 5
SHOPPERS = 60
SEED = 5
ENOUGH = 10
LIMIT = 1.0
"""Milliseconds."""


def measure() -> list[Bar]:
    """The 95th percentile of the choice, in milliseconds."""
    rng = np.random.default_rng(SEED)
    codes, release = _made(rng)
    spent = list[float]()
    for row in rng.integers(0, PRODUCTS, SHOPPERS).tolist():
        answers: dict[str, dict[str, object]] = {}
        while True:
            state = replay(release, answers, NOW)
            begin = time.perf_counter()
            at = "results" if state.agenda.by_gain and is_stable(state) else state.agenda.at
            spent.append(1000 * (time.perf_counter() - begin))
            if at not in release.questionnaire.questions:
                break
            code = codes[row, int(at[1:])]
            answers[at] = {"skip": True} if code == CHOICES else {"choices": [f"v{code}"]}
    low, high = np.percentile(spent, [50, 95])
    print(f"next question of {QUESTIONS * CHOICES} choices, {PRODUCTS} products: {low:.2f} ms, p95 {high:.2f} ms\n")
    return [Bar("choice of the next question, p95, ms", float(high), LIMIT)]


def _made(rng: np.random.Generator) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.int64]], Release]:
    """The products' values by question, every twentieth not stated, and the release."""
    codes = np.empty((PRODUCTS, QUESTIONS), np.int64)
    for place in range(QUESTIONS):
        shares = rng.dirichlet(np.ones(CHOICES))
        codes[:, place] = rng.choice(CHOICES, PRODUCTS, p=shares)
    codes[rng.random(codes.shape) < 0.05] = CHOICES
    names = [f"q{place}" for place in range(QUESTIONS)]
    catalog = toys(
        "catalog: toys\nfeed: toys.csv\nroles: {id: id, title: id}\nattributes:\n  id: {kind: text}\n"
        + "".join(f"  {name}: {{kind: category}}\n" for name in names)
    )
    records = [
        {"id": f"p{row}"} | {name: f"v{code}" for name, code in zip(names, said, strict=True) if code < CHOICES}
        for row, said in enumerate(codes.tolist())
    ]
    choices = {f"v{code}": {"label": f"v{code}"} for code in range(CHOICES)}
    asked = {name: {"ask": name, "type": "single", "attribute": name, "choices": choices} for name in names}
    found = questionnaire({"questions": asked, "order": "best", "enough": ENOUGH})
    release = compile_release(found, "1", Index(Products.of_records(catalog, records)), Collector())
    assert release
    return codes, release

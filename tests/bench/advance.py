"""How fast a step is: `advance` at 10^4, 10^5 and 10^6 products, beside numpy masks. Run with `make bench-advance`.

The catalog is invented from a fixed seed: 12 attributes, brands and kinds by Zipf's law, prices that follow brand and
kind, a hole in every twentieth value. Each number of answers is timed on shoppers drawn from another fixed seed.
"""

from __future__ import annotations

import gc
import subprocess
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from platform import machine, python_version, system
from typing import Any

import numpy as np

from app.catalog import Index, Products
from app.catalog.columns import Codes, Column, Tags, code_numbers, smallest
from app.catalog.ragged import offsets_of
from app.catalog.strings import build_strings
from app.guide import Release, advance, compile_release, see_results
from app.issues import Collector
from tests.builders import questionnaire, toys

SIZES = (10**4, 10**5, 10**6)
SEED = 7
SHOPPERS = {10**4: 25, 10**5: 25, 10**6: 12}
NOW = datetime(2026, 11, 20, 12)

BRANDS = tuple(f"brand-{number:02}" for number in range(60))
KINDS = tuple(f"kind-{number:02}" for number in range(24))
COLOURS = tuple(f"colour-{number:02}" for number in range(12))
MATERIALS = tuple(f"material-{number:02}" for number in range(9))
FEATURES = tuple(f"feature-{number:02}" for number in range(20))
GRADES = ("poor", "fair", "good", "very good", "excellent")

MAPPING = f"""
catalog: bench
feed: bench.csv
roles: {{id: id, title: id, price: price, popularity: sold}}
attributes:
  id: {{kind: text}}
  brand: {{kind: category}}
  kind: {{kind: category}}
  colour: {{kind: category}}
  material: {{kind: category, unknown: drop}}
  features: {{kind: tags}}
  grade: {{kind: ordered, order: [{", ".join(GRADES)}]}}
  price: {{kind: number}}
  weight: {{kind: number}}
  rating: {{kind: number}}
  giftable: {{kind: flag}}
  sold: {{kind: number}}
"""


def asked() -> dict[str, Any]:
    """Eight questions, 72 choices."""

    def of(attribute: str, values: tuple[str, ...], **keys: Any) -> dict[str, Any]:
        choices = {value: {"label": value} for value in values}
        return {"ask": attribute, "type": "single", "attribute": attribute, "choices": choices, **keys}

    wishes = {
        "cheap": {"label": "cheap", "prefer": {"price": "least"}},
        "light": {"label": "light", "prefer": {"weight": "least"}},
        "loved": {"label": "loved", "prefer": {"rating": "most"}},
        "average": {"label": "average", "prefer": {"weight": {"near": 50, "within": 40}}},
        "any": {"label": "any", "filter": {}},
    }
    return {
        "kind": of("kind", KINDS[:14]),
        "brand": of("brand", BRANDS[:18], type="multiple"),
        "grade": {
            "ask": "grade",
            "type": "single",
            "choices": {grade: {"label": grade, "filter": {"grade": {"min": grade}}} for grade in GRADES},
        },
        "features": of("features", FEATURES[:12], type="multiple"),
        "colour": of("colour", COLOURS, type="multiple", prefer={"rating": {"min": 4}}),
        "material": of("material", MATERIALS[:6], type="multiple"),
        "wish": {"ask": "wish", "type": "single", "choices": wishes},
        "budget": {"ask": "budget", "type": "range", "attribute": "price", "bound": "max", "bins": 12},
    }


Columns = dict[str, Column]


def columns(rows: int) -> Columns:
    """The invented catalog, as columns."""
    rng = np.random.default_rng(SEED)

    def zipf(count: int) -> np.ndarray[Any, Any]:
        share = 1 / np.arange(1, count + 1) ** 1.1
        return rng.choice(count, rows, p=share / share.sum()).astype(np.int32)

    def holes(values: np.ndarray[Any, Any], hole: Any) -> np.ndarray[Any, Any]:
        values[rng.random(rows) < 0.05] = hole
        return values

    brand, kind = zipf(len(BRANDS)), zipf(len(KINDS))
    price = np.round(np.exp(rng.normal(3.5 + brand % 7 / 4 + kind % 5 / 3, 0.5)), 2)
    rating = np.round(np.clip(rng.normal(3.6 + price / price.max(), 0.7, rows), 1, 5), 1)
    sizes = rng.integers(0, 6, rows)
    offsets = offsets_of(sizes)
    places = np.arange(sizes.sum()) - np.repeat(offsets[:-1].astype(np.int64), sizes)
    features = ((np.repeat(kind, sizes) + places) % len(FEATURES)).astype(np.uint8)

    def codes(values: np.ndarray[Any, Any], vocabulary: tuple[str, ...]) -> Codes:
        return Codes(np.where(values < 0, len(vocabulary), values).astype(smallest(len(vocabulary))), vocabulary)

    return {
        "id": build_strings([f"p{row:07}" for row in range(rows)]),
        "brand": codes(holes(brand, -1), BRANDS),
        "kind": codes(kind, KINDS),
        "colour": codes(holes(zipf(len(COLOURS)), -1), COLOURS),
        "material": codes(holes(zipf(len(MATERIALS)), -1), MATERIALS),
        "features": Tags(offsets, features, FEATURES),
        "grade": code_numbers(holes(rng.integers(0, 5, rows).astype(np.float64), np.nan)),
        "price": code_numbers(holes(price, np.nan)),
        "weight": code_numbers(holes(np.round(rng.gamma(4, 12, rows), 1), np.nan)),
        "rating": code_numbers(holes(rating, np.nan)),
        "giftable": codes(holes(rng.integers(0, 2, rows).astype(np.int32), -1), ("false", "true")),
        "sold": code_numbers(np.floor(rng.pareto(1.2, rows) * 10)),
    }


class Masks:
    """The usual way: a boolean mask per answer; made anew at each step, or remembered, one byte a product and mask."""

    def __init__(self, built: Columns, rows: int, remembers: bool) -> None:
        self.remembered: dict[tuple[str, str], Any] | None = {} if remembers else None
        self.built = built
        self.rows = rows
        self.numbers = {id: built[id].values for id in ("price", "grade")}  # type: ignore[union-attr]

    def mask(self, question: str, body: dict[str, Any]) -> np.ndarray[Any, Any]:
        if self.remembered is None or "choices" not in body:
            return self.made(question, body)
        key = (question, str(body))
        if key not in self.remembered:
            self.remembered[key] = self.made(question, body)
        return self.remembered[key]

    def made(self, question: str, body: dict[str, Any]) -> np.ndarray[Any, Any]:
        if "max" in body:
            return (self.numbers["price"] <= body["max"]) | np.isnan(self.numbers["price"])
        if "choices" not in body or question == "wish":
            return np.ones(self.rows, np.bool_)
        if question == "grade":
            return (self.numbers["grade"] >= GRADES.index(body["choices"][0])) | np.isnan(self.numbers["grade"])
        column = self.built[question]
        if isinstance(column, Tags):
            mask = ~column.stated()
            for choice in body["choices"]:
                mask[column.rows_of(column.code_of[choice])] = True
            return mask
        assert isinstance(column, Codes)
        mask = np.isin(column.codes, [column.code_of[choice] for choice in body["choices"]])
        return mask if question == "material" else mask | ~column.stated()

    def step(self, answers: dict[str, Any], question: str, choices: list[str]) -> tuple[int, list[int]]:
        """`remaining`, and the count at each choice of the open question."""
        left = np.ones(self.rows, np.bool_)
        for id, body in answers.items():
            left &= self.mask(id, body)
        counts = [int((left & self.mask(question, {"choices": [choice]})).sum()) for choice in choices]
        return int(left.sum()), counts


def shoppers(release: Release, count: int) -> list[dict[str, Any]]:
    """Shoppers who answer everything; they pick among what is left."""
    rng = np.random.default_rng(SEED + 1)
    found = []
    for _ in range(count):
        answers: dict[str, Any] = {}
        while (step := advance(release, answers, (), NOW)).question:
            view = step.question
            open_choices = [choice.choice.id for choice in view.choices if choice.count]
            if view.range and view.range.bins:
                bin = view.range.bins[int(rng.integers(len(view.range.bins)))]
                answers[view.question.id] = {"max": bin.end}
            elif not open_choices or rng.random() < 0.1:
                answers[view.question.id] = {"skip": True}
            else:
                most = 3 if view.question.type == "multiple" else 1
                picks = rng.choice(open_choices, min(len(open_choices), most), replace=False)
                answers[view.question.id] = {"choices": [str(pick) for pick in picks]}
        found.append(answers)
    return found


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and what came out."""
    start = time.perf_counter()
    result = run()
    return (time.perf_counter() - start) * 1000, result


def spread(times: list[float]) -> str:
    return f"{np.percentile(times, 50):9.2f} {np.percentile(times, 95):9.2f}" if times else f"{'-':>9} {'-':>9}"


def measure(rows: int) -> list[str]:
    """The lines of one size."""
    built = columns(rows)
    catalog = toys(MAPPING)
    start = time.perf_counter()
    products = Products.of_columns(catalog, built, revision="bench")
    index = Index(products)
    release = compile_release(questionnaire(asked()), "1", index, Collector())
    assert release
    setup = time.perf_counter() - start
    masks = {"made anew": Masks(built, rows, False), "remembered": Masks(built, rows, True)}
    gc.freeze()
    cold, _ = timed(partial(advance, release, {}, (), NOW))
    people = shoppers(release, SHOPPERS[rows])
    asking: list[float] = []
    plain: dict[str, list[float]] = {name: [] for name in masks}
    showing: list[float] = []
    by_answers: dict[int, list[float]] = {}
    for answers in people:
        for size in range(len(answers) + 1):
            said = dict(list(answers.items())[:size])
            took, step = timed(partial(advance, release, said, (), NOW))
            by_answers.setdefault(size, []).append(took)
            (asking if step.question else showing).append(took)
            showing.append(timed(partial(see_results, release, said, (), NOW))[0])
            if step.question and step.question.choices:
                view = step.question
                ids = [choice.choice.id for choice in view.choices]
                for name, usual in masks.items():
                    took, expected = timed(partial(usual.step, said, view.question.id, ids))
                    plain[name].append(took)
                    assert (step.remaining, [choice.count for choice in view.choices]) == expected, said
    lines = [
        f"{rows:>9,}  question step               {spread(asking)}",
        *(f"{rows:>9,}  numpy masks, {name:15} {spread(times)}" for name, times in plain.items()),
        f"{rows:>9,}  results step (12 products)  {spread(showing)}",
    ]
    lines += [
        f"{rows:>9,}  advance after {size} answers     {spread(times)}" for size, times in sorted(by_answers.items())
    ]
    return [*lines, f"{rows:>9,}  first step of a release     {cold:9.2f}           (built in {setup:.1f} s)"]


def main() -> None:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"{datetime.now():%Y-%m-%d}, commit {commit}, python -m tests.bench.advance")
    print(f"{system()} {machine()}, Python {python_version()}, numpy {np.__version__}\n")
    print(f"{'products':>9}  {'':28} {'p50 ms':>9} {'p95 ms':>9}")
    for rows in SIZES:
        print("\n".join(measure(rows)), flush=True)


if __name__ == "__main__":
    main()

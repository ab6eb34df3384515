"""How fast a step is: `advance` at 10^4, 10^5 and 10^6 products, beside numpy masks. Run with `make bench-advance`.

The catalog is invented from a fixed seed: 12 attributes, brands and kinds by Zipf's law, prices that follow brand and
kind, a hole in every twentieth value. Each number of answers is timed on shoppers drawn from another fixed seed.
"""

from __future__ import annotations

import gc
import itertools
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from platform import machine, python_version, system
from typing import Any

import numpy as np

from app.catalog import Index, Products
from app.catalog.columns import Codes, Numbers, Tags
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


Columns = dict[str, Codes | Numbers | Tags]


def columns(rows: int) -> Columns:
    """The invented catalog, as columns in the order of ids."""
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
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    features = ((np.repeat(kind, sizes) + np.arange(sizes.sum()) - np.repeat(offsets[:-1], sizes)) % 20).astype(
        np.int32
    )
    return {
        "brand": Codes(holes(brand, -1), BRANDS),
        "kind": Codes(kind, KINDS),
        "colour": Codes(holes(zipf(len(COLOURS)), -1), COLOURS),
        "material": Codes(holes(zipf(len(MATERIALS)), -1), MATERIALS),
        "features": Tags(offsets, features, FEATURES),
        "grade": Numbers(holes(rng.integers(0, 5, rows).astype(np.float64), np.nan)),
        "price": Numbers(holes(price, np.nan)),
        "weight": Numbers(holes(np.round(rng.gamma(4, 12, rows), 1), np.nan)),
        "rating": Numbers(holes(rating, np.nan)),
        "giftable": Codes(holes(rng.integers(0, 2, rows).astype(np.int32), -1), ("false", "true")),
        "sold": Numbers(np.floor(rng.pareto(1.2, rows) * 10)),
    }


def records(built: Columns, rows: int) -> Iterator[dict[str, Any]]:
    """The same catalog as products."""
    texts = {id: [*column.vocabulary, None] for id, column in built.items() if not isinstance(column, Numbers)}
    lists: list[list[Any]] = []
    for id, column in built.items():
        match column:
            case Codes(codes, _):
                lists.append([texts[id][code] for code in codes.tolist()])
            case Numbers(values):
                lists.append([None if value != value else value for value in values.tolist()])
            case Tags(offsets, codes, _):
                all, ends = [texts[id][code] for code in codes.tolist()], offsets.tolist()
                lists.append([tuple(all[start:end]) or None for start, end in itertools.pairwise(ends)])
    for row, values in enumerate(zip(*lists, strict=True)):
        product = {id: value for id, value in zip(built, values, strict=True) if value is not None}
        yield {"id": f"p{row:07}", **product}


class Masks:
    """The usual way: a boolean mask per answer; made anew at each step, or remembered, one byte a product and mask."""

    def __init__(self, built: Columns, rows: int, remembers: bool) -> None:
        self.remembered: dict[tuple[str, str], Any] | None = {} if remembers else None
        self.built = built
        self.rows = rows
        self.tag_rows = {id: column.rows() for id, column in built.items() if isinstance(column, Tags)}

    def mask(self, question: str, body: dict[str, Any]) -> np.ndarray[Any, Any]:
        if self.remembered is None or "choices" not in body:
            return self.made(question, body)
        key = (question, str(body))
        if key not in self.remembered:
            self.remembered[key] = self.made(question, body)
        return self.remembered[key]

    def made(self, question: str, body: dict[str, Any]) -> np.ndarray[Any, Any]:
        if "max" in body:
            values = self.built["price"].values  # type: ignore[union-attr]
            return (values <= body["max"]) | np.isnan(values)
        if "choices" not in body or question == "wish":
            return np.ones(self.rows, np.bool_)
        if question == "grade":
            values = self.built["grade"].values  # type: ignore[union-attr]
            return (values >= GRADES.index(body["choices"][0])) | np.isnan(values)
        column = self.built[question]
        if isinstance(column, Tags):
            wanted = [column.vocabulary.index(choice) for choice in body["choices"]]
            mask = np.diff(column.offsets) == 0
            mask[self.tag_rows[question][np.isin(column.codes, wanted)]] = True
            return mask
        assert isinstance(column, Codes)
        mask = np.isin(column.codes, [column.vocabulary.index(choice) for choice in body["choices"]])
        return mask if question == "material" else mask | (column.codes == -1)

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
    products = Products.of_records(catalog, list(records(built, rows)), revision="bench")
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

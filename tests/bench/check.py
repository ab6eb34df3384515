"""How long the compiler takes, and how much memory: `python -m tests.bench.check`.

Invented questionnaires from a fixed seed on the shipped catalog of diamonds, the shipped questionnaires, and a long one
that is linted without a catalog. Warm: each is compiled once before it is timed.
"""

from __future__ import annotations

import json
import random
import resource
import tracemalloc
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from app.catalog import Index, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.compiler.checks import check_coverage
from app.compiler.cover import cover, survey
from app.compiler.coverage import Coverage
from app.compiler.describe import describe
from app.guide import Release, compile_release
from app.issues import Collector
from app.questionnaire import check_graph, check_logic, parse
from tests.shipped import PARTS

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
SEED = 1
RUNS = 5
SPANS = {"price": (326, 18823), "carat": (0.2, 3), "depth": (55, 68), "table": (52, 66), "diameter": (3.7, 9)}
GRADES = {
    "cut": ["Fair", "Good", "Very Good", "Premium", "Ideal"],
    "color": list("JIHGFED"),
    "clarity": ["I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF"],
}


def invented(count: int) -> dict[str, Any]:
    """A questionnaire on diamonds: stretches of numbers, least grades, several grades, and ranges, all skippable."""
    rng = random.Random(SEED)
    makers = [_stretches, _least_grades, _grades, _range]
    questions = {f"q{place}": {"ask": f"Question {place}?", **rng.choice(makers)(rng)} for place in range(count)}
    return {"questionnaire": "invented", "catalog": "diamonds", "title": "Invented", "questions": questions}


def _stretches(rng: random.Random) -> dict[str, Any]:
    name = rng.choice(list(SPANS))
    low, high = SPANS[name]
    cuts = sorted(round(low + (high - low) * rng.random() ** 2, 2) for _ in range(rng.randint(2, 6)))
    tests = [{"min": start, "below": end} for start, end in pairwise(cuts)]
    tests = [{"below": cuts[0]}, *tests, {"min": cuts[-1]}]
    return _single([{name: test} for test in tests])


def _least_grades(rng: random.Random) -> dict[str, Any]:
    name = rng.choice(list(GRADES))
    return _single([{name: {"min": grade}} for grade in rng.sample(GRADES[name], 4)])


def _grades(rng: random.Random) -> dict[str, Any]:
    name = rng.choice(list(GRADES))
    return {**_single([{name: grade} for grade in rng.sample(GRADES[name], 4)]), "type": "multiple"}


def _range(rng: random.Random) -> dict[str, Any]:
    return {"type": "range", "attribute": rng.choice(list(SPANS)), "bins": 8}


def _single(filters: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "single",
        "choices": {f"c{place}": {"label": f"{place}", "filter": filter} for place, filter in enumerate(filters)},
    }


def linted(count: int) -> str:
    """A questionnaire of so many questions, each asked after some answers to an earlier one."""
    rng = random.Random(SEED)
    questions: dict[str, Any] = {}
    for place in range(count):
        choices = {f"c{number}": {"label": f"{number}", "filter": {"size": f"s{number}"}} for number in range(4)}
        question: dict[str, Any] = {"ask": f"Question {place}?", "type": "single", "choices": choices}
        if place:
            question["when"] = {f"q{rng.randint(max(0, place - 5), place - 1)}": [f"c{rng.randint(0, 3)}", "c0"]}
        questions[f"q{place}"] = question
    return json.dumps({"questionnaire": "long", "catalog": "none", "title": "Long", "questions": questions})


def lint(text: str) -> None:
    issues = Collector()
    questionnaire = parse(text, "long.yaml", issues)
    assert questionnaire, issues.issues[:3]
    check_graph(questionnaire, issues)
    check_logic(questionnaire, TODAY, issues)


def release_of(text: str, file: str) -> Release:
    issues = Collector()
    questionnaire = parse(text, file, issues, PARTS)
    assert questionnaire, issues.issues[:3]
    release = compile_release(questionnaire, "1", _index(questionnaire.catalog), issues)
    assert release, issues.issues[:3]
    return release


def _index(id: str) -> Index:
    path = ROOT / "catalog" / f"{id}.mapping.yaml"
    catalog = read_mapping_file(path.read_text("utf-8"), str(path), Collector())
    assert catalog
    return Index(Products.of_records(catalog, read_feed(path.parent / catalog.feed, catalog, Collector())))


def prove(release: Release) -> Coverage:
    """Everything of the catalog stage."""
    found = survey(release, TODAY)
    coverage = cover(found)
    check_coverage(found, coverage, Collector())
    return coverage


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """The median and the slowest of some runs, after one that does not count, in seconds."""
    what()
    times = []
    for _ in range(RUNS):
        begin = perf_counter()
        what()
        times.append(perf_counter() - begin)
    return sorted(times)[RUNS // 2], max(times)


def peak(what: Callable[[], object]) -> float:
    """The most that is allocated at a time beyond what was, in MB."""
    tracemalloc.start()
    what()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def report(name: str, release: Release) -> None:
    middle, slowest = timed(lambda: prove(release))
    size = f"{len(release.questionnaire.questions)} questions × {release.index.rows:,} products"
    print(
        f"{name:<16} {size:<34} {middle:>7.2f} s {slowest:>7.2f} s {peak(lambda: prove(release)):>7.0f} MB", flush=True
    )


def main() -> None:
    print(f"{'':<51} {'median':>9} {'slowest':>9} {'memory':>10}")
    for count in (8, 30):
        release = release_of(json.dumps(invented(count)), "invented.yaml")
        report(f"invented, {count}", release)
        for line in describe(prove(release)):
            print(f"    {line}")
    for path in sorted((ROOT / "questionnaires").glob("*.yaml")):
        if not path.name.endswith(".journeys.yaml"):
            report(path.stem, release_of(path.read_text("utf-8"), str(path)))
    text = linted(500)
    middle, slowest = timed(lambda: lint(text))
    print(
        f"{'lint':<16} {'500 questions, no catalog':<34} {middle:>7.2f} s {slowest:>7.2f} s {peak(lambda: lint(text)):>7.0f} MB"
    )
    print(f"largest resident size of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()

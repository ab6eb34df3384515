"""Where a whole step spends its time: `advance` as JSON under the profiler, by library. Part of `make bench-advance`."""

from __future__ import annotations

import cProfile
import pstats
from collections import Counter
from pathlib import Path

import orjson

from app.catalog import Index, Products
from app.guide import advance, compile_release, see_results
from app.issues import Collector
from app.services.answering import View
from app.web.present import present_step
from tests.bench import advance as world
from tests.builders import questionnaire, toys

ROUNDS = 5
HOUSE = Path(__file__).parents[2] / "app"


def shares(rows: int) -> Counter[str]:
    """The share of the time spent in each room of the house and in numpy, in percent: own time, calls left out."""
    index = Index(Products.of_columns(toys(world.MAPPING), world.columns(rows), "bench"))
    release = compile_release(questionnaire(world.asked()), "1", index, Collector())
    assert release
    said = [dict(list(answers.items())[:size]) for answers in world.shoppers(release, 8) for size in range(9)]
    release = release.forgetful()
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(ROUNDS):
        for answers in said:
            for step in (advance(release, answers, (), world.NOW), see_results(release, answers, (), world.NOW)):
                orjson.dumps(present_step(View(step, release, "en")))
    profile.disable()
    found: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        found[_room(file, name, callers)] += own
    whole = sum(found.values())
    return Counter({room: share / whole * 100 for room, share in found.items()})


def _room(file: str, name: str, callers: object) -> str:
    """`app` rooms by their name, numpy with its compiled parts and NumKong, and what Python itself does."""
    if "numpy" in file or "numpy" in name or "NumKong" in name or "ufunc" in name or "ndarray" in name:
        return "numpy and NumKong"
    if Path(file).is_relative_to(HOUSE):
        return f"app.{Path(file).relative_to(HOUSE).parts[0]}"
    return "Python's own functions" if file == "~" else "other libraries"


def main() -> None:
    for rows in (50_000, 10**6):
        print(f"{rows:>9,}  " + ", ".join(f"{room} {share:.0f} %" for room, share in shares(rows).most_common()))


if __name__ == "__main__":
    main()

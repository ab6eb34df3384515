"""All engines on one world: the same steps in slices by turns, each result held against ours."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.bench.narrow.step import Engine
from tests.bench.narrow.workload import Step

SLICE = 9
"""Steps that one engine does before the next has its turn."""
WARM = 9
"""Steps done before anything is counted."""


class Differs(Exception):
    """An engine's result is not ours."""


@dataclass
class Times:
    """Seconds of each step done, in the order of the workload; `inner`: as the engine itself took them, if it does."""

    steps: list[float] = field(default_factory=list)
    inner: list[float] = field(default_factory=list)


def race(ours: str, engines: Mapping[str, Engine], steps: Sequence[Step], budget: float) -> dict[str, Times]:
    """The times of each engine, `ours` first in each round. One that has used its seconds does no further slice."""
    found = {name: Times() for name in engines}
    for engine in engines.values():
        for step in steps[:WARM]:
            engine.step(step.answers, step.taste)
    gc.collect()
    gc.disable()
    try:
        for first in range(0, len(steps), SLICE):
            part = steps[first : first + SLICE]
            truth = []
            for name, engine in engines.items():
                times = found[name]
                if name != ours and sum(times.steps) > budget:
                    continue
                for at, step in enumerate(part):
                    start = time.perf_counter()
                    result = engine.step(step.answers, step.taste)
                    times.steps.append(time.perf_counter() - start)
                    if hasattr(engine, "inner"):
                        times.inner.append(engine.inner)
                    if name == ours:
                        truth.append(result)
                    elif result != truth[at]:
                        raise Differs(f"{name} differs from {ours} at step {first + at}: {step}")
            gc.collect()
    finally:
        gc.enable()
    return found

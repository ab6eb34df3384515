"""crossfilter and itemsjs, each in one node process that lives as long as its world."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.narrow.step import Answers, Result, counts_of_choices, counts_of_codes, passing
from tests.bench.narrow.world import World

FOLDER = Path(__file__).parent / "node"
HEAP = "--max-old-space-size=6000"


def node() -> str:
    """The node that is installed, else that of the wheel."""
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.exists() else None)
    if not found:
        raise ModuleNotFoundError("node")
    if not (FOLDER / "node_modules").exists():
        raise ModuleNotFoundError("node_modules: run `npm ci` in tests/bench/narrow/node, as `make bench-narrow` does")
    return found


class _Node:
    """`inner` is the time of the last step as node itself took it, in seconds: without JSON and pipes."""

    script = ""

    def __init__(self, world: World) -> None:
        self.world = world
        self.inner = 0.0
        program = node()
        with tempfile.TemporaryDirectory() as folder:
            _write(world, Path(folder))
            self.process = subprocess.Popen(
                [program, HEAP, FOLDER / "peer.mjs", self.script, folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            self.bytes = int(self._line()["bytes"])

    def _line(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise MemoryError(f"{self.script}: node ended with {self.process.wait()}")
        return dict(json.loads(line))

    def _ask(self, answers: Answers, taste: int) -> dict[str, Any]:
        sent: dict[int, Any] = {}
        for place, answer in answers.items():
            if self.world.codes[place] is None:
                sent[place] = {"low": answer[0], "high": answer[1]}
            else:
                sent[place] = {"picks": answer, "passes": passing(self.world, place, answer).tolist()}
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"answers": sent, "taste": taste}) + "\n")
        self.process.stdin.flush()
        found = self._line()
        self.inner = found["milliseconds"] / 1000
        return found

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


class Crossfilter(_Node):
    script = "crossfilter"

    def step(self, answers: Answers, taste: int) -> Result:
        found = self._ask(answers, taste)
        lifted = {int(place): np.array(counts) for place, counts in found["codes"].items()}
        return Result(found["remaining"], counts_of_codes(self.world, answers, lifted), tuple(map(int, found["best"])))


class ItemsJs(_Node):
    script = "itemsjs"

    def step(self, answers: Answers, taste: int) -> Result:
        found = self._ask(answers, taste)
        counts = []
        for at, place in enumerate(self.world.chosen):
            counts.append(self._counts(answers, place, at, found))
        return Result(found["remaining"], tuple(counts), tuple(map(int, found["best"])))

    def _counts(self, answers: Answers, place: int, at: int, found: dict[str, Any]) -> tuple[int, ...]:
        question, table = self.world.questions[place], self.world.tables[place]
        assert table is not None
        by_code = question.mode != "all" and len(table) <= 24
        size = len(table) if by_code else len(question.choices)
        tally = [found["tallies"][f"q{place}"].get(str(value), 0) for value in range(size)]
        if not by_code:
            left = found["tallies"].get(f"l{place}", {})
            both = [left.get(str(value), 0) for value in range(size)] if question.mode == "any" else tally
            zeros = {key: [0] * len(self.world.questions[key].choices) for key in self.world.chosen}
            every = counts_of_choices(
                self.world, answers, found["remaining"], {**zeros, place: both}, {**zeros, place: tally}
            )
        else:
            none = {key: np.zeros(len(self.world.tables[key]), np.int64) for key in self.world.chosen}  # type: ignore[arg-type]
            every = counts_of_codes(self.world, answers, {**none, place: np.array(tally)})
        return tuple(every[at])


def _write(world: World, folder: Path) -> None:
    questions = []
    for place, question in enumerate(world.questions):
        codes, table = world.codes[place], world.tables[place]
        entry: dict[str, Any] = {"place": place, "mode": question.mode}
        if codes is not None and table is not None:
            codes.tofile(folder / f"q{place}")
            entry |= {"table": len(table), "sets": [np.flatnonzero(row).tolist() for row in table]}
        questions.append(entry)
    world.ids.astype(np.float64).tofile(folder / "ids")
    world.ranged.tofile(folder / "price")
    for taste, scores in enumerate(world.scores):
        places = np.empty(world.rows, np.int32)
        places[np.lexsort((world.ids, -scores))] = np.arange(world.rows, dtype=np.int32)
        places.tofile(folder / f"s{taste}")
    tastes = list(range(len(world.scores)))
    (folder / "world.json").write_text(json.dumps({"questions": questions, "tastes": tastes}))

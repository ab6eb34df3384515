"""The plainest bitset in numpy: one uint64 array of all choices, one AND, one popcount and one sum a mask; no tricks."""

from __future__ import annotations

import numpy as np

from tests.bench.narrow.masks import best_of
from tests.bench.narrow.step import Answer, Answers, Result, counts_of_choices
from tests.bench.narrow.world import World


class Packed:
    def __init__(self, world: World) -> None:
        self.world = world
        self.sets = {place: _pack(world.flags(place)) for place in world.chosen}
        self.everything = _pack(np.ones((1, world.rows), np.bool_))[0]
        self.unknown = np.isnan(world.ranged)
        self.bytes = sum(sets.nbytes for sets in self.sets.values())

    def _bits(self, place: int, answer: Answer) -> np.ndarray:
        if place not in self.sets:
            values = self.world.ranged
            return _pack(((values >= answer[0]) & (values <= answer[1]) | self.unknown)[None])[0]
        join = np.bitwise_and if self.world.questions[place].mode == "all" else np.bitwise_or
        return join.reduce(self.sets[place][list(answer)])  # type: ignore[arg-type]

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        bits = {place: self._bits(place, answer) for place, answer in answers.items()}
        whole = np.bitwise_and.reduce([self.everything, *bits.values()])
        left, lifted = {}, {}
        for place, sets in self.sets.items():
            left[place] = np.bitwise_count(sets & whole).sum(axis=1, dtype=np.int64)
            if place in bits and world.questions[place].mode != "all":
                others = [mask for other, mask in bits.items() if other != place]
                mask = np.bitwise_and.reduce([self.everything, *others])
                lifted[place] = np.bitwise_count(sets & mask).sum(axis=1, dtype=np.int64)
        rows = np.flatnonzero(np.unpackbits(whole.view(np.uint8), bitorder="little", count=world.rows))
        counts = counts_of_choices(world, answers, len(rows), left, lifted)
        return Result(len(rows), counts, best_of(world, rows, taste))


def _pack(flags: np.ndarray) -> np.ndarray:
    packed = np.packbits(flags, axis=1, bitorder="little")
    sets = np.zeros((len(flags), -(-flags.shape[1] // 64) * 8), np.uint8)
    sets[:, : packed.shape[1]] = packed
    return sets.view(np.uint64)

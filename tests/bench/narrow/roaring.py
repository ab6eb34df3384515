"""CRoaring: a compressed bitmap a choice, counted by `intersection_cardinality`."""

from __future__ import annotations

import numpy as np
from pyroaring import BitMap

from tests.bench.narrow.masks import best_of
from tests.bench.narrow.step import BEST, Answer, Answers, Result, counts_of_choices
from tests.bench.narrow.world import World

PARTS = 128
"""Bitmaps of prices up to each of so many quantiles; what lies between two of them is added row by row."""
BLOCK = 4096
"""Rows whose greatest score is known, as in our own search for the best."""


class Roaring:
    def __init__(self, world: World) -> None:
        self.world = world
        self.sets = {
            place: [_optimized(np.flatnonzero(flags)) for flags in world.flags(place)] for place in world.chosen
        }
        self.everything = BitMap(range(world.rows))
        self.unknown = _optimized(np.flatnonzero(np.isnan(world.ranged)))
        known = np.flatnonzero(~np.isnan(world.ranged))
        self.order = known[np.argsort(world.ranged[known], kind="stable")].astype(np.uint32)
        self.prices = world.ranged[self.order]
        self.edges = np.linspace(0, len(self.order), min(PARTS, len(self.order)) + 1).astype(int)
        self.upto = [_optimized(self.order[:edge]) for edge in self.edges]
        starts = np.arange(0, world.rows, BLOCK)
        self.most = np.maximum.reduceat(world.scores, starts, axis=1)
        self.blocks = [BitMap(range(start, min(start + BLOCK, world.rows))) for start in starts]
        maps = [bits for some in self.sets.values() for bits in some] + self.upto
        self.bytes = sum(bits.get_statistics()["n_bytes_array_containers"] for bits in maps)
        self.bytes += sum(bits.get_statistics()["n_bytes_bitset_containers"] for bits in maps)
        self.bytes += sum(bits.get_statistics()["n_bytes_run_containers"] for bits in maps)

    def _range(self, low: float, high: float) -> BitMap:
        first, stop = np.searchsorted(self.prices, low, "left"), np.searchsorted(self.prices, high, "right")
        above, below = np.searchsorted(self.edges, first, "left"), np.searchsorted(self.edges, stop, "right") - 1
        if above >= below:
            return BitMap(self.order[first:stop]) | self.unknown
        found = self.upto[below] - self.upto[above]
        found |= BitMap(self.order[first : self.edges[above]])
        found |= BitMap(self.order[self.edges[below] : stop])
        found |= self.unknown
        return found

    def _bits(self, place: int, answer: Answer) -> BitMap:
        if place not in self.sets:
            return self._range(*answer)
        picked = [self.sets[place][int(choice)] for choice in answer]
        if len(picked) == 1:
            return picked[0]
        all_ = self.world.questions[place].mode == "all"
        return BitMap.intersection(*picked) if all_ else BitMap.union(*picked)

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        bits = {place: self._bits(place, answer) for place, answer in answers.items()}
        whole = self._joined(list(bits.values()))
        remaining = len(whole)
        left, lifted = {}, {}
        for place, sets in self.sets.items():
            mode = world.questions[place].mode
            if not answers:
                left[place] = [len(one) for one in sets]
            elif not (place in answers and mode == "single"):
                left[place] = [whole.intersection_cardinality(one) for one in sets]
            if place in answers and mode != "all":
                others = self._joined([mask for other, mask in bits.items() if other != place])
                lifted[place] = [others.intersection_cardinality(one) for one in sets]
        counts = counts_of_choices(world, answers, remaining, left, lifted)
        return Result(remaining, counts, self._best(whole, taste))

    def _joined(self, bits: list[BitMap]) -> BitMap:
        if not bits:
            return self.everything
        bits.sort(key=len)
        found = bits[0]
        for other in bits[1:]:
            found = found & other
        return found

    def _best(self, whole: BitMap, taste: int) -> tuple[int, ...]:
        """Blocks by falling greatest score, until none can hold a better one."""
        if len(whole) <= BLOCK:
            return best_of(self.world, _rows(whole), taste)
        most, scores = self.most[taste], self.world.scores[taste]
        rows = np.empty(0, np.uint32)
        least, looked = -np.inf, 0
        order = np.argsort(-most, kind="stable")
        while looked < len(order) and most[order[looked]] >= least:
            rows = np.append(rows, _rows(whole & self.blocks[order[looked]]))
            looked += 1
            if len(rows) >= BEST:
                found = scores[rows]
                least = np.partition(found, len(rows) - BEST)[len(rows) - BEST]
                rows = rows[found >= least]
        return best_of(self.world, rows, taste)


def _rows(bits: BitMap) -> np.ndarray:
    return np.frombuffer(bits.to_array(), np.uint32) if len(bits) else np.empty(0, np.uint32)


def _optimized(rows: np.ndarray) -> BitMap:
    bits = BitMap(rows.astype(np.uint32))
    bits.run_optimize()
    bits.shrink_to_fit()
    return bits

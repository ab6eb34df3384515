"""Our own engine where variants count once: the same step, of groups, and the best variant of each."""

from __future__ import annotations

from datetime import date

import numpy as np

from app.catalog import bitset
from app.catalog.arrange import side_by_side
from app.catalog.bitset import Bits
from app.catalog.columns import code_numbers
from app.catalog.evaluate import rows_passing
from app.catalog.groups import groups_of
from app.catalog.stack import stack_of
from app.conditions import Held, Interval
from app.ranking.blocks import bounds_of
from app.ranking.rank import best_rows
from tests.bench.narrow.step import BEST, Answer, Answers, Result
from tests.bench.narrow.world import World


class Grouped:
    """Rows stand with their variants, none across a word's edge; places left empty are in no set."""

    def __init__(self, world: World) -> None:
        assert world.group is not None
        self.world = world
        order, starts = side_by_side(np.arange(world.rows), world.group)
        self.rows, self.filled = len(order), order >= 0
        self.groups = groups_of(starts, self.rows)
        self.first: dict[int, int] = {}
        sets: list[Bits] = []
        for place in world.chosen:
            self.first[place] = len(sets)
            sets += [bitset.pack(flags[order] & self.filled) for flags in world.flags(place)]
        self.stack = stack_of(sets, self.rows, self.groups)
        self.everything = bitset.pack(self.filled)
        ranged = np.where(self.filled, world.ranged[order], np.nan)
        self.numbers, self.unknown = code_numbers(ranged), bitset.pack(np.isnan(ranged) & self.filled)
        self.ids = np.where(self.filled, world.ids[order], -1)
        self.rank = np.argsort(np.argsort(self.ids, kind="stable")).astype(np.int32)
        self.scores = [np.where(self.filled, scores[order], -np.inf) for scores in world.scores]
        self.bounds = [bounds_of(scores.__getitem__, self.rows).greatest for scores in self.scores]
        self.bytes = self.stack.sets.nbytes

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        bits = {place: self._bits(place, answer) for place, answer in answers.items()}
        mask = self._all(list(bits.values()))
        whole = self.stack.counts(mask, 0, len(self.stack.sets))
        counts = []
        for place in world.chosen:
            first, mode = self.first[place], world.questions[place].mode
            stop = first + len(world.questions[place].choices)
            if place not in answers or mode == "all":
                counts.append(tuple(whole[first:stop].tolist()))
                continue
            others = self._all([one for other, one in bits.items() if other != place])
            found = (
                self.stack.counts(others, first, stop)
                if mode == "single"
                else self.stack.counts_with(others, bits[place], first, stop)
            )
            counts.append(tuple(found.tolist()))
        return Result(self.groups.count(mask), tuple(counts), self._best(mask, taste))

    def _best(self, mask: Bits, taste: int) -> tuple[int, ...]:
        scores, many = self.scores[taste], BEST
        while True:
            rows = best_rows(mask, many, self.rank, scores.__getitem__, lambda: self.bounds[taste])
            first: dict[int, int] = {}
            for row in rows.tolist():
                first.setdefault(int(self.groups.of_row[row]), row)
            if len(first) >= BEST or len(rows) < many:
                return tuple(self.ids[list(first.values())[:BEST]].tolist())
            many *= 2

    def _all(self, bits: list[Bits]) -> Bits:
        found = self.everything
        for one in bits:
            found = found & one
        return found

    def _bits(self, place: int, answer: Answer) -> Bits:
        if place not in self.first:
            within = Held((Interval(*answer),))
            return bitset.pack(rows_passing(self.numbers, within, date.min)) | self.unknown
        rows = [self.stack.sets[self.first[place] + int(choice)] for choice in answer]
        return (np.bitwise_and if self.world.questions[place].mode == "all" else np.bitwise_or).reduce(rows)

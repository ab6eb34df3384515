"""Our own engine behind the benchmark's interface: the product's bitmaps, its counting kernel and its search for the best."""

from __future__ import annotations

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.stack import Stack, stack_of
from app.ranking.blocks import bounds_of
from app.ranking.rank import best_rows
from tests.bench.narrow.step import BEST, Answer, Answers, Result, counts_of_choices
from tests.bench.narrow.world import World


class Salesclerk:
    """One stack of all choices; masks by prefix and suffix; block maxima of each taste."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first: dict[int, int] = {}
        sets: list[Bits] = []
        for place in world.chosen:
            self.first[place] = len(sets)
            sets += [bitset.pack(flags) for flags in world.flags(place)]
        self.stack: Stack = stack_of(sets, world.rows, None)
        self.everything = bitset.every(world.rows)
        self.unknown = bitset.pack(np.isnan(world.ranged))
        self.rank = np.empty(world.rows, np.int32)
        self.rank[np.argsort(world.ids)] = np.arange(world.rows, dtype=np.int32)
        self.bounds = [bounds_of(scores.__getitem__, world.rows) for scores in world.scores]
        bounds = sum(bound.least.nbytes + bound.greatest.nbytes for bound in self.bounds)
        self.bytes = self.stack.sets.nbytes + self.everything.nbytes + self.unknown.nbytes + self.rank.nbytes + bounds

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        without, mask = self._masks({place: self._bits(place, answer) for place, answer in answers.items()})
        remaining = bitset.count(mask)
        left, lifted = {}, {}
        for first, last in self._stretches(answers):
            start, stop = self.first[first], self.first[last] + len(world.questions[last].choices)
            counts = self.stack.counts(mask, start, stop)
            for place in range(first, last + 1):
                begin = self.first[place] - start
                left[place] = counts[begin : begin + len(world.questions[place].choices)]
        for place in answers:
            if world.questions[place].mode in ("single", "any"):
                first = self.first[place]
                lifted[place] = self.stack.counts(without[place], first, first + len(world.questions[place].choices))
        scores = world.scores[taste]
        best = best_rows(mask, BEST, self.rank, scores.__getitem__, lambda: self.bounds[taste].greatest)
        counts = counts_of_choices(world, answers, remaining, left, lifted)
        return Result(remaining, counts, tuple(world.ids[best].tolist()))

    def _stretches(self, answers: Answers) -> list[tuple[int, int]]:
        """The questions that are counted in what is left, neighbours together; an answered `single` is not."""
        found: list[tuple[int, int]] = []
        for place in self.world.chosen:
            if place in answers and self.world.questions[place].mode == "single":
                continue
            if found and found[-1][1] == place - 1:
                found[-1] = (found[-1][0], place)
            else:
                found.append((place, place))
        return found

    def _masks(self, bits: dict[int, Bits]) -> tuple[dict[int, Bits], Bits]:
        """What is left without each answer, and with all of them."""
        places = list(bits)
        after = [self.everything]
        for place in reversed(places[1:]):
            after.append(after[-1] & bits[place])
        before, without = self.everything, {}
        for place, rest in zip(places, reversed(after), strict=False):
            without[place] = before & rest
            before = before & bits[place]
        return without, before

    def _bits(self, place: int, answer: Answer) -> Bits:
        if place not in self.first:
            values = self.world.ranged
            return bitset.pack((values >= answer[0]) & (values <= answer[1])) | self.unknown
        rows = [self.stack.sets[self.first[place] + int(choice)] for choice in answer]
        join = np.bitwise_and if self.world.questions[place].mode == "all" else np.bitwise_or
        return rows[0] if len(rows) == 1 else join.reduce(rows)

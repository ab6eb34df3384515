"""Our own engine behind the benchmark's interface: the product's bitmaps, its counting kernel, its search for the best."""

from __future__ import annotations

from datetime import date

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.catalog.columns import code_numbers
from app.catalog.evaluate import rows_passing
from app.catalog.stack import Stack, stack_of
from app.conditions import Held, Interval
from app.guide.memo import Memo
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
        self.numbers = code_numbers(world.ranged)
        self.rank = np.empty(world.rows, np.int32)
        self.rank[np.argsort(world.ids)] = np.arange(world.rows, dtype=np.int32)
        self.bounds = [bounds_of(scores.__getitem__, world.rows) for scores in world.scores]
        self.memo = Memo()
        bounds = sum(bound.least.nbytes + bound.greatest.nbytes for bound in self.bounds)
        self.bytes = self.stack.sets.nbytes + self.everything.nbytes + self.unknown.nbytes + self.rank.nbytes + bounds

    def step(self, answers: Answers, taste: int) -> Result:
        remaining, counts, mask = self._narrowed(answers)
        return Result(remaining, counts, self._best(mask, taste))

    def remembered_step(self, answers: Answers, taste: int) -> Result:
        """The same, what depends on the answers alone looked up if it was asked for before."""
        key = tuple(answers.items())
        remaining, counts, mask = self.memo.get(key, lambda: self._narrowed(answers), lambda found: found[2].nbytes)
        return Result(remaining, counts, self._best(mask, taste))

    def _narrowed(self, answers: Answers) -> tuple[int, tuple[tuple[int, ...], ...], Bits]:
        world = self.world
        without, mask = self._masks({place: self._bits(place, answer) for place, answer in answers.items()})
        remaining = bitset.count(mask)
        lifting = [place for place in answers if world.questions[place].mode in ("single", "any")]
        if self.stack.is_short:
            masks = [mask, *(without[place] for place in lifting)]
            found = self.stack.counts_each(masks, 0, len(self.stack.sets)).tolist()
            left = {place: self._of(place, found[0]) for place in world.chosen}
            lifted = {place: self._of(place, counts) for place, counts in zip(lifting, found[1:], strict=True)}
        else:
            counts = self.stack.counts(mask, 0, len(self.stack.sets)).tolist()
            left = {place: self._of(place, counts) for place in world.chosen}
            lifted = {}
            for place in lifting:
                if place in self.first:
                    first = self.first[place]
                    stop = first + len(world.questions[place].choices)
                    lifted[place] = self.stack.counts(without[place], first, stop).tolist()
        return remaining, counts_of_choices(world, answers, remaining, left, lifted), mask

    def _of(self, place: int, counts: list[int]) -> list[int]:
        """The counts of one question's choices."""
        first = self.first[place]
        return counts[first : first + len(self.world.questions[place].choices)]

    def _best(self, mask: Bits, taste: int) -> tuple[int, ...]:
        scores = self.world.scores[taste]
        best = best_rows(mask, BEST, self.rank, scores.__getitem__, lambda: self.bounds[taste].greatest)
        return tuple(self.world.ids[best].tolist())

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
            within = Held((Interval(*answer),))
            return bitset.pack(rows_passing(self.numbers, within, date.min)) | self.unknown
        rows = [self.stack.sets[self.first[place] + int(choice)] for choice in answer]
        join = np.bitwise_and if self.world.questions[place].mode == "all" else np.bitwise_or
        found = rows[0]
        for row in rows[1:]:
            found = join(found, row)
        return found

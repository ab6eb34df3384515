"""Boolean masks: the usual way in numpy, every choice evaluated beforehand, counted by its codes; and how to be the best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.bench.narrow.step import BEST, Answers, Result, counts_of_codes, passing
from tests.bench.narrow.world import World


def best_of(world: World, rows: NDArray[np.integer], taste: int) -> tuple[int, ...]:
    """The ids of the best of some rows: those at or above the 24th score, sorted."""
    scores = world.scores[taste][rows]
    if len(rows) > BEST:
        least = np.partition(scores, len(rows) - BEST)[len(rows) - BEST]
        kept = np.flatnonzero(scores >= least)
        rows, scores = rows[kept], scores[kept]
    ids = world.ids[rows]
    return tuple(ids[np.lexsort((ids, -scores))[:BEST]].tolist())


class Masks:
    """One byte a row and answer; codes counted with `bincount`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.unknown = np.isnan(world.ranged)
        self.bytes = self.unknown.nbytes + sum(codes.nbytes for codes in world.codes if codes is not None)

    def _mask(self, question: int, answer: tuple) -> NDArray[np.bool_]:
        codes = self.world.codes[question]
        if codes is None:
            return (self.world.ranged >= answer[0]) & (self.world.ranged <= answer[1]) | self.unknown
        return passing(self.world, question, answer)[codes]

    def step(self, answers: Answers, taste: int) -> Result:
        world = self.world
        misses = np.zeros(world.rows, np.uint8)
        masks = {place: self._mask(place, answer) for place, answer in answers.items()}
        for mask in masks.values():
            misses += ~mask
        left = np.flatnonzero(misses == 0)
        once = np.flatnonzero(misses == 1)
        lifted = {}
        for place in world.chosen:
            codes, table = world.codes[place], world.tables[place]
            assert codes is not None and table is not None
            found = np.bincount(codes[left], minlength=len(table))
            if place in masks:
                found += np.bincount(codes[once[~masks[place][once]]], minlength=len(table))
            lifted[place] = found
        return Result(len(left), counts_of_codes(world, answers, lifted), best_of(world, left, taste))

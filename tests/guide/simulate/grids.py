"""Random little grids, and the slow truth about them: every strategy, by recursion over sets of products."""

from __future__ import annotations

from functools import cache
from math import inf

import numpy as np

from app.guide.simulate.grid import SILENT, Grid, grid_of_codes, make_grid


def keeping(seed: int, products: int = 24, questions: int = 4, silent: float = 0.15) -> Grid:
    """One choice for each value; some products state nothing and stay, and their shoppers say nothing."""
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 3, (products, questions))
    codes[rng.random(codes.shape) < silent] = SILENT
    return grid_of_codes([f"q{place}" for place in range(questions)], codes)


def overlapping(seed: int, products: int = 20, questions: int = 4) -> Grid:
    """Any products stay for any answer, but a shopper's own always does."""
    rng = np.random.default_rng(seed)
    codes = rng.integers(SILENT, 3, (products, questions))
    fits = [rng.random((3, products)) < 0.5 for _ in range(questions)]
    for place, fit in enumerate(fits):
        said = np.flatnonzero(codes[:, place] != SILENT)
        fit[codes[said, place], said] = True
    return make_grid([f"q{place}" for place in range(questions)], codes, fits)


GRIDS = (
    *(keeping(seed) for seed in range(12)),
    *(keeping(seed, silent=0) for seed in range(12, 20)),
    *map(overlapping, range(12)),
)


def least(grid: Grid, enough: int) -> float:
    """The fewest questions on average over products, by trying every question at every point."""
    everyone = frozenset(range(grid.classes))
    return _least(grid)(everyone, everyone, frozenset(), enough)


def of_order(grid: Grid, order: tuple[int, ...], enough: int) -> float:
    """The questions on average in one order, passing over what would change nothing: each class by itself."""
    total = 0.0
    for wanted in range(grid.classes):
        left = set(range(grid.classes))
        for question in order:
            if _size(grid, left) > enough and changes_something(grid, left, question):
                total += grid.sizes[wanted]
                left = stay(grid, left, question, grid.codes[wanted, question])
    return total / grid.products


def changes_something(grid: Grid, left: set[int] | frozenset[int], question: int) -> bool:
    after = [stay(grid, left, question, answer) for answer in range(len(grid.fits[question]))]
    return any(some and some != left for some in after)


def stay(grid: Grid, left: set[int] | frozenset[int], question: int, answer: int) -> set[int]:
    return {one for one in left if answer == SILENT or grid.fits[question][answer, one]}


def _size(grid: Grid, left: set[int] | frozenset[int]) -> float:
    return sum(grid.sizes[one] for one in left)


def _least(grid: Grid):  # type: ignore[no-untyped-def]
    @cache
    def expected(wanted: frozenset[int], left: frozenset[int], asked: frozenset[int], enough: int) -> float:
        if _size(grid, left) <= enough:
            return 0.0
        best = inf
        for question in set(range(grid.questions)) - asked:
            if not changes_something(grid, left, question):
                continue
            total = 1.0
            for answer in {int(grid.codes[one, question]) for one in wanted}:
                saying = frozenset(one for one in wanted if grid.codes[one, question] == answer)
                after = frozenset(stay(grid, left, question, answer))
                share = _size(grid, saying) / _size(grid, wanted)
                total += share * expected(saying, after, asked | {question}, enough)
            best = min(best, total)
        return 0.0 if best == inf else best

    return expected

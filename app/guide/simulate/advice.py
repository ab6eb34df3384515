"""Advice to an author: the best order of the questions, what each is worth, and which say the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import log2

import numpy as np
from numpy.typing import NDArray

from app.guide.simulate.grid import SILENT, Grid
from app.guide.simulate.lattice import Told, ask, begin, changes

REDUNDANT = 0.5
"""From this share on, two questions say much the same."""
COMMON = 0.5
"""How many of the shoppers who have an answer to the less answered of two questions must have one to both."""


@dataclass(frozen=True)
class Worth:
    """What a question is worth: `alone`, the bits that it brings as the first; at its place in an order, the share of
    shoppers who are `asked` it, and the bits that it brings `there` to one who is asked.
    """

    question: str
    alone: float
    asked: float
    there: float


@dataclass(frozen=True)
class Redundant:
    """Two questions, and how much of the one is known from the other, 0..1."""

    first: str
    second: str
    share: float


def worths(grid: Grid, order: tuple[str, ...], enough: int) -> tuple[Worth, ...]:
    """What each question is worth in an order that passes over what would change nothing.

    Bits are the fall of the mean log2 of what is left, `enough` counting as the least: the gain of the conversation.
    """
    found: list[Worth] = []
    start = told = begin(grid, enough)
    for name in order:
        place = grid.names.index(name)
        reached = grid.count(told.classes[changes(grid, told, place)[told.group]]) if len(told.sizes) else 0.0
        alone = _bits(grid, start, enough) - _bits(grid, ask(grid, start, place, enough), enough)
        after = ask(grid, told, place, enough)
        gained = _bits(grid, told, enough) - _bits(grid, after, enough)
        share = grid.share(reached)
        found.append(Worth(name, alone, share, gained / share if share else 0.0))
        told = after
    return tuple(found)


def greedy_order(grid: Grid, enough: int) -> tuple[str, ...]:
    """An order that takes each time the question after which the fewest bits are missing: good, not always best."""
    told, left, order = begin(grid, enough), list(range(grid.questions)), []
    while left:
        after = {place: ask(grid, told, place, enough) for place in left}
        best = min(left, key=lambda place: _bits(grid, after[place], enough))
        told = after[best]
        order.append(grid.names[best])
        left.remove(best)
    return tuple(order)


def redundant(grid: Grid, least: float = REDUNDANT) -> tuple[Redundant, ...]:
    """The pairs of questions of which the mutual information over the smaller entropy is at least a share, most first.

    1: one answer follows from the other. Only products whose shoppers have an answer to both count, and pairs of which
    that are too few, such as questions about different kinds of products, are left out.
    """
    found = []
    for one, other in combinations(range(grid.questions), 2):
        joint = _joint(grid, one, other)
        if joint.sum() < COMMON * min(_answered(grid, one), _answered(grid, other)):
            continue
        first, second = _entropy(joint.sum(axis=1)), _entropy(joint.sum(axis=0))
        if min(first, second) > 0:
            share = (first + second - _entropy(joint.ravel())) / min(first, second)
            found.append(Redundant(grid.names[one], grid.names[other], min(1.0, max(0.0, share))))
    return tuple(sorted((pair for pair in found if pair.share >= least), key=lambda pair: -pair.share))


def _joint(grid: Grid, one: int, other: int) -> NDArray[np.float64]:
    """How many products' shoppers give each pair of answers; those who are silent at either tell nothing."""
    first, second = grid.codes[:, one], grid.codes[:, other]
    both = (first != SILENT) & (second != SILENT)
    joint = np.zeros((len(grid.fits[one]), len(grid.fits[other])))
    np.add.at(joint, (first[both], second[both]), grid.sizes[both])
    return joint


def _answered(grid: Grid, question: int) -> float:
    return float(grid.sizes[grid.codes[:, question] != SILENT].sum())


def _entropy(counts: NDArray[np.float64]) -> float:
    """In bits."""
    shares = counts[counts > 0] / max(counts.sum(), 1.0)
    return float(-(shares * np.log2(shares)).sum())


def _bits(grid: Grid, told: Told, enough: int) -> float:
    """The mean log2 of what is left for each product's shopper, `enough` being the least."""
    least = log2(max(enough, 1))
    open_ = grid.sizes[told.classes]
    more = float((open_ * (np.log2(told.sizes[told.group]) - least)).sum()) if len(open_) else 0.0
    return least + grid.share(more)

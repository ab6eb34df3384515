"""How a clerk fares who asks by some rule: every product's shopper followed to the end, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.guide.gain import information
from app.guide.simulate.grid import SMALL, Grid, Ids


@dataclass(frozen=True)
class Moment:
    """A point of the conversation: whose shoppers are here, what is left, and which questions were put."""

    wanted: Ids
    left: Ids
    asked: frozenset[int]


Rule = Callable[[Grid, Moment], int | None]
"""Which question is next; None: nothing is left to ask."""


@dataclass(frozen=True)
class Course:
    """For each class: how many questions its shoppers were asked, how many products were left, and whether theirs was.

    Arrays of shape (classes,).
    """

    sizes: NDArray[np.float64]
    questions: NDArray[np.float64]
    left: NDArray[np.float64]
    kept: NDArray[np.bool_]

    @property
    def expected(self) -> float:
        """Questions on average over products."""
        return float((self.sizes * self.questions).sum() / max(self.sizes.sum(), 1))

    @property
    def shown(self) -> float:
        """Products left on average over products."""
        return float((self.sizes * self.left).sum() / max(self.sizes.sum(), 1))

    @property
    def lost(self) -> int:
        """How many products' shoppers lost the product that they wanted."""
        return int(self.sizes[~self.kept].sum())


def follow(grid: Grid, rule: Rule, enough: int) -> Course:
    """Every product's shopper, asked by a rule until `enough` products or fewer are left, or nothing is left to ask."""
    questions, left = np.zeros(grid.classes), np.zeros(grid.classes)
    kept = np.zeros(grid.classes, np.bool_)
    coming = [Moment(grid.everyone, grid.everyone, frozenset())]
    while coming:
        here = coming.pop()
        size = grid.count(here.left)
        question = rule(grid, here) if size > enough + SMALL else None
        if question is None:
            questions[here.wanted], left[here.wanted] = len(here.asked), size
            kept[here.wanted] = np.isin(here.wanted, here.left)
            continue
        said = grid.codes[here.wanted, question]
        for answer in np.unique(said).tolist():
            stays = grid.stays(here.left, question, answer)
            coming.append(Moment(here.wanted[said == answer], stays, here.asked | {question}))
    return Course(grid.sizes, questions, left, kept)


def in_order(order: Sequence[int]) -> Rule:
    """Asks in one order, and passes over what would change nothing."""

    def rule(grid: Grid, here: Moment) -> int | None:
        open_ = (place for place in order if place not in here.asked)
        return next((place for place in open_ if matters(grid, here, place)), None)

    return rule


def stubborn(order: Sequence[int]) -> Rule:
    """Asks in one order, whether it would change something or not."""

    def rule(grid: Grid, here: Moment) -> int | None:
        return next((place for place in order if place not in here.asked), None)

    return rule


def matters(grid: Grid, here: Moment, question: int) -> bool:
    """Whether some available answer would change what is left."""
    counts = grid.counts(here.left, question)
    return bool(((counts > SMALL) & (counts < grid.count(here.left) - SMALL)).any())


def greedy(enough: int) -> Rule:
    """Asks what brings the most bits among what would change something, as `best` does; the first of equals."""

    def rule(grid: Grid, here: Moment) -> int | None:
        open_ = [place for place in range(grid.questions) if place not in here.asked and matters(grid, here, place)]
        return max(open_, key=lambda place: bits(grid, here, place, enough), default=None)

    return rule


def bits(grid: Grid, here: Moment, question: int, enough: int) -> float:
    """The bits that a question is expected to bring."""
    always = grid.staying[question][0]
    unknown = grid.count(here.left[always[here.left]])
    counts = grid.counts(here.left, question)
    return float(information(counts[counts > SMALL], grid.count(here.left), enough, unknown))

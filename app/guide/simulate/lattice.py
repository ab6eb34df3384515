"""What is known after each set of questions, whatever their order: the ground that optima are computed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.guide.simulate.grid import SILENT, SMALL, Flags, Grid, Ids

MOST_QUESTIONS = 12
"""Questions at most: there are 2**questions sets of them."""
MOST_WORK = 3e9
"""Products looked at, at most, over all questions to all sets: about a minute."""


class TooLarge(Exception):
    """There are too many sets of questions, or too many products behind them."""


@dataclass(frozen=True)
class Told:
    """Shoppers after a set of questions, grouped by what they said; only groups that too many products are left for.

    `classes` are those who are not done, `group` the group of each; `left` and `of` are pairs: class `left[i]` is still
    a candidate for group `of[i]`; `sizes` of shape (groups,) count the products that are left.
    """

    classes: Ids
    group: Ids
    left: Ids
    of: Ids
    sizes: NDArray[np.float64]

    def mean(self, values: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
        """The mean over each group of a value of its classes, shape (groups,)."""
        weights = sizes[self.classes]
        groups = len(self.sizes)
        sums = np.bincount(self.group, weights * values, groups)
        return np.asarray(sums / np.bincount(self.group, weights, groups))


def begin(grid: Grid, enough: int) -> Told:
    """Before the first question."""
    none = np.zeros(grid.classes, np.int64)
    return _not_done(Told(grid.everyone, none, grid.everyone, none, np.array([float(grid.products)])), enough)


def ask(grid: Grid, told: Told, question: int, enough: int) -> Told:
    """After one question more."""
    groups, width = len(told.sizes), len(grid.fits[question]) + 1
    said = told.group * width + grid.codes[told.classes, question] - SILENT
    known, group = np.unique(said, return_inverse=True)
    child = np.full(groups * width, -1)
    child[known] = np.arange(len(known))
    table = child.reshape(groups, width)
    stay, one, answer = _staying(grid, told, question)
    pairs = [(told.left, table[told.of, 0]), (told.left[one], table[told.of[one], answer + 1])]
    said_by_some = 1 + np.flatnonzero((table[:, 1:] >= 0).any(axis=0))
    pairs += [(told.left[stay], table[told.of[stay], place]) for place in said_by_some]
    left, of = ([pair[side][pair[1] >= 0] for pair in pairs] for side in (0, 1))
    lefts, ofs = np.concatenate(left), np.concatenate(of)
    sizes = np.bincount(ofs, grid.sizes[lefts], len(known)).astype(np.float64)
    return _not_done(Told(told.classes, group, lefts, ofs, sizes), enough)


def changes(grid: Grid, told: Told, question: int) -> Flags:
    """For each group, whether some available answer would change what is left; shape (groups,)."""
    groups, answers = len(told.sizes), len(grid.fits[question])
    stay, one, answer = _staying(grid, told, question)
    always = np.bincount(told.of[stay], grid.sizes[told.left[stay]], groups)
    counts = np.bincount(told.of[one] * answers + answer, grid.sizes[told.left[one]], groups * answers)
    counts = counts.reshape(groups, answers) + always[:, None]
    return np.asarray(((counts > SMALL) & (counts < told.sizes[:, None] - SMALL)).any(axis=1))


def _staying(grid: Grid, told: Told, question: int) -> tuple[Ids, Ids, Ids]:
    """Which pairs stay for every answer; and for the others, each pair with each answer that it stays for."""
    always, degrees, answers = grid.staying[question]
    all_ = always[told.left]
    some = np.flatnonzero(~all_)
    first, many = degrees[told.left[some]], degrees[told.left[some] + 1] - degrees[told.left[some]]
    one = np.repeat(some, many)
    places = np.arange(len(one)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)
    return np.flatnonzero(all_), one, answers[places]


def lattice(grid: Grid, enough: int) -> Iterator[tuple[int, Told]]:
    """What is known after each set of questions, a set being the bits of a number; subsets come in no order.

    Raises TooLarge beyond MOST_QUESTIONS questions or MOST_WORK.
    """
    if grid.questions > MOST_QUESTIONS:
        raise TooLarge
    work = 0.0
    coming = [(0, begin(grid, enough))]
    while coming:
        asked, told = coming.pop()
        work += len(told.left) * grid.questions
        if work > MOST_WORK:
            raise TooLarge
        yield asked, told
        for question in range(asked.bit_length(), grid.questions):
            coming.append((asked | 1 << question, ask(grid, told, question, enough)))


def leftovers(grid: Grid, enough: int) -> NDArray[np.float64]:
    """For each class, how many products are left once everything is asked; 0 where `enough` is reached."""
    told = begin(grid, enough)
    for question in range(grid.questions):
        told = ask(grid, told, question, enough)
    found = np.zeros(grid.classes)
    found[told.classes] = told.sizes[told.group]
    return found


def _not_done(told: Told, enough: int) -> Told:
    """Without the groups that few enough products are left for."""
    open_ = told.sizes > enough + SMALL
    if open_.all():
        return told
    number = np.cumsum(open_) - 1
    stay, paired = open_[told.group], open_[told.of]
    return Told(
        told.classes[stay],
        number[told.group[stay]],
        told.left[paired],
        number[told.of[paired]],
        told.sizes[open_],
    )

"""A questionnaire over a catalog as arrays: what a shopper says at each question, and who stays for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
"""Class numbers, rising."""
Codes = NDArray[np.int64]
"""Answer numbers; SILENT where nothing is said."""
Flags = NDArray[np.bool_]

SMALL = 1e-6
"""Less than so much of a product is nothing: variants count as fractions."""
SILENT = -1
"""What a shopper says who knows no answer: the question is skipped, and everyone stays."""


@dataclass(frozen=True)
class Grid:
    """Products in classes that no question tells apart.

    `codes` of shape (classes, questions) hold what a shopper says who wants a product of a class; `fits`, by question,
    of shape (answers, classes), which classes stay for an answer; `sizes` of shape (classes,), the products of each,
    variants that count once as fractions.
    """

    names: tuple[str, ...]
    codes: Codes
    fits: tuple[Flags, ...]
    sizes: NDArray[np.float64]

    @property
    def questions(self) -> int:
        return len(self.names)

    @property
    def classes(self) -> int:
        return len(self.sizes)

    @cached_property
    def products(self) -> int:
        return round(float(self.sizes.sum()))

    @cached_property
    def everyone(self) -> Ids:
        """All classes."""
        return np.arange(self.classes)

    @cached_property
    def answers(self) -> tuple[int, ...]:
        """How many different things shoppers say at each question, silence included."""
        return tuple(len(np.unique(self.codes[:, place])) for place in range(self.questions))

    @cached_property
    def staying(self) -> tuple[tuple[Flags, Ids, Ids], ...]:
        """By question: the classes that stay for every answer; then, for the others, where in the last array the
        answers begin that each stays for, shape (classes + 1,), and these answers.
        """
        found = []
        for fit in self.fits:
            always: Flags = np.asarray(fit.all(axis=0))
            of, answer = np.nonzero(fit.T & ~always[:, None])
            begins = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=self.classes))]).astype(np.int64)
            found.append((always, begins, answer.astype(np.int64)))
        return tuple(found)

    def count(self, classes: Ids) -> float:
        """How many products some classes have."""
        return float(self.sizes[classes].sum())

    def share(self, products: float) -> float:
        """What share of all products so many are, 0..1."""
        return products / max(self.products, 1)

    def counts(self, left: Ids, question: int) -> NDArray[np.float64]:
        """For each answer to a question, how many of the products that are left would stay; shape (answers,)."""
        return np.asarray(self.fits[question][:, left] @ self.sizes[left])

    def stays(self, left: Ids, question: int, answer: int) -> Ids:
        """The classes that stay for an answer."""
        return left if answer == SILENT else left[self.fits[question][answer, left]]

    def only(self, questions: Sequence[int]) -> Grid:
        """The same products with some of the questions."""
        names = tuple(self.names[place] for place in questions)
        fits = tuple(self.fits[place] for place in questions)
        return make_grid(names, self.codes[:, list(questions)], fits, self.sizes)


def make_grid(
    names: Sequence[str], codes: Codes, fits: Sequence[Flags], sizes: NDArray[np.float64] | None = None
) -> Grid:
    """The grid of products of which `codes` of shape (products, questions) and `fits` of shape (answers, products) are
    known; those that nothing tells apart become one class.
    """
    rows = len(codes)
    parts = [np.ascontiguousarray(codes, dtype="<i4").view(np.uint8).reshape(rows, 4 * codes.shape[1])]
    parts += [np.packbits(fit, axis=0).T for fit in fits]
    signs = np.ascontiguousarray(np.hstack(parts))
    whole = signs.view(f"V{signs.shape[1]}").ravel() if signs.size else np.zeros(rows, np.void)
    _, first, member = np.unique(whole, return_index=True, return_inverse=True)
    held = np.bincount(member, weights=sizes, minlength=len(first)).astype(np.float64)
    return Grid(tuple(names), codes[first].astype(np.int64), tuple(fit[:, first] for fit in fits), held)


def grid_of_codes(names: Sequence[str], said: Codes, stated: Codes | None = None) -> Grid:
    """The grid of questions with one choice for each value: `said` of shape (products, questions) is what is true of
    a product, `stated` what the catalog states, by default all of it; a product that does not state stays.
    """
    stated = said if stated is None else stated
    fits = []
    for place in range(said.shape[1]):
        values = np.arange(said[:, place].max(initial=SILENT) + 1)[:, None]
        fits.append((stated[:, place] == values) | (stated[:, place] == SILENT))
    return make_grid(names, said, fits)

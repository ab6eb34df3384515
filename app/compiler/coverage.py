"""What is known of a questionnaire's paths through the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Said = tuple[str, str]
"""A question and what is answered to it: a choice's id, several joined by `+`, `..500`, `>=100`, `100..200`, a value,
`skip` or `seen`."""


SPELT_OUT = 3
"""How many picks of an answer are written in a path."""


@dataclass(frozen=True)
class Figure:
    """A number that is exact, or estimated from `walks` random walks: then it lies between `low` and `high` with a
    confidence of 95 %.

    An exact figure has `low == value == high`. One with `low < high` and no walks is bounded: it was not worth
    computing further.
    """

    value: float
    low: float
    high: float
    walks: int = 0

    @property
    def sampled(self) -> bool:
        """Whether it was estimated from random walks."""
        return self.walks > 0

    @property
    def exact(self) -> bool:
        """Whether it is the very number."""
        return self.walks == 0 and self.low == self.high


def exactly(value: float) -> Figure:
    """A figure that is known exactly."""
    return Figure(value, value, value)


@dataclass(frozen=True)
class DeadEnd:
    """Answers in path order, skipped and read questions left out, after which no product is left; the last empties.

    `spared`: the shopper is kept from it, because the last is a choice or a range, which is greyed where nothing is
    left.
    """

    answers: tuple[Said, ...]
    spared: bool

    def __str__(self) -> str:
        return " → ".join(map(in_short, self.answers))


@dataclass(frozen=True)
class Clash:
    """Two or three answers that can stand on one path, and that no product fits together, though any fewer do."""

    answers: tuple[Said, ...]

    def __str__(self) -> str:
        return " and ".join(map(in_short, self.answers))


def in_short(answer: Said) -> str:
    """An answer in a line for people.

    >>> in_short(("extras", "lights+rack+bell+lock"))
    'extras=lights+rack+bell+… (4)'
    """
    question, said = answer
    picks = said.split("+")
    if len(picks) <= SPELT_OUT:
        return f"{question}={said}"
    return f"{question}={'+'.join(picks[:SPELT_OUT])}+… ({len(picks)})"


@dataclass(frozen=True)
class Coverage:
    """What the authored graph does to a catalog, before any question is passed over for being of no use, or any choice
    greyed.

    Counts are of products. `eligible` are those that may be shown at all; `nodes` how many of them can come as far as
    a question, `results` or `end` (absent: not reachable); `edges` how many can come along, by (from, choice or None,
    to) as in the graph; `answers` how many can be left after an answer, by question and what is said.

    `paths` counts the ways from the first question to results; `closed` those to `end`. `worst` and `expected` are the
    most, and the mean, of what is left at results; `dead` and `unspared` the shares of walks to results on which
    nothing is left, and on which this befalls a shopper whose empty choices are greyed. In means and shares each
    answer of a question is as likely as another.

    `dead_ends` are the shortest (`dead_ends_cut`: the search for them gave up, and others may be shorter), `dead_paths`
    how many of `paths` end without a product (None: not counted).
    `pairs` and `triples` are how many clashes there are, `clashes` the first of them, fewest answers first.
    """

    products: int
    eligible: int
    nodes: Mapping[str, int]
    edges: Mapping[tuple[str, str | None, str], int]
    answers: Mapping[Said, int]
    unreached: int
    unreached_products: tuple[str, ...]
    paths: int
    closed: int
    worst: Figure
    expected: Figure
    dead: Figure
    unspared: Figure
    dead_paths: int | None
    dead_ends: tuple[DeadEnd, ...]
    dead_ends_cut: bool
    pairs: int
    triples: int
    clashes: tuple[Clash, ...]

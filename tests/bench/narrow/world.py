"""A world: a columnar catalog, the questions asked of it, and what was evaluated of them beforehand for all engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]
"""int16 codes (-1: not stated), uint64 sets of tags (0: not stated), or float64 numbers (NaN: not stated)."""


@dataclass(frozen=True)
class In:
    """The category, or the ordered grade, is one of some codes."""

    codes: frozenset[int]


@dataclass(frozen=True)
class Tagged:
    """The tag with this number is among the tags."""

    tag: int


@dataclass(frozen=True)
class AtLeast:
    """The ordered grade is at least this one."""

    rank: int


@dataclass(frozen=True)
class Between:
    """The number is at least `low` and at most `high`."""

    low: float
    high: float


Predicate = In | Tagged | AtLeast | Between


@dataclass(frozen=True)
class Question:
    """`mode`: single, any (what meets one pick), all (what meets every pick), or range, the shopper's own numbers.

    A range has no choices. `keeps`: products that do not state the attribute stay.
    """

    id: str
    attribute: str
    mode: str
    keeps: bool
    choices: tuple[Predicate, ...] = ()


@dataclass(frozen=True, eq=False)
class World:
    """Rows by falling popularity.

    `ids` int64 (rows,), unique; `scores` float64 (tastes, rows), with ties; `group` int64 (rows,), the variants that
    count once, or None. For each question with choices: `codes[q]` uint16 (rows,), which set of its choices a row
    meets, and `tables[q]` bool (sets, choices). The question of a range has None in both.
    """

    name: str
    columns: Mapping[str, Column]
    questions: tuple[Question, ...]
    ids: NDArray[np.int64]
    scores: NDArray[np.float64]
    codes: tuple[NDArray[np.uint16] | None, ...]
    tables: tuple[NDArray[np.bool_] | None, ...]
    group: NDArray[np.int64] | None = None

    @property
    def rows(self) -> int:
        return len(self.ids)

    @property
    def ranged(self) -> Column:
        """The numbers of the range, NaN where not stated."""
        return self.columns[next(question.attribute for question in self.questions if question.mode == "range")]

    @property
    def chosen(self) -> list[int]:
        """The questions that have choices."""
        return [place for place, question in enumerate(self.questions) if question.choices]

    def flags(self, question: int) -> NDArray[np.bool_]:
        """Which choices each row meets: bool (choices, rows)."""
        table, codes = self.tables[question], self.codes[question]
        assert table is not None and codes is not None
        return np.ascontiguousarray(table.T)[:, codes]

    def all_flags(self) -> NDArray[np.bool_]:
        """The same for all choices of all questions, one question after another."""
        return np.concatenate([self.flags(question) for question in self.chosen])


def stated(values: Column) -> NDArray[np.bool_]:
    """Which rows state a value."""
    match values.dtype.kind:
        case "f":
            return ~np.isnan(values)
        case "u":
            return np.asarray(values != 0)
    return np.asarray(values >= 0)


def mask(values: Column, predicate: Predicate, keeps: bool) -> NDArray[np.bool_]:
    """Which rows pass a predicate."""
    match predicate:
        case In(codes):
            holds = np.isin(values, sorted(codes))
        case Tagged(tag):
            holds = (values >> np.uint64(tag) & np.uint64(1)).astype(np.bool_)
        case AtLeast(rank):
            holds = values >= rank
        case Between(low, high):
            holds = (values >= low) & (values <= high)
    known = stated(values)
    return np.asarray(holds & known | ~known if keeps else holds & known)


def build_world(
    name: str,
    columns: Mapping[str, Column],
    questions: Sequence[Question],
    scores: NDArray[np.float64],
    ids: NDArray[np.int64],
    group: NDArray[np.int64] | None = None,
) -> World:
    """A world with every choice evaluated."""
    codes: list[NDArray[np.uint16] | None] = []
    tables: list[NDArray[np.bool_] | None] = []
    for question in questions:
        if not question.choices:
            codes.append(None)
            tables.append(None)
            continue
        sets = np.zeros(len(ids), np.uint64)
        for place, predicate in enumerate(question.choices):
            met = mask(columns[question.attribute], predicate, question.keeps)
            sets |= met.astype(np.uint64) << np.uint64(place)
        found, code = np.unique(sets, return_inverse=True)
        bits = found[:, None] >> np.arange(len(question.choices), dtype=np.uint64)
        codes.append(code.astype(np.uint16))
        tables.append((bits & np.uint64(1)).astype(np.bool_))
    return World(name, columns, tuple(questions), ids, scores, tuple(codes), tuple(tables), group)

"""What differs between two editions of a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from app.compiler.coverage import Coverage, DeadEnd, Figure
from app.guide import Release
from app.questionnaire.wording import Place


@dataclass(frozen=True)
class Side:
    """One of the two: a release, its coverage, and the ids of the products that no path brings to the results."""

    release: Release
    coverage: Coverage
    missed: frozenset[str]


@dataclass(frozen=True)
class Change:
    """Something that was `added`, `removed`, `moved`, `changed` or `reworded`.

    `place` leads to it by keys and ids; `before` and `after` are in short words, empty where nothing stood.
    """

    kind: str
    place: Place
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Shift:
    """A choice after which another number of products can be left than before.

    `dropped` are the products that fit it by itself no longer, `gained` those that do now; `paths` counts the ways
    along routes that lead to its question.
    """

    question: str
    choice: str
    before: int
    after: int
    dropped: tuple[str, ...]
    gained: tuple[str, ...]
    paths: int


@dataclass(frozen=True)
class Difference:
    """Everything that differs; of pairs, the first is before. Dead ends are the shortest that either side lists."""

    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    lost: tuple[str, ...]
    """Products that could come to the results, and cannot now."""
    found: tuple[str, ...]
    """Products that can come there now, and could not."""
    paths: tuple[int, int]
    worst: tuple[Figure, Figure]
    expected: tuple[Figure, Figure]
    dead_new: tuple[DeadEnd, ...]
    dead_gone: tuple[DeadEnd, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        pairs = (self.paths, self.worst, self.expected)
        lists = (self.changes, self.shifts, self.lost, self.found, self.dead_new, self.dead_gone)
        return not any(lists) and all(before == after for before, after in pairs)

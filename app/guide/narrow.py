"""From answers to candidates: who still fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.catalog.bitset import Bits
from app.guide.demand import Demand, Demands
from app.guide.release import Release
from app.questionnaire import Answers, Merchandise, Path, walk
from app.questionnaire.rules import in_force
from app.questionnaire.walk import NOWHERE

Key = tuple[object, ...]

EARLY = 3
"""Answers; what so few of them leave is asked for again and again, and remembered for all shoppers."""


@dataclass
class Narrowing:
    """Answers held against a release on a day, for a visit of which `context` is known."""

    release: Release
    today: date
    context: Mapping[str, str] = field(default_factory=lambda: NOWHERE)
    _known: dict[Key, Bits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.demanded = Demands(self.release, self.today)

    def path(self, answers: Answers) -> Path:
        """The path that the answers lead along."""
        return walk(self.release.questionnaire, answers, self.today, self.context)

    def demands(self, path: Path) -> tuple[Demand, ...]:
        """The demands of the answers on a path, in path order, then of the rules that act."""
        return self.demanded.of_path(path)

    def merchandise(self, path: Path) -> tuple[Merchandise, ...]:
        """What the shop wants of some products, for this shopper today."""
        deeds = self.release.questionnaire.merchandise
        return tuple(deed for deed in deeds if in_force(deed, path, self.today))

    def eligible(self, path: Path) -> Bits:
        """The catalog less what may not be shown at all."""
        excluded = self._excluded(path)
        return self._remembered(excluded, 0, excluded, lambda: self._shown_without(excluded))

    def candidates(self, path: Path) -> Bits:
        """The eligible products that meet every answer on the path, and every rule that acts."""
        return self._meeting(path, self._fitting(path))

    def without(self, path: Path, question: str) -> Bits:
        """The eligible products that meet all that the path demands, the answer to one question left aside.

        What comes before the answer, and what comes after it, are worked out once for all questions of a path.
        """
        demands = self._fitting(path)
        place = next((place for place, demand in enumerate(demands) if demand.id == question), len(demands))
        bits = self._meeting(path, demands[:place])
        return bits & self._after(demands[place + 1 :]) if place + 1 < len(demands) else bits

    def count(self, path: Path, last: str) -> tuple[Bits, int]:
        """The candidates of a path, and how many; the answer to `last` is applied last, so that the rest is shared."""
        bits = self.without(path, last)
        for demand in self._fitting(path):
            if demand.id == last:
                assert demand.fit
                bits = bits & demand.fit.passes
        return bits, self.release.index.count(bits)

    def _fitting(self, path: Path) -> list[Demand]:
        return [demand for demand in self.demands(path) if demand.fit]

    def _excluded(self, path: Path) -> tuple[str, ...]:
        return tuple(deed.id for deed in self.merchandise(path) if deed.deed == "exclude")

    def _meeting(self, path: Path, demands: Sequence[Demand]) -> Bits:
        """Shared beginnings of answers are worked out once: choices of one question differ at the end only."""
        bits = self.eligible(path)
        ids = self._excluded(path)
        key: Key = ids
        for size, demand in enumerate(demands, 1):
            assert demand.fit is not None
            ids, key = (*ids, demand.id), (*key, demand.key)
            bits = self._remembered(key, size, ids, _both(bits, demand.fit.passes))
        return bits

    def _after(self, demands: Sequence[Demand]) -> Bits:
        """The products that meet the last demands of a path."""
        key = ("after", *(demand.key for demand in demands))
        if key not in self._known:
            assert demands[0].fit is not None
            first = demands[0].fit.passes
            self._known[key] = first & self._after(demands[1:]) if len(demands) > 1 else first
        return self._known[key]

    def _remembered(self, key: Key, size: int, ids: tuple[str, ...], make: Callable[[], Bits]) -> Bits:
        """A set by its key: remembered for all shoppers if few demands made it and none of them is private."""
        if key not in self._known:
            if size > EARLY or not self.release.private.isdisjoint(ids):
                self._known[key] = make()
            else:
                self._known[key] = self.release.memo.get(("left", self.today, key), make, _size)
        return self._known[key]

    def _shown_without(self, excluded: tuple[str, ...]) -> Bits:
        bits = self.release.index.everything
        late = self.release.late(self.today)
        if late is not None and self.release.questionnaire.results.out_of_stock == "hide":
            bits = bits & ~late
        for deed in self.release.questionnaire.merchandise:
            if deed.id in excluded:
                bits = bits & ~self.release.fit(deed.id, deed.condition, self.today).meets
        return bits


def _both(a: Bits, b: Bits) -> Callable[[], Bits]:
    return lambda: a & b


def _size(bits: Bits) -> int:
    return int(bits.nbytes)

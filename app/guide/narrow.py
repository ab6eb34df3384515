"""From answers to candidates: who still fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.guide.demand import Demand, Demands
from app.guide.release import Release
from app.questionnaire import Answers, Merchandise, Path, walk
from app.questionnaire.rules import in_force
from app.questionnaire.walk import NOWHERE

Key = tuple[object, ...]


@dataclass
class Narrowing:
    """Answers held against a release on a day, for a visit of which `context` is known."""

    release: Release
    today: date
    context: Mapping[str, str] = field(default_factory=lambda: NOWHERE)
    _candidates: dict[Key, Bits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.demanded = Demands(self.release, self.today)

    def path(self, answers: Answers) -> Path:
        """The path that the answers lead along; critiques stand after every question."""
        path = walk(self.release.questionnaire, answers, self.today, self.context)
        reserved = self.release.reserved
        critiques = tuple((reserved[id], answer) for id, answer in answers.items() if id in reserved)
        return replace(path, asked=(*path.asked, *critiques)) if critiques else path

    def demands(self, path: Path) -> tuple[Demand, ...]:
        """The demands of the answers on a path, in path order, then of the rules that act."""
        return self.demanded.of_path(path)

    def merchandise(self, path: Path) -> tuple[Merchandise, ...]:
        """What the shop wants of some products, for this shopper today."""
        deeds = self.release.questionnaire.merchandise
        return tuple(deed for deed in deeds if in_force(deed, path, self.today))

    def eligible(self, path: Path) -> Bits:
        """The catalog less what may not be shown at all."""
        excluded = tuple(deed.id for deed in self.merchandise(path) if deed.deed == "exclude")
        if excluded not in self._candidates:
            self._candidates[excluded] = self._shown_without(excluded)
        return self._candidates[excluded]

    def candidates(self, path: Path) -> Bits:
        """The eligible products that meet every answer on the path, and every rule that acts."""
        return self._meeting(path, [demand for demand in self.demands(path) if demand.fit])

    def count(self, path: Path, last: str) -> tuple[Bits, int]:
        """The candidates of a path, and how many; the answer to `last` is applied last, so that the rest is shared."""
        demands = [demand for demand in self.demands(path) if demand.fit]
        answered = {question.id for question, _ in path.asked} - {last}
        shared = [demand for demand in demands if demand.id in answered]
        bits = self._meeting(path, shared)
        for fit in (demand.fit for demand in demands if demand.id not in answered):
            assert fit is not None
            bits = bits & fit.passes
        return bits, bitset.count(bits)

    def _meeting(self, path: Path, demands: list[Demand]) -> Bits:
        """Shared beginnings of answers are worked out once: choices of one question differ at the end only."""
        bits = self.eligible(path)
        key: Key = tuple(deed.id for deed in self.merchandise(path) if deed.deed == "exclude")
        for demand in demands:
            assert demand.fit is not None
            key = (*key, demand.key)
            if key not in self._candidates:
                self._candidates[key] = bits & demand.fit.passes
            bits = self._candidates[key]
        return bits

    def _shown_without(self, excluded: tuple[str, ...]) -> Bits:
        bits = self.release.index.everything
        late = self.release.late(self.today)
        if late is not None and self.release.questionnaire.results.out_of_stock == "hide":
            bits = bits & ~late
        for deed in self.release.questionnaire.merchandise:
            if deed.id in excluded:
                bits = bits & ~self.release.fit(deed.id, deed.condition, self.today).meets
        return bits

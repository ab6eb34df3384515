"""From answers to candidates: who still fits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial, reduce
from operator import and_

import numpy as np

from app.catalog.bitset import Bits, pack
from app.guide.demand import Demand, Demands
from app.guide.release import Release
from app.questionnaire import Answers, Choice, Merchandise, Path, Question, walk
from app.questionnaire.acting import in_force
from app.questionnaire.told import Known, facts
from app.questionnaire.walk import NOWHERE, holds
from app.shopper.names import TODAY
from app.shopper.segments import names_read

Key = tuple[object, ...]

EARLY = 3
"""Answers; what so few of them leave is asked for again and again, and remembered for all shoppers."""


@dataclass
class Chain:
    """What a path demands of products, one after another.

    `left[i]` is what the first i of `demands` leave; `places` is where the demand of each question and rule stands.
    """

    path: Path
    demands: tuple[Demand, ...]
    left: tuple[Bits, ...]
    _after: list[Bits] = field(default_factory=list)

    @cached_property
    def places(self) -> dict[str, int]:
        return {demand.id: place for place, demand in enumerate(self.demands)}

    def without(self, id: str) -> Bits:
        """What all demands but one leave."""
        place = self.places.get(id)
        if place is None or place == len(self.demands) - 1:
            return self.left[-1 if place is None else place]
        if not self._after:
            for demand in reversed(self.demands):
                passes = _passes(demand)
                self._after.append(passes & self._after[-1] if self._after else passes)
        return self.left[place] & self._after[len(self.demands) - place - 2]


@dataclass
class Narrowing:
    """Answers held against a release on a day, for a visit of which `context` is known, by a shopper."""

    release: Release
    today: date
    context: Mapping[str, str] = field(default_factory=lambda: NOWHERE)
    known: Known = field(default_factory=dict)
    """What conditions may read of the shopper."""
    dismissed: frozenset[str] = frozenset()
    """Ids of the products that this shopper does not want to see; ids that the catalog lacks are of no effect."""
    withheld: frozenset[str] = frozenset()
    """Ids of the products that are kept back because the shopper has bought them: unless what is sought is a gift."""
    _demanded: dict[int, tuple[Path, tuple[Demand, ...]]] = field(default_factory=dict)
    _chains: dict[int, Chain] = field(default_factory=dict)
    _eligible: dict[tuple[bool, tuple[str, ...]], Bits] = field(default_factory=dict)
    _both: dict[tuple[int, int], tuple[Bits, Bits, Bits]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.demanded = Demands(self.release, self.today)

    def path(self, answers: Answers) -> Path:
        """The path that the answers lead along; critiques stand after every question."""
        path = walk(self.release.questionnaire, answers, self.today, self.context, self.release.free, self.known)
        reserved = self.release.reserved
        critiques = tuple((reserved[id], answer) for id, answer in answers.items() if id in reserved)
        return replace(path, asked=(*path.asked, *critiques)) if critiques else path

    def early(self, answers: Answers) -> Key | None:
        """What tells states of few answers apart for all shoppers; None for later ones, and private ones."""
        if len(answers) > EARLY or self.is_personal or not self.release.private.isdisjoint(answers):
            return None
        return self.today, self._read, tuple(answers.items())

    @cached_property
    def _read(self) -> Key:
        """What is read of the visit and of the shopper, by name: those who share it see the same.

        Where answers change in which segments one is, all that segments read is among it.
        """
        questionnaire = self.release.questionnaire
        said = facts(questionnaire, self.today, self.context, self.known)
        read = self.release.read | (questionnaire.of_shoppers if questionnaire.telling else frozenset())
        segments = names_read(questionnaire.segments or {}) if questionnaire.telling else frozenset[str]()
        return tuple((name, tuple(said[name])) for name in sorted((read | segments) & said.keys() - {TODAY}))

    def offered(self, question: Question, path: Path) -> list[Choice]:
        """The choices that are offered at a question, after what was said before it."""
        known = self.release.choices[question.id].values()
        if not question.hides_choices:
            return list(known)
        said = path.before(question.id)
        return [choice for choice in known if holds(choice.when, said, self.today)]

    def demands(self, path: Path) -> tuple[Demand, ...]:
        """The demands of the answers on a path, in path order, then of the rules that act."""
        known = self._demanded.get(id(path))
        if known is None:
            known = self._demanded[id(path)] = (path, self.demanded.of_path(path))
        return known[1]

    def merchandise(self, path: Path) -> tuple[Merchandise, ...]:
        """What the shop wants of some products, for this shopper today."""
        deeds = self.release.questionnaire.merchandise
        return tuple(deed for deed in deeds if in_force(deed, path, self.today))

    def eligible(self, path: Path) -> Bits:
        """The catalog less what may not be shown at all, what this shopper has dismissed, and, unless it is to be a
        gift, what they have bought too lately."""
        place = bool(self.withheld) and not self.is_gift(path), self._excluded(path)
        if place not in self._eligible:
            make = partial(self._shown_without, place[1])
            key: Key = ("left", self.today, place[1])
            shown = self.release.memo.get(key, make, _size) if self._is_open(place[1]) else make()
            shown = shown & ~self.unwanted if self.dismissed else shown
            self._eligible[place] = shown & ~self.owned if place[0] else shown
        return self._eligible[place]

    @property
    def is_personal(self) -> bool:
        """Whether something of this shopper alone decides what may be shown."""
        return bool(self.dismissed or self.withheld)

    def is_gift(self, path: Path) -> bool:
        """Whether what is sought on a path is for someone else."""
        return any(demand.gift for demand in self.demands(path))

    @cached_property
    def unwanted(self) -> Bits:
        """The dismissed products; where variants count once, with their variants."""
        return self._products(self.dismissed)

    @cached_property
    def owned(self) -> Bits:
        """The products that are kept back because they were bought; where variants count once, with their variants."""
        return self._products(self.withheld)

    def _products(self, ids: Collection[str]) -> Bits:
        index = self.release.index
        rows = [row for row in map(index.products.row_of.get, ids) if row is not None]
        mask = np.zeros(index.rows, np.bool_)
        mask[rows] = True
        bits = pack(mask)
        return bits if index.groups is None else index.groups.whole(bits)

    def candidates(self, path: Path) -> Bits:
        """The eligible products that meet every answer on the path, and every rule that acts."""
        return self.chain(path).left[-1]

    def fitting(self, path: Path) -> Bits:
        """The candidates, and what would be one, were it not hidden for being out of stock."""
        late = self._hidden()
        if late is None:
            return self.candidates(path)
        held = self._spared(late, self._excluded(path)) & ~self.unwanted
        if self.withheld and not self.is_gift(path):
            held = held & ~self.owned
        return reduce(and_, map(_passes, self.chain(path).demands), held) | self.candidates(path)

    def without(self, path: Path, question: str) -> Bits:
        """The eligible products that meet all that the path demands, the answer to one question left aside."""
        return self.chain(path).without(question)

    def count(self, path: Path, last: str) -> tuple[Bits, int]:
        """The candidates of a path, and how many; the answer to `last` is applied last, so that the rest is shared."""
        chain = self.chain(path)
        bits = chain.without(last)
        if last in chain.places:
            bits = bits & _passes(chain.demands[chain.places[last]])
        return bits, self.release.index.count(bits)

    def chain(self, path: Path) -> Chain:
        """What the path demands, and what is left after each demand."""
        known = self._chains.get(id(path))
        if known is None:
            demands = tuple(demand for demand in self.demands(path) if demand.fit is not None)
            known = self._chains[id(path)] = Chain(path, demands, self._left(path, demands))
        return known

    def _excluded(self, path: Path) -> tuple[str, ...]:
        if not self.release.questionnaire.merchandise:
            return ()
        return tuple(deed.id for deed in self.merchandise(path) if deed.deed == "exclude")

    def _left(self, path: Path, demands: Sequence[Demand]) -> tuple[Bits, ...]:
        """Shared beginnings of paths are worked out once: choices of one question differ at the end only."""
        left = [self.eligible(path)]
        for size, demand in enumerate(demands, 1):
            bits, passes = left[-1], _passes(demand)
            place = (id(bits), id(passes))
            known = self._both.get(place)
            if known is None:
                both = partial(np.bitwise_and, bits, passes)
                found = self._early(path, demands[:size], both) if size <= EARLY else both()
                known = self._both[place] = (bits, passes, found)  # the first two kept, so that their ids stay theirs
            left.append(known[2])
        return tuple(left)

    def _early(self, path: Path, demands: Sequence[Demand], make: Callable[[], Bits]) -> Bits:
        excluded = self._excluded(path)
        key = ("left", self.today, excluded, *(demand.key for demand in demands))
        return self._shared((*excluded, *(demand.id for demand in demands)), key, make)

    def _shared(self, ids: Collection[str], key: Key, make: Callable[[], Bits]) -> Bits:
        """A set that is remembered for all shoppers, unless something of this shopper alone went into it."""
        if self.is_personal or not self._is_open(ids):
            return make()
        return self.release.memo.get(key, make, _size)

    def _is_open(self, ids: Collection[str]) -> bool:
        """Whether nothing sensitive is among some answers and merchandising."""
        return self.release.private.isdisjoint(ids)

    def _shown_without(self, excluded: tuple[str, ...]) -> Bits:
        everything, late = self.release.index.everything, self._hidden()
        return self._spared(everything if late is None else everything & ~late, excluded)

    def _hidden(self) -> Bits | None:
        """What is not shown because it is out of stock; None if that is shown, or nothing says what is."""
        hides = self.release.questionnaire.results.out_of_stock == "hide"
        return self.release.late(self.today) if hides else None

    def _spared(self, bits: Bits, excluded: tuple[str, ...]) -> Bits:
        for deed in self.release.questionnaire.merchandise:
            if deed.id in excluded:
                bits = bits & ~self.release.fit(deed.id, deed.condition, self.today).meets
        return bits


def _passes(demand: Demand) -> Bits:
    assert demand.fit is not None, demand.id
    return demand.fit.passes


def _size(bits: Bits) -> int:
    return int(bits.nbytes)

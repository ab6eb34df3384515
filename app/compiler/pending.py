"""What waits for answers: rules, merchandise, and answers that refer to others; and what must be remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.catalog.bitset import Bits
from app.compiler.options import Option
from app.conditions.hold import Values, empty, hold_test
from app.conditions.model import Test, names, tests
from app.guide import Release
from app.guide.demand import Demands
from app.questionnaire import Merchandise, Rule
from app.questionnaire.acting import in_force
from app.questionnaire.sites import WALKED, sites
from app.questionnaire.walk import Path, holds

Said = Mapping[str, Values]
Readers = dict[str, tuple[Test, ...] | None]


@dataclass(frozen=True)
class Item:
    """A rule, a deed that excludes, or a question whose conditions refer to answers; `reads` are the questions that
    have to be settled before it is known what it does."""

    id: str
    reads: frozenset[str]
    source: Rule | Merchandise | None = field(default=None, compare=False)


@dataclass
class Pending:
    """The items of a release on a day, and the masks found so far."""

    release: Release
    today: date
    masks: list[Bits] = field(default_factory=list)

    def __post_init__(self) -> None:
        questionnaire = self.release.questionnaire
        refs = self.release.refs
        known = frozenset(questionnaire.questions)
        self.demands = Demands(self.release, self.today)
        self.items: tuple[Item, ...] = (
            *(Item(id, frozenset({id, *refs[id]})) for id in known if refs[id]),
            *(Item(rule.id, (_reads(rule) | {*refs[rule.id]}) & known, rule) for rule in questionnaire.rules),
            *(
                Item(deed.id, _reads(deed) & known, deed)
                for deed in questionnaire.merchandise
                if deed.deed == "exclude"
            ),
        )
        self._walked = [site for site in sites(questionnaire) if site.kind in WALKED]
        self._numbers: dict[object, int] = {}
        self._at: dict[frozenset[str], tuple[Item, ...]] = {}
        self._readers: dict[tuple[frozenset[str], tuple[Item, ...]], Readers] = {}
        self._alike: dict[object, Option] = {}

    def at(self, open_: frozenset[str]) -> tuple[Item, ...]:
        """The items that are not settled while these questions are open."""
        if open_ not in self._at:
            self._at[open_] = tuple(item for item in self.items if item.reads & open_)
        return self._at[open_]

    def start(self, decided: frozenset[int]) -> Bits:
        """The products that may be shown before anything is said."""
        bits = self.release.index.everything
        late = self.release.late(self.today)
        if late is not None and self.release.questionnaire.results.out_of_stock == "hide":
            bits = bits & ~late
        for mask in decided:
            bits = bits & self.masks[mask]
        return bits

    def own(self, question: str, option: Option, said: Said) -> frozenset[int]:
        """The mask of an answer that refers to no other."""
        if self.release.refs[question]:
            return frozenset()
        demand = self.demands.of_answer(self.release.questionnaire.questions[question], option.answer, said)
        return frozenset() if demand.fit is None else frozenset({self._mask(demand.key, demand.fit.passes)})

    def decide(self, item: Item, live: Mapping[str, Option], said: Said) -> int | None:
        """The mask of an item that is settled now, or None if it takes nothing away."""
        if isinstance(item.source, Merchandise):
            if not in_force(item.source, Path((), "", (), said), self.today):
                return None
            fit = self.release.fit(item.id, item.source.condition, self.today)
            return self._mask(item.id, self.release.index.everything & ~fit.meets)
        if isinstance(item.source, Rule):
            demand = self.demands.of_rule(item.source, holds(item.source.when, said, self.today), said)
        else:
            option = live.get(item.id)
            question = self.release.questionnaire.questions[item.id]
            demand = None if option is None else self.demands.of_answer(question, option.answer, said)
        return None if demand is None or demand.fit is None else self._mask(demand.key, demand.fit.passes)

    def remembered(
        self, live: Mapping[str, Option], open_: frozenset[str], waiting: tuple[Item, ...]
    ) -> tuple[tuple[str, Option], ...]:
        """Of the answers given, those that are still read, each as the first of those that are read alike."""
        readers = self._reading(open_, waiting)
        kept = ((id, self._first_alike(id, option, readers[id])) for id, option in live.items() if id in readers)
        return tuple(sorted(((id, option) for id, option in kept if option.values), key=lambda pair: pair[0]))

    def _reading(self, open_: frozenset[str], waiting: tuple[Item, ...]) -> Readers:
        """By question, the tests that will still be made of its answer; None: its very values matter."""
        key = (open_, waiting)
        if key not in self._readers:
            whens = [site.when for site in self._walked if site.owner in open_]
            whens += [item.source.when for item in waiting if item.source is not None and item.source.when is not None]
            raw = {id for item in waiting for id in self.release.refs.get(item.id, ())}
            raw |= {item.id for item in waiting if item.source is None}
            found: dict[str, list[Test]] = {}
            for test in (test for when in whens for test in tests(when)):
                found.setdefault(test.name, []).append(test)
                raw |= {test.name, *test.refs} if test.refs else set()
            self._readers[key] = {id: tuple(made) for id, made in found.items()} | dict.fromkeys(raw)
        return self._readers[key]

    def _first_alike(self, id: str, option: Option, made: tuple[Test, ...] | None) -> Option:
        """The first answer met that these tests do not tell from this one."""
        if made is None or not option.values:
            return option
        told = tuple(hold_test(test.name, test.check, option.values, self.today, empty, False) for test in made)
        return self._alike.setdefault((id, made, told), option)

    def _mask(self, key: object, bits: Bits) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.masks)
            self.masks.append(bits)
        return self._numbers[key]


def _reads(guarded: Rule | Merchandise) -> frozenset[str]:
    return frozenset() if guarded.when is None else names(guarded.when) | guarded.when.refs

"""Every path of a questionnaire walked one by one, with plain sets of product ids: the simple truth of coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import combinations

from app.catalog import bitset
from app.compiler.options import Option, Options
from app.guide import Release
from app.guide.narrow import Narrowing
from app.questionnaire import Path, walk
from app.questionnaire.walk import offered

Said = tuple[str, str]


@dataclass(frozen=True)
class Walk:
    """The answers of one whole path, what is left after each of them, and how likely it is that they are given."""

    said: tuple[tuple[str, Option], ...]
    left: tuple[frozenset[str], ...]
    chance: Fraction
    at: str


@dataclass
class Enumeration:
    """All walks of a release on a day, each as `walk` and `Narrowing` see it; `eligible` is what may be shown at all."""

    release: Release
    today: date
    eligible: bitset.Bits
    walks: list[Walk] = field(default_factory=list)
    nodes: dict[str, set[str]] = field(default_factory=dict)
    answers: dict[Said, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.options = Options(self.release, self.today)
        self.narrowing = Narrowing(self.release, self.today)
        self._go((), (), Fraction(1))

    def path(self, said: tuple[tuple[str, Option], ...]) -> Path:
        return walk(self.release.questionnaire, {id: option.answer for id, option in said}, self.today)

    def candidates(self, path: Path) -> frozenset[str]:
        return self.ids(self.narrowing.candidates(path))

    def ids(self, bits: bitset.Bits) -> frozenset[str]:
        rows = bitset.row_numbers(bits, self.release.index.rows)
        return frozenset(self.release.index.products.ids[row] for row in rows)

    def options_at(self, path: Path) -> tuple[Option, ...]:
        question = self.release.questionnaire.questions[path.at]
        listed = self.options.listed(question)
        shown = {choice.id for choice in offered(question, path.said, self.today)}
        return self.options.of(question, tuple(one for one in listed if question.auto or one.id in shown))

    def _go(self, said: tuple[tuple[str, Option], ...], left: tuple[frozenset[str], ...], chance: Fraction) -> None:
        path = self.path(said)
        here = self.candidates(path)
        left = (*left, here)
        for node in (*path.passed, path.at):
            self.nodes.setdefault(node, set()).update(here)
        if said:
            self.answers.setdefault((said[-1][0], said[-1][1].said), set()).update(here)
        if path.at not in self.release.questionnaire.questions:
            self.walks.append(Walk(said, left, chance, path.at))
            return
        options = self.options_at(path)
        for option in options:
            self._go((*said, (path.at, option)), left, chance / len(options))

    @property
    def finished(self) -> list[Walk]:
        """The walks that come to results."""
        return [one for one in self.walks if one.at == "results"]

    @property
    def certain(self) -> Fraction:
        return sum((one.chance for one in self.finished), Fraction(0))

    @property
    def expected(self) -> Fraction:
        whole = sum((one.chance * len(one.left[-1]) for one in self.finished), Fraction(0))
        return whole / self.certain if self.finished else Fraction(0)

    @property
    def dead(self) -> list[Walk]:
        return [one for one in self.finished if not one.left[-1]]

    @property
    def share_dead(self) -> Fraction:
        return sum((one.chance for one in self.dead), Fraction(0)) / (self.certain or 1)

    def emptied_by(self, one: Walk) -> int:
        """The place of the answer after which nothing is left; -1: nothing ever was."""
        return next(place for place, left in enumerate(one.left) if not left) - 1

    @property
    def share_unspared(self) -> Fraction:
        places = ((one, self.emptied_by(one)) for one in self.dead)
        hit = (one.chance for one, place in places if place < 0 or not one.said[place][1].spared)
        return sum(hit, Fraction(0)) / (self.certain or 1)

    def shortest_dead_ends(self) -> set[tuple[tuple[Said, ...], bool]]:
        """The answers given until nothing is left, and whether the last is spared, where they are fewest."""
        found = set()
        for one in self.dead:
            place = self.emptied_by(one)
            given = tuple((id, option.said) for id, option in one.said[: place + 1] if option.given)
            found.add((given, place >= 0 and one.said[place][1].spared))
        least = min((len(given) for given, _ in found), default=0)
        return {(given, spared) for given, spared in found if len(given) == least}

    def clashes(self, size: int) -> set[frozenset[Said]]:
        """So many answers of one path that leave nothing together, though any fewer of them leave something."""
        found = set()
        for one in self.walks:
            kept = [((id, option.said), keeps) for (id, option), keeps in zip(one.said, self._keeps(one), strict=True)]
            for some in combinations([pair for pair in kept if pair[1] is not None], size):
                if not _common(some) and all(_common(fewer) for fewer in combinations(some, size - 1)):
                    found.add(frozenset(said for said, _ in some))
        return found

    def _keeps(self, one: Walk) -> Iterator[frozenset[str] | None]:
        """What each answer of a walk keeps of the products of the start, by itself; None: it asks for nothing."""
        for id, option in one.said:
            question = self.release.questionnaire.questions[id]
            fit = self.narrowing.demanded.of_answer(question, option.answer, {}).fit
            yield None if fit is None or self.release.refs[id] else self.ids(fit.passes & self.eligible)


def _common(some: tuple[tuple[Said, frozenset[str] | None], ...]) -> frozenset[str]:
    return frozenset.intersection(*(keeps or frozenset() for _, keeps in some))

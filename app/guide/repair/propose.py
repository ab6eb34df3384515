"""Which relaxations are offered: the cheapest first, then what differs from it, loosening before giving up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, islice

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.guide.narrow import Narrowing
from app.guide.repair.give_up import (
    binding_answers,
    cheapest_sets,
    does_steer,
    given_up_sets,
    giving_up,
    movable_answers,
    stays_on,
    with_changes,
)
from app.guide.repair.loosen import lets_in, losses, moves
from app.guide.step import Deed, Move, Relaxation
from app.questionnaire import Answers, Path, Seen, Skipped

PROPOSALS = 3
"""How many relaxations are offered."""
SETS = 2
"""For each relaxation that is wanted, so many sets of answers of one size are looked into, those that bring most."""

Ways = Iterator[tuple[Move, ...]]


def propose(narrowing: Narrowing, answers: Answers, path: Path, fixed: Set[str], most: int) -> list[Relaxation]:
    """At most `most` relaxations that leave the answers to `fixed`, and those marked `must`, as they are.

    Each `remaining` is that of the full replay of its changes. Cheapest first: fewest answers, then the smallest loss
    in tenths, then the least that the answers weigh, then what it brings, then path order. After the first, those that
    touch other answers come before more of the same.
    """
    return _different(_Search.of(narrowing, answers, path, fixed, most).found(), most)


@dataclass(frozen=True)
class _Search:
    """At least `most` relaxations of some answers, if there are so many, being looked for."""

    narrowing: Narrowing
    answers: Answers
    path: Path
    movable: list[str]
    steers: frozenset[str]
    fixed: frozenset[str]
    most: int

    @staticmethod
    def of(narrowing: Narrowing, answers: Answers, path: Path, fixed: Set[str], most: int) -> _Search:
        movable = [id for id in movable_answers(narrowing, path) if id not in fixed]
        steers = frozenset(id for id in movable if does_steer(narrowing, path, id))
        stays = frozenset(binding_answers(narrowing, path)) | (fixed & path.answers.keys())
        return _Search(narrowing, answers, path, movable, steers, stays, most)

    def found(self) -> list[Relaxation]:
        """Those that let something in, cheapest first, none touching more than another must."""
        found: list[Relaxation] = []
        touched: set[frozenset[str]] = set()
        for size, sets in groupby(self.sets(), key=len):
            if len(touched) >= self.most:
                break
            for questions in islice(sets, SETS * self.most + (len(self.steers) if size == 1 else 0)):
                if not any(less < questions for less in touched):
                    found.extend(self.of_set(questions))
            touched = {frozenset(relaxation.questions) for relaxation in found}
        return sorted(found, key=self.cost)

    def sets(self) -> Iterator[frozenset[str]]:
        """Sets of answers to change, by size: those that steer alone, and the smallest whose giving up helps."""
        alone = [frozenset((id,)) for id in self.movable if id in self.steers]
        if not self.steers:
            cheapest = cheapest_sets(self.narrowing, self.path, self.movable)
            if len(cheapest) >= self.most:
                return iter(cheapest)
        found = given_up_sets(self.narrowing, self.answers, self.movable, self.fixed)
        return iter(dict.fromkeys([*alone, *found]))

    def of_set(self, questions: frozenset[str]) -> Iterator[Relaxation]:
        """Ways to loosen these answers, and to give them up, that really let something in.

        Giving up is left out where only one is wanted: loosening is cheaper.
        """
        ids = [id for id in self.movable if id in questions]
        skipped = self.narrowing.path({**self.answers, **dict.fromkeys(ids, Skipped())})
        wanted = self.narrowing.candidates(skipped)
        ways = self.of_one(ids[0], wanted) if len(ids) == 1 else self.of_several(ids, wanted)
        loosened = (Relaxation(way, remaining) for way in ways if (remaining := self.replayed(way)))
        few = list(loosened if len(ids) == 1 and ids[0] in self.steers else islice(loosened, max(self.most - 1, 1)))
        yield from few
        given_up = tuple(self.give_up(id) for id in ids)
        if self.most > 1 or not few:
            remaining = self.replayed(given_up)
            if remaining and given_up not in [relaxation.moves for relaxation in few]:
                yield Relaxation(given_up, remaining)

    def of_one(self, id: str, wanted: Bits) -> Ways:
        """Each way to loosen one answer; if it steers, any choice may lead elsewhere, whatever it asks for."""
        question = self.narrowing.release.questions[id]
        if id in self.steers and question.type.has_choices:
            wanted = self.narrowing.release.index.everything
        known = moves(self.narrowing, self.path, question, wanted)
        if id not in self.steers:
            bring = {
                move: self.narrowing.release.index.count(wanted & lets_in(self.narrowing, self.path, move))
                for move in known
            }
            known = sorted(
                (move for move in known if bring[move]), key=lambda move: (round(move.loss, 1), -bring[move])
            )
        yield from ((move,) for move in known)

    def of_several(self, ids: Sequence[str], wanted: Bits) -> Ways:
        """The moves together that let in the product for which the least is lost."""
        rows = bitset.row_numbers(wanted, self.narrowing.release.index.rows)
        if not len(rows):
            return
        questions = [self.narrowing.release.questions[id] for id in ids]
        lost = np.sum([losses(self.narrowing, self.path, question, wanted) for question in questions], axis=0)
        nearest = bitset.one(int(rows[int(lost.argmin())]), self.narrowing.release.index.rows)
        ways = []
        for question in questions:
            known = moves(self.narrowing, self.path, question, nearest)
            enough = (move for move in known if (nearest & lets_in(self.narrowing, self.path, move)).any())
            ways.append(next(enough, self.give_up(question.id)))
        yield tuple(ways)

    def give_up(self, id: str) -> Move:
        answer = giving_up(self.narrowing, id)
        return Move(id, answer, Deed.WITHDRAW if answer is None else Deed.SKIP, 1.0)

    def replayed(self, way: tuple[Move, ...]) -> int:
        """What the full replay finds; nothing, if that takes another answer off the path."""
        after = self.narrowing.path(with_changes(self.answers, {move.question: move.answer for move in way}))
        stay = {*self.movable, *self.fixed} - {move.question for move in way if move.deed.gives_up}
        return self.narrowing.count(after, "")[1] if stays_on(after, stay) else 0

    def cost(self, relaxation: Relaxation) -> tuple[object, ...]:
        lost = round(sum(move.loss for move in relaxation.moves), 1)
        weight = sum(self.weight(id) for id in relaxation.questions)
        places = [self.movable.index(id) for id in relaxation.questions]
        return len(relaxation.moves), lost, weight, -relaxation.remaining, places

    def weight(self, id: str) -> float:
        """How much an answer counts: for the author, and for the shopper where that was asked."""
        question, answer = self.narrowing.release.questions[id], self.path.answers[id]
        given = None if isinstance(answer, Skipped | Seen) else answer.importance
        return question.weight * (question.importance if given is None else given)


def _different(found: Iterable[Relaxation], most: int) -> list[Relaxation]:
    """The first of each set of questions, then the others, in the order given."""
    firsts: dict[frozenset[str], Relaxation] = {}
    others = []
    for relaxation in found:
        if firsts.setdefault(frozenset(relaxation.questions), relaxation) is not relaxation:
            others.append(relaxation)
    return [*firsts.values(), *others][:most]

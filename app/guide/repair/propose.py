"""Which relaxations are offered: the cheapest first, then what differs from it, loosening before giving up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np

from app.catalog import bitset
from app.catalog.bitset import Bits
from app.guide.narrow import Narrowing
from app.guide.repair.give_up import (
    binding_answers,
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
SETS = 12
"""Sets of answers that are looked into."""
WAYS = 4
"""Ways to loosen one answer that are replayed, where the answer steers nothing."""
MOST_WAYS = 60
"""And where it does: any of them may lead elsewhere."""

Ways = Iterator[tuple[Move, ...]]


def propose(narrowing: Narrowing, answers: Answers, path: Path, fixed: Set[str], most: int) -> list[Relaxation]:
    """At most `most` relaxations that leave the answers to `fixed`, and those marked `must`, as they are.

    Each `remaining` is that of the full replay of its changes. Cheapest first: fewest answers, then the smallest loss
    in tenths, then the least that the answers weigh, then what it brings, then path order. After the first, those that
    touch other answers come before more of the same.
    """
    return _different(_Search.of(narrowing, answers, path, fixed).found(), most)


@dataclass(frozen=True)
class _Search:
    """Relaxations of some answers, being looked for."""

    narrowing: Narrowing
    answers: Answers
    path: Path
    movable: list[str]
    fixed: frozenset[str]

    @staticmethod
    def of(narrowing: Narrowing, answers: Answers, path: Path, fixed: Set[str]) -> _Search:
        movable = [id for id in movable_answers(narrowing, path) if id not in fixed]
        stays = frozenset(binding_answers(narrowing, path)) | (fixed & path.answers.keys())
        return _Search(narrowing, answers, path, movable, stays)

    def found(self) -> list[Relaxation]:
        """All that were found to let something in, cheapest first, none touching more than another must."""
        sets = list(given_up_sets(self.narrowing, self.answers, self.movable, self.fixed))[:SETS]
        alone = [frozenset((id,)) for id in self.movable if does_steer(self.narrowing, self.path, id)]
        known = [relaxation for one in dict.fromkeys([*sets, *alone]) for relaxation in self.of_set(one)]
        touched = {frozenset(relaxation.questions) for relaxation in known}
        least = [one for one in known if not any(other < set(one.questions) for other in touched)]
        return sorted(least, key=self.cost)

    def of_set(self, questions: frozenset[str]) -> Iterator[Relaxation]:
        """The ways to loosen these answers, and to give them up, that really let something in."""
        ids = [id for id in self.movable if id in questions]
        skipped = self.narrowing.path({**self.answers, **dict.fromkeys(ids, Skipped())})
        wanted = self.narrowing.candidates(skipped)
        ways = self.of_one(ids[0], wanted) if len(ids) == 1 else self.of_several(ids, wanted)
        given_up = tuple(self.give_up(id) for id in ids)
        for way in dict.fromkeys([*ways, given_up]):
            remaining = self.replayed(way)
            if remaining:
                yield Relaxation(way, remaining)

    def of_one(self, id: str, wanted: Bits) -> Ways:
        question = self.narrowing.release.questionnaire.questions[id]
        if does_steer(self.narrowing, self.path, id):
            anything = self.narrowing.release.index.everything
            within = wanted if question.attribute and not question.type.has_choices else anything
            yield from ((move,) for move in moves(self.narrowing, self.path, question, within)[:MOST_WAYS])
            return
        known = moves(self.narrowing, self.path, question, wanted)
        bring = {move: bitset.count(wanted & lets_in(self.narrowing, self.path, move)) for move in known}
        known.sort(key=lambda move: (round(move.loss, 1), -bring[move]))
        yield from ((move,) for move in known[:WAYS] if bring[move])

    def of_several(self, ids: Sequence[str], wanted: Bits) -> Ways:
        """The moves together that let in the product for which the least is lost."""
        rows = bitset.row_numbers(wanted, self.narrowing.release.index.rows)
        if not len(rows):
            return
        questions = [self.narrowing.release.questionnaire.questions[id] for id in ids]
        lost = np.sum([losses(self.narrowing, self.path, question, wanted) for question in questions], axis=0)
        mask = np.zeros(self.narrowing.release.index.rows, np.bool_)
        mask[rows[int(lost.argmin())]] = True
        nearest = bitset.pack(mask)
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
        question, answer = self.narrowing.release.questionnaire.questions[id], self.path.answers[id]
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

"""How many products each choice of a question would leave: exactly what the full replay of the answers says.

Choices that lead the same way, and that nothing else reads, leave all the rest of the path as it is: the products that
meet the rest are worked out once, and held against the sets of all these choices in one pass. Every other choice is
replayed by itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from app.catalog import Fit
from app.catalog.bitset import Bits
from app.guide.counter import Count, Masks
from app.guide.demand import join, meet
from app.guide.narrow import Narrowing
from app.questionnaire import Answers, Choice, Path, Picked, Question, Type


def count_choices(
    narrowing: Narrowing, answers: Answers, question: Question, picked: tuple[str, ...], choices: Sequence[Choice]
) -> dict[str, Count]:
    """For each of some choices of a question, what ticking it would leave, where `picked` are the picks that stand."""
    counts: dict[str, Count] = {}
    alike: dict[Hashable, list[Choice]] = {}
    for choice in choices:
        way = choice.id if question.id in narrowing.release.read else (choice.next, choice.gift)
        alike.setdefault(way, []).append(choice)
    for group in alike.values():
        path = narrowing.path({**answers, question.id: ticked(question, picked, group[0])})
        counts |= _Along(narrowing, question, picked, path).count(group)
    return counts


def ticked(question: Question, picked: tuple[str, ...], choice: Choice) -> Picked:
    """The answer that ticking a choice would send: the present one if it is ticked, it alone if the question is single
    or the choice exclusive, else the present picks with it."""
    if choice.id in picked:
        return Picked(picked)
    if question.type is Type.SINGLE or choice.exclusive:
        return Picked((choice.id,))
    return Picked((*_others(question, picked), choice.id))


def _others(question: Question, picked: tuple[str, ...]) -> tuple[str, ...]:
    """The picks that stay when another is ticked."""
    if question.type is Type.SINGLE:
        return ()
    return tuple(id for id in picked if not ((other := question.choice(id)) and other.exclusive))


@dataclass(frozen=True)
class _Along:
    """Choices of a question that all lead along one path, the one with any of them ticked."""

    narrowing: Narrowing
    question: Question
    picked: tuple[str, ...]
    path: Path

    def count(self, choices: Sequence[Choice]) -> dict[str, Count]:
        rest = self.narrowing.without(self.path, self.question.id)
        if self.question.id not in self.path.answers:
            left = self.narrowing.release.index.count(rest)
            return {choice.id: (left, 0) for choice in choices}
        adding = [choice.id for choice in choices if self._adds(choice)]
        masks = self._masks(rest) if adding else None
        if masks is None:
            return {choice.id: self._alone(choice, rest) for choice in choices}
        counted = self.narrowing.release.counter.count(self.question, masks)
        added = {id: counted[id] for id in adding}
        return added | {choice.id: self._alone(choice, rest) for choice in choices if choice.id not in added}

    def _adds(self, choice: Choice) -> bool:
        """Whether ticking the choice only brings its own products to those of the picks that stay."""
        if choice.id in self.picked or choice.exclusive:
            return False
        return self.narrowing.release.counter.knows(self.question, choice)

    def _alone(self, choice: Choice, rest: Bits) -> Count:
        """The count of one choice, by what its answer demands."""
        answer = ticked(self.question, self.picked, choice)
        fit = self.narrowing.demanded.of_answer(self.question, answer, self.path.said).fit
        index = self.narrowing.release.index
        left = index.count(rest if fit is None else rest & fit.passes)
        return left, 0 if fit is None or fit.passes is fit.meets else left - index.count(rest & fit.meets)

    def _masks(self, rest: Bits) -> Masks | None:
        """What the sets of choices are held against; None if the picks that stay free the question."""
        demanded, said = self.narrowing.demanded, self.path.said
        stay = [demanded.of_pick(self.question, id, said) for id in _others(self.question, self.picked)]
        if None in stay and self.question.match == "any":
            return None
        fits = [found[1] for found in stay if found is not None]
        own = demanded.own(self.question, said)
        needed = [] if own is None else [own[1]]
        needed += fits if self.question.match == "all" else []
        left = Fit(rest, rest)
        if needed:
            must = meet(needed)
            passes = rest & must.passes
            left = Fit(passes, passes if must.passes is must.meets else rest & must.meets)
        return Masks(left, join(fits) if fits and self.question.match == "any" else None)

"""How many products each choice of a question would leave: exactly what the full replay of the answers says.

Choices that lead the same way, and that nothing else reads, leave all the rest of the path as it is: the products that
meet the rest are worked out once, and held against the sets of all these choices in one pass. Every other choice is
replayed by itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.catalog import Fit
from app.catalog.bitset import Bits
from app.guide.counter import Count, Counted, Counter, Masks
from app.guide.demand import join, meet
from app.guide.narrow import Narrowing
from app.guide.release import Release
from app.questionnaire import Answer, Answers, Choice, Path, Picked, Question, Type


def count_choices(
    narrowing: Narrowing, answers: Answers, question: Question, picked: tuple[str, ...], choices: Sequence[Choice]
) -> dict[str, Count]:
    """For each of some choices of a question, what ticking it would leave, where `picked` are the picks that stand."""
    counts: dict[str, Count] = {}
    for group in _alike(narrowing.release, question, choices):
        path = narrowing.path({**answers, question.id: ticked(question, picked, group[0])})
        rest = narrowing.without(path, question.id)
        if question.id in path.answers:
            counts |= _Along(narrowing, question, picked, path, rest).count(group)
        else:
            counts |= dict.fromkeys((choice.id for choice in group), (narrowing.release.index.count(rest), 0))
    return counts


def count_questions(
    narrowing: Narrowing, answers: Answers, path: Path, questions: Sequence[Question]
) -> dict[str, dict[str, Count]]:
    """The same for several questions, each answered on the path of these answers or one of the pool that can be asked.

    Where no other answer is touched, the path itself tells all, and none is walked anew; open questions are held
    against the same candidates, all in one pass.
    """
    counts, along = dict[str, dict[str, Count]](), list[_Along]()
    stale = not answers.keys() <= path.answers.keys()
    for question in questions:
        answer = path.answers.get(question.id)
        picked = answer.choices if isinstance(answer, Picked) else ()
        if _leaves_the_rest(narrowing.release, question, answer, stale):
            along.append(_Along(narrowing, question, picked, path, narrowing.without(path, question.id)))
        else:
            counts[question.id] = count_choices(narrowing, answers, question, picked, narrowing.offered(question, path))
    counted = _counted_together(narrowing.release.counter, [one.rest for one in along])
    for one in along:
        known = replace(one, counted=counted.get(id(one.rest)))
        counts[one.question.id] = known.count(narrowing.offered(one.question, path))
    return counts


def _counted_together(counter: Counter, rests: Sequence[Bits]) -> dict[int, Counted]:
    """The counts of all sets against masks that are worth it, by the mask's identity: those of several questions, and
    in short catalogs all of them."""
    ids = [id(rest) for rest in rests]
    masks = {id(rest): rest for rest in rests if counter.passing.is_short or ids.count(id(rest)) > 1}
    return dict(zip(masks, counter.count_all(list(masks.values())), strict=True)) if masks else {}


def _leaves_the_rest(release: Release, question: Question, answer: Answer | None, stale: bool) -> bool:
    """Whether any pick of the question leaves all other answers, and what they demand, as they are.

    An answer to an open question may decide a rule, as what can still be asked has become less, and lead on to answers
    that are stale. A free one leaves both.
    """
    if question.id in release.read or question.id in release.steering:
        return False
    if answer is not None or question.id in release.free:
        return True
    return not stale and not release.questionnaire.rules


def _alike(release: Release, question: Question, choices: Sequence[Choice]) -> list[list[Choice]]:
    """The choices in groups that lead the same way, whatever else was said.

    One that rules the others out may rule out a gift.
    """
    sole = question.id in release.steering and question.type is Type.MULTIPLE
    alike: dict[Hashable, list[Choice]] = {}
    for choice in choices:
        way = choice.id if question.id in release.read else (choice.next, choice.gift, sole and choice.exclusive)
        alike.setdefault(way, []).append(choice)
    return list(alike.values())


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
    """Choices of a question that all lead along one path, the one with any of them ticked; `rest` are the products that
    meet all that it demands besides."""

    narrowing: Narrowing
    question: Question
    picked: tuple[str, ...]
    path: Path
    rest: Bits
    counted: Counted | None = None

    def count(self, choices: Sequence[Choice]) -> dict[str, Count]:
        """What ticking each would leave of `rest`, the products that meet everything else."""
        counter = self.narrowing.release.counter
        masks = self._masks()
        counted = {} if masks is None else counter.count(self.question, masks)
        found: dict[str, Count] = {}
        alone: dict[Picked, Count] = {}
        for choice in choices:
            if choice.id in self.picked or choice.exclusive or choice.id not in counted:
                answer = ticked(self.question, self.picked, choice)
                if answer not in alone:
                    alone[answer] = self._alone(answer)
                found[choice.id] = alone[answer]
            else:
                found[choice.id] = counted[choice.id]
        return found

    def _alone(self, answer: Picked) -> Count:
        """The count of one answer, by what it demands."""
        fit = self.narrowing.demanded.of_answer(self.question, answer, self.path.said).fit
        if fit is None:
            return self._whole, 0
        index = self.narrowing.release.index
        left = index.count(self.rest & fit.passes)
        return left, 0 if fit.passes is fit.meets else left - index.count(self.rest & fit.meets)

    @cached_property
    def _whole(self) -> int:
        return self.narrowing.release.index.count(self.rest)

    def _masks(self) -> Masks | None:
        """What the sets of choices are held against; None if the picks that stay free the question."""
        if not self.narrowing.release.counter.knows(self.question):
            return None
        demanded, said = self.narrowing.demanded, self.path.said
        stay = [demanded.of_pick(self.question, id, said) for id in _others(self.question, self.picked)]
        if None in stay and self.question.match == "any":
            return None
        fits = [found[1] for found in stay if found is not None]
        own = demanded.own(self.question, said)
        needed = [] if own is None else [own[1]]
        needed += fits if self.question.match == "all" else []
        base = join(fits) if fits and self.question.match == "any" else None
        if not needed:
            return Masks(Fit(self.rest, self.rest), base, None if base else self.counted)
        must = meet(needed)
        passes = self.rest & must.passes
        return Masks(Fit(passes, passes if must.passes is must.meets else self.rest & must.meets), base)

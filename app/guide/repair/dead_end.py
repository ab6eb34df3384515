"""What is said where nothing fits: relaxations, else what stands against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.guide.narrow import Narrowing
from app.guide.repair.give_up import binding_answers, given_up_sets, giving_up, movable_answers, stays_on, with_changes
from app.guide.repair.minimal import one_hitting_set
from app.guide.repair.propose import PROPOSALS, propose
from app.guide.step import Deed, Move, Relaxation
from app.questionnaire import Answer, Answers, Path, Skipped


@dataclass(frozen=True)
class DeadEnd:
    """Ways out, or none: then `conflict` names answers marked `must` that admit nothing together, or all is `empty`."""

    relaxations: tuple[Relaxation, ...] = ()
    conflict: tuple[str, ...] = ()
    empty: bool = False


def dead_end(narrowing: Narrowing, answers: Answers, path: Path) -> DeadEnd:
    """What to say of answers that nothing meets.

    If no smallest set of answers helps, giving up all that may be given up is proposed, with what must stay in force.
    If what must stay admits nothing, only that is said. Else the answers are withdrawn, so that the way begins anew.
    """
    found = propose(narrowing, answers, path, frozenset(), PROPOSALS)
    if found:
        return DeadEnd(tuple(found), _conflict(narrowing, answers, path))
    known = narrowing.release.questions
    loose = [id for id in known if id in answers and not known[id].must]
    skipped = _all_given_up(narrowing, answers, {id: giving_up(narrowing, id) for id in loose})
    if skipped and stays_on(
        narrowing.path(with_changes(answers, skipped.changes)), {*binding_answers(narrowing, path)}
    ):
        return DeadEnd((skipped,))
    conflict = _conflict_of_must(narrowing, {**answers, **dict.fromkeys(loose, Skipped())})
    if conflict:
        return DeadEnd(conflict=conflict)
    withdrawn = _all_given_up(narrowing, answers, dict.fromkeys(loose))
    return DeadEnd((withdrawn,)) if withdrawn else DeadEnd(empty=True)


def _all_given_up(narrowing: Narrowing, answers: Answers, changes: Mapping[str, Answer | None]) -> Relaxation | None:
    """All of these changes at once, if that lets something in."""
    remaining = narrowing.count(narrowing.path(with_changes(answers, changes)), "")[1]
    deeds = {id: Deed.WITHDRAW if answer is None else Deed.SKIP for id, answer in changes.items()}
    moves = tuple(Move(id, answer, deeds[id], 1.0) for id, answer in changes.items())
    return Relaxation(moves, remaining) if remaining else None


def _conflict(narrowing: Narrowing, answers: Answers, path: Path) -> tuple[str, ...]:
    """A minimal conflict of the answers that may be given up: it hits every repair."""
    movable = movable_answers(narrowing, path)
    sets = given_up_sets(narrowing, answers, movable, frozenset(binding_answers(narrowing, path)))
    bits = {id: 1 << place for place, id in enumerate(movable)}
    hitting = one_hitting_set([sum(bits[id] for id in one) for one in sets])
    return tuple(id for id in movable if hitting & bits[id])


def _conflict_of_must(narrowing: Narrowing, answers: Answers) -> tuple[str, ...]:
    """Of answers marked `must`, the others skipped, those of which none can be left out without something fitting.

    One after the other is left out for good, unless something fits without it (the deletion filter of Chinneck and
    Dravnieks, Locating minimal infeasible constraint sets in linear programs, 1991). None: nothing is for sale, or
    all fits.
    """
    if narrowing.count(narrowing.path(answers), "")[1]:
        return ()
    left = dict(answers)
    for id in reversed(list(narrowing.path(answers).answers)):
        less = {**left, id: Skipped()}
        if not narrowing.count(narrowing.path(less), "")[1]:
            left = less
    return tuple(id for id in narrowing.path(answers).answers if not isinstance(left[id], Skipped))

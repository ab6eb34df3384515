"""What is said where nothing fits: relaxations, else what stands against each other."""

from __future__ import annotations

from dataclasses import dataclass

from app.guide.narrow import Narrowing
from app.guide.repair.give_up import binding_answers, given_up_sets, giving_up, movable_answers, with_changes
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

    If no smallest set of answers helps, giving up all that may be given up is proposed; if that does not help, what is
    left is at odds with itself.
    """
    found = propose(narrowing, answers, path, frozenset(), PROPOSALS)
    if found:
        return DeadEnd(tuple(found), _conflict(narrowing, answers, path))
    known = narrowing.release.questionnaire.questions
    loose = [id for id in answers if not known[id].must]
    gone: tuple[dict[str, Answer | None], ...] = (
        {id: giving_up(narrowing, id) for id in loose},
        dict.fromkeys(loose),
    )
    for changes in gone:
        remaining = narrowing.count(narrowing.path(with_changes(answers, changes)), "")[1]
        if remaining:
            moves = (
                Move(id, answer, Deed.WITHDRAW if answer is None else Deed.SKIP, 1.0) for id, answer in changes.items()
            )
            return DeadEnd((Relaxation(tuple(moves), remaining),))
    return _stuck(narrowing, {id: answer for id, answer in answers.items() if known[id].must})


def _conflict(narrowing: Narrowing, answers: Answers, path: Path) -> tuple[str, ...]:
    """A minimal conflict of the answers that may be given up: it hits every repair."""
    movable = movable_answers(narrowing, path)
    sets = given_up_sets(narrowing, answers, movable, frozenset(binding_answers(narrowing, path)))
    bits = {id: 1 << place for place, id in enumerate(movable)}
    hitting = one_hitting_set([sum(bits[id] for id in one) for one in sets])
    return tuple(id for id in movable if hitting & bits[id])


def _stuck(narrowing: Narrowing, kept: Answers) -> DeadEnd:
    """The answers of which none can be left out without something fitting; without any, nothing is for sale.

    One answer after the other is left out for good, unless something fits without it (the deletion filter of Chinneck
    and Dravnieks, Locating minimal infeasible constraint sets in linear programs, 1991).
    """
    on_path = list(narrowing.path(kept).answers)
    left = dict(kept)
    for id in reversed(on_path):
        less = {**left, id: Skipped()}
        if not narrowing.count(narrowing.path(less), "")[1]:
            left = less
    conflict = tuple(id for id in on_path if not isinstance(left[id], Skipped))
    return DeadEnd(conflict=conflict, empty=not conflict)

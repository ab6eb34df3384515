"""What a choice that nothing fits would need: the cheapest relaxation of other answers with this one ticked."""

from __future__ import annotations

from dataclasses import replace

from app.guide.narrow import Narrowing
from app.guide.repair.propose import propose
from app.guide.step import Deed, Move, Needs, Relaxation
from app.questionnaire import Answers, Picked


def needs(narrowing: Narrowing, answers: Answers, question: str, ticked: Picked, choice: str) -> Needs | None:
    """What would leave something with a question answered by `ticked`; if no other answer can help, with `choice`
    alone instead of the other picks; None if that does not help either."""
    then = {**answers, question: ticked}
    found = propose(narrowing, then, narrowing.path(then), frozenset((question,)), most=1)
    if found:
        return Needs(ticked, found[0])
    alone = replace(ticked, choices=(choice,))
    if alone == ticked:
        return None
    remaining = narrowing.count(narrowing.path({**answers, question: alone}), "")[1]
    dropped = (pick for pick in ticked.choices if pick != choice)
    moves = tuple(Move(question, alone, Deed.DROP, 1 / len(ticked.choices), choice=pick) for pick in dropped)
    return Needs(alone, Relaxation(moves, remaining)) if remaining else None

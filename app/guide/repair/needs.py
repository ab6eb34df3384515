"""What a choice that nothing fits would need: the cheapest relaxation of other answers with this one ticked."""

from __future__ import annotations

from app.guide.narrow import Narrowing
from app.guide.repair.propose import propose
from app.guide.step import Needs
from app.questionnaire import Answers, Picked


def needs(narrowing: Narrowing, answers: Answers, question: str, ticked: Picked) -> Needs | None:
    """What would leave something with a question answered by `ticked`; None if no other answer can help."""
    then = {**answers, question: ticked}
    found = propose(narrowing, then, narrowing.path(then), frozenset((question,)), most=1)
    return Needs(ticked, found[0]) if found else None
